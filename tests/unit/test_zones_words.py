"""Abbreviations, names and their meanings; names for showing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from timeline.model import ZoneSort, ZoneWords
from timeline.zones import (
    abbreviation,
    canonical,
    clock_name,
    is_key,
    keeps_all_year,
    meanings,
    military,
    offset_at,
    offset_of,
    phrases,
    resolve,
    zone_label,
)
from timeline.zones.abbreviations import known, of

AUGUST, JANUARY = datetime(2025, 8, 15, tzinfo=UTC), datetime(2025, 1, 15, tzinfo=UTC)


def letters(text: str) -> ZoneWords:
    return ZoneWords(text, ZoneSort.ABBREVIATION, text)


def name(text: str) -> ZoneWords:
    return ZoneWords(text, ZoneSort.NAME, text)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("ET", "America/New_York"),
        ("CST", "America/Chicago"),
        ("MDT", "America/Denver"),
        ("PT", "America/Los_Angeles"),
        ("AKDT", "America/Anchorage"),
        ("HST", "Pacific/Honolulu"),
        ("NST", "America/St_Johns"),
        ("BST", "Europe/London"),
        ("CEST", "Europe/Berlin"),
        ("MESZ", "Europe/Berlin"),
        ("EEST", "Europe/Athens"),
        ("MSK", "Europe/Moscow"),
        ("TRT", "Europe/Istanbul"),
        ("IST", "Asia/Kolkata"),
        ("NPT", "Asia/Kathmandu"),
        ("WITA", "Asia/Makassar"),
        ("SGT", "Asia/Singapore"),
        ("JST", "Asia/Tokyo"),
        ("AEDT", "Australia/Sydney"),
        ("ACST", "Australia/Adelaide"),
        ("NZDT", "Pacific/Auckland"),
        ("SAST", "Africa/Johannesburg"),
        ("BRT", "America/Sao_Paulo"),
        ("CLST", "America/Santiago"),
        ("GMT", "UTC"),
    ],
)
def test_what_an_abbreviation_means_without_context(text: str, zone: str) -> None:
    assert meanings(letters(text))[0].zone == zone


@pytest.mark.parametrize(
    ("name", "zone"),
    [("Peru", "America/Lima"), ("Mexico", "America/Mexico_City"), ("Georgia", "America/New_York")],
)
def test_a_country_is_no_small_town_of_its_name_at_home(name: str, zone: str) -> None:
    assert resolve(ZoneWords(name, ZoneSort.PLACE, name), AUGUST, ("US",), ("America/Denver",))[0].zone == zone


def test_a_generic_abbreviation_claims_no_season() -> None:
    (meaning,) = meanings(letters("ET"))

    assert (meaning.offset, meaning.season) == (None, None)
    assert meaning.holds(AUGUST)


def test_est_is_new_yorks_clock_with_the_claim_of_winter() -> None:
    meaning = meanings(letters("EST"))[0]

    assert (meaning.offset, meaning.season) == (timedelta(hours=-5), "standard")
    assert meaning.holds(JANUARY)
    assert not meaning.holds(AUGUST)


def test_an_abbreviation_wins_over_a_zone_of_the_same_name() -> None:
    assert meanings(ZoneWords("EST", ZoneSort.IANA, "EST"))[0].zone == "America/New_York"


@pytest.mark.parametrize(
    ("text", "countries", "zone"),
    [
        ("CST", ("CN",), "Asia/Shanghai"),
        ("CST", ("CU",), "America/Havana"),
        ("CST", ("MX",), "America/Mexico_City"),
        ("CST", ("US",), "America/Chicago"),
        ("IST", ("IL",), "Asia/Jerusalem"),
        ("IST", ("IE",), "Europe/Dublin"),
        ("BST", ("BD",), "Asia/Dhaka"),
        ("AST", ("SA",), "Asia/Riyadh"),
        ("AST", ("PR",), "America/Puerto_Rico"),
        ("EST", ("JM",), "America/Jamaica"),
        ("EST", ("AU",), "Australia/Sydney"),
        ("PST", ("PH",), "Asia/Manila"),
        ("CST", ("DE", "TW"), "Asia/Taipei"),
    ],
)
def test_a_country_settles_an_abbreviation(text: str, countries: tuple[str, ...], zone: str) -> None:
    assert resolve(letters(text), AUGUST, countries)[0].zone == zone


def test_a_zone_nearby_settles_an_abbreviation() -> None:
    assert resolve(letters("IST"), AUGUST, (), ("Europe/Dublin",))[0].zone == "Europe/Dublin"
    assert resolve(letters("MST"), AUGUST, (), ("America/Phoenix",))[0].zone == "America/Phoenix"
    assert resolve(letters("CST"), date(2025, 8, 15), (), ("America/Regina",))[0].zone == "America/Regina"


def test_a_clock_of_many_countries_is_the_near_ones() -> None:
    assert resolve(letters("CET"), JANUARY, ("FR",))[0].zone == "Europe/Paris"
    assert resolve(name("central european time"), JANUARY, (), ("Europe/Oslo",))[0].zone == "Europe/Oslo"
    assert resolve(letters("EET"), JANUARY, ("UA",))[0].season == "standard"


def test_a_clock_that_a_city_defines_stays_that_citys() -> None:
    assert resolve(letters("ET"), JANUARY, ("CA",), ("America/Toronto",))[0].zone == "America/New_York"


def test_a_near_zone_of_another_clock_leaves_the_letters_theirs() -> None:
    assert resolve(letters("CET"), JANUARY, ("GB",), ("Europe/London",))[0].zone == "Europe/Berlin"


def test_the_nearest_user_of_the_letters_decides() -> None:
    near = ("America/Detroit", "America/Cancun")

    assert resolve(letters("EST"), AUGUST, (), near)[0].zone == "America/New_York"
    assert resolve(letters("EST"), AUGUST, (), near[::-1])[0].zone == "America/Cancun"


def test_where_an_abbreviation_is_kept_all_year_it_claims_no_season() -> None:
    meaning = resolve(letters("EST"), AUGUST, ("JM",))[0]

    assert meaning.season is None
    assert meaning.holds(AUGUST)


@pytest.mark.parametrize(
    ("text", "where", "zone"),
    [
        ("EST", "PA", "America/Panama"),
        ("EST", "America/Cancun", "America/Cancun"),
        ("CST", "CR", "America/Costa_Rica"),
        ("HST", "Pacific/Honolulu", "Pacific/Honolulu"),
        ("MST", "US", None),
        ("CST", "CA", None),
        ("EST", "America/New_York", None),
        ("EST", "XX", None),
        ("EST", "Nowhere/Land", None),
    ],
)
def test_regions_that_keep_an_abbreviation_all_year(text: str, where: str, zone: str | None) -> None:
    assert keeps_all_year(text, where, 2025) == zone


def test_every_abbreviation_leads_to_a_present_zone_and_a_sensible_offset() -> None:
    for text in known():
        for meaning in of(text):
            assert is_key(meaning.zone)
            assert canonical(meaning.zone) == meaning.zone
            assert meaning.offset is None or abs(meaning.offset) <= timedelta(hours=14)
        assert [meaning.rank for meaning in of(text)] == list(range(len(of(text))))


def test_letters_that_name_no_zone_mean_nothing() -> None:
    assert meanings(letters("XYZT")) == ()
    assert meanings(letters("")) == ()


@pytest.mark.parametrize(
    ("text", "zone", "season"),
    [
        ("Eastern", "America/New_York", None),
        ("eastern time", "America/New_York", None),
        ("US Eastern", "America/New_York", None),
        ("Eastern Standard Time", "America/New_York", "standard"),
        ("Pacific Daylight Savings Time", "America/Los_Angeles", "daylight"),
        ("Alaska Daylight Time", "America/Anchorage", "daylight"),
        ("Central European Summer Time", "Europe/Berlin", "daylight"),
        ("Moscow Standard Time", "Europe/Moscow", "standard"),
        ("British Summer Time", "Europe/London", "daylight"),
        ("Greenwich Mean Time", "UTC", None),
        ("Coordinated Universal Time", "UTC", None),
        ("India Standard Time", "Asia/Kolkata", "standard"),
        ("Japan time", "Asia/Tokyo", None),
        ("Nepal\u00a0Time", "Asia/Kathmandu", None),
        ("East Coast time", "America/New_York", None),
    ],
)
def test_what_a_name_means(text: str, zone: str, season: str | None) -> None:
    meaning = meanings(name(text))[0]

    assert (meaning.zone, meaning.season) == (zone, season)


def test_eastern_time_is_sydneys_in_australia() -> None:
    assert resolve(name("eastern standard time"), JANUARY, ("AU",))[0].zone == "Australia/Sydney"


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        (ZoneWords("UTC", ZoneSort.UTC, "UTC"), "UTC"),
        (ZoneWords("UTC-5", ZoneSort.OFFSET, "-05:00"), "-05:00"),
        (ZoneWords("Europe/Kiev", ZoneSort.IANA, "Europe/Kiev"), "Europe/Kyiv"),
        (ZoneWords("AoE", ZoneSort.AOE, "-12:00"), "-12:00"),
        (ZoneWords("Moscow time", ZoneSort.PLACE, "Moscow"), "Europe/Moscow"),
        (ZoneWords("UK time", ZoneSort.PLACE, "UK"), "Europe/London"),
        (ZoneWords("German time", ZoneSort.PLACE, "German"), "Europe/Berlin"),
        (ZoneWords("Beijing time", ZoneSort.PLACE, "Beijing"), "Asia/Shanghai"),
    ],
)
def test_other_words_for_zones(words: ZoneWords, zone: str) -> None:
    assert meanings(words)[0].zone == zone


def test_a_country_of_several_clocks_offers_its_capitals_first() -> None:
    found = meanings(ZoneWords("Russian time", ZoneSort.PLACE, "Russian"))

    assert found[0].zone == "Europe/Moscow"
    assert len(found) > 5


@pytest.mark.parametrize("sort", [ZoneSort.LOCAL, ZoneSort.READER])
def test_local_time_is_a_question_and_no_answer(sort: ZoneSort) -> None:
    assert meanings(ZoneWords("local time", sort, "")) == ()


@pytest.mark.parametrize("sort", list(ZoneSort))
@pytest.mark.parametrize("key", ["", "\0", "\ud800", "x" * 100_000, "a, " * 50_000, "+99:99", "../../etc/passwd"])
def test_no_words_raise(sort: ZoneSort, key: str) -> None:
    assert isinstance(resolve(ZoneWords(key, sort, key), AUGUST, ("US", "??"), ("Nowhere/Land", "UTC")), tuple)


def test_every_phrase_for_the_scanner_means_something() -> None:
    found = list(phrases("en"))

    assert len(found) > 1000
    for phrase, sort, key in found:
        assert meanings(ZoneWords(phrase, sort, key)), phrase


def test_each_phrase_for_the_scanner_comes_once() -> None:
    found = [phrase for phrase, _, _ in phrases("en")]

    assert len(found) == len(set(found))


def test_military_letters() -> None:
    assert [military(letter) for letter in "ZAIKMNY"] == [
        "UTC",
        "+01:00",
        "+09:00",
        "+10:00",
        "+12:00",
        "-01:00",
        "-12:00",
    ]
    assert military("J") is None
    assert military("") is None
    assert military("é") is None
    assert all(offset_of(military(letter) or "") is not None for letter in "ABCDEFGHIKLMNOPQRSTUVWXYZ")


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("America/New_York", "New York"),
        ("Europe/Kiev", "Kyiv"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("Asia/Ho_Chi_Minh", "Ho Chi Minh City"),
        ("UTC", "UTC"),
        ("+05:30", "UTC+05:30"),
        ("Etc/GMT+5", "UTC-05:00"),
    ],
)
def test_a_zones_label(key: str, label: str) -> None:
    assert zone_label(key) == label


@pytest.mark.parametrize(
    ("key", "august", "january"),
    [
        ("America/New_York", "Eastern Daylight Time", "Eastern Standard Time"),
        ("America/Phoenix", "Mountain Standard Time", "Mountain Standard Time"),
        ("Europe/London", "British Summer Time", "Greenwich Mean Time"),
        ("Europe/Paris", "Central European Summer Time", "Central European Standard Time"),
        ("Australia/Sydney", "Australian Eastern Standard Time", "Australian Eastern Daylight Time"),
        ("Asia/Bangkok", "Indochina Time", "Indochina Time"),
    ],
)
def test_the_name_of_a_clock_follows_the_season(key: str, august: str, january: str) -> None:
    assert clock_name(key, AUGUST) == august
    assert clock_name(key, JANUARY) == january


def test_short_names_are_those_that_people_write() -> None:
    assert abbreviation("America/New_York", AUGUST) == "EDT"
    assert abbreviation("Europe/Berlin", AUGUST) == "CEST"
    assert abbreviation("Asia/Kathmandu", AUGUST) == "UTC+5:45"
    assert abbreviation("-03:30", AUGUST) == "UTC-3:30"


def test_a_short_name_never_says_another_region() -> None:
    # British Columbia keeps UTC-7 from 2026 on; tzdata's letters for that are Denver's.
    later = datetime(2027, 1, 15, tzinfo=UTC)

    assert offset_at("America/Vancouver", later) == timedelta(hours=-7)
    assert abbreviation("America/Vancouver", later) == "UTC-7"
    assert clock_name("America/Vancouver", later) == "Pacific Time"


@pytest.mark.parametrize(
    ("name", "countries", "zone"),
    [
        ("Washington", ("GB",), "America/New_York"),
        ("Boston", ("GB",), "America/New_York"),
        ("Wellington", ("GB", "US"), "Pacific/Auckland"),
        ("Dublin", ("US",), "Europe/Dublin"),
        ("Birmingham", ("US",), "America/Chicago"),
        ("Portland", ("US",), "America/Los_Angeles"),
        ("Cambridge", ("GB",), "Europe/London"),
    ],
)
def test_a_small_namesake_at_home_is_not_the_city_whose_clock_is_told(
    name: str, countries: tuple[str, ...], zone: str
) -> None:
    assert resolve(ZoneWords(name, ZoneSort.PLACE, name), None, countries)[0].zone == zone
