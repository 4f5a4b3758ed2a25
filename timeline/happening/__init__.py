"""What each statement is the time of: trigger, kind, role, place, participants and whether it changes an earlier time.

Happenings that a text speaks of without a time are given too: they carry names, places and quotes to their event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.happening.changes import role_of, update_of
from timeline.happening.names import Name, destination_among, names, participants_among, place_among
from timeline.happening.sentences import Sentence, sentences
from timeline.happening.trigger import Candidate, candidates, choose, label
from timeline.happening.words import Lexicon, lexicon
from timeline.model import Document, Happening, Kind, Statement

__all__ = ["happenings_of"]


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with what was found in it."""

    sentence: Sentence
    found: tuple[Candidate, ...]
    names: tuple[Name, ...]


def happenings_of(document: Document, statements: Sequence[Statement]) -> tuple[Happening, ...]:
    """What happens at each stated time, and what is spoken of without one; in the order of the text."""
    words = lexicon(document.language)
    timed = sorted((s for s in statements if _is_time(s)), key=lambda s: s.span)
    fixed = tuple(s.span for s in timed)
    result: list[Happening] = []
    groups: dict[int, Happening] = {}
    topic: Happening | None = None
    at = 0
    for sentence in sentences(document.text, document.language, fixed):
        here: list[Statement] = []
        while at < len(timed) and timed[at].span[0] < sentence.span[1]:
            here.append(timed[at])
            at += 1
        scene = _scene(sentence, here, words)
        if not here:
            spoken = _untimed(document, scene, words)
            if spoken is not None:
                result.append(spoken)
                topic = spoken
            continue
        first = len(result)
        for statement in here:
            twin = groups.get(statement.group) if statement.group is not None else None
            happening = _timed(document, scene, statement, topic, twin, words)
            result.append(happening)
            if statement.group is not None:
                groups.setdefault(statement.group, happening)
            if happening.kind is not None:
                topic = happening
        result[first:] = _apart(result[first:])
    return tuple(result)


def _apart(told: Sequence[Happening]) -> list[Happening]:
    """Happenings of one sentence; what has a time of its own is no mark of the others."""
    heads = {happening.head for happening in told}
    if len(heads) < 2:
        return list(told)
    return [replace(h, others=tuple(stem for stem in h.others if stem not in heads)) for h in told]


def _is_time(statement: Statement) -> bool:
    return statement.when is not None and statement.kind is not Kind.DURATION


def _scene(sentence: Sentence, here: Sequence[Statement], words: Lexicon) -> _Scene:
    taken = _taken(sentence, here)
    return _Scene(sentence, candidates(sentence.tokens, words, taken), names(sentence.tokens, words, taken))


def _taken(sentence: Sentence, here: Sequence[Statement]) -> Mapping[int, Statement]:
    taken: dict[int, Statement] = {}
    next_one = 0
    for number, token in enumerate(sentence.tokens):
        while next_one < len(here) and here[next_one].span[1] <= token.start:
            next_one += 1
        if next_one < len(here) and here[next_one].span[0] < token.end:
            taken[number] = here[next_one]
    return taken


def _timed(
    document: Document,
    scene: _Scene,
    statement: Statement,
    topic: Happening | None,
    twin: Happening | None,
    words: Lexicon,
) -> Happening:
    tokens = scene.sentence.tokens
    first = next((n for n, t in enumerate(tokens) if t.end > statement.span[0]), 0)
    last = next((n for n in range(first, len(tokens)) if tokens[n].end >= statement.span[1]), len(tokens) - 1)
    if twin is not None and twin.document == document.id:
        base = twin
    else:
        one = choose(scene.found, tokens, first, last, words)
        base = _from_trigger(document, scene, one, first, topic, words)
    return Happening(
        document=document.id,
        span=scene.sentence.span,
        quote=document.text[scene.sentence.span[0] : scene.sentence.span[1]],
        trigger=base.trigger,
        trigger_span=base.trigger_span,
        head=base.head,
        kind=base.kind,
        modifiers=base.modifiers,
        place=base.place,
        destination=base.destination,
        participants=base.participants or participants_among(scene.names),
        definite=base.definite,
        statement=statement,
        kinds=base.kinds,
        others=base.others,
        role=role_of(statement, tokens, first, last, words) if base is not twin else statement.role or base.role,
        update=update_of(statement, tokens, first, last, words) if base is not twin else base.update,
    )


