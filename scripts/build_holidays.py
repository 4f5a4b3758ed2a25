"""Write the table of named days that follow the moon: Islamic, Jewish, Hindu and Chinese ones, year by year.

    python scripts/build_holidays.py > timeline/algebra/data/moveable.txt

The dates are the ``holidays`` package's (MIT), needed for building only.
A line is a name, its first year, and for each year from there the dates as MMDD, "+" between two, "-" for none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
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


def main() -> None:
    islamic, hindu, chinese, hebrew = _IslamicLunar(), _HinduLunisolar(), _ChineseLunisolar(), _HebrewLunisolar()
    lines = [row(name, getattr(islamic, f"{name}_dates")) for name in ISLAMIC]
    lines += [row(name, getattr(hindu, f"{name}_date")) for name in HINDU]
    lines += [row(name, getattr(chinese, f"{name}_date")) for name in CHINESE]
    for method in sorted(dir(hebrew)):
        if method.endswith("_date") and not method.startswith("_"):
            lines += [row(method.removesuffix("_date"), getattr(hebrew, method))]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
