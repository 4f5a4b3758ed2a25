"""Titles from a verb: «Petrov flies to Magadan», «Harbour treaty expires», in the document's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.happening.words import Lexicon
from timeline.model import Happening, Role

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*|[^\w\s]")
_ENDING = 20  # words after a noun in which it is said to end
_BACK = 160  # characters before a verb in which its subject is looked for
_NAMED = 3  # words of a name
_OBJECT = 5  # words after a verb that may name whom or where
_BREAKS = frozenset(".;:!?()—–")
_TOWARDS = frozenset(("to", "for", "in", "at", "with", "into"))


def subject_and_verb(happening: Happening, words: Lexicon, who: Sequence[str], noun: bool) -> str | None:
    """Who or what does it, and the verb; None where the trigger is a noun that tells enough, or nobody is named.

    The subject is one of ``who``; ``noun`` says that the event has a noun phrase: then a verb tells only its end.
    """
    at = happening.trigger_span[0] - happening.span[0]
    if not 0 <= at < len(happening.quote):
        return None
    before = _WORD.findall(happening.quote[max(0, at - _BACK) : at])
    after = _WORD.findall(happening.quote[at : at + _BACK])
    if noun:
        return _ended(before, after, words) if happening.role is Role.END else None
    if not happening.kinds:
        return None
    subject = _name_before(before, words)
    if not subject or not any(subject[-1] in name.split() for name in who):
        return None
    target = _object(after[len(_WORD.findall(happening.trigger)) :])
    if not target:
        return None
    bare = bool(before) and (before[-1].casefold() == "to" or words.stem(before[-1]) in words.particles["auxiliary"])
    verb = _third(happening.trigger) if bare else happening.trigger
    return " ".join((*subject, verb, *target))


def _ended(before: Sequence[str], after: Sequence[str], words: Lexicon) -> str | None:
    """«New START treaty expires»."""
    for number, word in enumerate(after[1:_ENDING], 1):
        if word in _BREAKS:
            return None
        if words.stem(word) in words.roles["end"] and len(word) > 3 and word.isalpha():
            verb = word if word.endswith(("ed", "s")) else _third(word)
            name = _name_before(before, words) if before and before[-1][0].isupper() else ()
            text = " ".join((*name, *after[: 1 if number > 1 else number], verb))
            return text[:1].upper() + text[1:]
    return None


def _name_before(before: Sequence[str], words: Lexicon) -> tuple[str, ...]:
    """The last name before a verb within its clause."""
    run: list[str] = []
    for word in reversed(before):
        capital = word[0].isupper() and words.weight(words.stem(word)) > 0 and not word.endswith(("'s", "’s"))
        if capital or (run and word[0].isupper() and word.casefold() not in words.particles["determiner"]):
            run.insert(0, word)
            if len(run) == _NAMED:
                break
        elif run or word in _BREAKS:
            break
    return tuple(run)


def _object(after: Sequence[str]) -> tuple[str, ...]:
    """«to Magadan», «with Ms Abe»: a name that follows, with its preposition."""
    found: list[str] = []
    for word in after[:_OBJECT]:
        if word[0].isupper():
            found.append(word)
        elif found and found[-1][0].isupper():
            break
        elif word in _TOWARDS and not found:
            found.append(word)
        else:
            return ()
    return tuple(found) if found and found[-1][0].isupper() else ()


def _third(verb: str) -> str:
    """The third person of a verb's base form.

    >>> [_third(verb) for verb in ("fly", "meet", "reach", "say", "expire")]
    ['flies', 'meets', 'reaches', 'says', 'expires']
    """
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
