"""One line a finding, as compilers write them."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.report.locate import Located
from timeline.report.wording import one_line, painted, visible


def report(located: Sequence[Located], *, colour: bool = False) -> str:
    """``path:line:column: CODE name: message``."""
    return "".join(
        f"{visible(one.path)}:{one.start.line}:{one.start.column}: "
        f"{painted(one.finding.code, one.finding.level, colour)} {one.finding.name}: {one_line(one.finding.message)}\n"
        for one in located
    )
