"""Write a folder of Markdown files to time `timeline check` on: prose, headings, lists, code, links, and times.

    python benchmarks/make_markdown.py FOLDER [--files 1000] [--kilobytes 10]

The text is drawn from the sentences below with a fixed seed, so that two runs write the same bytes.
About one sentence in eight states a time, as in the documentation and announcements that people check.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

PLAIN = (
    "The parser keeps every token together with its position in the file.",
    "Contributors are asked to open a pull request against the main branch.",
    "A value of 3.14 or version 2.0.1 is no time at all.",
    "If the connection is lost, the client waits and tries again with a longer delay.",
    "Use `--verbose` to see which rule fired and on which line.",
    "You may want to read the chapter on storage before you change the layout.",
    "The ratio of hits to misses was 4:3 in the small cache and better in the large one.",
    "Several people from the museum helped to sort and label the photographs.",
    "See [the guide](https://example.org/2024/05/01/guide) for a longer example.",
    "The second argument is optional and defaults to the first.",
    "Tickets cost 12.50 for adults, and children go free with a grown-up.",
    "Rooms 101 to 115 are on the ground floor, next to the reading room.",
    "It took the team a while to find out that the cable had been cut.",
    "Their library has some 40,000 volumes, most of them on the history of weaving.",
)
TIMED = (
    "The next call of the {circle} is on {weekday}, {day} {month} 2026 at {hour}:{minute:02} UTC.",
    "Maintenance of the {circle}'s archive starts at {hour}:{minute:02} CET and takes {few} hours.",
    "The {circle} meets every other {weekday} at {few}am Pacific Time.",
    "The office of the {circle} is closed on {day} {month} 2025.",
    "Submissions to the {circle} are due by {few} p.m. Eastern Time on {day} {month} 2025.",
    "The webinar of the {circle} begins at {hour}:{minute:02} in London.",
    "The outage at the {circle} was noticed on {weekday} morning and fixed {few} hours later.",
)
# Every file speaks of a circle of its own, as pages of a site do; some circles have several files.
TOWNS = (
    *("Arnside", "Bellano", "Corvara", "Dornoch", "Ebeltoft", "Frome", "Giverny", "Hallein", "Imatra", "Jevnaker"),
    *("Kalmar", "Lerici", "Modica", "Narbonne", "Odense", "Porvoo", "Quimper", "Ronda", "Sintra", "Tarvisio"),
)
PURSUITS = (
    *("Weavers", "Rowers", "Bakers", "Printers", "Beekeepers", "Singers", "Astronomers", "Cyclists", "Fiddlers"),
    *("Gardeners", "Archivists", "Cartographers", "Potters", "Walkers", "Translators", "Joiners", "Skaters"),
    *("Coders", "Painters", "Growers"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MONTHS = ("January", "March", "May", "June", "September", "November")


def timed(draw: random.Random, circle: str) -> str:
    """A sentence that states a time."""
    return draw.choice(TIMED).format(
        circle=circle,
        weekday=draw.choice(WEEKDAYS),
        month=draw.choice(MONTHS),
        day=draw.randint(1, 28),
        hour=draw.randint(0, 23),
        minute=draw.choice((0, 0, 15, 30, 45)),
        few=draw.randint(2, 11),
    )


def page(draw: random.Random, size: int) -> str:
    """One file of about ``size`` bytes."""
    text = f"---\npublished: 2025-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}\n---\n\n# Notes\n\n"
    circle = f"{draw.choice(TOWNS)} {draw.choice(PURSUITS)}"
    while len(text) < size:
        kind = draw.random()
        if kind < 0.08:
            text += f"## Part {draw.randint(1, 99)}\n\n"
        elif kind < 0.13:
            text += f"```python\nstart = datetime(2025, {draw.randint(1, 12)}, 1)\n```\n\n"
        elif kind < 0.25:
            text += "".join(f"* {draw.choice(PLAIN)}\n" for _ in range(4)) + "\n"
        else:
            text += (
                " ".join(timed(draw, circle) if draw.random() < 0.125 else draw.choice(PLAIN) for _ in range(6))
                + "\n\n"
            )
    return text


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--files", type=int, default=1000)
    arguments.add_argument("--kilobytes", type=int, default=10)
    given = arguments.parse_args()
    draw = random.Random(5545)
    total = 0
    for number in range(given.files):
        path = given.folder / f"{number // 100:02}" / f"{number:04}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_text(page(draw, given.kilobytes * 1000), encoding="utf-8")
    print(f"{given.files} files, {total / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
