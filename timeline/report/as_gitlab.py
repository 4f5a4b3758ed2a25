"""GitLab's Code Quality report: a JSON list in the form of the Code Climate specification."""

from __future__ import annotations

import json
from collections.abc import Sequence

from timeline.model import Level
from timeline.report.locate import Located

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.INFO: "info"}


def report(located: Sequence[Located]) -> str:
    """A list of findings with their fingerprints, which are unique in it."""
    rows = [
        {
            "description": f"{one.finding.code} {one.finding.name}: {one.finding.message}",
            "check_name": one.finding.code,
            "fingerprint": one.fingerprint,
            "severity": _SEVERITIES[one.finding.level],
            "location": {"path": one.path.removeprefix("./"), "lines": {"begin": one.start.line, "end": one.end.line}},
        }
        for one in located
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
