"""The values that travel through the house; this module imports nothing of ours.

    Document -> Reading -> Statement -> Event -> Finding

Everything is a frozen, slotted dataclass with tuples inside.
Intervals are half-open.
Offsets are Unicode code points of ``Document.text``.
What a text stated and what was assumed stay apart, and trouble in a text is a value, never an exception.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.algebra.expressions import Expression

Span = tuple[int, int]


class Grain(StrEnum):
    """How finely a time is stated, from fine to coarse."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"

    @property
    def rank(self) -> int:
        """Position from fine (0) to coarse.

        >>> Grain.DAY.rank > Grain.HOUR.rank
        True
        """
        return _GRAINS.index(self)


_GRAINS = list(Grain)


class Kind(StrEnum):
    """What a mention is, as CONTRACT's ``kind`` says it."""

    INSTANT = "instant"  # a clock time or a day part
    DATE = "date"  # a day or coarser
    RANGE = "range"  # from A to B
    RECURRENCE = "recurrence"  # every Tuesday
    RELATIVE = "relative"  # now, recently: a vague reference
    DURATION = "duration"  # two hours


class Role(StrEnum):
    """Which end of its event a time is."""

    START = "start"
    END = "end"
    DEADLINE = "deadline"


class Modality(StrEnum):
    """How a text commits itself to a time; only asserted times vote."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    SUPERSEDED = "superseded"
    PROPOSED = "proposed"
    CONDITIONAL = "conditional"


class Level(StrEnum):
    """How grave a finding is, from grave to slight."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Status(StrEnum):
    """RFC 5545 STATUS of an event, in lower case."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


# -- documents ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document lies on disk; made in sources/, read by the command line and the language server.

    Linking asks only whether two entries stand in one calendar.

    ``text`` of the document has the same length and offsets as ``raw`` (markup is masked by spaces), so a span of
    the one is a span of the other.
    """

    path: str  # as the user named it
    media: str = "text"  # text, markdown, html, rst, mail, calendar, feed, jsonl
    raw: str | None = None  # the file's text as it is, newlines untranslated; None where text is no substring of it
    line: int = 1  # on which the document begins, where it is taken out of the file: JSON Lines, a part of a mail
    known_as: str = ""  # what patterns and baselines call it: its path below the configuration's folder; else ``path``


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known about it."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: datetime | date | None = None  # an aware datetime, or a date
    zone: str | None = None  # IANA key of the publisher's home zone
    place: str | None = None
    language: str = "en"
    origin: Origin | None = None
    # From an offset on, when it was written, where parts differ.
    dated: tuple[tuple[int, datetime | date | None], ...] = ()

    def published_at(self, offset: int) -> datetime | date | None:
        """When what stands there was published.

        >>> new = datetime(2026, 1, 2)
        >>> Document("a", "Old.\\nNew.", published=new, dated=((0, None), (5, new))).published_at(2) is None
        True
        """
        place = bisect_right(self.dated, offset, key=_from) - 1
        return self.dated[place][1] if place >= 0 else self.published


def _from(part: tuple[int, datetime | date | None]) -> int:
    return part[0]


# -- zones as a text names them ----------------------------------------------


class ZoneSort(StrEnum):
    """What kind of words name a zone."""

    IANA = "iana"  # "America/New_York"; key is the canonical IANA key
    UTC = "utc"  # "UTC", "GMT", "Z", "Zulu"; always literal; key is "UTC"
    OFFSET = "offset"  # "UTC-5", "+05:30", "GMT+8"; key is "-05:00", "+05:30"
    ABBREVIATION = "abbreviation"  # "EST", "CEST", "ET"; key is the upper-case abbreviation
    NAME = "name"  # "Eastern Time", "Alaska Daylight Time"; key is the case-folded CLDR phrase
    PLACE = "place"  # "Moscow time", "in London"; key is the place as written without "time"
    LOCAL = "local"  # "local time": a question about a place; key is ""
    READER = "reader"  # "your local time", "in your time zone": the reader's own; never placed
    AOE = "aoe"  # "anywhere on Earth"; key is "-12:00"


@dataclass(frozen=True, slots=True)
class ZoneWords:
    """A zone as the text names it: a symbol that stays one until the event's own date is known."""

    words: str
    sort: ZoneSort
    key: str


