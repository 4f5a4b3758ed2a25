"""Values come back from JSON as they went, whatever they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sample_timeline import SAMPLE

from timeline.model import AllDay, Document, Event, Grain, Placed, Reading, Rejected, Rival, Role, Status, Step, Tree
from timeline.store import codec


@pytest.mark.parametrize("values", [SAMPLE.documents, SAMPLE.findings], ids=["documents", "findings"])
def test_the_sample_comes_back_whole(values: tuple[object, ...]) -> None:
    assert codec.loads(codec.dumps(values)) == values


def test_an_event_comes_back_whole_but_for_parse_trees() -> None:
    once = codec.loads(codec.dumps(SAMPLE.events))

    assert codec.loads(codec.dumps(once)) == once
    for back, event in zip(once, SAMPLE.events, strict=True):
        assert replace(back, links=()) == replace(event, links=())
        assert [s.steps for s in back.statements] == [s.steps for s in event.statements]
        assert [s.reading.expr for s in back.statements] == [s.reading.expr for s in event.statements]


def test_a_statement_comes_back_without_its_parse_tree() -> None:
    statement = SAMPLE.statements[0]
    tree = Tree("date-clock", (0, 9), (Tree("date", (0, 4)),))
    parsed = replace(
        statement,
        reading=Reading((0, 9), statement.reading.expr, tree, rivals=(Rejected(tree, Step("lost-by-words")),)),
    )

    back = codec.loads(codec.dumps(parsed))

    assert back.reading == Reading((0, 9), statement.reading.expr)


def test_hostile_text_survives() -> None:
    document = Document("a\u2028b", "NUL \0, bell \a, lone \ufffd, wide 𝔘, \u202e right to left")

    assert codec.loads(codec.dumps(document)) == document
    assert codec.dumps(document).isascii()


def test_a_moment_keeps_the_offset_it_was_written_with() -> None:
    written = datetime.fromisoformat("2025-08-14T12:00:00-04:00")

    back = codec.loads(codec.dumps(Document("a", "", published=written)))

    assert back.published.isoformat() == "2025-08-14T12:00:00-04:00"


def test_what_the_first_version_wrote_can_still_be_read() -> None:
    stored = (
        '{"Event":["u1","Launch",{"AllDay":[{"d":"2025-08-15"},{"d":"2025-08-16"},null,{"Grain":"day"}]},null,["Ada"],'
        '{"Status":"tentative"},true,[{"Rival":[{"Role":"start"},{"Placed":[{"t":"2025-08-15T19:30:00+00:00"},'
        '{"t":"2025-08-15T19:31:00+00:00"},{"Grain":"minute"}]},["a"],[["a",0,5]]]}],[]]}'
    )
    instant = Placed(datetime(2025, 8, 15, 19, 30, tzinfo=UTC), datetime(2025, 8, 15, 19, 31, tzinfo=UTC), Grain.MINUTE)

    assert codec.loads(stored) == Event(
        uid="u1",
        title="Launch",
        when=AllDay(date(2025, 8, 15), date(2025, 8, 16), None, Grain.DAY),
        place=None,
        participants=("Ada",),
        status=Status.TENTATIVE,
        disputed=True,
        readings=(Rival(Role.START, instant, ("a",), (("a", 0, 5),)),),
        links=(),
    )
