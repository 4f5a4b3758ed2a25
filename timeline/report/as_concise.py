"""One line a finding, as compilers write them."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.report.locate import Located
from timeline.report.wording import one_line, painted, visible


def report(located: Sequence[Located], *, colour: bool = False) -> str:
    """``path:line:column: CODE name: message``."""
    return "".join(
        f"{_path(one.path)}:{one.start.line}:{one.start.column}: "
        f"{painted(one.finding.code, one.finding.level, colour)} {one.finding.name}: {one_line(one.finding.message)}\n"
        for one in located
    )


def _path(path: str) -> str:
    """The path, not to be taken for a workflow command where it begins a line of a runner's log."""
    return f"./{visible(path)}" if path.lstrip().startswith("::") else visible(path)
