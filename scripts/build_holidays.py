"""Write the table of named days that follow the moon: Islamic, Jewish, Hindu and Chinese ones, year by year.

    python scripts/build_holidays.py > timeline/algebra/data/moveable.txt

The dates are the ``holidays`` package's (MIT), needed for building only.
A line is a name, its first year, and for each year from there the dates as MMDD, "+" between two, "-" for none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from holidays.calendars import _ChineseLunisolar, _HebrewLunisolar, _HinduLunisolar, _IslamicLunar

FIRST, LAST = 1925, 2076
ISLAMIC = [
    "ashura",
    "eid_al_adha",
    "eid_al_fitr",
    "hijri_new_year",
    "isra_and_miraj",
    "jumuatul_wida",
    "laylat_al_qadr",
    "mawlid",
    "ramadan_beginning",
    "ali_birthday",
    "arbaeen",
]
HINDU = [
    "diwali",
    "diwali_india",
    "dussehra",
    "holi",
    "ganesh_chaturthi",
    "janmashtami",
    "maha_shivaratri",
    "ram_navami",
    "raksha_bandhan",
    "onam",
    "pongal",
    "makar_sankranti",
    "vaisakhi",
    "chhath_puja",
    "sharad_navratri",
    "rath_yatra",
    "guru_gobind_singh_jayanti",
    "guru_nanak_jayanti",
    "guru_ravidas_jayanti",
    "maharshi_valmiki_jayanti",
    "mahavir_jayanti",
    "buddha_purnima",
    "gudi_padwa",
    "thaipusam",
    "karwa_chauth",
    "naraka_chaturdashi",
    "govardhan_puja",
    "basant_panchami",
    "hanuman_jayanti",
    "guru_purnima",
    "maha_ashtami",
    "maha_navami",
    "vishu",
    "puthandu",
    "pohela_boishakh",
    "kali_puja",
    "naag_panchami",
    "vishwakarma_puja",
]
CHINESE = ["lunar_new_year", "mid_autumn", "dragon_boat", "double_ninth", "buddha_birthday", "qingming"]


def days(found: Any) -> list[date]:
    """The dates in whatever form a calendar gives them: one, none, with a flag, or several."""
    if isinstance(found, date):
        return [found]
    if isinstance(found, tuple) and len(found) == 2 and isinstance(found[1], bool):
        return days(found[0])
    if isinstance(found, Iterable):
        return sorted(day for part in found for day in days(part))
    return []


def row(name: str, dates_of: Callable[[int], Any]) -> str:
    cells = [
        "+".join(f"{day:%m%d}" for day in days(dates_of(year)) if day.year == year) or "-"
        for year in range(FIRST, LAST + 1)
    ]
    begin = next((at for at, cell in enumerate(cells) if cell != "-"), 0)
    return f"{name.replace('_', '-')} {FIRST + begin} {' '.join(cells[begin:])}".rstrip(" -")


def independence(hebrew: _HebrewLunisolar, year: int) -> date | None:
    """5 Iyar, kept off the Sabbath and its eve since 1951, since 2004 off a Monday too, whose eve follows it."""
    found = days(hebrew.israel_independence_date(year))
    moves = {4: -1, 5: -2} if 1951 <= year < 2004 else {4: -1, 5: -2, 0: 1} if year >= 2004 else {}
    return found[0] + timedelta(days=moves.get(found[0].weekday(), 0)) if found else None


def tu_bishvat(hebrew: _HebrewLunisolar, year: int) -> date | None:
    """15 Shevat: 59 days before Passover, a month more in a leap year of thirteen months."""
    passover, before = days(hebrew.passover_date(year)), days(hebrew.passover_date(year - 1))
    if not passover or not before:
        return None
    leap = (passover[0] - before[0]).days > 370
    return passover[0] - timedelta(days=89 if leap else 59)


def yom_hashoah(hebrew: _HebrewLunisolar, year: int) -> date | None:
    """27 Nisan, a day earlier on a Friday and a day later on a Sunday."""
    passover = days(hebrew.passover_date(year))
    day = passover[0] + timedelta(days=12) if passover else None
    return day + timedelta(days={4: -1, 6: 1}.get(day.weekday(), 0)) if day else None


def main() -> None:
    islamic, hindu, chinese, hebrew = _IslamicLunar(), _HinduLunisolar(), _ChineseLunisolar(), _HebrewLunisolar()
    lines = [row(name, getattr(islamic, f"{name}_dates")) for name in ISLAMIC]
    lines += [row(name, getattr(hindu, f"{name}_date")) for name in HINDU]
    lines += [row(name, getattr(chinese, f"{name}_date")) for name in CHINESE]
    for method in sorted(dir(hebrew)):
        if method.endswith("_date") and not method.startswith("_") and method != "israel_independence_date":
            lines += [row(method.removesuffix("_date"), getattr(hebrew, method))]
    lines += [row("israel_independence", lambda year: independence(hebrew, year))]
    lines += [row("tu_bishvat", lambda year: tu_bishvat(hebrew, year))]
    lines += [row("yom_hashoah", lambda year: yom_hashoah(hebrew, year))]
    lines += [row("parsi_new_year", lambda year: date(2018, 8, 17) + timedelta(days=365 * (year - 2018)))]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
