"""What lost: the other mentions that the tokens of a chosen one could have been read as, and why each was not chosen.

It is worked out only where somebody asks, from a chart that was filled anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.language.chart import Item, worth

MOST = 5  # shown for one mention, the closest first


def rejected(chosen: Item, complete: Sequence[Sequence[Item]], goal: str = "mention") -> list[tuple[Item, str]]:
    """The closest rivals of a chosen mention, each with the name of the reason why it lost."""
    parts = [(part.value, part.left, part.right) for part in _within(chosen)]
    rivals: list[Item] = []
    for row in complete:
        for item in row:
            if item.symbol != goal or item.end <= chosen.start or item.start >= chosen.end:
                continue
            meaning = (item.value, item.left, item.right)
            if meaning not in parts and meaning not in [(one.value, one.left, one.right) for one in rivals]:
                rivals.append(item)
    rivals.sort(key=lambda rival: ((rival.left, rival.right) != (chosen.left, chosen.right), -worth(rival)))
    kept: list[tuple[Item, str]] = []
    for rival in rivals:
        reason = _reason(chosen, rival)
        if not any(one.left <= rival.left and rival.right <= one.right and why == reason for one, why in kept):
            kept.append((rival, reason))
    return kept[:MOST]


def _within(item: Item) -> Iterator[Item]:
    """An item and all that it is made of."""
    waiting = [item]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(one.parts)


def _reason(chosen: Item, rival: Item) -> str:
    if rival.left < chosen.left or rival.right > chosen.right:
        return "lost-to-neighbours"
    if (rival.left, rival.right) != (chosen.left, chosen.right):
        return "lost-by-words"
    if rival.latent and not chosen.latent:
        return "lost-without-company"
    return "lost-by-weight" if worth(rival) < worth(chosen) else "lost-by-order"
