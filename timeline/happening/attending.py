"""What goes with a happening and has a time of its own: «our live coverage of the launch begins at 22:30».

Its time is not that of the happening which its words name too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.happening.candidates import Candidate
from timeline.happening.sentences import Token
from timeline.happening.words import Lexicon

_PHRASE = 6  # words between a preposition and its noun
_BEFORE = 5  # words between the begin of a clause and its subject
_OF = frozenset(("of", "for"))
_TOLD = 1.5  # weight from which a word tells something


def attendant(one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token], words: Lexicon) -> Candidate:
    """The head of a verb's subject, where ``one`` only says what that is of: «coverage of the launch».

    >>> from timeline.happening.sentences import sentences
    >>> from timeline.happening.candidates import candidates
    >>> from timeline.happening.words import lexicon
    >>> def head(text):
    ...     tokens = sentences(text, "en")[0].tokens
    ...     found = candidates(tokens, lexicon("en"), ())
    ...     return attendant(next(c for c in found if c.kinds), found, tokens, lexicon("en")).stem
    >>> head("Our live coverage of the launch begins at 22:30.")
    'coverag'
    >>> head("Launch coverage starts at 22:30.")
    'coverag'
    >>> head("The last round of talks begins on Monday.")
    'talks'
    """
    if not one.nominal or one.carrier:
        return one
    behind = one.last + 1
    if _plain(tokens, behind, words) and _verb(tokens, behind + 1, words) and not _verb(tokens, behind, words):
        return _candidate(behind, found, tokens, words)
    if not _verb(tokens, behind, words):
        return one
    at = _of(one, tokens, words)
    if at is None or not _plain(tokens, at - 1, words) or not _opens(tokens, at - 1, words):
        return one
    return _candidate(at - 1, found, tokens, words)


def attended(
    one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token], words: Lexicon
) -> tuple[tuple[str, str], ...]:
    """What something goes with, as a relation: ("for", "conferenc") of «registration for the conference»."""
    shut = "closure" in one.kinds  # «roads are closed from 8 to 1 for the race»
    if not one.nominal and not shut:
        return ()
    for other in found:
        known = other.nominal and not other.carrier and other.kinds
        if not known or set(other.kinds) & set(one.kinds):
            continue
        beside = other.last + 1 == one.first and (not one.kinds or bool(words.attending.intersection(one.kinds)))
        at = _of(other, tokens, words) if other.first > one.last else None
        if beside or at == one.last + 1 or (shut and at is not None and at > one.last and tokens[at].text == "for"):
            return (("for", other.stem),)
    return ()


def _of(one: Candidate, tokens: Sequence[Token], words: Lexicon) -> int | None:
    """Where the «of» stands that a noun goes with."""
    for at in range(one.first - 1, max(-1, one.first - 2 - _PHRASE), -1):
        text = tokens[at].text.casefold()
        if text in _OF:
            return at
        if not tokens[at].word or text in words.particles["preposition"] or text in words.clause:
            return None
    return None


def _plain(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """A noun that is more than a part or a time of what follows it: no «round of», «date of», «start of»."""
    if not 0 <= at < len(tokens) or not tokens[at].word or not tokens[at].text[0].isalpha():
        return False
    token = tokens[at]
    if (token.capital and at) or token.text.casefold().endswith(("ed", "ly")) or words.weight(token.stem) < _TOLD:
        return False
    if words.irregular.get(token.text, token.text) != token.text:
        return False  # «the toll of the blast rose to six»
    if token.text.casefold() in words.particles["transparent"] or token.stem in words.subject_carriers:
        return False
    return token.stem not in words.reporting or token.text.endswith("ing")  # «a gale warning»


def _opens(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether the phrase of a noun begins a clause, as a subject does."""
    for before in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
        text = tokens[before].text.casefold()
        if not tokens[before].word or text in words.clause:
            return True
        if text in words.particles["preposition"] or text in words.particles["auxiliary"]:
            return False
    return at <= _BEFORE


def _verb(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    if at >= len(tokens):
        return False
    token = tokens[at]
    helps = token.stem in words.particles["auxiliary"] and token.stem != words.stem(
        "have"
    )  # «organisers have moved it»
    return token.text == ":" or token.stem in words.subject_carriers or helps


def _candidate(at: int, found: Sequence[Candidate], tokens: Sequence[Token], words: Lexicon) -> Candidate:
    known = next((c for c in found if c.first <= at <= c.last), None)
    if known is not None:
        return replace(known, nominal=True)
    stem = tokens[at].stem
    return Candidate(at, at, words.same.get(stem, stem), words.kinds.get(stem, ()), True, False, False)
