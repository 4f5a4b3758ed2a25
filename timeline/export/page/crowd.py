"""Marks too close together to be told apart, drawn as one outline for each shape.

A drawing with hundreds of marks has no room for their names, so nothing is lost by drawing them together: the page
stays small, and a browser moves one outline faster than a thousand elements.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.export.page.shown import Shown
from timeline.rulers.marks import Shape

SCALE = 100  # units of an outline in a per cent of the drawing


@dataclass(frozen=True, slots=True)
class Outline:
    """All marks of one look, as path data: along the x axis, and along the y axis."""

    shape: Shape
    cancelled: bool
    sideways: str
    downwards: str


def outlines(marks: Iterable[Shown]) -> tuple[Outline, ...]:
    """The outlines of marks, in steps from each to the next, which take few characters."""
    groups: dict[tuple[Shape, bool], list[tuple[int, int]]] = {}
    for each in marks:
        at, width = round(each.at * SCALE), round(each.width * SCALE)
        shape = each.mark.shape if each.width else Shape.INSTANT
        groups.setdefault((shape, each.mark.cancelled), []).append((at, max(width, int(shape is not Shape.INSTANT))))
    return tuple(
        Outline(shape, cancelled, _path(spots, "h", "v"), _path([*spots], "v", "h"))
        for (shape, cancelled), spots in sorted(groups.items())
    )


def _path(spots: list[tuple[int, int]], along: str, across: str) -> str:
    """Path data of strokes, or of boxes, that begin at each spot; each path begins at the far end of the one before.

    >>> _path([(5, 0), (9, 0)], "h", "v")
    'm5 0v1m4-1v1'
    """
    parts, last, far = [], 0, 0
    for at, width in sorted(spots):
        step = (at - last, -far) if along == "h" else (-far, at - last)
        parts.append(f"m{step[0]}{'' if step[1] < 0 else ' '}{step[1]}{across}1")
        if width:
            parts.append(f"{along}{width}{across}-1z")
        last, far = at, 0 if width else 1
    return "".join(parts)
