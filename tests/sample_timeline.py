"""A timeline made by hand: a summit that five sources report, and a club whose calls cross clock changes.

The values are spelled out, so that tests of pages and rulers depend on no reader of text.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from timeline.algebra.expressions import Vague
from timeline.model import (
    AllDay,
    Document,
    Event,
    Finding,
    Grain,
    Happening,
    Kind,
    Level,
    Link,
    Modality,
    Placed,
    Reading,
    Related,
    Repeated,
    Rival,
    Role,
    Statement,
    Status,
    Step,
    Timeline,
    Timex,
    Tree,
    When,
    ZoneSort,
    ZoneWords,
)

ANCHORAGE, NEW_YORK, MOSCOW, LONDON = "America/Anchorage", "America/New_York", "Europe/Moscow", "Europe/London"


def moment(text: str) -> datetime:
    """The UTC instant of an ISO string.

    >>> moment("2025-08-15T19:30Z").hour
    19
    """
    return datetime.fromisoformat(text).astimezone(UTC)


def minute(text: str) -> Placed:
    """The minute that begins at an ISO instant."""
    start = moment(text)
    return Placed(start, start + timedelta(minutes=1), Grain.MINUTE)


DOCUMENTS = (
    Document(
        "harbour",
        "The two presidents come to the harbour base on Friday.\n"
        "Their summit begins at 11:30 a.m. local time, the host says (3:30 p.m. Eastern). "
        "Afterwards they face the press around 3 p.m. in Anchorage.\n",
        title="Two presidents at the harbour base",
        url="https://harbour.example/summit",
        publisher="Harbour Post",
        published=moment("2025-08-14T16:00Z"),
        zone=ANCHORAGE,
        place="Anchorage, Alaska",
    ),
    Document(
        "gulf",
        "An adviser gave the hour of the summit on Thursday: 19:30 GMT on 15 August 2025.\n",
        title="Adviser gives the hour",
        publisher="Gulf Wire",
        published=moment("2025-08-14T17:00Z"),
        place="Anchorage, Alaska",
    ),
    Document(
        "morning",
        "The summit will start at 22:00 Moscow time today, said a member of the delegation.\n"
        "The delegation dines this evening, and the exhibition in the town hall is open on Saturday.\n",
        title="Delegation names its own hour",
        publisher="Morning Sheet",
        published=moment("2025-08-15T08:00Z"),
        zone=NEW_YORK,
    ),
    Document(
        "club",
        "Our call takes place every Tuesday at 1 pm Eastern Time.\n"
        "The night watch changes over at 1:30 on Sunday 26 October 2025 in London.\n"
        "The excursion on 20 August is cancelled. The town hall is closed on 18 August.\n",
        title="Club calendar",
        publisher="Map Club",
        published=moment("2025-08-13T12:00Z"),
        zone=NEW_YORK,
    ),
    Document(
        "archive",
        "The base was built in 1940.\n",
        title="From the archive",
        publisher="Town Archive",
        published=date(2025, 8, 10),
    ),
)
TEXTS = {document.id: document.text for document in DOCUMENTS}


def said(
    document: str,
    words: str,
    when: When | None,
    *,
    zone: str | None = None,
    zone_words: ZoneWords | None = None,
    kind: Kind = Kind.INSTANT,
    grain: Grain = Grain.MINUTE,
    local: datetime | date | str | None = None,
    steps: tuple[Step, ...] = (),
    assumed: tuple[Step, ...] = (),
    approximate: bool = False,
    recurrence: str | None = None,
    value: str = "",
) -> Statement:
    """The statement that these words of a document make."""
    start = TEXTS[document].index(words)
    span = (start, start + len(words))
    return Statement(
        document,
        span,
        words,
        kind,
        when,
        Timex("TIME" if kind is Kind.INSTANT else "DATE", value),
        Reading(span, Vague("PRESENT_REF"), Tree("sample", span)),
        grain=grain,
        local=local,
        zone=zone,
        zone_words=zone_words,
        recurrence=recurrence,
        approximate=approximate,
        steps=steps,
        assumed=assumed,
        role=Role.START,
        modality=Modality.ASSERTED,
    )


def linked(statement: Statement, trigger: str, reason: str) -> Link:
    """The link of a statement whose line speaks of something."""
    text = TEXTS[statement.document]
    begin = text.rfind("\n", 0, statement.span[0]) + 1
    end = text.index("\n", statement.span[1])
    at = text.find(trigger)
    return Link(
        Happening(
            statement.document,
            (begin, end),
            text[begin:end],
            trigger,
            (at, at + len(trigger)),
            trigger,
            None,
            statement=statement,
        ),
        reason,
    )


LOCAL = said(
    "harbour",
    "11:30 a.m. local time",
    minute("2025-08-15T19:30Z"),
    zone=ANCHORAGE,
    zone_words=ZoneWords("local time", ZoneSort.LOCAL, ""),
    local=datetime(2025, 8, 15, 11, 30),
    value="2025-08-15T11:30",
    steps=(
        Step("date-inherited", ("Friday", "2025-08-15")),
        Step("zone-place", ("local time", "Anchorage, Alaska", ANCHORAGE)),
        Step("placed", ("2025-08-15T11:30", ANCHORAGE, "2025-08-15T19:30:00Z")),
    ),
    assumed=(Step("date-inherited", ("Friday", "2025-08-15")),),
)
EASTERN = said(
    "harbour",
    "3:30 p.m. Eastern",
    minute("2025-08-15T19:30Z"),
    zone=NEW_YORK,
    zone_words=ZoneWords("Eastern", ZoneSort.NAME, "eastern"),
    local=datetime(2025, 8, 15, 15, 30),
    value="2025-08-15T15:30",
    steps=(Step("placed", ("2025-08-15T15:30", NEW_YORK, "2025-08-15T19:30:00Z")),),
)
GMT = said(
    "gulf",
    "19:30 GMT on 15 August 2025",
    minute("2025-08-15T19:30Z"),
    zone="UTC",
    zone_words=ZoneWords("GMT", ZoneSort.UTC, "UTC"),
    local=datetime(2025, 8, 15, 19, 30),
    value="2025-08-15T19:30",
    steps=(Step("placed", ("2025-08-15T19:30", "UTC", "2025-08-15T19:30:00Z")),),
)
RUSSIAN = said(
    "morning",
    "22:00 Moscow time today",
    minute("2025-08-15T19:00Z"),
    zone=MOSCOW,
    zone_words=ZoneWords("Moscow time", ZoneSort.PLACE, "Moscow"),
    local=datetime(2025, 8, 15, 22, 0),
    value="2025-08-15T22:00",
    steps=(Step("placed", ("2025-08-15T22:00", MOSCOW, "2025-08-15T19:00:00Z")),),
)
PRESS = said(
    "harbour",
    "around 3 p.m.",
    Placed(moment("2025-08-15T23:00Z"), moment("2025-08-16T00:00Z"), Grain.HOUR),
    zone=ANCHORAGE,
    grain=Grain.HOUR,
    local=datetime(2025, 8, 15, 15, 0),
    approximate=True,
    value="2025-08-15T15",
    assumed=(Step("date-inherited", ("Friday", "2025-08-15")),),
)
DINNER = said(
    "morning",
    "this evening",
    Placed(moment("2025-08-16T02:00Z"), moment("2025-08-16T06:00Z"), Grain.DAYPART),
    zone=ANCHORAGE,
    grain=Grain.DAYPART,
    local=datetime(2025, 8, 15, 18, 0),
    value="2025-08-15TEV",
    approximate=True,
)
EXHIBITION = said(
    "morning",
    "Saturday",
    AllDay(date(2025, 8, 16), date(2025, 8, 17), ANCHORAGE, Grain.DAY),
    zone=ANCHORAGE,
    kind=Kind.DATE,
    grain=Grain.DAY,
    local=date(2025, 8, 16),
    value="2025-08-16",
)
CALL = said(
    "club",
    "every Tuesday at 1 pm Eastern Time",
    minute("2025-08-19T17:00Z"),
    zone=NEW_YORK,
    kind=Kind.RECURRENCE,
    local=datetime(2025, 8, 19, 13, 0),
    recurrence="FREQ=WEEKLY;BYDAY=TU",
    value="XXXX-WXX-2T13:00",
)
WATCH = said(
    "club",
    "1:30 on Sunday 26 October 2025 in London",
    Repeated(minute("2025-10-26T00:30Z"), minute("2025-10-26T01:30Z")),
    zone=LONDON,
    local=datetime(2025, 10, 26, 1, 30),
    value="2025-10-26T01:30",
)
EXCURSION = said(
    "club",
    "20 August",
    AllDay(date(2025, 8, 20), date(2025, 8, 21), NEW_YORK, Grain.DAY),
    zone=NEW_YORK,
    kind=Kind.DATE,
    grain=Grain.DAY,
    local=date(2025, 8, 20),
    value="2025-08-20",
)
CLOSED = said(
    "club",
    "18 August",
    AllDay(date(2025, 8, 18), date(2025, 8, 19), None, Grain.DAY),
    kind=Kind.DATE,
    grain=Grain.DAY,
    local=date(2025, 8, 18),
    value="2025-08-18",
)
BUILT = said(
    "archive",
    "1940",
    AllDay(date(1940, 1, 1), date(1941, 1, 1), None, Grain.YEAR),
    kind=Kind.DATE,
    grain=Grain.YEAR,
    local=date(1940, 1, 1),
    value="1940",
)

SUMMIT = Event(
    "summit-7f3a@timeline",
    "Summit of the two presidents",
    LOCAL.when,
    "Anchorage, Alaska",
    ("first president", "second president"),
    Status.CONFIRMED,
    disputed=True,
    readings=(
        Rival(
            Role.START,
            minute("2025-08-15T19:30Z"),
            ("harbour", "gulf"),
            (("harbour", *LOCAL.span), ("gulf", *GMT.span)),
        ),
        Rival(Role.START, minute("2025-08-15T19:00Z"), ("morning",), (("morning", *RUSSIAN.span),)),
    ),
    links=(
        linked(LOCAL, "summit", "the first to speak of it"),
        linked(EASTERN, "summit", "offered as the same time in brackets"),
        linked(GMT, "summit", "same word, same day, both in Anchorage"),
        linked(RUSSIAN, "summit", "same word, same day"),
    ),
    zone=ANCHORAGE,
    local=LOCAL.local,
    grain=Grain.MINUTE,
    findings=("TL301",),
    revision=1,
    created=moment("2025-08-14T18:00Z"),
    updated=moment("2025-08-15T09:00Z"),
)


def single(
    uid: str,
    title: str,
    statement: Statement,
    trigger: str,
    place: str | None = None,
    status: Status = Status.CONFIRMED,
) -> Event:
    """An event that one statement speaks of."""
    assert statement.when is not None
    return Event(
        f"{uid}@timeline",
        title,
        statement.when,
        place,
        (),
        status,
        disputed=False,
        readings=(Rival(Role.START, statement.when, (statement.document,), ((statement.document, *statement.span),)),),
        links=(linked(statement, trigger, "the only one to speak of it"),),
        zone=statement.zone,
        local=statement.local if not isinstance(statement.local, str) else None,
        grain=statement.grain,
        approximate=statement.approximate,
        recurrence=statement.recurrence,
        created=moment("2025-08-14T18:00Z"),
        updated=moment("2025-08-14T18:00Z"),
    )


EVENTS = (
    SUMMIT,
    single("press-19c2", "Press conference", PRESS, "press", "Anchorage, Alaska"),
    single("dinner-55aa", "Dinner of the delegation", DINNER, "dines"),
    single("exhibition-01b7", "Exhibition", EXHIBITION, "exhibition", "town hall"),
    single("call-8d10", "Map Club call", CALL, "call"),
    single("watch-c4c4", "Change of the night watch", WATCH, "watch", "London"),
    single("excursion-7700", "Excursion", EXCURSION, "excursion", status=Status.CANCELLED),
    single("closed-9e9e", "Town hall closed", CLOSED, "hall", "town hall"),
    replace(single("built-1940", "The base was built", BUILT, "built"), in_calendar=False),
)
STATEMENTS = (LOCAL, EASTERN, PRESS, GMT, RUSSIAN, DINNER, EXHIBITION, CALL, WATCH, EXCURSION, CLOSED, BUILT)
FINDINGS = (
    Finding(
        "TL301",
        "sources-disagree-on-time",
        Level.ERROR,
        "the summit begins at 19:30 UTC for Harbour Post and Gulf Wire, at 19:00 UTC for Morning Sheet",
        "morning",
        (RUSSIAN.span,),
        related=(Related("harbour", LOCAL.span, "19:30 UTC"), Related("gulf", GMT.span, "19:30 UTC")),
        utc=(moment("2025-08-15T19:00Z"), moment("2025-08-15T19:30Z")),
    ),
    Finding(
        "TL105",
        "repeated-local-time",
        Level.WARNING,
        "01:30 comes twice in London on 2025-10-26",
        "club",
        (WATCH.span,),
        utc=(moment("2025-10-26T00:30Z"), moment("2025-10-26T01:30Z")),
    ),
)
SAMPLE = Timeline(DOCUMENTS, STATEMENTS, EVENTS, FINDINGS, "2026c")
