"""The calendar linter: each rule speaks on its bad example, keeps silent on its good one, and no file breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.checks.calendar import example, faults_of_event, lint_calendar, rules
from timeline.checks.rule import Rule

SILENCE = Path(__file__).parents[1] / "silence"
EXAMPLES = [(rule, fence.bad, fence.texts[0]) for rule in rules() for fence in rule.examples]


def codes(raw: bytes) -> set[str]:
    return {finding.code for finding in lint_calendar(raw, "feed")}


def test_every_rule_has_both_examples() -> None:
    shown = {(rule.code, bad) for rule, bad, _ in EXAMPLES}

    assert len(rules()) >= 30
    assert shown == {(rule.code, bad) for rule in rules() for bad in (True, False)}


def test_codes_and_names_are_given_once() -> None:
    assert len({rule.code for rule in rules()}) == len({rule.name for rule in rules()}) == len(rules())


@pytest.mark.parametrize(
    ("rule", "bad", "text"), EXAMPLES, ids=[f"{r.code}-{'bad' if b else 'good'}" for r, b, _ in EXAMPLES]
)
def test_a_rule_keeps_to_its_page(rule: Rule, bad: bool, text: str) -> None:
    found = codes(example(text))

    assert (rule.code in found) is bad
    assert bad or found == set(), "a good example is good by all rules"


def clean() -> list[tuple[str, str]]:
    """Realistic calendars with the rules that each comes near to."""
    found = []
    near = ""
    for block in (SILENCE / "calendars.txt").read_text(encoding="utf-8").split("\n\n"):
        if block.startswith("# "):
            heading, block = block.split("\n", 1)
            near = heading.partition(":")[0]
        found.append((near, block))
    return found


@pytest.mark.parametrize("text", [text for _, text in clean()])
def test_no_rule_speaks_on_a_clean_calendar(text: str) -> None:
    assert [(f.code, f.message) for f in lint_calendar(example(text), "feed")] == []


def test_every_rule_has_ten_clean_calendars() -> None:
    assert [rule.code for rule in rules() if sum(rule.code in near for near, _ in clean()) < 10] == []


def test_a_finding_names_the_place_in_the_text() -> None:
    text = example("SUMMARY:Talk, then lunch").decode()

    (finding,) = lint_calendar(text, "feed")

    assert [text[start:end] for start, end in finding.spans] == ["SUMMARY:Talk, then lunch"]
    assert (finding.code, finding.document) == ("TL418", "feed")


def test_a_fold_inside_a_character_is_named() -> None:
    raw = example("SUMMARY:Treff in München").replace("ü".encode(), b"\xc3\r\n \xbc")

    (finding,) = (f for f in lint_calendar(raw, "feed") if f.code == "TL406")

    assert "folded inside a character" in finding.message


def test_a_byte_order_mark_is_passed_over() -> None:
    assert lint_calendar(b"\xef\xbb\xbf" + example("SUMMARY:Talk"), "feed") == ()


def test_an_empty_file_is_no_calendar() -> None:
    assert codes(b"") == {"TL401"}


def test_a_web_page_gets_one_finding() -> None:
    assert codes(b"<!DOCTYPE html>\n<html><body>Sign in, please\n</body></html>\n") == {"TL401"}


def test_one_rule_cannot_fill_the_report() -> None:
    raw = example("SUMMARY:Talk").replace(b"SUMMARY:Talk", b"no line\r\n" * 5000)

    found = [f.message for f in lint_calendar(raw, "feed") if f.code == "TL402"]

    assert len(found) == 201
    assert "more than 200" in "".join(found)


def test_an_event_alone_is_judged_by_the_rules_that_need_no_more() -> None:
    block = b"BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260801T120000Z\r\nDTSTART:20260915T090000Z\r\n"
    block += b"STATUS:MAYBE\r\nEND:VEVENT\r\n"

    assert {finding.code for finding in faults_of_event(block)} == {"TL416", "TL432"}


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VEVENT\r\n" * 20_000,
        "BEGIN:VCALENDAR\r\nSUMMARY:" + "\\" * 500_000,
        "BEGIN:VCALENDAR\r\nX-A" + ";A=b" * 100_000 + ":c",
        "BEGIN:VCALENDAR\r\nX-A;B=" + '"a",' * 100_000 + ":c",
        "BEGIN:VCALENDAR\r\nSUMMARY:a" + "\r\n b" * 200_000,
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:16000101T000000Z\r\n"
        + "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n" * 5000
        + "END:VEVENT\r\nEND:VCALENDAR\r\n",
    ],
    ids=["nesting", "escapes", "parameters", "lists", "folds", "rules"],
)
def test_hostile_files_are_read_to_their_end(text: str) -> None:
    assert lint_calendar(text, "feed")


LINES = st.sampled_from(
    [
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "END:VTIMEZONE",
        "BEGIN:STANDARD",
        "TZOFFSETTO:+0100",
        "TZOFFSETTO:-",
        "END:STANDARD",
        "DTSTART;TZID=Europe/Berlin:20260329T023000",
        "DTSTART:99991231T235959Z",
        "DTSTART:00010101",
        "DTEND;VALUE=DATE:20261301",
        "RRULE:FREQ=YEARLY;BYDAY=53MO;UNTIL=99991231",
        "RRULE:FREQ=WEEKLY;INTERVAL=999999999",
        "RDATE:x,y,20260101T000000",
        "URL:%",
        "UID:",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=25))
def test_text_in_any_shape_never_raises(lines: list[str]) -> None:
    for finding in lint_calendar("\r\n".join(lines), "feed"):
        assert all(0 <= start <= end for start, end in finding.spans)


@given(st.binary(max_size=200))
def test_octets_in_any_shape_never_raise(raw: bytes) -> None:
    assert lint_calendar(raw, "feed")
