"""The time of a text itself: a line that dates it, or the place and day with which its first sentence opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from timeline.happening.scenes import Scene
from timeline.model import Document, Grain, Statement

_WORDS = 6  # of a line that dates a text
_TOP = 600  # characters from the start of a text in which its own date stands
_PLACE = 6  # tokens of a place before its date
_AGENCY = 4  # tokens in brackets behind it
_DASHES = frozenset((":", "—", "–", "-", "―"))


def dateline(scene: Scene, here: Sequence[Statement]) -> bool:
    """«Published: June 13, 2025, 4:59 PM», or a date alone on a line near the top."""
    particles = scene.words.particles
    marks = particles["dateline"]
    untold = [t for n, t in enumerate(scene.sentence.tokens) if t.word and n not in scene.taken]
    said = [t.text.casefold() for t in untold]
    plain = particles["filler"] | particles["abbreviated"] | marks
    if len(said) > _WORDS or not all(word in plain or word.isdigit() for word in said):
        return False
    if any(word in marks for word in said):
        return True
    at = scene.sentence.span[0]
    opens = not scene.document.text[scene.document.text.rfind("\n", 0, at) + 1 : at].strip()
    if not opens and all(any(step.rule == "date-carried" for step in s.steps) for s in here):
        return False  # «The new map is here tomorrow! 18:00 BST / 19:00 CEST.»
    return at < _TOP and all(_of_text(scene.document, statement) for statement in here)


def stamped(scene: Scene, first: Statement) -> bool:
    """«LISBON, 3 March (Agency) — …», «Lisbon (March 3, 2025): …»: the day that opens a text behind its place."""
    tokens = scene.sentence.tokens
    at = [n for n, statement in scene.taken.items() if statement is first]
    if not at or not 0 < at[0] <= _PLACE or scene.sentence.span[0] >= _TOP or not _of_text(scene.document, first):
        return False
    if (_day(first.local) or date.min) > (_day(scene.document.published_at(first.span[0])) or date.max):
        return False  # «Lisbon, 4 March – reading»: what is still to come dates no text
    before = tokens[: at[0]]
    if not before[0].capital or not all(t.capital or t.text in ",(.[" for t in before):
        return False
    return _opens(scene, at[-1] + 1)


def _opens(scene: Scene, at: int) -> bool:
    """Whether a dash or colon follows, perhaps behind the agency's name in brackets."""
    rest = [t.text for t in scene.sentence.tokens[at : at + _AGENCY + 3]]
    while rest and rest[0] in ")]":
        del rest[0]
    if rest[:1] == ["("] and ")" in rest[: _AGENCY + 2]:
        del rest[: rest.index(")") + 1]
    return bool(rest) and rest[0] in _DASHES


def _of_text(document: Document, statement: Statement) -> bool:
    """Whether a time is that of the document's publication: its day or the one beside it, or only its year."""
    written, said = _day(document.published_at(statement.span[0])), _day(statement.local)
    if written is None or said is None:
        return False
    if statement.grain is Grain.YEAR:
        return written.year == said.year
    return abs((written - said).days) <= 1


def _day(moment: object) -> date | None:
    return date.fromordinal(moment.toordinal()) if isinstance(moment, date) else None
