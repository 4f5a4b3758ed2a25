"""Feeds of varied events with the truth about them, for readers to agree on.

    python tests/interop/varied.py DIR [NUMBER]      writes feed.ics, truth.json, recurring.ics and occurrences.json

The truth is written down from the numbers that the events are made of, never read back from the feed.
"""

from __future__ import annotations

import json
import random
import sys
import zoneinfo
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent / "unit"))

from calendar_events import CHANGED, at, event, said

from timeline.export.as_ics import Frame, calendar
from timeline.model import AllDay, Event, Floating, Grain, Placed, Repeated, Rival, Role, Skipped, Status

Truth = dict[str, dict[str, str]]

zoneinfo.reset_tzpath(to=())  # the tzdata package's zones, not the machine's, which may be years old

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo")
CHANGED_LAW = ("America/Vancouver",)  # its last change of the clocks is in 2026, and no yearly rule tells it
FRAME = Frame("Varied", "Events of every kind", "https://times.example.org")
WORDS = (
    "summit",
    "Überprüfung",
    "日本語の会議",
    "переговоры",
    "اجتماع",
    "पुल का उद्घाटन",
    "👩‍👩‍👧‍👦 day",
    "e\u0301te\u0301",
    "fish; chips, peas",
    "back\\slash\\n",
    "“quoted” «words»",
    "\"plain\" 'quotes'",
    "a:b;c=d,e",
    "100 % ^caret^n",
    "\u202eright to left\u202c",
    "ﬁne ligature",
    "Zażółć gęślą jaźń",
)
HOSTILE = (
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
    "\x00\x01\x07nul and bell\x7f",
    "line\u2028separators\u2029and\x85next line",
    "half a pair \ud83d of surrogates",
    "\nATTENDEE:mailto:a@example.org",
    "</script><script>alert(1)</script>",
    "${jndi:ldap://example.org/a}",
    "%s%s%n {{7*7}} $(id) `id`",
    "\\" * 50,
    ";,:" * 40,
    "=cmd|' /C calc'!A0",
    "\ufeffmark\ufffe\uffff",
)


def varied(number: int, seed: int = 7) -> tuple[tuple[Event, ...], Truth]:
    """So many events without recurrence, and each one's start and end as UTC instants or dates."""
    dice = random.Random(seed)
    events, truth = [], {}
    for n in range(number):
        uid = f"event-{n:05}@times.example.org"
        when, start, end = KINDS[n % len(KINDS)](dice)
        events.append(_dressed(dice, event(uid, when, zone=dice.choice(ZONES), title=_title(dice, n)), start))
        truth[uid] = {"start": start, "end": end}
    return tuple(events), truth


def _dressed(dice: random.Random, one: Event, start: str) -> Event:
    """The event with place, people, status, words of sources and rivals."""
    status = dice.choices(list(Status), [6, 2, 1])[0]
    quote = f"{dice.choice(WORDS)} {dice.choice(HOSTILE)} " + "as was said " * dice.choice([1, 5, 200])
    links = tuple(said(f"source {n}", "as was said", quote, one.when) for n in range(dice.choice([0, 1, 3])))
    floating = isinstance(one.when, Floating)
    return replace(
        one,
        status=status,
        place=dice.choice([None, *WORDS, *HOSTILE]),
        participants=tuple(dice.sample(WORDS, dice.randrange(4))),
        links=links,
        disputed=bool(links) and dice.random() < 0.3,
        readings=(Rival(Role.START, one.when, ("source 0",), ()),) if one.when else (),
        local=datetime.fromisoformat(f"{start}T09:30") if floating else None,
        sequence=dice.randrange(5),
        updated=CHANGED + timedelta(hours=dice.randrange(2000)),
    )


def _title(dice: random.Random, n: int) -> str:
    title = f"{n} {dice.choice(WORDS)} {dice.choice(WORDS)}"
    if n % 7 == 0:
        title += " " + dice.choice(HOSTILE)
    return title * dice.choice([1, 1, 1, 2, 30])


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(dice: random.Random) -> datetime:
    return datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(6 * 366 * 24 * 60))


def _instant(dice: random.Random) -> tuple[Placed, str, str]:
    start = _moment(dice)
    end = start + timedelta(minutes=dice.choice([1, 15, 60, 90, 1439, 1440, 10_000]))
    return Placed(start, end, Grain.MINUTE), _utc(start), _utc(end)


def _pointlike(dice: random.Random) -> tuple[Placed, str, str]:
    """A deadline: a time without length is shown as one minute."""
    start = _moment(dice)
    return Placed(start, start, Grain.MINUTE), _utc(start), _utc(start + timedelta(minutes=1))


