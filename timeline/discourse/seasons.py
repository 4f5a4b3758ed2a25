"""Clock times given for both seasons: in «16:00 UTC (8am PST / 9am PDT)» each holds when its letters do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from timeline.discourse.candidates import Hours, ZoneOption
from timeline.discourse.draft import Draft
from timeline.zones import convert


def pairs(
    unit: Sequence[Draft], found: Sequence[Hours | None], options: list[tuple[ZoneOption, ...]]
) -> list[tuple[ZoneOption, ...]]:
    """The zones of a unit's members; those of a pair that differs by the season alone are taken to the letter."""
    made = list(options)
    for nth in range(len(unit) - 1):
        one, other = options[nth], options[nth + 1]
        first, second = found[nth], found[nth + 1]
        if not one or not other or first is None or second is None or one[0].key != other[0].key:
            continue
        claims = one[0].claim, other[0].claim
        if claims[0] is None or claims[1] is None or claims[0] == claims[1]:
            continue
        apart = int((claims[1] - claims[0]).total_seconds()) // 60
        if any((late - early - apart) % 1440 == 0 for early in first.minutes for late in second.minutes):
            made[nth], made[nth + 1] = _literal(one[0], claims[0]), _literal(other[0], claims[1])
    return made


def _literal(option: ZoneOption, claim: timedelta) -> tuple[ZoneOption, ...]:
    return (ZoneOption(convert.offset_key(claim), option.cost, None, option.steps, option.assumed),)
