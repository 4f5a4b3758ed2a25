"""Comments that silence findings, in the forms of every kind of file."""

from __future__ import annotations

import pytest

from timeline.checks.suppression import ignores_of, silenced
from timeline.config import Config
from timeline.model import Document, Finding, Level, Origin
from timeline.sources import read_text


def document(raw: str, text: str | None = None) -> Document:
    return Document("notes", text if text is not None else raw, origin=Origin("notes.md", "markdown", raw))


def finding(raw: str, word: str, code: str = "TL101", name: str = "wrong-season-abbreviation") -> Finding:
    start = raw.index(word)
    return Finding(code, name, Level.WARNING, "m", "notes", ((start, start + len(word)),))


def left(raw: str, word: str = "3pm EST") -> list[str]:
    return [f.code for f in silenced([finding(raw, word)], [document(raw)], Config())]


@pytest.mark.parametrize(
    "raw",
    [
        "At 3pm EST. <!-- timeline: ignore[TL101] as they write it -->",
        "At 3pm EST. <!-- timeline: ignore -->",
        "At 3pm EST. <!--timeline:ignore[wrong-season-abbreviation]-->",
        "At 3pm EST. <!-- timeline: ignore[TL111, TL101] -->",
        "At 3pm EST. <!-- timeline: ignore[tl1] -->",
        "At 3pm EST # timeline: ignore[TL101] quoted",
        "At 3pm EST // timeline: ignore[TL101]",
        "At 3pm EST % timeline: ignore[TL101]",
        "At 3pm EST ; timeline: ignore[TL101]",
        "<!-- timeline: ignore-next-line[TL101] -->\nAt 3pm EST.",
        "<!-- timeline: ignore-next-line[TL101] -->\r\nAt 3pm EST.",
        ".. timeline: ignore-next-line[TL101]\nAt 3pm EST.",
        "# timeline: ignore-next-line\nAt 3pm EST.",
        "% timeline: ignore-next-line\nAt 3pm EST.",
        "<!-- timeline: ignore-file[TL101] -->\n\n\nAt 3pm EST.",
        "At 3pm EST.\n\n\n; timeline: ignore-file",
    ],
)
def test_a_comment_silences(raw: str) -> None:
    assert left(raw) == []


@pytest.mark.parametrize(
    "raw",
    [
        "At 3pm EST.\n<!-- timeline: ignore[TL101] -->",
        "<!-- timeline: ignore-next-line[TL101] -->\n\nAt 3pm EST.",
        "At 3pm EST. <!-- timeline: ignore[TL111] -->",
        "<!-- timeline: ignore-file[TL201] -->\nAt 3pm EST.",
    ],
)
def test_a_comment_elsewhere_silences_nothing_and_is_told(raw: str) -> None:
    assert left(raw) == ["TL101", "TL931"]


@pytest.mark.parametrize(
    "raw",
    [
        "At 3pm EST. Write `timeline: ignore` behind it.",
        "At 3pm EST. <!-- timeline: ignore[TL101]",
        "At 3pm EST. https://example.org#timeline: ignore",
        "At 3pm EST on the timeline; ignore it.",
        "At 3pm EST. The timeline: ignore what is past.",
    ],
)
def test_prose_about_timelines_is_no_comment(raw: str) -> None:
    assert left(raw) == ["TL101"]


def test_comments_are_read_from_the_file_though_the_text_has_them_masked() -> None:
    raw = "At 3pm EST. <!-- timeline: ignore -->"
    masked = document(raw, "At 3pm EST. " + " " * (len(raw) - 12))

    assert silenced([finding(raw, "3pm EST")], [masked], Config()) == ()


def test_an_unknown_code_is_told_with_the_nearest() -> None:
    raw = "At 3pm. <!-- timeline: ignore[TL1O1] -->"

    (told,) = silenced([], [document(raw)], Config())

    assert told.message == "no rule is called 'TL1O1'; did you mean 'TL101'?"


def test_a_comment_for_a_rule_that_did_not_run_is_left_alone() -> None:
    raw = "At 3pm. <!-- timeline: ignore[TL101] -->\nAt 4pm. <!-- timeline: ignore -->"

    assert silenced([], [document(raw)], Config(select=("TL2", "TL931"))) == ()


def test_removing_an_unused_comment_is_a_certain_remedy() -> None:
    raw = "At 3pm. <!-- timeline: ignore[TL101] -->"

    (told,) = silenced([], [document(raw)], Config())

    assert told.fix is not None
    assert told.fix.safe
    assert [(edit.span, edit.text) for edit in told.fix.edits] == [((7, 40), "")]


def test_many_comments_are_read_in_linear_time() -> None:
    raw = "<!-- timeline: ignore[" * 50_000

    assert ignores_of(document(raw)) == ()


@pytest.mark.parametrize(
    "raw",
    [
        "Write this:\n\n```markdown\nAt 3pm EST. <!-- timeline: ignore[TL101] reason -->\n```\n",
        "Write this:\n\n    At 3pm EST. # timeline: ignore[TL101]\n",
        "Write `<!-- timeline: ignore[TL101] reason -->` behind it.\n",
    ],
)
def test_a_comment_that_is_shown_as_code_is_none(raw: str) -> None:
    shown = read_text(raw, "notes.md", "markdown")

    assert isinstance(shown, Document)
    assert ignores_of(shown) == ()


def test_a_comment_beside_tags_is_one() -> None:
    raw = '<div class="a">\n<br> <!-- timeline: ignore-next-line[TL101] -->\nAt 3pm EST.\n</div>\n'
    page = read_text(raw, "notes.html", "html")

    assert isinstance(page, Document)
    assert len(ignores_of(page)) == 1


def test_of_equal_comments_on_one_line_all_are_used() -> None:
    raw = "At 3pm EST. <!-- timeline: ignore[TL101] --> <!-- timeline: ignore[TL101] -->"

    assert silenced([finding(raw, "3pm EST")], [document(raw)], Config()) == ()


@pytest.mark.parametrize(
    ("raw", "left_over"),
    [
        ("At noon. <!-- timeline: ignore[TL101] -->\nHi.", "At noon.\nHi."),
        ("At noon. \t# timeline: ignore\r\nHi.", "At noon.\r\nHi."),
        ("At noon <!-- timeline: ignore[TL101] --> sharp.", "At noon  sharp."),
        ("- One\n  <!-- timeline: ignore-next-line --> \r\n- Two", "- One\n- Two"),
        ("<!-- timeline: ignore-file -->\nHi.", "Hi."),
        ("Hi.\n; timeline: ignore-file", "Hi.\n"),
    ],
)
def test_a_comment_goes_with_its_blanks_and_its_line(raw: str, left_over: str) -> None:
    (found,) = silenced([], [document(raw)], Config())

    assert found.fix is not None
    ((start, end), text) = found.fix.edits[0].span, found.fix.edits[0].text
    assert raw[:start] + text + raw[end:] == left_over
