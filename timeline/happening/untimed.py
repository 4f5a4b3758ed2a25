"""What a sentence speaks of without a time of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.happening.announced import announced
from timeline.happening.candidates import Candidate
from timeline.happening.changes import update_of
from timeline.happening.scenes import Scene, named
from timeline.happening.trigger import headed
from timeline.model import Happening


def spoken_of(scene: Scene) -> list[Happening]:
    """What a sentence without a time speaks of; nothing where it names no known kind of happening."""
    known = [c for c in scene.found if c.kinds and c.nominal] or [c for c in scene.found if c.kinds]
    if not known:
        return []
    one = headed(_of_heading(known, scene) or known[0], scene.found, scene.words)
    change = update_of(None, scene.sentence.tokens, one.first, one.last, scene.words)
    return [replace(named(scene, one, one.first), update=change)]


def _of_heading(known: Sequence[Candidate], scene: Scene) -> Candidate | None:
    """«Q&A» in the heading «Moss landing: Q&A»: what stands before the colon is what that is about."""
    tokens = scene.sentence.tokens
    colon = next((n for n, t in enumerate(tokens) if t.text == ":"), len(tokens))
    last = known[-1]
    return last if colon < last.first and last.last == len(tokens) - 1 else None


def also_announced(scene: Scene, told: list[Happening]) -> list[Happening]:
    """What the sentence announces without a time; one that is told already is marked where it stands."""
    found: list[Happening] = []
    for one in scene.found:
        if not announced(one, scene.sentence.tokens, scene.words):
            continue
        span = (scene.sentence.tokens[one.first].start, scene.sentence.tokens[one.last].end)
        same = next((n for n, h in enumerate(told) if h.trigger_span == span), None)
        if same is None:
            found.append(replace(named(scene, one, one.first), announced=True))
        elif told[same].statement is None:
            told[same] = replace(told[same], announced=True)
    return found


def ordered_by(scene: Scene, told: Sequence[Happening]) -> list[Happening]:
    """The happenings that others are said to come after or before: «a briefing at 15:00, after the talks»."""
    wanted = {head for happening in told for side, head in happening.relations if side in scene.words.order}
    known = {happening.trigger_span for happening in told}
    found = [named(scene, one, one.first) for one in scene.found if one.stem in wanted]
    return [happening for happening in found if happening.trigger_span not in known]
