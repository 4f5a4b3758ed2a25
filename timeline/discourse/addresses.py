"""The town of an address on a line of its own: «Wigmore Hall, London» above or below a listing's hours."""

from __future__ import annotations

import re

from timeline.discourse import audience
from timeline.discourse.localities import Locality, localities

_LINE = re.compile(
    r"(?:^[ \t#*_>•📍-]*|(?<=[.!] )(?=[^\n,.]{3,30}, [^\n,]{2,20}$))"  # a line, or the last sentence of one
    r"(?:(?P<label>(?i:where|venue|location|place|city|address))[*_]*[ \t]*:[ \t*_]*|(?=[^\n]{3,60},))"
    r"(?:[^\n:;!?()]{2,60}, )??"
    rf"(?P<name>{audience.NAME})(?P<region>, (?:{audience.NAME}|[A-Z]{{2}}))?[ \t*_.]*$",
    re.MULTILINE,
)
_ABOVE = 500  # characters in which an address governs the hours below it
_BELOW = 160  # and those above it, in its paragraph
_SIGNED = re.compile(r"[ \t]*(?:by|from|to|cc|posted|written|contact|regards|best)\b", re.IGNORECASE)


def address(text: str, start: int, end: int) -> Locality | None:
    """The town of the address nearest above a clock time, or below it in its paragraph; None without one."""
    above = max(0, start - _ABOVE)
    first = max(text.rfind("\n\n", above, start), above)
    last = text.find("\n\n", end, end + _BELOW)
    last = last if last >= 0 else min(len(text), end + _BELOW)
    own = text.rfind("\n", first, start) + 1
    return _nearest(text, first, own, -1) or _nearest(text, end, last, 1) or _nearest(text, above, first, -1)


def _nearest(text: str, first: int, last: int, step: int) -> Locality | None:
    """The town of the first or the last line of a stretch that is an address."""
    lines = list(_LINE.finditer(text, first, last))
    return next((found for line in lines[::step] if (found := _town(text, line))), None)


def _town(text: str, line: re.Match[str]) -> Locality | None:
    """The one town or country with one clock that a line ends with: «Leeds», «the Fillmore, San Francisco»."""
    if _SIGNED.match(line[0]):
        return None
    places = localities(text, line.start(), line.end())
    found = places[-1] if places else None
    if found is None or found.zone is None or not found.sure or found.kind not in {"city", "country"}:
        return None
    if line.start() and text[line.start() - 1] != "\n" and found.at != line.start("name"):
        return None  # «… at 7pm. Yours, Anna, Oslo»
    named = text[found.at : line.start("name")]
    ends = not named or text[found.at : line.end()].startswith(line["name"]) or named == f"{found.name}, "
    told = any(place.locative and place.zone == found.zone for place in places)
    return found if ends and (line["label"] or line["region"] or told) else None
