"""Names in a sentence: who takes part, where it is, and where somebody goes."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from timeline.happening.sentences import Token
from timeline.happening.words import Lexicon
from timeline.zones.places import lookup

_DATELINE = 9  # tokens
_VENUE = 8  # tokens by which a hall may be further off than a town


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words, with the little word before it."""

    text: str
    first: int  # index of its first token
    last: int
    before: str
    parts: tuple[str, ...]  # folded words, for comparison


def names(tokens: Sequence[Token], words: Lexicon, taken: Container[int]) -> tuple[Name, ...]:
    """The names in a sentence; ``taken`` are the tokens that state a time."""
    return tuple(_runs(tokens, words, taken))


def _runs(tokens: Sequence[Token], words: Lexicon, taken: Container[int]) -> Iterator[Name]:
    at = 0
    while at < len(tokens):
        if not _is_name(tokens, at, words, taken):
            at += 1
            continue
        last = at
        ahead = at + 1
        while ahead < len(tokens) and ahead - at < 8:
            if ahead not in taken and (
                tokens[ahead].capital
                or (tokens[ahead].text.isdigit() and tokens[last].capital and not _score(tokens, ahead))
            ):
                if tokens[ahead].start - tokens[ahead - 1].end > 1:
                    break
                last = ahead
            elif not _joins(tokens, ahead, words):
                break
            ahead += 1
        if last + 1 < len(tokens) and tokens[last + 1].text in words.particles["facility"]:
            last += 1  # "St Anne's hall"
        yield from _named(tokens, at, last, words)
        at = last + 1


def _score(tokens: Sequence[Token], at: int) -> bool:
    """«2–0» behind a team's name, which is no «Apollo 2»."""
    behind = tokens[at + 1 : at + 3]
    return len(behind) == 2 and behind[0].text in "-–—" and behind[1].text.isdigit()


