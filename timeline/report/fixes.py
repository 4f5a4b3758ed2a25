"""Remedies carried out on the text of a file, and the difference they make."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from io import StringIO
from itertools import pairwise

from timeline.model import Finding, Fix


def fixable(finding: Finding, unsafe: bool) -> bool:
    """Whether a finding has a remedy that may be carried out: a certain one, or any where the user takes the risk."""
    return finding.fix is not None and bool(finding.fix.edits) and (finding.fix.safe or unsafe)


def fixed(raw: str, findings: Sequence[Finding], unsafe: bool) -> tuple[str, tuple[Finding, ...]]:
    """The text with the remedies carried out, and the findings whose remedy it was; of two that meet, the first.

    A remedy is carried out as a whole or not at all.
    """
    taken: list[tuple[int, int, str]] = []
    done = []
    for finding in findings:
        if not fixable(finding, unsafe) or finding.fix is None:
            continue
        edits = [(edit.span[0], edit.span[1], edit.text) for edit in finding.fix.edits]
        new = [edit for edit in edits if edit not in taken]
        if all(not _meet(edit, other) for edit in new for other in taken) and _apart(finding.fix):
            taken += new
            done.append(finding)
    text = raw
    for start, end, words in sorted(taken, reverse=True):
        text = text[:start] + words + text[end:]
    return text, tuple(done)


def _meet(edit: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    if edit[0] == edit[1] and other[0] == other[1]:
        return edit[0] == other[0]
    return edit[0] < other[1] and other[0] < edit[1]


def _apart(fix: Fix) -> bool:
    spans = sorted(edit.span for edit in fix.edits)
    return all(a[1] <= b[0] for a, b in pairwise(spans))


def diff(path: str, before: str, after: str) -> str:
    """The difference in unified form, with line ends as they are."""
    clean = path.replace("\\", "/").removeprefix("./")
    clean += "\t" if " " in clean else ""  # as git has it: `patch` takes a name to end at a space
    one, other = (StringIO(text, newline="\n").readlines() for text in (before, after))  # it knows no other line ends
    lines = difflib.unified_diff(one, other, f"a/{clean}", f"b/{clean}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
