"""Places by name, with their zones."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.zones import canonical, is_key, is_place, lookup
from timeline.zones.places import fold


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Anchorage", "America/Anchorage"),
        ("Anchorage, Alaska", "America/Anchorage"),
        ("Fairbanks, Alaska, USA", "America/Anchorage"),
        ("Cape Canaveral, FL", "America/New_York"),
        ("Concord, Calif.", "America/Los_Angeles"),
        ("Springfield, Illinois", "America/Chicago"),
        ("Springfield, Massachusetts", "America/New_York"),
        ("Paris, France", "Europe/Paris"),
        ("Paris, Texas", "America/Chicago"),
        ("London", "Europe/London"),
        ("London, Ontario", "America/Toronto"),
        ("Apollo, London", "Europe/London"),
        ("Wembley, London", "Europe/London"),
        ("Washington", "America/New_York"),
        ("Washington, D.C.", "America/New_York"),
        ("Kiev", "Europe/Kyiv"),
        ("KYIV", "Europe/Kyiv"),
        ("Bombay", "Asia/Kolkata"),
        ("Peking", "Asia/Shanghai"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Sao Paulo", "America/Sao_Paulo"),
        ("Magadan", "Asia/Magadan"),
        ("Magadan Oblast", "Asia/Magadan"),
        ("Alaska", "America/Anchorage"),
        ("Hawaii", "Pacific/Honolulu"),
        ("Saskatchewan", "America/Regina"),
        ("Queensland", "Australia/Brisbane"),
        ("the UK", "Europe/London"),
        ("Georgia", "Asia/Tbilisi"),
        ("China", "Asia/Shanghai"),
        ("Brazil", "America/Sao_Paulo"),
        ("Puerto Rico", "America/Puerto_Rico"),
        ("Azores", "Atlantic/Azores"),
        ("St. Petersburg", "Europe/Moscow"),
        ("Lord Howe Island", "Australia/Lord_Howe"),
    ],
)
def test_the_zone_of_a_place(name: str, zone: str) -> None:
    assert lookup(name)[0].zone == zone


def test_an_unknown_town_in_a_known_region_is_answered_by_the_region() -> None:
    place = lookup("Nowheresville, Florida")[0]

    assert (place.name, place.kind, place.zone) == ("Florida", "region", "America/New_York")


def test_a_town_is_not_moved_to_a_region_that_has_none_of_its_name() -> None:
    assert lookup("Magadan, Texas")[0].name == "Texas"


@pytest.mark.parametrize("name", ["Boston, Lincolnshire", "Perth, Ruritania", "Richmond, Surrey"])
def test_a_qualifier_that_nobody_knows_leaves_namesakes_open(name: str) -> None:
    assert lookup(name) == ()


@pytest.mark.parametrize("name", ["London, SW1", "Oslo, City Hall", "Perth, Scotland"])
def test_what_is_no_qualifier_or_a_known_one_leaves_nothing_open(name: str) -> None:
    assert lookup(name)[0].zone in {"Europe/London", "Europe/Oslo"}


def test_a_country_of_several_clocks_has_no_zone_but_a_list() -> None:
    place = lookup("Russia")[0]

    assert place.zone is None
    assert place.zones[0] == "Europe/Moscow"
    assert "Asia/Magadan" in place.zones


def test_a_country_settles_namesakes_but_not_for_a_village() -> None:
    assert lookup("London", countries=("CA",))[0].zone == "America/Toronto"
    assert lookup("Georgia", countries=("US",))[0].country == "GE"
    assert lookup("Birmingham", countries=("US",))[0].region == "AL"
    assert lookup("Moscow", countries=("US",))[0].country == "RU"


def test_a_place_nearby_settles_namesakes() -> None:
    dallas = lookup("Dallas")[0]

    assert lookup("Paris", near=dallas)[0].region == "TX"


def test_peoples_are_no_places_unless_asked_for() -> None:
    assert lookup("German") == ()
    assert lookup("German", adjectives=True)[0].zone == "Europe/Berlin"
    assert not is_place("German")


def test_ordinary_words_are_places_only_in_company() -> None:
    assert not is_place("March")
    assert not is_place("White House")
    assert lookup("Mobile, Alabama")[0].zone == "America/Chicago"
    assert is_place("Mountain View")


@pytest.mark.parametrize("name", ["Reykjavik", "the hague", "U.S.", "Xi'an", "Xi’an", "Cote d'Ivoire", "Saint Louis"])
def test_names_are_found_in_any_spelling(name: str) -> None:
    assert lookup(name)


@pytest.mark.parametrize(
    "name", ["", " ", ",", ", ,", "FL", "Qwertyuiop", "x" * 10_000, "\ud800", "a\nb", "a\tb", "\0"]
)
def test_what_is_no_place(name: str) -> None:
    assert lookup(name) == ()
    assert not is_place(name)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert isinstance(lookup(text), tuple)


def test_every_line_of_the_table_is_found_by_its_name() -> None:
    lines = (files("timeline.zones") / "data" / "places.tsv").read_text(encoding="utf-8").splitlines()
    keys = [fold(line.split("\t")[0]).encode() for line in lines[2:]]

    assert keys == sorted(keys)
    assert all(lookup(line.split("\t")[0]) for line in [*lines[2::97], lines[-1]] if line.split("\t")[1] in "cran")


def test_zones_of_the_table_are_present_names() -> None:
    header = (files("timeline.zones") / "data" / "places.tsv").read_text(encoding="utf-8").splitlines()[:2]

    assert "CC BY 4.0" in header[0]
    assert all(is_key(key) and canonical(key) == key for key in header[1].split(" "))


def test_the_table_stays_small() -> None:
    table = files("timeline.zones") / "data" / "places.tsv"

    assert len(table.read_bytes()) < 3_000_000
