"""Titles from a verb: «Petrov flies to Magadan», «Harbour treaty expires», in the document's own words."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.happening.words import Lexicon
from timeline.link.words import words_and_marks
from timeline.model import Happening, Role

_ENDING = 20  # words after a noun in which it is said to end
_BACK = 160  # characters before a verb in which its subject is looked for
_NAMED = 3  # words of a name
_OBJECT = 5  # words after a verb that may name whom or where
_REACH = 12  # words before a verb in which its clause begins
_SUBJECT, _BEHIND = 6, 5  # words of a subject, and behind its verb
_TELLING = 8  # words before «that» in which somebody tells
_OPENS = 4  # characters before the time that opens a sentence
_STOPS = frozenset('.;:!?()—–,"“”')
_BREAKS = frozenset(".;:!?()—–")
_LOOSE = frozenset(("late", "early", "shortly", "just", "about", "around", "beforehand", "again"))
_WHOM = frozenset(("it", "you", "him", "her", "them", "me", "us", "up", "down", "out", "off", "in"))
_RELATIVE = frozenset(("who", "which", "that", "whose", "whom"))
_TOWARDS = frozenset(("to", "for", "in", "at", "with", "into"))


def subject_and_verb(happening: Happening, words: Lexicon, who: Sequence[str], noun: bool) -> str | None:
    """Who or what does it, and the verb; None where the trigger is a noun that tells enough, or nobody is named.

    The subject is one of ``who``; ``noun`` says that the event has a noun phrase: then a verb tells only its end.
    """
    at = happening.trigger_span[0] - happening.span[0]
    if not 0 <= at < len(happening.quote):
        return None
    before = words_and_marks(happening.quote[max(0, at - _BACK, _opened(happening, at)) : at])
    after = words_and_marks(happening.quote[at : at + _BACK])
    if noun:
        return _ended(before, after, words) if happening.role is Role.END else None
    if not happening.kinds:
        return None
    subject = _name_before(before, words)
    if not subject or not any(subject[-1] in name.split() for name in who):
        return None
    target = _object(after[len(words_and_marks(happening.trigger)) :], words)
    if not target:
        return None
    bare = bool(before) and (before[-1].casefold() == "to" or _is_auxiliary(before[-1], words))
    bent = happening.trigger.endswith("ed") or happening.trigger.casefold() in words.irregular  # «was caught»
    verb = _third(happening.trigger) if bare and not bent else happening.trigger
    return " ".join((*subject, verb, *target))


def _ended(before: Sequence[str], after: Sequence[str], words: Lexicon) -> str | None:
    """«New START treaty expires»."""
    for number, word in enumerate(after[1:_ENDING], 1):
        if word in _BREAKS:
            return None
        if word.casefold() in words.particles["preposition"]:
            continue
        if words.stem(word) in words.roles["end"] and len(word) > 3 and word.isalpha():
            verb = word if word.endswith(("ed", "s")) else _third(word)
            name = _name_before(before, words) if before and before[-1][0].isupper() else ()
            text = " ".join((*name, *after[: 1 if number > 1 else number], verb))
            return text[:1].upper() + text[1:]
    return None


def _name_before(before: Sequence[str], words: Lexicon) -> tuple[str, ...]:
    """The last name before a verb within its clause."""
    run: list[str] = []
    for word in reversed(_without_auxiliaries(before, words)):
        capital = word[0].isupper() and words.weight(words.stem(word)) > 0 and not word.endswith(("'s", "’s"))
        if capital or (run and word[0].isupper() and word.casefold() not in words.particles["determiner"]):
            run.insert(0, word)
            if len(run) == _NAMED:
                break
        else:
            break
    return tuple(run)


def _without_auxiliaries(before: Sequence[str], words: Lexicon) -> Sequence[str]:
    """The words up to those that go with a verb: «will», «is expected to», «finally»."""
    end = len(before)
    while end and _goes_with_verb(before[end - 1], words):
        end -= 1
    return before[:end]


def _goes_with_verb(word: str, words: Lexicon) -> bool:
    if word[0].isupper():
        return False
    stem = words.stem(word)
    planned = word.endswith(("ed", "due", "set", "slated")) and stem in words.subject_carriers
    return planned or _is_auxiliary(word, words) or stem in words.particles["planned"] or word.endswith("ly")


def _is_auxiliary(word: str, words: Lexicon) -> bool:
    return words.stem(word) in map(words.stem, words.particles["auxiliary"])


def clause_title(happening: Happening, words: Lexicon) -> str | None:
    """Who does what in a few words: «Last ferry to Inishmore leaves Rossaveal»; None where a pronoun says who."""
    at = happening.trigger_span[0] - happening.span[0]
    if not 0 <= at < len(happening.quote) or happening.trigger.endswith("ing"):
        return None
    lead = words_and_marks(happening.quote[_opened(happening, at) : at])
    whole = _clause_of(_without_aside(lead, words)[-_REACH:], words) or _before_and(lead, words)
    subject = _subject(_without_auxiliaries(whole, words), words)
    before = words_and_marks(happening.quote[:at])[: -len(whole) or None]
    noun = bool(whole) and (whole[-1].endswith(("'s", "’s")) or whole[-1].casefold() in words.particles["determiner"])
    if not subject or noun or (before and before[-1].casefold() in _RELATIVE and not _told(whole, before, words)):
        return None  # «anyone who draws maps is welcome»
    subject = _without_will(subject, words)
    helped = whole[len(_without_auxiliaries(whole, words)) :]
    verb = happening.trigger
    if any(word.casefold() in words.particles["negation"] or word.endswith(("n't", "n’t")) for word in whole):
        return None  # «the two had not sat down together»
    if len(helped) == 1 and helped[0] == "to" and not happening.kinds:
        return None  # «payable to holders»
    if helped[:1] == ["to"] and any(_is_auxiliary(word, words) for word in subject):
        subject, helped = (*subject, "to"), []  # «the ship was allowed to sail»
    told = verb.casefold() in words.irregular or (verb.endswith("ed") and not verb.endswith("eed"))  # «worked»
    if helped and not told and words.stem(helped[-1]) not in ("be", words.stem("have")):
        first, _, rest = verb.partition(" ")
        verb = verb if _many(subject, words) else f"{_third(first)} {rest}".rstrip()
    have = next((word for word in helped if words.stem(word) == words.stem("have")), "")
    if told and have and not verb.endswith("ed") and "been" not in helped:
        verb = f"{have} {verb}"
    text = " ".join((*subject, verb, *_object_of(happening, words)))
    return text[:1].upper() + text[1:]


def _told(clause: Sequence[str], before: Sequence[str], words: Lexicon) -> bool:
    """Whether a clause behind «that» has a subject: «confirmed that a judge signed», not «the mill that burnt»."""
    own = clause[0].casefold() in words.particles["determiner"] or clause[0][0].isupper()
    return own or any(words.stem(word) in words.reporting for word in before[-_TELLING:])


def _without_aside(before: list[str], words: Lexicon) -> list[str]:
    """«Rodel Magno, the captain, was held»: the words without what stands between two commas before the verb."""
    verb = len(_without_auxiliaries(before, words))
    if not verb or before[verb - 1] != ",":
        return before
    opens = next((n for n in range(verb - 2, max(-1, verb - 2 - _REACH), -1) if before[n] == ","), None)
    return before if opens is None else [*before[:opens], *before[verb:]]


def _before_and(before: list[str], words: Lexicon) -> list[str]:
    """«The airport» of «the airport was closed for hours and reopened»: a second verb has the subject of the first."""
    if not before or before[-1] != "and":
        return []
    verb = next((n for n, word in enumerate(before) if n and _is_auxiliary(word, words) and word.islower()), 0)
    return _clause_of(before[:verb], words)


def _opened(happening: Happening, at: int) -> int:
    """Where a sentence goes on behind the time that opens it: «On Monday the two …»."""
    stated = happening.statement
    if stated is None or stated.span[0] - happening.span[0] > _OPENS:
        return 0
    behind = stated.span[1] - happening.span[0]
    return behind if behind <= at else 0


def _many(subject: Sequence[str], words: Lexicon) -> bool:
    """Whether several do it: «shareholders of Corran»."""
    prepositions = words.particles["preposition"] | words.particles["of"]
    of = next((n for n, word in enumerate(subject) if word.casefold() in prepositions), len(subject))
    head = subject[max(of, 1) - 1]
    return head.endswith("s") and not head.endswith("ss")


def _without_will(subject: tuple[str, ...], words: Lexicon) -> tuple[str, ...]:
    """«ministers will hold» is «ministers hold» in a calendar."""
    at = next((n for n, word in enumerate(subject[:-1]) if n and word in ("will", "shall")), None)
    if at is None:
        return subject
    who, verb = subject[:at], subject[at + 1]
    return (*who, verb if _many(who, words) else _third(verb), *subject[at + 2 :])


def _clause_of(before: Sequence[str], words: Lexicon) -> list[str]:
    """The words before a verb that belong to its clause."""
    for number in range(len(before) - 1, -1, -1):
        word = before[number].casefold()
        if before[number] in _STOPS or (word in words.clause and word != "with") or _says(before, number, words):
            return list(before[number + 1 :])
    return list(before)


def _says(before: Sequence[str], number: int, words: Lexicon) -> bool:
    """«The inspector said two climbers had died»."""
    said = words.stem(before[number]) in words.reporting and before[number][0].islower()
    return said and number > 0 and before[number - 1].casefold() not in words.particles["determiner"]


def _subject(before: Sequence[str], words: Lexicon) -> tuple[str, ...]:
    """The noun phrase that begins a clause, without its article."""
    start = 1 if before and before[0].casefold() in words.particles["determiner"] else 0
    found = [word for word in before[start:] if word.casefold() not in words.particles["adverb"]]
    if len(found) > 1 and found[0].endswith("ing") and found[1].casefold() in words.particles["determiner"]:
        return ()  # «bringing the toll to three»
    if not found or any(w.casefold() in words.particles["personal"] for w in found):
        return ()
    if found[0].casefold() in words.particles["preposition"] | words.particles["of"] or not all(
        w[0].isalnum() for w in found
    ):
        return ()
    return tuple(found) if len(found) <= _SUBJECT else ()


def _object_of(happening: Happening, words: Lexicon) -> tuple[str, ...]:
    """The words behind a verb, up to the time or the end of the clause; no more than a few."""
    end = happening.trigger_span[1] - happening.span[0]
    stated = happening.statement
    cut = stated.span[0] - happening.span[0] if stated is not None else len(happening.quote)
    after = words_and_marks(happening.quote[end : cut if cut > end else len(happening.quote)])
    found: list[str] = []
    whole = True  # nothing of the phrase is left out
    for word in after:
        whole = len(found) < _BEHIND or word in _STOPS or word.casefold() in words.particles["preposition"]
        numbered = word[0].isdigit() and not (found and found[-1][0].isupper())  # but «Halcyon 3»
        day = word.casefold() in words.particles["weekday"]
        if word in _STOPS or word.casefold() in words.clause or len(found) == _BEHIND or numbered or day:
            break
        found.append(word)
    small = words.particles["preposition"]
    cut = next((n for n in range(len(found) - 1, 0, -1) if found[n].casefold() in small), 0)
    if not whole and cut:
        del found[cut:]  # «burned to death», not «burned to death in a Brasov»
    loose = (
        words.particles["preposition"]
        | _LOOSE
        | words.particles["of"]
        | words.particles["where"]
        | words.particles["determiner"]
        | words.particles["auxiliary"]
    )
    while found and (found[-1].casefold() in loose or _tells_nothing(found[-1], words)):
        found.pop()
    return tuple(found)


def _tells_nothing(word: str, words: Lexicon) -> bool:
    """«there», «more than»; but «hired him» has its object."""
    return words.weight(words.stem(word)) == 0 and word.casefold() not in _WHOM


def _object(after: Sequence[str], words: Lexicon) -> tuple[str, ...]:
    """«to Magadan», «with Ms Abe»: a name that follows, with its preposition; none of «French journalist»."""
    found: list[str] = []
    for word in after[:_OBJECT]:
        if word[0].isupper():
            found.append(word)
        elif found and found[-1][0].isupper():
            small = word.casefold() in words.particles["preposition"] | words.particles["auxiliary"] | words.clause
            if word[0].isalpha() and not small:
                return ()
            break
        elif word in _TOWARDS and not found:
            found.append(word)
        else:
            return ()
    whole = bool(found) and found[-1][0].isupper() and not found[-1].endswith(("'s", "’s"))
    return tuple(found) if whole else ()


def _third(verb: str) -> str:
    """The third person of a verb's base form.

    >>> [_third(verb) for verb in ("fly", "meet", "reach", "say", "expire")]
    ['flies', 'meets', 'reaches', 'says', 'expires']
    """
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
