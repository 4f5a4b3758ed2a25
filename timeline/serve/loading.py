"""The application over a store: its timeline is read again when the store has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from timeline.model import Timeline
from timeline.serve import ServeConfig, create_app
from timeline.serve.access_log import logged
from timeline.store import Store, clock

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def served(url: str, config: ServeConfig, access_log: bool, _target: object = None) -> WSGIApplication:
    """The application over the store at a URL; a server's worker process calls it with values that pickle."""
    store = Store(url, config.reading, create=False)
    config = replace(
        config,
        add=store.add,
        history=store.history,
        remove=store.remove,
        admits=lambda key: store.token(key) is not None,
    )
    app = create_app(fresh(store), config)
    return logged(app) if access_log else app


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
