"""Findings as a page tells them: in full, or without a word of the sources where none may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from timeline.checks.rule import rules
from timeline.export.page.text import plain
from timeline.model import Finding
from timeline.rulers import words


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding in the words of a page."""

    code: str
    name: str
    level: str
    message: str
    remedy: str = ""


def remark(finding: Finding, shown: bool = True) -> Remark:
    """A finding for people; its message may quote the source, so without quotes the rule and the moments speak."""
    if shown:
        remedy = plain(finding.fix.title) if finding.fix else ""
        return Remark(finding.code, finding.name, finding.level, plain(finding.message), remedy)
    times = dict.fromkeys(f"{words.day(i.date())} {i.year}, {words.clock(i)} UTC" for i in finding.utc)
    said = _summaries().get(finding.code, "")
    return Remark(finding.code, finding.name, finding.level, " ".join(filter(None, (said, "; ".join(times)))))


def remarks(found: Iterable[Finding], shown: bool = True) -> tuple[Remark, ...]:
    """Findings for people."""
    return tuple(remark(finding, shown) for finding in found)


@lru_cache(maxsize=1)
def _summaries() -> dict[str, str]:
    return {rule.code: rule.summary for rule in rules()}
