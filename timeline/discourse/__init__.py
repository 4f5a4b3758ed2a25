"""Readings -> Statements: which day, which zone, which instant a stated time means, and why.

Date, zone, "local" and equivalents determine one another.
So each clock time gets candidates (day x zone x half of the day) with their evidence, equivalents constrain them
jointly, one ranking settles the group, and the winner's evidence is the explanation.
"""

from __future__ import annotations

from timeline.config import Config
from timeline.discourse import dates, days, groups, modality, publication, tense
from timeline.discourse.draft import Draft, drafted
from timeline.discourse.equivalents import equivalent
from timeline.discourse.placing import Desk
from timeline.discourse.scope import clause, scopes
from timeline.discourse.statements import statement
from timeline.discourse.zones_of import Zones
from timeline.language import load
from timeline.model import Document, Reading, Statement
from timeline.recognise import recognise

__all__ = ["statements_of"]


def statements_of(document: Document, config: Config = Config()) -> tuple[Statement, ...]:  # noqa: B008  # frozen
    """Every stated time of a document, resolved and explained, in order."""
    return resolved(document, recognise(document), config)


def resolved(document: Document, readings: tuple[Reading, ...], config: Config) -> tuple[Statement, ...]:
    """The statements that readings of a document come to."""
    if not readings:
        return ()
    written = publication.publication(document, readings, config)
    drafts = _drafts(document, readings)
    first = dates.day_first(drafts, config.day_first)
    southern = any(country in _SOUTHERN for country in written.countries[:1])
    reckoning = dates.Reckoning(
        document.text,
        written.wall,
        first,
        dates.is_narrative(drafts, written.day),
        load(document.language).holidays,
        southern,
    )
    for draft in drafts:
        dates.own_days(draft, reckoning)
    zones = Zones(document, written, config, drafts)
    for draft, number in zip(drafts, groups.group(document.text, [equivalent(d, zones) for d in drafts]), strict=True):
        draft.group = number
    desk = Desk(document, written, zones, days.Days(document.text, written))
    return tuple(statement(document, written, draft, settled) for draft, settled in desk.settled(drafts))


_SOUTHERN = frozenset({"AU", "NZ", "ZA", "AR", "CL", "UY", "PY", "BO", "PE", "ZW", "NA", "BW"})


def _drafts(document: Document, readings: tuple[Reading, ...]) -> list[Draft]:
    text = document.text
    places = scopes(text, [reading.span for reading in readings])
    drafts = []
    sentence, spoken = -1, (0, 0)
    for number, (reading, scope) in enumerate(zip(readings, places, strict=True)):
        draft = drafted(number, reading, text, scope)
        if scope.sentence != sentence:
            sentence, spoken = scope.sentence, clause(text, draft.start, draft.end)
        else:
            spoken = (min(spoken[0], draft.start), max(spoken[1], draft.end))
        draft.sentence = spoken
        if draft.point is not None or draft.every is not None:
            draft.direction = tense.direction(text, draft.start, draft.end, *spoken)
            draft.modality = modality.modality(text, draft.start, draft.end, spoken[0])
        drafts.append(draft)
    return drafts
