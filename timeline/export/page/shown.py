"""Marks as they are drawn: where each lies, what its label says, and where that stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from timeline.export.page.text import plain
from timeline.model import Repeated, Skipped
from timeline.rulers import labels, words
from timeline.rulers.marks import Mark, Shape
from timeline.rulers.window import Window

LANES = 6
LONGEST_LABEL = 34
NUMBER_HEIGHT = 21
GUTTER = 130  # pixels of the names' column, whose head is free


@dataclass(frozen=True, slots=True)
class Line:
    """One rival's line, with the words that stand at its head."""

    letter: str
    at: float
    start: datetime
    says: str
    who: str
    anchor: str
    lane: int | None  # from the top; None where there is no room for words


@dataclass(frozen=True, slots=True)
class Shown:
    """A mark as it is drawn."""

    mark: Mark
    number: int
    at: float
    width: float
    point: float  # where its label points
    title: str
    label: str
    lane: int | None
    leftward: bool
    down: float  # where its number stands in the drawing that runs downwards, in per cent
    lines: tuple[Line, ...] = ()
    heading: str = ""  # what stands above a disputed mark
    heading_anchor: str = ""

    @property
    def alone(self) -> bool:
        """Whether something names it, so that it is drawn by itself even in a crowd."""
        return self.lane is not None or bool(self.number) or self.mark.shape is Shape.DISPUTED


def shown_marks(window: Window, marks: Sequence[Mark], down: int, publisher: Callable[[str], str]) -> list[Shown]:
    """The marks of a window in order of time, with the places of their labels."""
    ordered = sorted(marks, key=lambda m: (m.start, m.end, m.event.title))
    spots = [window.clipped(m.start, m.end) or (0.0, 0.0) for m in ordered]
    points = [
        at + width / 2 if m.shape is Shape.DISPUTED or (m.shape is Shape.ABOUT and m.fine) else at
        for m, (at, width) in zip(ordered, spots, strict=True)
    ]
    titles = [_label(m) for m in ordered]
    first = {m.event.uid: n for n, m in reversed(list(enumerate(ordered)))}
    hanging = [n for n, m in enumerate(ordered) if m.shape is not Shape.DISPUTED and first[m.event.uid] == n]
    placed = dict(
        zip(
            hanging,
            labels.in_lanes([points[n] for n in hanging], [titles[n] for n in hanging], labels.NARROW, LANES),
            strict=True,
        )
    )
    numbered = sorted(hanging, key=lambda n: points[n]) if len(hanging) * NUMBER_HEIGHT < down else []
    numbers = labels.dodged([points[n] / 100 * down for n in numbered], NUMBER_HEIGHT, down - 6)
    downs = dict(zip(numbered, numbers, strict=True))
    heads = _heads(window, [m for m in ordered if m.shape is Shape.DISPUTED], publisher)
    result, number = [], 0
    above = labels.Taken()
    for n, mark in enumerate(ordered):
        number += n in downs
        where = placed.get(n)
        result.append(
            Shown(
                mark,
                number if n in downs else 0,
                spots[n][0],
                spots[n][1],
                points[n],
                plain(mark.event.title),
                titles[n],
                where.lane if where else None,
                where.leftward if where else False,
                round(downs.get(n, 0.0) / down * 100, 3),
                heads.get(id(mark), ()),
                *_heading(mark, titles[n], points[n], above),
            )
        )
    return result


def _heading(mark: Mark, title: str, point: float, above: labels.Taken) -> tuple[str, str]:
    """The words above a disputed mark and their anchor; none where another's stand."""
    if mark.shape is not Shape.DISPUTED:
        return "", ""
    note = {Repeated: "this hour comes twice", Skipped: "no such local time"}.get(type(mark.event.when), "")
    said = f"{title}: {'sources disagree' if mark.event.disputed else note}"
    wide, x = labels.text_width(said, 14) + 12, point / 100 * labels.NARROW
    anchor = "start" if point < 25 else "end" if point > 75 else "middle"
    return (said, anchor) if above.take(*labels.stretch(x, wide, anchor)) else ("", anchor)


def _label(mark: Mark) -> str:
    title = plain(mark.event.title)
    return title if len(title) <= LONGEST_LABEL else title[: LONGEST_LABEL - 1].rstrip() + "…"


def _heads(window: Window, marks: Sequence[Mark], publisher: Callable[[str], str]) -> dict[int, tuple[Line, ...]]:
    """The lines of disputed marks: the earliest has its words to the left, others to the right, if there is room."""
    lanes = [labels.Taken() for _ in range(4)]
    heads: dict[int, tuple[Line, ...]] = {}
    for mark in marks:
        lines = []
        inside = [c for c in mark.claims if window.start <= c.start < window.end]
        first = min((c.start for c in inside), default=None)
        for claim in inside:
            who = [plain(publisher(document)) for document in claim.documents]
            short = ", ".join(who[:2]) + (f" and {len(who) - 2} more" if len(who) > 2 else "")
            short = short if len(short) < 40 else short[:39] + "…"
            says = f"{claim.letter} {words.clock(claim.start)} UTC"
            at = window.percent(claim.start)
            wide = max(labels.text_width(says, 14), labels.text_width(short, 12.5)) + 12
            x = at / 100 * labels.NARROW
            sides = ("end", "start") if claim.start == first else ("start", "end")
            lane, anchor = next(
                (
                    (n, side)
                    for n in range(len(lanes))
                    for side in sides
                    for left, right in [(x - wide, x) if side == "end" else (x, x + wide)]
                    if left >= -GUTTER and right <= labels.NARROW + 10 and lanes[n].take(left, right)
                ),
                (None, sides[0]),
            )
            lines.append(Line(claim.letter, at, claim.start, says, short, anchor, lane))
        heads[id(mark)] = tuple(lines)
    return heads
