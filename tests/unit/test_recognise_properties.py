"""Recognition on any text: it never raises, its spans lie in the text, and its cost grows with the length alone."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import datetime
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.algebra.expressions import Between
from timeline.algebra.place import Context, Placing, place
from timeline.language import LanguageError, load
from timeline.language.build import CONSTRUCTORS
from timeline.language.letters import fold
from timeline.language.rules import expand
from timeline.model import Document, Unplaceable
from timeline.recognise import recognise

ENGLISH = load("en")
WORDS = st.sampled_from(
    [*ENGLISH.words, "2025", "15", "9:30", "10/11", "1990s", "2nd", "ET", "UTC+2", "(", ")", ",", "-", "/", "'96", "\n"]
)
CONTEXTS = [
    Context(datetime(2025, 8, 14, 12), holidays=ENGLISH.holidays),
    Context(None, holidays=ENGLISH.holidays),
    Context(datetime(9999, 12, 30), tense="future", holidays=ENGLISH.holidays),
    Context(datetime(1, 1, 2), tense="past", holidays=ENGLISH.holidays),
]


def check(text: str) -> None:
    end = 0
    for reading in recognise(Document("any", text)):
        assert end <= reading.span[0] < reading.span[1] <= len(text)
        end = reading.span[1]
        for context in CONTEXTS:
            found = place(reading.expr, context)
            assert isinstance(found, Placing | Unplaceable)
            if isinstance(found, Placing) and found.start is not None and type(found.start) is type(found.end):
                assert found.start < found.end or found.timex.type == "TIME"  # type: ignore[operator]


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=9).map(" ".join))
def test_no_row_of_the_language_s_own_words_raises(text: str) -> None:
    check(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    check(text)


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    "unit", ["9", "Monday ", "(", "1/2/3/4", "last next ", "May 1 ", "2025 ", "00:", "every ", "a "]
)
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    document = Document("hostile", f"{unit * (400_000 // len(unit))}. We met on Friday.")

    assert recognise(document)[-1].span == (len(document.text) - 7, len(document.text) - 1)


def test_no_symbol_of_the_words_is_also_made_by_a_rule() -> None:
    folder = files("timeline.language") / "data"
    words = tomllib.loads((folder / "en.toml").read_text(encoding="utf-8"))["words"]
    rules = tomllib.loads((folder / "rules.toml").read_text(encoding="utf-8"))["rules"]
    made = {rule["gives"] for rule in rules}

    assert not made & set(words["particle"])
    # «early morning» is a day part again, «a.m.» however spelt a half of the day
    assert made & set(words) <= {"daypart", "mer"}


def test_the_end_of_a_military_range_may_name_its_zone() -> None:
    (reading,) = recognise(Document("a", "The tap is off 1400-1500 Asia/Tokyo."))

    assert isinstance(reading.expr, Between)
    assert reading.expr.end is not None
    assert reading.expr.end.zone is not None
    assert reading.expr.end.zone.key == "Asia/Tokyo"


def test_every_constructor_is_named_by_a_rule_or_called() -> None:
    language = files("timeline.language")
    rules = tomllib.loads((language / "data" / "rules.toml").read_text(encoding="utf-8"))["rules"]
    named = {rule["build"].split()[0] for rule in rules}
    code = "".join(module.read_text(encoding="utf-8") for module in (language / "build").iterdir() if module.is_file())

    assert [name for name in CONSTRUCTORS if name not in named and code.count(f"{name}(") < 2] == []


def test_no_row_of_symbols_is_written_twice_for_one_constructor() -> None:
    rules = tomllib.loads((files("timeline.language") / "data" / "rules.toml").read_text(encoding="utf-8"))["rules"]
    rows = Counter(
        (rule["gives"], rule["build"], row) for rule in rules for pattern in rule["patterns"] for row in expand(pattern)
    )

    assert [row for row, times in rows.items() if times > 1] == []


@pytest.mark.parametrize("code", ["rules", "en_observances", "../en", "", "qq"])
def test_only_a_language_s_own_file_is_a_language(code: str) -> None:
    with pytest.raises(LanguageError, match="there is: en"):
        load(code)
