"""Lines, columns and carets, whatever the characters are."""

from __future__ import annotations

import json

import pytest

from timeline.model import Document, Edit, Finding, Fix, Level, Origin, Span
from timeline.report import report
from timeline.report.excerpt import caret_line
from timeline.report.locate import Lines, Located, locate


def located(raw: str, *spans: Span, path: str = "notes.md", message: str = "a fault", code: str = "TL101") -> Located:
    document = Document("notes", raw, origin=Origin(path, "markdown", raw))
    finding = Finding(code, "a-name", Level.WARNING, message, "notes", spans)
    (one,) = locate([finding], [document], {})
    return one


@pytest.mark.parametrize(
    ("text", "offset", "line", "column"),
    [
        ("one\ntwo", 4, 2, 1),
        ("one\r\ntwo", 5, 2, 1),
        ("one\rtwo", 4, 2, 1),
        ("one\r\n\r\ntwo 3pm", 11, 3, 5),
        ("\tat 3pm", 4, 1, 5),
        ("東京で 3pm", 4, 1, 5),
        ("e\u0301te\u0301 3pm", 6, 1, 7),
        ("🚀🚀 3pm", 3, 1, 4),
        ("a\u2028b\x0cc", 4, 1, 5),
        ("", 0, 1, 1),
        ("one\n", 4, 2, 1),
        ("\ufeffat 3pm", 4, 1, 4),
        ("\ufeffone\r\ntwo", 6, 2, 1),
        ("\ufeff", 0, 1, 1),
    ],
)
def test_columns_are_code_points_and_lines_end_as_editors_have_it(
    text: str, offset: int, line: int, column: int
) -> None:
    position = Lines(text).position(offset)

    assert (position.line, position.column) == (line, column)


@pytest.mark.parametrize(
    ("line", "mark", "carets"),
    [
        ("at 3pm", (3, 6), "   ^^^"),
        ("\tat 3pm", (4, 7), "       ^^^"),
        ("ab\tat 3pm", (6, 9), "       ^^^"),
        ("東京 3pm", (3, 6), "     ^^^"),
        ("3時", (0, 2), "^^^"),
        ("e\u0301te\u0301 3pm", (6, 9), "    ^^^"),
        ("👩\u200d🚀 3pm", (4, 7), "     ^^^"),
        ("3pm", (3, 3), "   ^"),
    ],
)
def test_carets_stand_under_their_words(line: str, mark: Span, carets: str) -> None:
    assert caret_line(line, [mark])[1] == carets


def test_a_very_long_line_is_shown_around_its_mark() -> None:
    shown, carets = caret_line("x" * 5000 + "3pm" + "y" * 5000, [(5000, 5003)])

    assert len(shown) < 150
    assert shown[carets.index("^") : carets.index("^") + 3] == "3pm"


def test_a_text_cannot_move_the_cursor_of_a_terminal() -> None:
    text = report("full", [located("\x1b[2J at 3pm \u202eEST", (8, 11), message="\x1b]0;x\x07 is wrong")])

    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


def test_spans_on_two_lines_are_both_shown() -> None:
    text = report("full", [located("at 3pm ET\nnothing\nat 8pm UTC", (3, 9), (21, 28))])

    assert " 1 | at 3pm ET\n" in text
    assert " 3 | at 8pm UTC\n" in text
    assert "nothing" not in text


def test_the_fingerprint_survives_edits_elsewhere() -> None:
    before = located("We meet at 3pm EST.", (11, 18))
    after = located("# A new heading\r\n\r\nWe  meet at 3pm EST.", (31, 38))

    assert before.fingerprint == after.fingerprint


def test_the_fingerprint_changes_with_the_words_and_the_file() -> None:
    one = located("We meet at 3pm EST.", (11, 18)).fingerprint

    assert one != located("We meet at 4pm EST.", (11, 18)).fingerprint
    assert one != located("We meet at 3pm EST.", (11, 18), path="other.md").fingerprint
    assert one != located("We meet at 3pm EST.", (11, 18), code="TL102").fingerprint


def test_equal_findings_of_one_file_have_fingerprints_of_their_own() -> None:
    raw = "at 3pm EST\n" * 3
    document = Document("notes", raw, origin=Origin("notes.md", "markdown", raw))
    spans = [(3, 10), (14, 21), (25, 32)]
    found = locate([Finding("TL101", "n", Level.INFO, "m", "notes", (s,)) for s in spans], [document], {})

    assert len({one.fingerprint for one in found}) == 3


def test_a_document_of_json_lines_is_reported_at_its_line() -> None:
    document = Document("wire-1", "first\nat 3pm", origin=Origin("wire.jsonl", "jsonl", None, line=7))
    (one,) = locate([Finding("TL101", "n", Level.INFO, "m", "wire-1", ((9, 12),))], [document], {})

    assert (one.start.line, one.start.column) == (7, 1)
    assert report("concise", [one]).startswith("wire.jsonl:7:1: TL101")


def test_a_first_document_of_json_lines_has_no_lines_of_its_own() -> None:
    document = Document("wire-1", "first\nat 3pm", origin=Origin("wire.jsonl", "jsonl", None))
    fault = Finding(
        "TL101", "n", Level.INFO, "m", "wire-1", ((9, 12),), fix=Fix("write 4pm", (Edit((9, 12), "4pm"),), safe=True)
    )
    (one,) = locate([fault], [document], {})

    assert report("concise", [one]).startswith("wire.jsonl:1:1: TL101")
    assert json.loads(report("json", [one]))["findings"][0]["fix"]["edits"][0]["line"] == 1
    assert "fixes" not in json.loads(report("sarif", [one]))["runs"][0]["results"][0]
