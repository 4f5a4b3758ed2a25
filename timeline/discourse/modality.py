"""How a text commits itself to a time, and which end of its event the time is."""

from __future__ import annotations

import re
from collections.abc import Container

from timeline.discourse.cues import BEFORE, REACH
from timeline.discourse.moves import DROPPED, MOVED
from timeline.model import Modality, Role

_SAID = {sort: f"(?:{'|'.join(forms)})" for sort, forms in BEFORE.items()}
_NEGATED = re.compile(
    rf"\b{_SAID['negated']}\s+(?:(?:at|on|until|by|from|the|exactly|be|in|start(?:ing)?)\s+)*\W{{0,3}}$", re.IGNORECASE
)
_NOT_SO = re.compile(
    r"\bnot\s+(?:until|before|later than|earlier than|resolved until)\W*$|"
    r"\bif not\W+$",
    re.IGNORECASE,
)
_SUPERSEDED = re.compile(
    r"(?:\((?:it )?was (?:at )?|\((?:now )?extended from (?:the )?|"
    r"\b(?:instead of|in place of|in lieu of|replac(?:es|ing))\s+(?:(?:the|its|our|at|usual|normal|regular|"
    r"original|old|previous|former|earlier|scheduled)\s+)*|"
    r"\b(?:the|our|its)\s+(?:usual|normal|original|old|previous|former|previously (?:announced|scheduled|"
    r"planned)|originally (?:announced|scheduled|planned))\s+|"
    r"\b(?:originally|previously|formerly|initially|"  # but «earlier on Monday» is that day
    r"(?<!hour )(?<!hours )(?<!minutes )(?<!days )(?<!weeks )earlier(?!\s+(?:on|at|in|from)\b))\s+"
    r"(?:(?:was|were|been|is|it|scheduled|planned|set|"
    r"announced|slated|due|listed|billed|to|start|begin|take|place|air|for|at|on|as|from)\s+)*|"
    r"\b(?:was|were|had been)\s+(?:(?:originally|previously|initially|first)\s+(?:announced|scheduled|planned|"
    r"slated|billed|booked|listed|set|to|due|meant|supposed)|due|meant|supposed)\b[\w\s]{0,25}|"
    rf"\b(?:{MOVED}|"
    r"extend\w*\s(?:[\w’']+\s){0,3}(?:deadline|registration|submission|date|period|hours)|"
    r"(?:deadline|registration|submission|date|period|hours)\s(?:[\w’']+\s){0,3}extended)\b"
    r"(?:(?!\b(?:to|into)\b)[\w\s/,'’-]){0,45}?(?<!so )(?<!, )\bfrom\s+(?:(?:the|its|our|usual|normal|original|at|"
    r"on)\s+)*)\W{0,4}$",
    re.IGNORECASE,
)
_WAS = re.compile(r"(?:^|[:;,(–—-])\s*(?:it )?(?:was|used to be)\s+(?:(?:at|on|from)\s+)?$", re.IGNORECASE)
_NOW = re.compile(  # before a time: not «now it is fixed»
    r"\s*[,;→–—-]?\s*(?:but |and )?(?:it['’]s |is )?now[\s:]+(?:(?:at|on|from|until)\s+)?(?:\d|noon\b|midnight\b|"
    r"(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)",
    re.IGNORECASE,
)
_GONE = re.compile(
    rf"[\w\s,]{{0,25}}?\b(?:is|was|are|were|has been|have been|had been|being)\s+(?:now\s+)?(?:{DROPPED}|"
    r"(?:reset|adjourned|continued) (?:to|until))\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(rf"\b{_SAID['proposed']}\b[^.!?\n]{{0,40}}$", re.IGNORECASE)
_CONDITIONAL = re.compile(rf"\b(?:{_SAID['conditional']}|(?-i:Should))\s[^.!?\n,]{{0,40}}$", re.IGNORECASE)
_THROUGH = re.compile(
    rf"\b{_SAID['through']}\s+(?:(?:the|at|on|about|around|late|early|end|of|midday|noon|next|this)\s+)*$",
    re.IGNORECASE,
)
_END = re.compile(rf"\b{_SAID['end']}\b[^.!?\n\d]{{0,25}}$", re.IGNORECASE)
_DEADLINE = re.compile(rf"\b{_SAID['deadline']}[\s:*_|\W]{{0,6}}(?:the\s+)?$", re.IGNORECASE)
_PUT_OFF = re.compile(rf"\b(?:{MOVED})(?: back)? (?:until|till)\W*$", re.IGNORECASE)
_START = re.compile(rf"\b{_SAID['start']}\b[^.!?\n\d]{{0,25}}$", re.IGNORECASE)


def modality(text: str, start: int, end: int, first: int, cues: Container[str]) -> Modality:
    """How the text commits itself to the time at ``start``; the sentence begins at ``first``."""
    before = text[max(first, start - REACH) : start]
    if "superseded" in cues and _SUPERSEDED.search(before):
        return Modality.SUPERSEDED
    if was_until_now(text, start, end, first):
        return Modality.SUPERSEDED
    if "negated" in cues and _NEGATED.search(before) and not _NOT_SO.search(before):
        return Modality.NEGATED
    if "proposed" in cues and _PROPOSED.search(before):
        return Modality.PROPOSED
    if "conditional" in cues and _CONDITIONAL.search(before):
        return Modality.CONDITIONAL
    if "dropped" in cues and _GONE.match(text[end : end + REACH]):
        return Modality.SUPERSEDED
    return Modality.ASSERTED


def was_until_now(text: str, start: int, end: int, first: int) -> bool:
    """Whether a time held until another took its place: «moved: was Friday 7pm, now Saturday»."""
    return _NOW.match(text, end) is not None and _WAS.search(text[max(first, start - 16) : start]) is not None


def put_off(text: str, start: int) -> bool:
    """Whether «until» leads to the new time of what was put off: «postponed until 20 August»."""
    return _PUT_OFF.search(text, max(0, start - 40), start) is not None


def role(text: str, start: int, first: int, cues: Container[str]) -> Role | None:
    """Which end of its event a time is, as the words before it say."""
    before = text[max(first, start - 45) : start]
    if "deadline" in cues and _DEADLINE.search(before):
        return Role.DEADLINE
    if "put off" in cues and _PUT_OFF.search(before):
        return Role.START
    if ("through" in cues and _THROUGH.search(before)) or ("end" in cues and _END.search(before)):
        return Role.END
    if "start" in cues and _START.search(before):
        return Role.START
    return None
