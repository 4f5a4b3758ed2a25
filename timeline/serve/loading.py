"""The timeline of a store, read again when the store has changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Lock

from timeline.model import Timeline
from timeline.store import Store, clock


def fresh(store: Store) -> Callable[[], Timeline]:
    """A function that gives the store's timeline: the same value until the store changes or a day has passed.

    The day counts because a withdrawn event leaves the timeline after a while.
    """
    lock = Lock()
    kept: dict[tuple[int, date], Timeline] = {}

    def load() -> Timeline:
        state = (store.generation(), clock().date())
        with lock:
            if state not in kept:
                found = store.timeline()
                kept.clear()
                kept[state] = found
            return kept[state]

    return load