def _change(dice: random.Random) -> tuple[Placed, str, str]:
    """A time within two hours of a change of the clocks."""
    zone = ZoneInfo(dice.choice(ZONES))
    day = datetime(dice.choice([2025, 2026, 2027, 2030]), 1, 1, tzinfo=UTC)
    days = [day + timedelta(days=n) for n in range(365)]
    changes = [
        d for d in days if d.astimezone(zone).utcoffset() != (d + timedelta(days=1)).astimezone(zone).utcoffset()
    ]
    hour = dice.choice(changes)
    while hour.astimezone(zone).utcoffset() == (hour + timedelta(hours=1)).astimezone(zone).utcoffset():
        hour += timedelta(hours=1)
    start = hour + timedelta(minutes=dice.randrange(-90, 150))
    end = start + timedelta(minutes=dice.choice([10, 61, 180]))
    return Placed(start, end, Grain.MINUTE), _utc(start), _utc(end)


def _days(dice: random.Random) -> tuple[AllDay, str, str]:
    first = _moment(dice).date()
    until = first + timedelta(days=dice.choice([1, 1, 2, 3, 14, 40]))
    return AllDay(first, until, None, Grain.DAY), first.isoformat(), until.isoformat()


def _daypart(dice: random.Random) -> tuple[Placed, str, str]:
    # at noon in UTC it is one day in all five zones
    start = datetime.combine(_moment(dice).date(), datetime.min.time(), UTC) + timedelta(hours=12)
    day = start.date()
    following = day + timedelta(days=1)
    return Placed(start, start + timedelta(minutes=30), Grain.DAYPART), day.isoformat(), following.isoformat()


def _floating(dice: random.Random) -> tuple[Floating, str, str]:
    day = _moment(dice).date()
    following = day + timedelta(days=1)
    return Floating("no zone is stated"), day.isoformat(), following.isoformat()


def _repeated(dice: random.Random) -> tuple[Repeated, str, str]:
    first = datetime(2026, 10, 25, 0, dice.randrange(60), tzinfo=UTC)
    one, two = at(_utc(first), 1), at(_utc(first + timedelta(hours=1)), 1)
    return Repeated(one, two), _utc(one.start), _utc(one.end)


def _skipped(dice: random.Random) -> tuple[Skipped, str, str]:
    before = datetime(2027, 3, 28, 1, dice.randrange(60), tzinfo=UTC)
    one, two = at(_utc(before), 1), at(_utc(before - timedelta(hours=1)), 1)
    return Skipped(one, two), _utc(one.start), _utc(one.end)


KINDS = (_instant, _days, _change, _instant, _daypart, _pointlike, _floating, _instant, _repeated, _change, _skipped)


def recurring(seed: int = 7) -> tuple[tuple[Event, ...], dict[str, list[str]]]:
    """Weekly events over changes of the clocks in six zones, and the starts of each one's occurrences."""
    dice = random.Random(seed)
    events, occurrences = [], {}
    for zone in (*ZONES, *CHANGED_LAW):
        for n in range(4):
            uid = f"{zone.replace('/', '-').lower()}-{n}@times.example.org"
            first = datetime(2026, dice.choice([2, 3, 9, 10]), dice.randrange(1, 28), 12 + n, dice.choice([0, 30]))
            walls = [first + timedelta(weeks=week) for week in range(60)]
            left_out: tuple[date, ...] = (walls[3].date(), walls[30].date()) if n % 2 else ()
            start = first.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
            rule = "FREQ=WEEKLY;COUNT=60" if n < 2 else f"FREQ=WEEKLY;UNTIL={walls[-1]:%Y%m%d}"
            when = Placed(start, start + timedelta(minutes=45), Grain.MINUTE)
            events.append(
                event(uid, when, zone=zone, local=first, recurrence=rule, exdates=left_out, title=f"Weekly in {zone}")
            )
            kept = [wall for wall in walls if wall.date() not in left_out]
            occurrences[uid] = [_utc(wall.replace(tzinfo=ZoneInfo(zone))) for wall in kept]
    return tuple(events), occurrences


def main() -> None:
    """Write both feeds and their truths."""
    folder, number = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    folder.mkdir(parents=True, exist_ok=True)
    events, truth = varied(number)
    (folder / "feed.ics").write_bytes(calendar(events, FRAME))
    (folder / "truth.json").write_text(json.dumps(truth, indent=1), encoding="utf-8")
    series, occurrences = recurring()
    (folder / "recurring.ics").write_bytes(calendar(series, FRAME))
    (folder / "occurrences.json").write_text(json.dumps(occurrences, indent=1), encoding="utf-8")
    first = {uid: starts[0] for uid, starts in occurrences.items()}
    ends = {uid: _utc(datetime.fromisoformat(start) + timedelta(minutes=45)) for uid, start in first.items()}
    both = {uid: {"start": first[uid], "end": ends[uid]} for uid in first}
    (folder / "all.ics").write_bytes(calendar((*events, *series), FRAME))
    (folder / "all.json").write_text(json.dumps({**truth, **both}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
