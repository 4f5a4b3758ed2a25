"""Where labels go, so that none lies upon another: greedy placement, the most important first.

A drawing is as wide as its reader's window, which the server does not know: labels are laid out for the narrowest
width at which a drawing is shown, where they need the most room, and again for a wide one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

NARROW = 560.0  # pixels of a sideways drawing at its narrowest
WIDE = 900.0


def text_width(text: str, size: float = 13.0) -> float:
    """About how many pixels a label takes: generous, as fonts differ.

    >>> text_width("11:00") < text_width("Fri 15 Aug")
    True
    """
    return sum(1.05 if ord(c) > 0x2E7F else 0.36 if c in "iljt.,:;|'!" else 0.62 for c in text) * size


def stretch(x: float, width: float, side: str) -> tuple[float, float]:
    """The pixels that a label covers whose anchor is its start, its end or its middle."""
    return {"start": (x, x + width), "end": (x - width, x), "middle": (x - width / 2, x + width / 2)}[side]


@dataclass(slots=True)
class Taken:
    """The stretches of one line that labels already cover, in pixels."""

    stretches: list[tuple[float, float]] = field(default_factory=list)

    def free(self, left: float, right: float) -> bool:
        """Whether nothing covers any of it."""
        return not any(left < end and right > start for start, end in self.stretches)

    def take(self, left: float, right: float) -> bool:
        """Take a stretch if it is free."""
        if not self.free(left, right):
            return False
        self.stretches.append((left, right))
        return True


def kept(
    positions: Sequence[float], texts: Sequence[str], width: float, gap: float = 6.0, size: float = 12.0
) -> frozenset[int]:
    """Which of the labels, centred on their positions (per cent) and in order, have room.

    Every n-th one is kept with the smallest n that leaves room, so that a scale stays even.

    >>> sorted(kept([0, 10, 20, 30], ["00:00", "01:00", "02:00", "03:00"], 300))
    [0, 2]
    """
    if not positions:
        return frozenset()
    widest = max(text_width(text, size) for text in texts) + gap
    distances = [(b - a) / 100 * width for a, b in pairwise(positions)]
    ordinary = sorted(distances)[len(distances) // 2] if distances else width
    n = 1
    while ordinary * n < widest and n < len(positions):
        n += 1
    chosen: list[int] = []
    for index in range(len(positions)):
        if index % n == 0 and (not chosen or (positions[index] - positions[chosen[-1]]) / 100 * width >= widest):
            chosen.append(index)
    return frozenset(chosen)


def leading(
    positions: Sequence[float], texts: Sequence[str], width: float, gap: float = 8.0, size: float = 12.0
) -> frozenset[int]:
    """Which of the labels that run to the right of their positions have room; a later one matters more than the first.

    >>> sorted(leading([0, 3, 50], ["Fri 15 Aug", "Sat 16 Aug", "Sun 17 Aug"], 560))
    [1, 2]
    """
    chosen: list[int] = []
    limit = width
    for index in reversed(range(len(positions))):
        left = positions[index] / 100 * width
        if left + text_width(texts[index], size) + gap <= limit:
            chosen.append(index)
            limit = left
    return frozenset(chosen)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a label goes: its lane from the top, and whether it runs to the left of its position."""

    lane: int
    leftward: bool


def in_lanes(
    positions: Sequence[float], texts: Sequence[str], width: float, lanes: int, size: float = 13.0, gap: float = 12.0
) -> list[Placement | None]:
    """A lane for each label that hangs below the drawing from a line at its position; None where nothing is free.

    Labels run to the right, near the end to the left.
    They are laid from the last to the first, so that the line down to a low lane passes to the left of the labels
    above it, and those that run to the left come after all others, beneath them.
    """
    taken = [Taken() for _ in range(lanes)]
    result: list[Placement | None] = [None] * len(positions)
    spots = []
    for index, (position, text) in enumerate(zip(positions, texts, strict=True)):
        at, long = position / 100 * width, text_width(text, size) + gap
        leftward = at + long > width + gap
        spots.append((leftward, -at, index, (at - long, at - 2) if leftward else (at + 2, at + long)))
    for leftward, negative, index, (left, right) in sorted(spots):
        at = -negative
        for lane in range(lanes):
            if (
                left < -gap
                or not taken[lane].free(left, right)
                or not all(upper.free(at - 1, at + 1) for upper in taken[:lane])
            ):
                continue
            taken[lane].take(left, right)
            for upper in taken[: lane + 1]:
                upper.stretches.append((at - 1, at + 1))
            result[index] = Placement(lane, leftward)
            break
    return result


def dodged(positions: Iterable[float], apart: float, limit: float) -> list[float]:
    """Positions in pixels, in order, moved so far along that none is closer than ``apart`` to the one before.

    >>> dodged([10, 12, 50], 20, 60)
    [10, 30, 50]
    """
    moved: list[float] = []
    for position in positions:
        moved.append(max(position, moved[-1] + apart) if moved else position)
    for index in reversed(range(len(moved))):
        if moved[index] <= limit:
            break
        moved[index] = limit
        limit -= apart
    return moved
