"""How a page writes clocks, days, offsets and gaps: English, 24 hours, the same on every machine."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from timeline.algebra.civil import MONTHS, WEEKDAYS


def clock(time: datetime) -> str:
    """A time of day, with seconds only where there are some.

    >>> clock(datetime(2025, 8, 15, 9, 5))
    '09:05'
    """
    return f"{time:%H:%M:%S}" if time.second else f"{time:%H:%M}"


def day(when: date) -> str:
    """A day in short.

    >>> day(date(2025, 8, 15))
    'Fri 15 Aug'
    """
    return f"{WEEKDAYS[when.weekday()][:3]} {when.day} {MONTHS[when.month - 1][:3]}"


def full_day(when: date) -> str:
    """A day with its year.

    >>> full_day(date(2025, 8, 15))
    'Friday 15 August 2025'
    """
    return f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]} {when.year}"


def month(when: date) -> str:
    """A month with its year.

    >>> month(date(2025, 8, 15))
    'Aug 2025'
    """
    return f"{MONTHS[when.month - 1][:3]} {when.year}"


def offset(amount: timedelta) -> str:
    """An offset from UTC.

    >>> offset(timedelta(hours=5, minutes=45)), offset(timedelta(hours=-4)), offset(timedelta())
    ('UTC+5:45', 'UTC−4', 'UTC+0')
    """
    seconds = round(amount.total_seconds())
    sign, seconds = ("−", -seconds) if seconds < 0 else ("+", seconds)
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def span(amount: timedelta) -> str:
    """An amount of time in words.

    >>> span(timedelta(minutes=30)), span(timedelta(hours=1)), span(timedelta(hours=25, minutes=30))
    ('30 minutes', '1 hour', '1 day 1 hour 30 minutes')
    """
    minutes = max(round(abs(amount.total_seconds()) / 60), 0)
    parts = ((minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute"))
    said = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
    return " ".join(said) or "less than a minute"


def day_shift(shown: date, heading: date) -> str:
    """How many days a time lies off its heading's day.

    >>> day_shift(date(2025, 8, 16), date(2025, 8, 15)), day_shift(date(2025, 8, 14), date(2025, 8, 15))
    ('+1 day', '−1 day')
    """
    days = (shown - heading).days
    if not days:
        return ""
    return f"{'+' if days > 0 else '−'}{abs(days)} day{'' if abs(days) == 1 else 's'}"
