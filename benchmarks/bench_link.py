"""How long linking takes: made-up news about made-up happenings, several texts each; processor time and memory.

python benchmarks/bench_link.py [STATEMENTS]        default 150000
"""

from __future__ import annotations

import gc
import random
import resource
import sys
import time
from datetime import UTC, date, datetime, timedelta

from timeline.algebra.expressions import Vague
from timeline.happening import happenings_of
from timeline.happening.words import lexicon
from timeline.link import link
from timeline.model import AllDay, Document, Grain, Happening, Kind, Placed, Reading, Statement, Timex, Tree

FIRST = date(2024, 1, 1)
DAYS = 1000
KINDS = (
    "meeting",
    "launch",
    "concert",
    "hearing",
    "election",
    "strike",
    "match",
    "lecture",
    "auction",
    "flood",
    "trial",
)


def main(wanted: int) -> None:
    """Link ``wanted`` statements and say what it cost."""
    gc.set_threshold(200_000, 30, 30)  # as the command line does
    rng = random.Random(8)
    words = lexicon("en")
    common = sorted(word for word, weight in words.weights.items() if weight >= 4.0)
    names = [f"{rng.choice(common).capitalize()}{rng.choice(common)}" for _ in range(wanted // 12 + 50)]
    documents: list[Document] = []
    happenings: list[Happening] = []
    statements = 0
    begun = time.process_time()
    while statements < wanted:
        subject, place, kind = rng.choice(names), rng.choice(names), rng.choice(KINDS)
        day = FIRST + timedelta(days=rng.randrange(DAYS))
        clock = rng.randrange(8, 22) * 60
        topic = rng.sample(common, 12)
        for voice in range(rng.randrange(1, 6)):
            document, told = _document(
                rng, f"{len(documents)}-{voice}", subject, place, kind, day, clock, topic, common
            )
            documents.append(document)
            statements += len(told)
            happenings += happenings_of(document, told)
    made = time.process_time()
    events = link(documents, happenings)
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(documents)} documents, {statements} statements, {len(happenings)} happenings -> {len(events)} events")
    print(f"making and reading {made - begun:.1f} s, linking {done - made:.1f} s, peak {peak:.0f} MB")
    print(f"{1e3 * (done - made) / statements:.3f} ms a statement; {sum(e.disputed for e in events)} disputed events")


def _document(
    rng: random.Random,
    name: str,
    subject: str,
    place: str,
    kind: str,
    day: date,
    clock: int,
    topic: list[str],
    common: list[str],
) -> tuple[Document, list[Statement]]:
    filler = " ".join(rng.choice(topic if rng.random() < 0.4 else common) for _ in range(40))
    text = ""
    told: list[Statement] = []
    minute = clock + rng.choice((0, 0, 0, 0, 30))
    for number in range(5):
        text += f"{rng.choice(topic).capitalize()} {rng.choice(topic)} of {subject}. "
        text += f"The {kind} of {subject} in {place} is on "
        words = f"{day:%d %B} at {minute // 60}:{minute % 60:02d}" if number % 2 else f"{day:%d %B}"
        told.append(_statement(name, len(text), words, day, minute if number % 2 else None))
        text += words + ". "
    published = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=rng.randrange(1, 20))
    return Document(name, text + filler.capitalize() + ".", published=published), told


def _statement(document: str, offset: int, words: str, day: date, minute: int | None) -> Statement:
    span = (offset, offset + len(words))
    reading = Reading(span, Vague("PRESENT_REF"), Tree("made", span))
    if minute is None:
        when = AllDay(day, day + timedelta(days=1), None, Grain.DAY)
        return Statement(document, span, words, Kind.DATE, when, Timex("DATE", ""), reading, Grain.DAY, local=day)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
    placed = Placed(start, start + timedelta(minutes=1), Grain.MINUTE)
    local = start.replace(tzinfo=None)
    return Statement(
        document, span, words, Kind.INSTANT, placed, Timex("TIME", ""), reading, Grain.MINUTE, local=local, zone="UTC"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 150_000)
