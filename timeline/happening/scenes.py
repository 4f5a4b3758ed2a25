"""A sentence with what was found in it, and the happenings that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.happening.attending import attended
from timeline.happening.candidates import Candidate, candidates
from timeline.happening.changes import relations_of
from timeline.happening.names import (
    Name,
    dateline_end,
    destination_among,
    names,
    owner_among,
    participants_among,
    place_among,
)
from timeline.happening.sentences import Sentence, Token
from timeline.happening.words import Lexicon
from timeline.model import Document, Happening, Span, Statement

_OTHERS = 8


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with the tokens that state times, and with what was found in it."""

    document: Document
    sentence: Sentence
    taken: Mapping[int, Statement]
    found: tuple[Candidate, ...]
    names: tuple[Name, ...]
    words: Lexicon

    @property
    def where(self) -> tuple[Span, str]:
        """The sentence's span, and its words as a quote."""
        start, end = self.sentence.span
        return (start, end), self.document.text[start:end]


def scene_of(document: Document, sentence: Sentence, here: Sequence[Statement], words: Lexicon) -> Scene:
    """The scene of a sentence in which the statements ``here`` stand."""
    taken = _taken(sentence, here)
    found = candidates(sentence.tokens, words, taken)
    begin = dateline_end(sentence.tokens)
    called = tuple(name for name in names(sentence.tokens, words, taken) if name.first >= begin)
    return Scene(document, sentence, taken, found, called, words)


def _taken(sentence: Sentence, here: Sequence[Statement]) -> Mapping[int, Statement]:
    """The tokens that state times."""
    taken: dict[int, Statement] = {}
    next_one = 0
    for number, token in enumerate(sentence.tokens):
        while next_one < len(here) and here[next_one].span[1] <= token.start:
            next_one += 1
        if next_one < len(here) and here[next_one].span[0] < token.end:
            taken[number] = here[next_one]
    return taken


def named(scene: Scene, one: Candidate, near: int) -> Happening:
    """The happening that a candidate names; ``near`` is the token by which its place is looked for."""
    tokens, words = scene.sentence.tokens, scene.words
    span = (tokens[one.first].start, tokens[one.last].end)
    others = [candidate for candidate in scene.found if candidate is not one]
    said = with_trigger(scene, scene.document.text[span[0] : span[1]], span, one.stem, near, others)
    moving = one.stem in words.movement or tokens[one.last].text.casefold() in words.particles["whither"]
    return replace(
        said,
        kind=one.kinds[0] if one.kinds else None,
        kinds=one.kinds,
        modifiers=_modifiers(tokens, one.first, words),
        destination=destination_among(scene.names, one.last, words) if moving else None,
        definite=_definite(tokens, one.first, words),
        relations=relations_of(one, scene.found, tokens, words) or attended(one, scene.found, tokens, words),
        owner=owner_among(scene.names, one.first, one.last, tokens, words),
    )


def with_trigger(
    scene: Scene, trigger: str, span: Span, head: str, near: int, others: Sequence[Candidate] = ()
) -> Happening:
    """A happening with nothing but its trigger, its sentence, and who and what stands in it."""
    where, quote = scene.where
    stems = (one.stem for one in others if not one.carrier or one.kinds)
    return Happening(
        document=scene.document.id,
        span=where,
        quote=quote,
        trigger=trigger,
        trigger_span=span,
        head=head,
        kind=None,
        place=place_among(scene.names, near, scene.words),
        participants=participants_among(scene.names, scene.sentence.tokens, scene.words),
        others=tuple(dict.fromkeys(stems))[:_OTHERS],
    )


def _modifiers(tokens: Sequence[Token], at: int, words: Lexicon) -> tuple[str, ...]:
    found: list[str] = []
    for before in range(at - 1, max(-1, at - 5), -1):
        text = tokens[before].text.casefold()
        if text in words.modifiers:
            found.append(text)
        elif text != "," and (not tokens[before].word or text in words.particles["determiner"] or text == "of"):
            break
    return tuple(reversed(found))


def _definite(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    return any(tokens[n].text.casefold() in words.particles["definite"] for n in range(max(0, at - 4), at))