def _from_trigger(
    document: Document, scene: _Scene, one: Candidate | None, near: int, topic: Happening | None, words: Lexicon
) -> Happening:
    """The happening that a candidate names; where it names none, the one spoken of before."""
    sentence, tokens = scene.sentence, scene.sentence.tokens
    short = sum(t.word for t in tokens) < 8
    lost = label(tokens) or (one is None and short) or (one is not None and one.carrier and not one.kinds)
    if lost and topic is not None and topic.span != sentence.span:
        one_topic = topic
        return _with(
            document,
            scene,
            one_topic.trigger,
            one_topic.trigger_span,
            one_topic.head,
            one_topic.kinds,
            (),
            near,
            -1,
            True,
        )
    if one is None:
        content = [t for t in tokens if t.word and not t.text[0].isdigit() and words.weight(t.stem) > 1.5]
        token = min(content or tokens, key=lambda t: abs(t.start - tokens[near].start))
        return _with(
            document, scene, token.text, (token.start, token.end), token.stem, (), (), near, -1, False, scene.found
        )
    span = (tokens[one.first].start, tokens[one.last].end)
    return _with(
        document,
        scene,
        document.text[span[0] : span[1]],
        span,
        one.stem,
        one.kinds,
        _modifiers(tokens, one.first, words),
        near,
        one.last if one.stem in words.movement else -1,
        _definite(tokens, one.first),
        tuple(c for c in scene.found if c is not one),
    )


def _with(
    document: Document,
    scene: _Scene,
    trigger: str,
    span: tuple[int, int],
    head: str,
    kinds: tuple[str, ...],
    modifiers: tuple[str, ...],
    near: int,
    moving: int,
    definite: bool,
    others: Sequence[Candidate] = (),
) -> Happening:
    return Happening(
        document=document.id,
        span=scene.sentence.span,
        quote=document.text[scene.sentence.span[0] : scene.sentence.span[1]],
        trigger=trigger,
        trigger_span=span,
        head=head,
        kind=kinds[0] if kinds else None,
        modifiers=modifiers,
        place=place_among(scene.names, near),
        destination=destination_among(scene.names, moving) if moving >= 0 else None,
        participants=participants_among(scene.names),
        definite=definite,
        kinds=kinds,
        others=tuple(dict.fromkeys(c.stem for c in others if not c.carrier or c.kinds))[:8],
    )


def _untimed(document: Document, scene: _Scene, words: Lexicon) -> Happening | None:
    known = [c for c in scene.found if c.kinds and c.nominal] or [c for c in scene.found if c.kinds]
    if not known:
        return None
    one = known[0]
    base = _from_trigger(document, scene, one, one.first, None, words)
    tokens = scene.sentence.tokens
    return Happening(
        document=base.document,
        span=base.span,
        quote=base.quote,
        trigger=base.trigger,
        trigger_span=base.trigger_span,
        head=base.head,
        kind=base.kind,
        modifiers=base.modifiers,
        place=base.place,
        destination=base.destination,
        participants=base.participants,
        definite=base.definite,
        kinds=base.kinds,
        others=base.others,
        update=update_of(None, tokens, one.first, one.last, words),
    )


def _modifiers(tokens: Sequence, at: int, words: Lexicon) -> tuple[str, ...]:  # type: ignore[type-arg]
    found: list[str] = []
    for before in range(at - 1, max(-1, at - 5), -1):
        text = tokens[before].text.casefold()
        if text in words.modifiers:
            found.append(text)
        elif not tokens[before].word or text in ("the", "a", "an", "of"):
            if text != ",":
                break
    return tuple(reversed(found))


def _definite(tokens: Sequence, at: int) -> bool:  # type: ignore[type-arg]
    before = [tokens[n].text.casefold() for n in range(max(0, at - 4), at)]
    return any(word in ("the", "this", "that", "our", "its", "their") for word in before)
