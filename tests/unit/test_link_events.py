"""What holds for linking whatever the documents are: order does not matter, names last, copies are one voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_documents import case, marked

from timeline.config import Config
from timeline.discourse import statements_of
from timeline.happening import happenings_of
from timeline.link import link
from timeline.link.copies import sketch_of, voices
from timeline.link.order import contradictions
from timeline.link.portrait import portrait_of
from timeline.model import Document, Event, Happening, Link, Statement, Status

WORLDS = [
    "hearing_adjourned",
    "concert_date",
    "quake_and_aftershock",
    "town_halls",
    "expedition_corrected",
    "ferry_half_day",
]
DOCUMENTS: list[Document] = []
STATEMENTS: list[Statement] = []
for _name in WORLDS:
    _case = case(_name)
    DOCUMENTS += _case.documents
    STATEMENTS += _case.statements


def told(documents: Sequence[Document]) -> list[Happening]:
    return [h for d in documents for h in happenings_of(d, [s for s in STATEMENTS if s.document == d.id])]


def gist(events: Sequence[Event]) -> list[object]:
    """Everything but the uid, which depends on history."""
    return sorted(
        (e.title, repr(e.when), repr(e.readings), repr(e.links), e.status, repr(e.superseded)) for e in events
    )


def events_of(*texts: tuple[str, str, date]) -> tuple[Event, ...]:
    documents, happenings = [], []
    for name, text, published in texts:
        document, statements, _ = marked(name, text, published)
        documents.append(document)
        happenings += happenings_of(document, statements)
    return link(documents, happenings)


@given(st.permutations(DOCUMENTS))
def test_the_order_of_documents_does_not_matter(documents: list[Document]) -> None:
    happenings = told(documents)

    assert link(documents, happenings) == link(DOCUMENTS, told(DOCUMENTS))


@given(st.permutations(DOCUMENTS))
def test_one_by_one_in_any_order_gives_the_events_of_all_at_once(documents: list[Document]) -> None:
    events: tuple[Event, ...] = ()
    for count in range(1, len(documents) + 1):
        events = link(documents[:count], told(documents[:count]), events)

    assert gist(events) == gist(link(DOCUMENTS, told(DOCUMENTS)))
    assert len({event.uid for event in events}) == len(events)


@given(st.permutations(DOCUMENTS), st.integers(1, len(DOCUMENTS) - 1))
def test_what_is_removed_leaves_the_events_of_the_rest(documents: list[Document], count: int) -> None:
    rest = documents[:count]

    after = link(rest, told(rest), link(documents, told(documents)))

    assert gist(after) == gist(link(rest, told(rest)))
    assert len({event.uid for event in after}) == len(after)


@given(st.permutations(DOCUMENTS), st.integers(1, len(DOCUMENTS) - 1))
def test_a_document_more_touches_only_events_that_share_its_subject(documents: list[Document], count: int) -> None:
    before = {e.uid: e for e in link(documents[:count], told(documents[:count]))}
    after = link(documents[: count + 1], told(documents[: count + 1]), tuple(before.values()))

    touched = [e for e in after if any(ln.happening.document == documents[count].id for ln in e.links)]
    words = {word for e in touched for ln in e.links for word in ln.happening.document.split()}
    for event in after:
        if event not in touched and event.uid in before and not words & {ln.happening.document for ln in event.links}:
            assert gist([event]) == gist([before[event.uid]])


def test_an_event_keeps_its_uid_when_an_older_source_arrives() -> None:
    late = ("b", "The Kestrel regatta starts in Skagen on [9 May at 10:00]{2026-05-09T10:00Z}.", date(2026, 4, 20))
    early = ("a", "The Kestrel regatta will start in Skagen on [9 May at 10:00]{2026-05-09T10:00Z}.", date(2026, 4, 1))
    documents, happenings = [], []
    for name, text, published in (late, early):
        document, statements, _ = marked(name, text, published)
        documents.append(document)
        happenings.append(happenings_of(document, statements))
    first = link(documents[:1], happenings[0])

    (second,) = link(documents, [*happenings[0], *happenings[1]], first)

    assert second.uid == first[0].uid
    assert {ln.happening.document for ln in second.links} == {"a", "b"}


def test_merged_events_keep_the_older_uid_and_remember_the_other() -> None:
    document, statements, _ = marked(
        "a",
        "The Kestrel regatta in Skagen is on [9 May]{2026-05-09}. Harbour party: [9 May]{2026-05-09}.",
        date(2026, 4, 1),
    )
    happenings = happenings_of(document, statements)
    (one,) = link([document], happenings[:1])
    other = link([document], [happenings[-1]], [one])[0]
    joined = [happenings[0], *(h for h in happenings[1:])]

    again = link([document], joined, [one, other])

    assert one.uid in {e.uid for e in again}
    assert {e.uid for e in again} | {u for e in again for u in e.replaced} >= {one.uid, other.uid}


def test_copies_of_one_text_are_one_voice() -> None:
    story = (
        "The ferry between the islands will stop for repairs on Monday, the company said, and buses will run instead."
    )
    documents = [
        Document("a", story),
        Document("b", story + " More soon."),
        Document("c", "Something else entirely here, in other words."),
    ]

    assert voices({d.id: sketch_of(d) for d in documents}) == {"a": "a", "b": "a", "c": "c"}


def test_portraits_kept_from_before_change_nothing() -> None:
    kept = {document.id: portrait_of(document) for document in DOCUMENTS[:2]}

    assert link(DOCUMENTS, told(DOCUMENTS), portraits=kept) == link(DOCUMENTS, told(DOCUMENTS))


def test_three_hours_between_sources_is_a_dispute_with_both_voices() -> None:
    (event,) = events_of(
        ("a", "The Kestrel regatta starts in Skagen on [9 May at 10:00]{2026-05-09T10:00Z}.", date(2026, 4, 1)),
        ("b", "The Kestrel regatta in Skagen starts on [9 May at 11:30]{2026-05-09T11:30Z}.", date(2026, 4, 2)),
    )

    assert event.disputed
    assert event.status is Status.TENTATIVE
    assert [rival.documents for rival in event.readings] == [("a",), ("b",)]


def test_the_newest_correction_wins_against_the_majority() -> None:
    old = "The Kestrel regatta starts in Skagen on [9 May at 10:00]{2026-05-09T10:00Z}."
    (event,) = events_of(
        ("a", old, date(2026, 4, 1)),
        ("b", "In Skagen the Kestrel regatta starts at [10:00 on 9 May]{2026-05-09T10:00Z}.", date(2026, 4, 2)),
        ("c", "The Kestrel regatta in Skagen is postponed to [16 May at 12:00]{2026-05-16T12:00Z}.", date(2026, 4, 9)),
    )

    assert event.when is not None
    assert [rival.documents for rival in event.superseded] == [("a", "b")]
    assert not event.disputed
    assert event.findings == ("TL304",)
    assert event.created == datetime(2026, 4, 1, tzinfo=UTC)


def test_an_order_that_the_times_do_not_keep_is_found() -> None:
    events = events_of(
        (
            "a",
            "The parade in Vik starts at [14:00 on 9 May]{2026-05-09T14:00Z}. The fireworks, a concert by the Tern band"
            " at [12:00]{2026-05-09T12:00Z}, follow after the parade.",
            date(2026, 4, 1),
        )
    )

    found = contradictions(events)

    assert [(c.side, c.said.trigger) for c in found] == [("after", "concert")]


@pytest.mark.parametrize(
    ("order", "talks", "broken"),
    [
        ("before the launch", "11:00", True),
        ("before the launch", "16:00", False),
        ("ahead of the launch", "11:00", True),
        ("after the launch", "16:00", True),
        ("following the launch", "11:00", False),
        ("after fuelling the launch pad", "16:00", False),
    ],
)
def test_an_order_is_held_against_the_time_that_another_text_states(order: str, talks: str, broken: bool) -> None:
    events = events_of(
        (
            "a",
            f"The briefing on the Halcyon rocket in Kourou is at [14:00 on 9 May]{{2026-05-09T14:00Z}}, {order}.",
            date(2026, 4, 1),
        ),
        (
            "b",
            f"The launch of the Halcyon rocket in Kourou is at [{talks} on 9 May]{{2026-05-09T{talks}Z}}.",
            date(2026, 4, 2),
        ),
    )

    assert bool(contradictions(events)) == broken


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def test_a_story_of_the_past_has_no_order_to_keep() -> None:
    events = events_of(
        (
            "a",
            "The parade in Vik started at [14:00 on 9 May]{2026-05-09T14:00Z}. The fireworks, a concert by the"
            " Tern band at [12:00]{2026-05-09T12:00Z}, followed after the parade.",
            date(2026, 5, 11),
        )
    )

    assert contradictions(events) == ()


@pytest.mark.parametrize(("published", "broken"), [(date(2026, 5, 8), True), (date(2026, 5, 9), False)])
def test_what_was_on_the_day_before_is_of_the_past(published: date, broken: bool) -> None:
    events = events_of(
        (
            "a",
            "The parade in Vik is on [9 May]{2026-05-09}. The concert by the Tern band, on [8 May]{2026-05-08},"
            " follows after the parade.",
            date(2026, 4, 1),
        )
    )

    assert bool(contradictions([replace(event, created=moment(published)) for event in events])) == broken


@pytest.mark.parametrize(("day", "broken"), [("2026-05-02", True), ("2026-05-01", False), ("2025-05-08", False)])
def test_what_lies_far_off_is_another_thing_of_the_name(day: str, broken: bool) -> None:
    events = events_of(
        (
            "a",
            f"The parade in Vik is on [9 May]{{2026-05-09}}. The concert by the Tern band, on [that day]{{{day}}},"
            " follows after the parade.",
            date(2025, 4, 1),
        )
    )

    assert bool(contradictions(events)) == broken


@pytest.mark.parametrize("count", [1, 400])
def test_an_event_told_many_times_stays_one(count: int) -> None:
    text = " ".join("The Kestrel regatta in Skagen is on [9 May]{2026-05-09}." for _ in range(count))

    assert len(events_of(("a", text, date(2026, 4, 1)))) == 1


@given(st.text(max_size=300).filter(lambda text: "]{" not in text))
def test_no_text_breaks_linking(text: str) -> None:
    for event in events_of(("a", f"{text} [9 May]{{2026-05-09}} {text}", date(2026, 4, 1))):
        assert event.title
        assert event.links


def test_very_many_stated_orders_are_compared_to_the_end() -> None:
    text = (
        "The workshop in Lisbon starts on 14 October 2025 at 14:00 UTC.\n"
        "A press conference on 14 October 2025 at 13:00 UTC follows after the workshop.\n"
    )
    document = Document("a", text)
    events = link([document], happenings_of(document, statements_of(document, Config())))
    assert len(contradictions(events)) == 1

    repeated = [
        replace(event, uid=f"{n}@{event.uid}", links=tuple(_further(one, n * len(text)) for one in event.links))
        for n in range(40_000)
        for event in events
    ]

    assert len(contradictions(repeated)) == 40_000


def _further(told: Link, by: int) -> Link:
    start, end = told.happening.trigger_span
    return replace(told, happening=replace(told.happening, trigger_span=(start + by, end + by)))


def entry(name: str, title: str, start: str, text: str = "") -> Document:
    """A calendar's entry as its reader gives it."""
    return Document(name, f"{title}\n\n{title} starts on {start}.\n{text}", title=title, published=date(2026, 5, 4))


def read(*documents: Document) -> list[Event]:
    told = [h for d in documents for h in happenings_of(d, statements_of(d, Config()))]
    return [event for event in link(documents, told) if event.when is not None]


def test_a_mail_and_the_invitation_in_it_are_of_one_thing_and_may_disagree() -> None:
    mail = Document("mail", "The garden committee meets on 14 May at 19:00 BST.", published=date(2026, 5, 4))
    invitation = entry("mail/a@example.org", "Garden committee", "2026-05-14 at 19:30 Europe/London")
    other = entry("other/a@example.org", "Garden committee", "2026-05-14 at 19:30 Europe/London")

    assert [(event.disputed, event.findings) for event in read(mail, invitation)] == [(True, ("TL301",))]
    assert [event.disputed for event in read(mail, other)] == [False, False]


def test_a_time_in_the_name_of_an_entry_is_no_event() -> None:
    (event,) = read(entry("a", "Film at 8 on Friday", "2026-05-20 at 19:30 Europe/London"))

    assert event.title.startswith("Film at 8")