def _joins(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """«of» in «Sea of Okhotsk», the full stop in «St. Anne's»."""
    if at + 1 >= len(tokens) or not tokens[at + 1].capital:
        return False
    saint = tokens[at].text == "." and tokens[at - 1].text.casefold() in words.particles["saintly"]
    return saint or tokens[at].text in words.particles["joining"]


def _is_name(tokens: Sequence[Token], at: int, words: Lexicon, taken: Container[int]) -> bool:
    token = tokens[at]
    if not token.capital or at in taken or len(token.text) < 2:
        return False
    if token.text.casefold() in words.particles["numerals"] or token.text.endswith(("n't", "n’t")):
        return False
    if words.weight(token.stem) <= 1.5 and not token.text[1:2].isupper():
        after = tokens[at + 1] if at + 1 < len(tokens) and at + 1 not in taken else None
        given = words.weight(token.stem) == 0 and at > 0 and tokens[at - 1].word  # "Per Holm", "May Lund"
        return given and after is not None and after.capital and words.weight(after.stem) > 4
    first = at == 0 or tokens[at - 1].text in '"“‘«:.!?-–•*#(' or tokens[at - 1].text in (".", "”")
    if not first or token.text[1:].isupper() or "-" in token.text:
        return True
    # at the start of a sentence every word has a capital: believe rare words and those another capital follows
    return words.weight(token.stem) > 5.3 or (at + 1 < len(tokens) and tokens[at + 1].capital and at + 1 not in taken)


def _named(tokens: Sequence[Token], first: int, last: int, words: Lexicon) -> Iterator[Name]:
    ranked = [n for n in range(first, last) if tokens[n].text.casefold().rstrip(".") in words.particles["ranks"]]
    first = ranked[-1] + 1 if ranked else first  # "French President Emmanuel Macron"
    run = [token for token in tokens[first : last + 1] if token.word]
    parts = tuple(
        piece
        for token in run
        for piece in token.text.casefold().replace("’", "'").removesuffix("'s").replace("–", "-").split("-")
        if len(piece) > 1 and piece not in words.particles["joining"] and piece not in words.particles["ranks"]
    )
    if not parts or not run:
        return
    text = " ".join(token.text for token in run).replace("’", "'")
    text = text if _of_saint(tokens, last, words) else text.removesuffix("'s")
    before = tokens[first - 1].text.casefold() if first else ""
    if before == "the" and first > 1:
        before = tokens[first - 2].text.casefold()
    yield Name(text, first, last, before, parts)


def _of_saint(tokens: Sequence[Token], last: int, words: Lexicon) -> bool:
    """«at St Mark's on Friday», where nothing follows that is Mark's."""
    if last < 1 or tokens[last - 1].text.casefold().rstrip(".") not in words.particles["saintly"]:
        return False
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    return after is None or not after.word or after.text.casefold() in words.particles["preposition"]


def place_among(found: Sequence[Name], near: int, words: Lexicon) -> str | None:
    """The name that says where: after "in", "at", "near"; the nearest one, a facility rather than a town."""
    where = [name for name in found if name.before in words.particles["where"] and not name.text.isupper()]
    where = [n for n in where if n.before != "from" or words.particles["facility"] & set(n.parts) or lookup(n.text)]
    if not where:
        return None
    return min(
        where, key=lambda n: abs(n.first - near) - _VENUE * bool(words.particles["facility"] & set(n.parts))
    ).text


def dateline_end(tokens: Sequence[Token]) -> int:
    """How many tokens are the place that a report comes from: «TBILISI, Georgia –»."""
    if not tokens[0].capital or not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return 0
    dash = next((n for n, t in enumerate(tokens[:_DATELINE]) if t.text in "-–—"), 0)
    return dash if all(t.capital or t.text in ",.()" for t in tokens[:dash]) else 0


def destination_among(found: Sequence[Name], verb: int, words: Lexicon) -> str | None:
    """Where somebody goes: the first name after "to", "into" or "for" behind the verb of moving."""
    going = (n.text for n in found if n.before in words.particles["whither"] and verb < n.first <= verb + 8)
    return next(going, None)


def owner_among(
    found: Sequence[Name], first: int, last: int, tokens: Sequence[Token], words: Lexicon
) -> tuple[str, ...]:
    """Stems of the name beside what happens: «the Weavers meet», «Frome's fair», «the webinar of the Kalmar Rowers»."""
    for name in found:
        if name.last < first:
            between = tokens[name.last + 1 : first]
            beside = [t.text for t in between] in ([], ["'s"], ["’s"]) or _helping(between, words)
        else:
            said = [t.text.casefold() for t in tokens[last + 1 : name.first]]
            beside = len(said) in (1, 2) and said[0] in words.particles["whose"] and said[1:] in ([], ["the"])
        if beside:
            return tuple(words.stem(part) for part in name.parts)
    return ()


def _helping(between: Sequence[Token], words: Lexicon) -> bool:
    """«will be» in «the Orwell Bridge will be closed»: the name is the verb's subject."""
    helped = any(t.text.casefold() != "to" for t in between)
    return helped and all(t.stem in words.particles["auxiliary"] for t in between)


def _tells(name: Name, tokens: Sequence[Token], words: Lexicon) -> bool:
    """«the Kremlin says», «the RMT union said»: a name with a verb of reporting behind it."""
    for token in tokens[name.last + 1 : name.last + 3]:
        if not token.word:
            return False
        if token.stem in words.reporting and not token.text.endswith("ing"):
            return True
    return False


def participants_among(found: Sequence[Name], tokens: Sequence[Token], words: Lexicon) -> tuple[str, ...]:
    """Names that are not said to be a place, nor to be who tells of it, in the order of the text."""
    placed = words.particles["where"] | words.particles["whither"] | words.particles["source"]
    facility = words.particles["facility"]
    named = [n for n in found if n.before not in placed and not facility & set(n.parts)]
    return tuple(dict.fromkeys(n.text for n in named if not _tells(n, tokens, words)))[:8]
