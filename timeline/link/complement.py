"""What a bare noun is of, for titles: «Registration for the Weavers' fair», «Deadline: tenders for the footbridge»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.happening.words import Lexicon
from timeline.link.words import words_and_marks
from timeline.model import Happening

_LONGEST = 8  # words of a complement
_OPENS = frozenset(("of", "for", "on", "about", "against", "between", "with"))
_GOES_ON = frozenset(("of", "for", "and", "the", "a", "an"))


def with_complement(happening: Happening, words: Lexicon) -> str | None:
    """A noun with what it is of: «debate on the rivers bill»; None where nothing follows that says so."""
    at = happening.trigger_span[1] - happening.span[0]
    behind = _phrase(happening, at, words)
    if len(behind) < 2 or behind[0] not in _OPENS:
        return None
    trigger = happening.trigger
    first = trigger.casefold().split()[0]
    if first.endswith("ed") or words.irregular.get(first, first) != first:
        return None  # «made off with three paintings»: who did?
    return " ".join((trigger[:1].upper() + trigger[1:], *behind))


def deadline_title(happening: Happening, words: Lexicon, who: Sequence[str]) -> str:
    """What must be done by then: «Deadline: tenders for the footbridge», «Registration deadline: workshop»."""
    kind = words.kinds.get(happening.head, ())[:1]
    signing = kind == ("registration",) and happening.trigger.casefold() not in words.particles["handed"]
    name = "Registration deadline" if signing else "Deadline"
    at = happening.trigger_span[0] - happening.span[0]
    behind = _phrase(happening, happening.trigger_span[1] - happening.span[0], words)
    told = _bare(behind, words) if behind and (behind[0] in _OPENS or not signing) else []
    told = told or _before(happening.quote[:at], words)
    text = f"{name}: {' '.join(told)}" if told else name
    known = not who or who[0].casefold() in text.casefold()
    return text if known else f"{text}, {who[0]}" if told else f"{text}: {who[0]}"


def _phrase(happening: Happening, at: int, words: Lexicon) -> list[str]:
    """The words of a noun phrase from an offset of the quote on."""
    stated = happening.statement
    stop = stated.span[0] - happening.span[0] if stated is not None else len(happening.quote)
    found: list[str] = []
    for word in words_and_marks(happening.quote[at : stop if stop > at else len(happening.quote)]):
        folded = word.casefold()
        goes_on = folded in _GOES_ON or (not found and folded in _OPENS) or folded in words.particles["determiner"]
        stem = words.stem(word)
        small = folded in words.particles["preposition"] or folded in words.clause
        carrier = stem in words.subject_carriers and not (word[0].isupper() or word.endswith("ing"))
        verb = carrier or stem in words.particles["auxiliary"]
        new = bool(found) and found[-1].casefold() not in _GOES_ON | _OPENS
        again = new and folded in words.particles["determiner"]
        if not word[0].isalnum() or len(found) == _LONGEST or verb or again or (small and not goes_on):
            break
        found.append(word)
    loose = _GOES_ON | _OPENS | words.particles["determiner"]
    while found and found[-1].casefold() in loose:
        found.pop()
    return found


def _bare(phrase: list[str], words: Lexicon) -> list[str]:
    """A phrase without the little words that open it."""
    while phrase and phrase[0].casefold() in _OPENS | {"to"} | words.particles["determiner"]:
        phrase = phrase[1:]
    return phrase


def _before(text: str, words: Lexicon) -> list[str]:
    """The subject of a verb: «tenders for the footbridge» must be submitted."""
    found = words_and_marks(re.split(r"[.;:!?]", text)[-1])
    while found and words.stem(found[-1]) in words.particles["auxiliary"]:
        found.pop()
    personal = any(word.casefold() in words.particles["personal"] for word in found)
    loose = bool(found) and (found[0].casefold() in words.particles["preposition"] or not found[-1][0].isalnum())
    if personal or loose or not 0 < len(found) <= _LONGEST or "," in found:
        return []
    bare = _bare(found, words)
    return [bare[0][:1].lower() + bare[0][1:], *bare[1:]] if bare else []