# -- what recognition gives ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tree:
    """A node of the parse: the rule that made it, the words it covers, and its parts.  The tree is the explanation."""

    rule: str
    span: Span
    parts: tuple[Tree, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """Another reading of the same words, and why it was not chosen."""

    tree: Tree
    why: Step


@dataclass(frozen=True, slots=True)
class Reading:
    """Words that mean a time; nothing is placed yet."""

    span: Span
    expr: Expression
    tree: Tree | None = None  # only where it is asked for
    latent: bool = False  # counts only in company ("may", "sat", a bare "12")
    rivals: tuple[Rejected, ...] = ()  # only where they are asked for
    torn: bool = False  # more words stood in a row than are read at once: others may belong to it


# -- times on the line ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Placed:
    """A stretch of the UTC line; the end is not part of it.  Both are aware datetimes in UTC."""

    start: datetime
    end: datetime
    grain: Grain


@dataclass(frozen=True, slots=True)
class AllDay:
    """One or more whole calendar days; a date is not an instant.  The zone (IANA key) says whose, None: anybody's."""

    first: date
    until: date  # not part of it
    zone: str | None
    grain: Grain


@dataclass(frozen=True, slots=True)
class Repeated:
    """A wall time that comes twice, on the night the clocks go back."""

    first: Placed
    second: Placed


@dataclass(frozen=True, slots=True)
class Skipped:
    """A wall time that does not exist, on the night the clocks go forward.

    ``before`` reads it with the offset in force before the change, ``after`` with the one after it.
    """

    before: Placed
    after: Placed


@dataclass(frozen=True, slots=True)
class Floating:
    """A wall time with no zone or no date: it cannot become UTC, and says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unplaceable:
    """A time that cannot be: "September 31 does not exist", or beyond the calendar's range."""

    reason: str


When = Placed | AllDay | Repeated | Skipped | Floating | Unplaceable


@dataclass(frozen=True, slots=True)
class Timex:
    """TIMEX3 type and value (ISO-TimeML)."""

    type: str  # DATE, TIME, DURATION, SET
    value: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: a rule's name and its arguments, rendered only when shown."""

    rule: str
    arguments: tuple[str, ...] = ()


# -- statements ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """A stated time of a document with what it means: a mention, resolved and explained."""

    document: str  # Document.id
    span: Span
    text: str
    kind: Kind
    when: When | None  # None for a duration or a vague reference
    timex: Timex
    reading: Reading
    grain: Grain | None = None
    literal: Placed | None = None  # the letter's reading where it differs from what is meant ("EST" in August)
    local: datetime | date | str | None = None  # civil reading in ``zone``; a bare "11:30" where the date is unknown
    local_end: datetime | date | None = None  # its half-open end
    zone: str | None = None  # IANA key, or "+05:30" where only an offset was stated
    zone_words: ZoneWords | None = None  # None where no words of the text name the zone
    recurrence: str | None = None  # RRULE value, "FREQ=WEEKLY;BYDAY=TU"
    exdates: tuple[date, ...] = ()
    approximate: bool = False
    steps: tuple[Step, ...] = ()
    assumed: tuple[Step, ...] = ()
    group: int | None = None  # statements with one number are offered as the same instant
    role: Role | None = None
    modality: Modality = Modality.ASSERTED


# -- events ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Happening:
    """What a statement is the time of."""

    document: str
    span: Span  # the clause or sentence that speaks of it
    quote: str
    trigger: str  # the word as written: "summit", "meet"
    trigger_span: Span
    head: str  # its stem, for comparison
    kind: str | None  # the class of happening ("meeting", "launch"), None where unknown
    modifiers: tuple[str, ...] = ()  # "second", "trilateral", "press"
    place: str | None = None
    destination: str | None = None
    participants: tuple[str, ...] = ()
    definite: bool = False
    statement: Statement | None = None  # None: the happening is spoken of without a time
    kinds: tuple[str, ...] = ()  # every class the trigger may be of; ``kind`` is the first
    others: tuple[str, ...] = ()  # stems of the other happenings that the sentence speaks of
    role: Role | None = None  # which end of the happening the time is
    update: str | None = None  # "moved", "postponed", "cancelled", "corrected", "not-before", "renewed", "superseded"
    relations: tuple[tuple[str, str], ...] = ()  # ("after", stem): it comes after another; ("for", stem): goes with it
    words: tuple[str, ...] = ()  # stems of the words that go with it: its sentence, or its part of one that tells more
    names: tuple[str, ...] = ()  # stems of the names among them
    announced: bool = False  # a definite happening that is expected, planned or scheduled, its time not told
    owner: tuple[str, ...] = ()  # stems of the name beside its word: whose it is, or who does it


@dataclass(frozen=True, slots=True)
class Link:
    """Why a happening is part of its event: score terms with their weights, and the partner compared with."""

    happening: Happening
    reason: str  # "same kind (summit ~ meeting), same day, documents share Anchorage, Putin"
    terms: tuple[tuple[str, float], ...] = ()
    partner: Span | None = None


@dataclass(frozen=True, slots=True)
class Rival:
    """One of the times that are claimed for an event, with who claims it; the best comes first."""

    role: Role
    when: When
    documents: tuple[str, ...]
    mentions: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens, from all that is said of it."""

    uid: str
    title: str
    when: When | None
    place: str | None
    participants: tuple[str, ...]
    status: Status
    disputed: bool
    readings: tuple[Rival, ...]
    links: tuple[Link, ...]
    zone: str | None = None  # IANA key in which the time is stated and shown first
    local: datetime | date | None = None
    grain: Grain | None = None
    approximate: bool = False
    recurrence: str | None = None
    exdates: tuple[date, ...] = ()
    in_calendar: bool = True
    findings: tuple[str, ...] = ()  # codes
    revision: int = 0
    created: datetime | None = None
    updated: datetime | None = None
    sequence: int = 0  # RFC 5545 SEQUENCE: counts changes of time, status or place
    superseded: tuple[Rival, ...] = ()  # times that a later source replaced, newest first
    replaced: tuple[str, ...] = ()  # UIDs of events that were found to be this one; their pages lead here

    @property
    def shown_status(self) -> Status:
        """As a calendar shows it: tentative too where sources disagree, or a change of the clocks leaves two times."""
        doubtful = self.disputed or isinstance(self.when, Repeated | Skipped)
        return Status.TENTATIVE if doubtful and self.status is not Status.CANCELLED else self.status

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of time among its links, in order."""
        return tuple(link.happening.statement for link in self.links if link.happening.statement is not None)


# -- findings ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace a span of the document's text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A remedy; ``safe`` where it is certain."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A place in this or another document that a finding speaks of too."""

    document: str
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and what would mend it."""

    code: str
    name: str
    level: Level
    message: str
    document: str
    spans: tuple[Span, ...]
    related: tuple[Related, ...] = ()
    utc: tuple[datetime, ...] = ()
    steps: tuple[Step, ...] = ()
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that one run found."""

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]
    tz: str  # version of the zone data, "2026c"
    # when an event was last made, changed or withdrawn, by the store's clock; it never goes back
    changed: datetime | None = field(default=None, compare=False)
