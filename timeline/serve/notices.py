"""What of an address was not understood, told instead of silently left out, with what may have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from werkzeug.datastructures import MultiDict

from timeline.export.page.faces import city, known
from timeline.export.page.index import Index
from timeline.export.page.overview import Link
from timeline.export.page.text import plain
from timeline.rulers.window import VIEWS, parsed
from timeline.serve.address import MOST_ZONES, Address, day_of, zone_names
from timeline.serve.zone_picker import Choice, picked
from timeline.zones import rules

MOST_NOTICES = 6
NAMES = ("tz", "source", "place", "participant", "conflict", "since", "until", "q", "view", "day", "from", "to", "page")
_FOREIGN = ("utm_", "fbclid", "gclid", "mc_", "ref")  # put on by others when a link is passed on


@dataclass(frozen=True, slots=True)
class Notice:
    """A part of an address that has no effect, and links to what may have been meant."""

    says: str
    choices: tuple[Link, ...] = ()


def notices(args: MultiDict[str, str], asked: Address, index: Index, path: str) -> tuple[Notice, ...]:
    """A notice for each part of the address that has no effect."""
    zones = zone_names(args.getlist("tz"))
    found = [
        *_zones(zones, asked, path),
        *_times(args, asked, path),
        *_sources(args.getlist("source"), index),
        *_names(args),
    ]
    return tuple(found[:MOST_NOTICES])


def _zones(names: Sequence[str], asked: Address, path: str) -> Iterator[Notice]:
    for name in dict.fromkeys(n for n in names if known(n) is None):
        meant = _meant(name)
        yield Notice(
            f"No time zone is called “{_short(name)}”" + ("; did you mean:" if meant else "; try a large city nearby."),
            tuple(
                Link(each.words, asked.to(path, zones=tuple(dict.fromkeys((*asked.zones, each.key))))) for each in meant
            ),
        )
    if len({known(n) for n in names} - {None}) > MOST_ZONES:
        yield Notice(f"The first {MOST_ZONES} zones are shown; take some away to see the others.")


def _meant(name: str) -> tuple[Choice, ...]:
    """The zones that a wrong name may mean: what the picker makes of it, else one spelt nearly so."""
    choice = picked(name.replace("_", " "))
    near = choice.key or rules.suggestion(name[:60])
    if choice.choices or near is None:
        return choice.choices[:3]
    return (Choice(rules.canonical(near), f"{city(near)} ({rules.canonical(near)})"),)


def _times(args: MultiDict[str, str], asked: Address, path: str) -> Iterator[Notice]:
    for name in ("day", "since", "until"):
        if (said := args.get(name, "").strip()) and day_of(said) is None:
            yield Notice(f"“{_short(said)}” is no date; write it as 2025-08-15.")
    for name in ("from", "to"):
        if (said := args.get(name, "").strip()) and parsed(said) is None:
            yield Notice(f"“{_short(said)}” is no moment; write it as 20250815T1930Z.")
    if bool(args.get("from")) != bool(args.get("to")):
        yield Notice("A stretch of time needs both “from” and “to”.")
    if asked.since and asked.until and asked.since > asked.until:
        swapped = Link("the other way round", asked.to(path, since=asked.until, until=asked.since))
        yield Notice("The first day lies after the last one, so no event is left; did you mean:", (swapped,))
    if (said := args.get("view", "")) and said not in VIEWS:
        yield Notice(
            f"There is no view “{_short(said)}”; choose:",
            tuple(Link(view.capitalize(), asked.to(path, view=view)) for view in VIEWS),
        )
    if (said := args.get("page", "")) and not (said.isascii() and said.isdecimal() and int(said[:9]) > 0):
        yield Notice(f"“{_short(said)}” is no page; they are counted from 1.")


def _sources(names: Iterable[str], index: Index) -> Iterator[Notice]:
    for name in dict.fromkeys(names):
        if name and name not in index.documents:
            near = get_close_matches(name[:80], list(index.documents)[:5000], n=1)
            yield Notice(f"No source is called “{_short(name)}”" + (f"; did you mean “{near[0]}”?" if near else "."))


def _names(args: MultiDict[str, str]) -> Iterator[Notice]:
    for name in args:
        if name not in (*NAMES, "add") and not name.startswith(_FOREIGN):
            near = get_close_matches(name[:40], NAMES, n=1)
            yield Notice(f"This page knows no “{_short(name)}”" + (f"; did you mean “{near[0]}”?" if near else "."))


def _short(said: str) -> str:
    said = plain(said)
    return said if len(said) <= 60 else said[:59] + "…"
