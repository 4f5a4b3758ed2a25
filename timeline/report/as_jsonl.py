"""The contract's JSON, one finding a line, for streams."""

from __future__ import annotations

import json
from collections.abc import Sequence

from timeline.report.as_json import finding
from timeline.report.locate import Located


def report(located: Sequence[Located]) -> str:
    """One object a line."""
    return "".join(json.dumps(finding(one), ensure_ascii=False) + "\n" for one in located)
