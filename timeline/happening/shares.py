"""The words and names that go with each happening: its sentence, or its part of a sentence that tells of several."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.happening.sentences import Sentence, Token
from timeline.happening.words import Lexicon
from timeline.model import Happening, Span

_COMMON = 1.5  # weight up to which a capital makes no name
_RARE = 5.3  # weight from which the first word of a sentence may be a name
_SPAN = 200  # characters of a time that are looked at


def shared_out(told: Sequence[tuple[Sentence, Sequence[Happening]]], words: Lexicon) -> tuple[Happening, ...]:
    """The happenings of each sentence with their words; a trigger of several sentences has those of all."""
    tokens: dict[Span, list[Token]] = {}
    for sentence, happenings in told:
        anchors = {h.trigger_span[0]: h.trigger_span for h in happenings}
        anchors |= {h.statement.span[0]: h.trigger_span for h in happenings if h.statement is not None}
        timed = {
            offset
            for h in happenings
            if h.statement is not None
            for offset in range(h.statement.span[0], min(h.statement.span[1], h.statement.span[0] + _SPAN))
        }
        offsets = sorted(anchors)
        for token in _without_false_capital(sentence.tokens, words):
            if token.word and token.start not in timed:
                tokens.setdefault(anchors[_nearest(offsets, token.start)], []).append(token)
    found = {span: (_stems(mine, words), _names(mine, words)) for span, mine in tokens.items()}
    none: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    result: list[Happening] = []
    for sentence, happenings in told:
        for happening in happenings:
            stems, names = found.get(happening.trigger_span, none)
            if not names and happening.statement is None and len(happenings) > 1:
                names = _names(
                    [token for token in sentence.tokens if token.word], words
                )  # nearer to another, but its own
            result.append(replace(happening, words=stems, names=names))
    return tuple(_with_names_of_old(result, words))


def _with_names_of_old(told: Sequence[Happening], words: Lexicon) -> Iterator[Happening]:
    """The happenings, a known one that is told without a name with those under which its text told it before.

    «The landing of Aurelia is put off.  The touchdown is now set for Friday.»
    """
    named: dict[str, set[tuple[str, ...]]] = {}
    for happening in told:
        if happening.names:
            for kind in happening.kinds:
                named.setdefault(kind, set()).add(happening.names)
    for happening in told:
        known = set().union(*(named.get(kind, ()) for kind in happening.kinds))
        if not happening.names and len(known) == 1 and _bare(happening, words):
            happening = replace(happening, names=known.pop())
        yield happening


def _bare(happening: Happening, words: Lexicon) -> bool:
    """«the touchdown», but not «the children's concert»: nothing describes it."""
    before = happening.quote[: max(0, happening.trigger_span[0] - happening.span[0])].split()
    return bool(before) and before[-1].casefold() in words.particles["definite"]


def _without_false_capital(tokens: Sequence[Token], words: Lexicon) -> Sequence[Token]:
    """The words of a sentence; its first one has a capital of its own only if it is rare or another follows."""
    first = tokens[0]
    rare = words.weight(first.stem) > _RARE or any(c.isupper() for c in first.text[1:])
    if not first.capital or rare or (len(tokens) > 1 and (tokens[1].capital or tokens[1].text in ("'s", "’s"))):
        return tokens
    return (first._replace(capital=False), *tokens[1:])


def _stems(tokens: Sequence[Token], words: Lexicon) -> tuple[str, ...]:
    return tuple(sorted({token.stem for token in tokens if words.weight(token.stem) > 0}))


def _names(tokens: Sequence[Token], words: Lexicon) -> tuple[str, ...]:
    named = {t.stem for t in tokens if t.capital and words.weight(t.stem) > _COMMON and not t.stem.endswith("n't")}
    parts = {part for stem in named for part in stem.replace("–", "-").split("-") if len(part) > 1}
    return tuple(sorted(parts - words.particles["numerals"]))  # «Twenty-six people» are nobody by name


def _nearest(offsets: Sequence[int], offset: int) -> int:
    at = bisect_left(offsets, offset)
    return min(offsets[max(0, at - 1) : at + 1], key=lambda one: abs(one - offset))
