"""Timelines that a test makes by hand, as the store asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from timeline.config import Config
from timeline.model import Document, Event, Timeline
from timeline.renew import Outcome, Shelf


def at_once(compute: Callable[[Sequence[Document], Config, Sequence[Event]], Timeline]) -> Callable[..., Outcome]:
    """What computes a whole timeline, as something that renews a store: all of it, whatever has changed."""

    def computed(shelf: Shelf, config: Config) -> Outcome:
        held = {document.id: document for document in shelf.documents(shelf.ids())}
        documents = [held[name] for name in shelf.ids()]
        made = compute(documents, config, shelf.events(None))
        return Outcome(
            documents=held,
            events=[(1, event) for event in made.events],
            statements={name: tuple(s for s in made.statements if s.document == name) for name in held},
            found={name: tuple(f for f in made.findings if f.document == name) for name in held},
        )

    return computed
