"""The drawing: one ruler a zone, and every event as a mark across all of them, sideways and downwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from timeline.export.page.crowd import Outline, outlines
from timeline.export.page.faces import Face
from timeline.export.page.shown import Shown, shown_marks
from timeline.rulers import labels, words
from timeline.rulers.marks import Mark, Shape
from timeline.rulers.ruler import ClockChange, Heading, Ruler, Tick, ruler, step_for
from timeline.rulers.window import Window
from timeline.zones import transitions

MOST_MARKS = 500  # drawn; more are counted
MOST_LINKED = 60  # drawn each by itself; of more, only those that are named or disputed
BINS = 64
ROW = 68  # from one ruler to the next
CHART = 60  # of which the ruler covers
STRIP = 34  # height of a lane of rival claims above the rulers
LANE = 22  # height of a lane of labels below
BARS = 64  # height of the fullest bin, below the rulers so that their hours stay readable


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a position; ``room`` is "" where it always fits, "w" on wide drawings only, "n" on narrow ones only."""

    at: float
    text: str
    room: str = ""
    strong: bool = False
    anchor: str = "middle"
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Dial:
    """The ruler of a zone with its labels."""

    face: Face
    ruler: Ruler
    hours: tuple[Label, ...]
    days: tuple[Label, ...]
    times: tuple[Label, ...]  # local times of the marks
    column: tuple[Label, ...]  # the ticks' labels in the drawing that runs downwards
    column_days: tuple[Label, ...]
    column_times: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """Many marks drawn as one bar, with the window that it opens."""

    at: float
    width: float
    count: int
    share: float  # of the fullest bin
    window: Window


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the templates draw of a window."""

    window: Window
    dials: tuple[Dial, ...]
    marks: tuple[Shown, ...]
    crowd: tuple[Outline, ...]  # the marks that are not drawn each by itself
    bins: tuple[Bin, ...]  # where there is a crowd, or where marks are only counted
    count: int
    now: float | None
    top: int  # pixels above the first ruler
    bottom: int  # where the last ruler ends
    height: int
    down: int  # height of the drawing that runs downwards


def drawing(
    window: Window, faces: Sequence[Face], marks: Sequence[Mark], now: datetime | None, publisher: Callable[[str], str]
) -> Drawing:
    """The drawing of a window; above about 500 marks they are counted in bins."""
    bins = tuple(_bins(window, marks)) if len(marks) > MOST_LINKED else ()
    step = step_for(window)
    rulers = [ruler(window, face.key, step) for face in faces]
    down = min(max(44 * max((len(r.ticks) for r in rulers), default=0), 420), 1100)
    counted = len(marks) > MOST_MARKS
    shown = [] if counted else shown_marks(window, marks, down, publisher)
    crowd = [mark for mark in shown if bins and not mark.alone]
    shown = [mark for mark in shown if not bins or mark.alone]
    strips = 1 + max((line.lane or 0 for mark in shown for line in mark.lines if line.lane is not None), default=-1)
    lanes = 1 + max((mark.lane for mark in shown if mark.lane is not None), default=-1)
    top = 22 + STRIP * strips if any(mark.lines for mark in shown) else 6
    bottom = top + ROW * len(faces) - (ROW - CHART)
    spelled = _spelled(window, faces)
    times = _times(shown, spelled)
    beside = _column_times(shown, down, spelled)
    return Drawing(
        window,
        tuple(_dial(face, each, times, beside, down) for face, each in zip(faces, rulers, strict=True)),
        tuple(shown),
        outlines(crowd),
        bins,
        len(marks),
        window.percent(now) if now is not None and window.start <= now < window.end else None,
        top,
        bottom,
        bottom + 10 + (BARS if counted else max(LANE * lanes, 18)),
        down,
    )


def _spelled(window: Window, faces: Iterable[Face]) -> bool:
    """Whether some time of the window may carry letters, which take room."""
    half = timedelta(hours=12)
    return any(transitions(face.key, window.start - half, window.end + half) for face in faces)


def _bins(window: Window, marks: Iterable[Mark]) -> Iterable[Bin]:
    counts = [0] * BINS
    share = window.length / BINS
    for mark in marks:
        counts[min(max((mark.start - window.start) // share, 0), BINS - 1)] += 1
    fullest = max(counts)
    for n, count in enumerate(counts):
        if count:
            start = window.start + share * n
            yield Bin(
                round(n * 100 / BINS, 3), 100 / BINS, count, round(count / fullest, 3), Window(start, start + share)
            )


@dataclass(frozen=True, slots=True)
class _Time:
    """A time, or a stretch, that every ruler writes on its own clock."""

    instant: datetime
    until: datetime | None
    at: float
    anchor: str
    room: str
    letter: str
    about: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A time that wants a label, with the sides of its position on which it may stand, the best first."""

    instant: datetime
    until: datetime | None
    at: float
    letter: str
    about: bool
    sides: tuple[str, ...]

    def placed(self, side: str, room: str = "") -> _Time:
        return _Time(self.instant, self.until, self.at, side, room, self.letter, self.about)


def _wanted(shown: Iterable[Shown]) -> list[_Wanted]:
    """The instants that want a label, the disputed ones first."""
    wanted: list[_Wanted] = []
    for each in shown:
        starts = [line.start for line in each.lines]
        for line in each.lines:
            sides = ("end", "start") if line.start == min(starts) else ("start", "end")
            wanted.append(_Wanted(line.start, None, line.at, line.letter, False, sides))
    for each in shown:
        mark, about = each.mark, each.mark.shape is Shape.ABOUT
        if mark.shape in (Shape.DISPUTED, Shape.DAY) or (mark.shape is not Shape.INSTANT and each.at <= 0):
            continue
        if mark.shape is Shape.INSTANT:
            wanted.append(_Wanted(mark.start, None, each.at, "", False, ("start", "end")))
        elif about and mark.fine:
            wanted.append(_Wanted(mark.middle, None, each.point, "", True, ("middle",)))
        else:
            wanted.append(_Wanted(mark.start, mark.end, each.at, "", about, ("start",)))
    return wanted


