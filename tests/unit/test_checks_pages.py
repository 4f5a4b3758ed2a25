"""Each rule has its file, its page and examples that do as they say, and keeps silent on realistic lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from checking import codes, findings

from timeline.checks.rule import Example, rules
from timeline.checks.selection import every_rule
from timeline.sources.settings import KEYS

SILENCE = Path(__file__).parents[1] / "silence"
HEADER = re.compile(r"# published (?P<published>\S+)(?: in (?P<zone>\S+))?(?: at (?P<place>.+))?")
EXAMPLES = [(rule, n, example) for rule in rules() for n, example in enumerate(rule.examples)]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_is_documented(rule) -> None:
    lines = rule.page.splitlines()

    assert lines[0].endswith((".", "?")), "a page begins with a sentence"
    assert lines[1] == ""
    assert "## What it does" in lines
    assert "## Why it matters" in lines
    if rule.find is not None:
        assert {example.bad for example in rule.examples} == {True, False}, "a page shows both sides"


def test_codes_and_names_are_given_once() -> None:
    every = every_rule()

    assert len({rule.code for rule in every}) == len({rule.name for rule in every}) == len(every)


@pytest.mark.parametrize(
    ("rule", "n", "example"), EXAMPLES, ids=[f"{r.code}-{n}-{'bad' if e.bad else 'good'}" for r, n, e in EXAMPLES]
)
def test_an_example_does_as_its_page_says(rule, n: int, example: Example) -> None:
    # whether a comment is needed shows only when all rules have run
    select = ["ALL"] if rule.code == "TL931" else [rule.code]
    found = codes(example.texts, select, **dict(example.settings))

    assert (rule.code in found) is example.bad


def lines() -> list[tuple[str, dict[str, str], str]]:
    found = []
    for path in sorted(SILENCE.glob("tl*.txt")):
        settings: dict[str, str] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if header := HEADER.fullmatch(line):
                settings = {key: value for key, value in header.groupdict().items() if value}
            elif line:
                found.append((path.stem, settings, line.replace("\\n", "\n").removeprefix("\\")))
    return found


@pytest.mark.parametrize(
    ("rule", "settings", "line"), lines(), ids=lambda value: value[:40] if isinstance(value, str) else ""
)
def test_no_rule_speaks_on_a_clean_line(rule: str, settings: dict[str, str], line: str) -> None:
    assert [(f.code, f.message) for f in findings(line, **settings)] == []


def test_every_rule_on_texts_has_clean_lines() -> None:
    counted = {
        path.stem: sum(not HEADER.fullmatch(line) for line in path.read_text().splitlines())
        for path in SILENCE.glob("tl*.txt")
    }

    assert {code for code, count in counted.items() if count < 10} == set()
    own = {rule.code.lower() for rule in rules() if rule.find is not None and rule.subject != "event"}
    assert own <= set(counted)


def test_the_documentation_has_every_rule_and_every_key() -> None:
    docs = Path(__file__).parents[2] / "docs"
    pages = (docs / "rules.md").read_text(encoding="utf-8")
    how = (docs / "check.md").read_text(encoding="utf-8")

    missing = [r.code for r in every_rule() if f"## {r.code} {r.name}\n\n{r.summary}" not in pages]
    assert missing == [], "run cog -r docs/rules.md"
    assert [key for key in KEYS if f"| `{key}` | {KEYS[key]} |" not in how] == [], "run cog -r docs/check.md"
