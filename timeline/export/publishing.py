"""Events as JSON for others to read: with as much of the sources as may be shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from timeline.export import as_json
from timeline.model import Event


def event_form(event: Event, publish: str) -> dict[str, Any]:
    """The contract's event; without the sources' sentences where nothing of them may be shown."""
    return as_json.event(event, publish != "none")


def events_text(events: Sequence[Event], tz: str, publish: str) -> str:
    """The object of ``timeline events --format json``."""
    shown = [event_form(event, publish) for event in events]
    return json.dumps({"schema": as_json.SCHEMA, "tz": tz, "events": shown}, ensure_ascii=False, indent=1) + "\n"