def _times(shown: Sequence[Shown], spelled: bool) -> tuple[_Time, ...]:
    narrow, wide = labels.Taken(), labels.Taken()
    result, late = [], []
    for want in _wanted(shown):
        width = _room(want, spelled)
        for side in want.sides:
            stretch = labels.stretch(want.at / 100 * labels.NARROW, width, side)
            if _within(stretch, labels.NARROW) and narrow.take(*stretch):
                wide.take(*labels.stretch(want.at / 100 * labels.WIDE, width, side))
                result.append(want.placed(side))
                break
        else:
            late.append(want)
    for want in late:
        for side in want.sides:
            stretch = labels.stretch(want.at / 100 * labels.WIDE, _room(want, spelled), side)
            if _within(stretch, labels.WIDE) and wide.take(*stretch):
                result.append(want.placed(side, "w"))
                break
    return tuple(result)


def _room(want: _Wanted, spelled: bool) -> float:
    text = ("~" if want.about else "") + ("00:00 WWWW" if spelled else "00:00") + ("–00:00" if want.until else "")
    return labels.text_width(text, 16 if want.letter else 14) + 8


def _within(stretch: tuple[float, float], width: float) -> bool:
    return stretch[0] >= -4 and stretch[1] <= width + 4


def _column_times(shown: Sequence[Shown], down: int, spelled: bool) -> tuple[_Time, ...]:
    taken = labels.Taken()
    result = []
    high = 30 if spelled else 17
    for want in _wanted(shown):
        y = want.at / 100 * down
        for side in ("end", "start") if want.sides[0] == "end" else ("start", "end"):
            stretch = (y - high, y) if side == "end" else (y, y + high)
            if stretch[0] >= 0 and stretch[1] <= down and taken.take(*stretch):
                result.append(replace(want.placed(side), until=None))
                break
    return tuple(result)


def _dial(face: Face, ruler_: Ruler, times: Iterable[_Time], beside: Sequence[_Time], down: int) -> Dial:
    return Dial(
        face,
        ruler_,
        tuple(_hours(ruler_.ticks)),
        tuple(_days(ruler_.headings, ruler_.changes)),
        tuple(_time(face, time) for time in times),
        tuple(_column(ruler_, beside, down)),
        tuple(_column_days(ruler_, beside, down)),
        tuple(_time(face, time) for time in beside),
    )


def _time(face: Face, time: _Time) -> Label:
    said = ("~" if time.about else "") + face.near(time.instant).clock(time.instant)
    if time.until is not None:
        said += f"–{words.clock(face.local(time.until))}"
    return Label(time.at, said, time.room, False, time.anchor, time.letter)


def _hours(ticks: Sequence[Tick]) -> Iterable[Label]:
    positions, texts = [t.at for t in ticks], [t.label for t in ticks]
    narrow, wide = labels.kept(positions, texts, labels.NARROW), labels.kept(positions, texts, labels.WIDE)
    for n, tick in enumerate(ticks):
        half = labels.text_width(tick.label, 12) / 2 / labels.NARROW * 100
        if (n in narrow or n in wide) and half <= tick.at <= 100 - half:
            yield Label(
                tick.at, tick.label, "" if n in narrow and n in wide else "n" if n in narrow else "w", tick.strong
            )


def _days(headings: Sequence[Heading], changes: Sequence[ClockChange]) -> Iterable[Label]:
    # A clock change takes the heading's line where it falls; the next day's name matters more than its own label.
    both = sorted([(h.at, h.label, False) for h in headings] + [(c.at, c.label, True) for c in changes])
    positions, texts = [b[0] for b in both], [b[1] for b in both]
    narrow, wide = labels.leading(positions, texts, labels.NARROW), labels.leading(positions, texts, labels.WIDE)
    for n, (at, label, change) in enumerate(both):
        if n in narrow or n in wide:
            yield Label(at, label, "" if n in narrow and n in wide else "n" if n in narrow else "w", change, "start")


def _column(ruler_: Ruler, times: Sequence[_Time], down: int) -> Iterable[Label]:
    """The ticks' labels that keep clear of the events' times."""
    last = -100.0
    for tick in ruler_.ticks:
        y = tick.at / 100 * down
        high, low = (18, 2) if tick.strong else (8, 8)
        changing = any(abs(change.at - tick.at) / 100 * down < 16 for change in ruler_.changes)
        if changing or y < 8 or y > down - 8 or y - last < 17 or _covered(y - high, y + low, times, down):
            continue
        last = y
        yield Label(tick.at, tick.label, strong=tick.strong)


def _column_days(ruler_: Ruler, times: Sequence[_Time], down: int) -> Iterable[Label]:
    last = 0.0
    for heading in ruler_.headings[1:]:
        y = heading.at / 100 * down
        if y - last >= 15 and y < down - 16 and not _covered(y, y + 15, times, down):
            last = y
            yield Label(heading.at, heading.label.rsplit(" ", 1)[0])


def _covered(top: float, bottom: float, times: Iterable[_Time], down: int) -> bool:
    for time in times:
        y = time.at / 100 * down
        high, low = (y - 20, y + 2) if time.anchor == "end" else (y - 2, y + 20)
        if top < low and bottom > high:
            return True
    return False
