"""What each format writes, held against the definition of the format where there is one."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from timeline.model import Document, Edit, Finding, Fix, Level, Origin, Related
from timeline.report import formats, report
from timeline.report.locate import Located, locate

SCHEMAS = Path(__file__).parents[1] / "schemas"
RAW = '# Call\r\n\r\nWe meet on 14 August\tat 3pm EST (東京 4時), & <bring> "tea".\r\n'


def findings() -> tuple[Located, ...]:
    notes = Document("notes", RAW, origin=Origin("docs/my notes, 100%.md", "markdown", RAW))
    wire = Document("wire", "At 19:00 UTC.", origin=Origin("docs/wire.txt", "text", "At 19:00 UTC."))
    start = RAW.index("3pm")
    return locate(
        [
            Finding(
                "TL101", "wrong-season-abbreviation", Level.WARNING, '"EST" claims 5%: <x> & "y",\nor not', "notes",
                ((start, start + 7),),
                utc=(datetime(2025, 8, 14, 19, tzinfo=UTC), datetime(2025, 8, 14, 20, tzinfo=UTC)),
                fix=Fix('write "EDT"', (Edit((start + 4, start + 7), "EDT"),), safe=True),
            ),
            Finding(
                "TL301", "sources-disagree-on-time", Level.ERROR, "two times", "notes",
                ((start, start + 7), (start + 9, start + 14)),
                related=(Related("wire", (3, 12), "19:00 UTC"),),
            ),
            Finding("TL202", "day-change-unstated", Level.INFO, "a day later", "notes", ((start, start + 3),)),
        ],
        [notes, wire],
        {"TL101": "docs/rules.md#tl101"},
    )  # fmt: skip


def test_every_format_is_found() -> None:
    assert formats() == ("checkstyle", "concise", "full", "github", "gitlab", "json", "jsonl", "junit", "sarif")


@pytest.mark.parametrize("form", formats())
def test_every_format_as_it_is_written(form: str, golden: Callable[[str, bytes], None]) -> None:
    golden(f"check/formats/{form}.txt", report(form, findings()).encode())


@pytest.mark.parametrize("form", formats())
def test_no_findings_are_a_report_too(form: str) -> None:
    text = report(form, ())

    if form in {"json", "gitlab", "sarif"}:
        json.loads(text)
    elif form in {"junit", "checkstyle"}:
        ElementTree.fromstring(text)
    else:
        assert text == ""


@pytest.mark.parametrize("located", [(), findings()], ids=["none", "some"])
def test_sarif_is_valid_by_the_published_schema(located: tuple[Located, ...]) -> None:
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text())
    log = json.loads(report("sarif", located))

    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)


def test_the_published_schema_can_fail() -> None:
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text())
    log = json.loads(report("sarif", findings()))
    log["runs"][0]["results"][0]["level"] = "grave"

    assert not jsonschema.Draft7Validator(schema).is_valid(log)


def test_sarif_points_at_the_other_document_and_carries_the_remedy() -> None:
    one, two, _ = json.loads(report("sarif", findings()))["runs"][0]["results"]

    assert one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "docs/my%20notes%2C%20100%25.md"
    assert one["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert one["locations"][0]["physicalLocation"]["region"]["startColumn"] == 25
    assert one["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "EDT"}
    assert [r["physicalLocation"]["artifactLocation"]["uri"] for r in two["relatedLocations"]][-1] == "docs/wire.txt"


def test_json_has_the_contracts_fields() -> None:
    said = json.loads(report("json", findings()))

    assert said["schema"] == 1
    first = said["findings"][0]
    assert {k: first[k] for k in ("code", "name", "level", "document", "line", "column", "utc")} == {
        "code": "TL101",
        "name": "wrong-season-abbreviation",
        "level": "warning",
        "document": "notes",
        "line": 3,
        "column": 25,
        "utc": ["2025-08-14T19:00:00Z", "2025-08-14T20:00:00Z"],
    }
    assert first["fix"]["edits"] == [
        {"span": [38, 41], "text": "EDT", "line": 3, "column": 29, "end_line": 3, "end_column": 32}
    ]
    assert said["findings"][1]["related"][0]["path"] == "docs/wire.txt"


def test_json_lines_are_the_findings_of_json() -> None:
    lines = [json.loads(line) for line in report("jsonl", findings()).splitlines()]

    assert lines == json.loads(report("json", findings()))["findings"]


def test_github_escapes_what_would_end_a_command() -> None:
    first = report("github", findings()).splitlines()[0]

    assert first == (
        "::warning file=docs/my notes%2C 100%25.md,line=3,endLine=3,col=25,endColumn=32,"
        'title=TL101 wrong-season-abbreviation::"EST" claims 5%25: <x> & "y",%0Aor not'
    )


def test_gitlab_has_what_code_quality_asks_for() -> None:
    rows = json.loads(report("gitlab", findings()))

    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
    assert len({row["fingerprint"] for row in rows}) == 3


def test_junit_counts_its_cases() -> None:
    suites = ElementTree.fromstring(report("junit", findings()))

    (suite,) = suites
    assert suite.get("tests") == suite.get("failures") == "3"
    assert len(suite.findall("testcase/failure")) == 3


HOSTILE = (
    "\x1b[2J\x1b]0;title\x07", "\a\b\x7f\x9b", "a\nb", "a\rb", "a\r\n::set-output name=x::y", "::add-mask::e",
    " ::error::x", "##[add-mask]e", "##vso[task.setvariable variable=x]y", "]]>", "<!--&\"'", "a,b:c%0A%25",
    "\u202etxt.exe\u2066", "\u2028\u2029\x85\x0b\x0c\x1c", "\ud800", "\udcff", "\x00", "\ufffe\uffff\U0001fffe",
    "\ufeff\u200b",
)  # fmt: skip


def hostile(words: str) -> tuple[Located, ...]:
    """Findings in whose every part the words stand: names, text, message, remedy, the other place."""
    text = f"before {words} after\n"
    origin = Origin(words, "text", text)
    one, other = Document("one", text, origin=origin), Document("other", text, origin=origin)
    fix = Fix(words, (Edit((7, 7 + len(words)), words),))
    related = (Related("other", (0, 3), words),)
    span = (7, 7 + len(words))
    return locate([Finding("TL301", "n", Level.ERROR, words, "one", (span,), related, fix=fix)], [one, other], {})


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
@pytest.mark.parametrize("form", ["concise", "full", "github"])
def test_no_word_of_a_text_orders_a_terminal_or_a_runner_about(form: str, words: str) -> None:
    text = report(form, hostile(words))

    text.encode()
    assert [c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and c != "\n"] == []
    orders = [line for line in text.splitlines() if line.lstrip().startswith("::")]
    assert len(orders) == (1 if form == "github" else 0)
    assert form == "github" or not re.search(r"##(vso)?\[", text)
    assert form == "full" or len(text.splitlines()) == 1


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
@pytest.mark.parametrize("form", ["json", "jsonl", "gitlab", "sarif"])
def test_json_holds_what_a_text_says(form: str, words: str) -> None:
    found = json.loads(report(form, hostile(words)).encode())

    if form == "sarif":
        schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text())
        jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(found)
    elif form == "json":
        assert found["findings"][0]["message"] == re.sub("[\ud800-\udfff]", "\ufffd", words)


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
@pytest.mark.parametrize("form", ["junit", "checkstyle"])
def test_xml_holds_what_xml_cannot_say(form: str, words: str) -> None:
    root = ElementTree.fromstring(report(form, hostile(words)).encode())

    allowed = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    said = next(e.get("message") for e in root.iter() if e.get("message") is not None)
    assert said.endswith(allowed.sub("\ufffd", words))
