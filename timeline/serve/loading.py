"""The application over a store: its timeline is read again when the store has changed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from flask import Flask

from timeline.model import Timeline
from timeline.serve import ServeConfig, create_app
from timeline.serve.access_log import logged
from timeline.serve.feed import make_ready
from timeline.store import Store, clock

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_NEVER = Event()


def served(url: str, config: ServeConfig, access_log: bool, _target: object = None) -> WSGIApplication:
    """The application over the store at a URL; a server's worker process calls it with values that pickle."""
    store = Store(url, config.reading, create=False)
    config = replace(
        config,
        add=store.add,
        history=store.history,
        remove=store.remove,
        held=store.held,
        admits=lambda key: store.token(key) is not None,
    )
    app = create_app(fresh(store), config)
    Thread(target=keep_ready, args=(app,), daemon=True, name="feed").start()
    return logged(app) if access_log else app


def keep_ready(app: Flask, seconds: float = 10, stop: Event = _NEVER) -> None:
    """Make the feed before it is asked for: at the start, when the store has changed, and on each new day."""
    while True:
        with app.test_request_context("/calendar.ics", base_url=app.extensions["timeline"][1].base_url):
            try:
                make_ready()
            except Exception:  # whoever asks for the feed is told; the next turn may go well
                logging.getLogger(__name__).exception("the feed cannot be made")
        if stop.wait(seconds):
            return


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
