"""A title that a person would put in a calendar: what, who and where, by vote over everything that is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from timeline.happening.words import Lexicon, lexicon
from timeline.link.members import Member
from timeline.model import Document, Happening

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*|[^\w\s]")
_TRIMMED = 72


def title_of(members: Sequence[Member], documents: Sequence[Document], place: str | None, who: Sequence[str]) -> str:
    """What happens, with at most two words before it, who takes part, and where."""
    speaking = [m for m in members if m.time is not None] or list(members)
    words = lexicon(documents[speaking[0].document].language)
    kinds = Counter(kind for m in speaking for kind in m.kinds)
    main = max(sorted(kinds), key=lambda kind: kinds[kind], default=None)
    about = [m for m in members if main is None or main in m.kinds] or list(speaking)
    phrases = Counter(phrase for m in about if (phrase := _phrase(m.happening, words)))
    if not phrases:
        if main is not None and who:
            return _placed(f"{_joined(who)}: {main.replace('-', ' ')}", place)
        return _clause(speaking[0].happening)
    heads = Counter(phrase[-1] for phrase in phrases.elements())
    head = max(sorted(heads), key=lambda word: heads[word])
    fitting = {phrase: count for phrase, count in phrases.items() if phrase[-1] == head}
    phrase = max(sorted(fitting), key=lambda p: (fitting[p] + 0.5 * min(len(p), 3), len(p)))
    text = " ".join(phrase)
    names = [name for name in who[:2] if name.casefold() not in text.casefold()]
    if len(who) >= 2 and len(names) == 2 and not any(word[:1].isupper() for word in phrase):
        text = f"{_joined(who[:2])} {text}"
    elif len(names) == 1 and len(who) == 1 and not any(word[:1].isupper() for word in phrase):
        text = f"{text[:1].upper()}{text[1:]}: {names[0]}"
    return _placed(text[:1].upper() + text[1:], place)


def _joined(names: Sequence[str]) -> str:
    short = [name.split()[-1] for name in names[:2]]
    return "–".join(short)


def _placed(text: str, place: str | None) -> str:
    return f"{text}, {place}" if place and place.casefold() not in text.casefold() else text


def _phrase(happening: Happening, words: Lexicon) -> tuple[str, ...]:
    """The noun with up to two words before it; empty where the trigger is a verb."""
    at = happening.trigger_span[0] - happening.span[0]
    if not 0 <= at < len(happening.quote):
        return ()
    before = _WORD.findall(happening.quote[max(0, at - 60) : at])
    if at > 60:
        before = before[1:]
    trigger = happening.trigger
    noun = bool(before) and (
        before[-1].casefold() in ("the", "a", "an", "this", "next", "our", "their", "its", "of", "for")
        or happening.definite
    )
    described: list[str] = []
    for word in reversed(before[-2:]):
        stem = words.stem(word)
        if not word[0].isalnum() or word[0].isdigit() or words.weight(stem) < 1.5 or stem in words.reporting:
            break
        if stem in words.subject_carriers or word.endswith(("ly", "ed")):
            break
        described.insert(0, word.removesuffix("'s").removesuffix("’s"))
    if (
        not noun
        and not described
        and trigger.casefold() not in words.kinds
        and words.stem(trigger) != trigger.casefold()
    ):
        return ()
    return (*described, trigger if trigger.isupper() else trigger.casefold())


def _clause(happening: Happening) -> str:
    text = " ".join(happening.quote.split())
    return text if len(text) <= _TRIMMED else text[: _TRIMMED - 1].rsplit(" ", 1)[0] + "…"


def participants_of(members: Sequence[Member]) -> tuple[str, ...]:
    """Names by the number of documents that say them, the fullest form of each; at most six."""
    forms: dict[str, Counter[str]] = {}
    said: dict[str, set[int]] = {}
    for member in members:
        for name in member.happening.participants:
            for key in name.casefold().split()[-1:]:
                forms.setdefault(key, Counter())[name] += 1
                said.setdefault(key, set()).add(member.document)
    sources = len({m.document for m in members})
    common = [key for key in said if len(said[key]) * 2 >= sources or sources == 1]
    common.sort(key=lambda key: (-len(said[key]), -sum(forms[key].values()), key))
    return tuple(
        max(sorted(forms[key]), key=lambda form: (len(form.split()) <= 3, forms[key][form])) for key in common[:6]
    )


def place_of(members: Sequence[Member]) -> str | None:
    """The place most documents name, the more specific of equals."""
    said: dict[str, set[int]] = {}
    for member in members:
        if member.happening.place:
            said.setdefault(member.happening.place, set()).add(member.document)
    return max(sorted(said), key=lambda place: (len(said[place]), len(place.split()))) if said else None
