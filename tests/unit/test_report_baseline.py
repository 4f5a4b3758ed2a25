"""Known findings stay known wherever they move, and what is gone is told."""

from __future__ import annotations

import pytest

from timeline.model import Document, Finding, Level, Origin
from timeline.report.baseline import BadBaselineError, compare, entries, written
from timeline.report.locate import Located, locate


def found(raw: str, *words: str) -> tuple[Located, ...]:
    document = Document("notes", raw, origin=Origin("notes.md", "markdown", raw))
    spans = [(raw.index(word), raw.index(word) + len(word)) for word in words]
    return locate([Finding("TL101", "n", Level.INFO, "m", "notes", (span,)) for span in spans], [document], {})


def test_a_baseline_knows_its_findings_after_the_text_has_moved() -> None:
    known = entries(written(found("At 3pm EST.\nAt 5pm PST.", "3pm EST", "5pm PST")))

    new, stale = compare(found("New.\n\nAt 5pm PST.\nAt 3pm EST.", "3pm EST", "5pm PST"), known)

    assert (new, stale) == ((), ())


def test_a_second_finding_of_the_same_words_is_new() -> None:
    known = entries(written(found("At 3pm EST.", "3pm EST")))

    new, stale = compare(found("At 3pm EST.\nOr at 3pm EST.", "3pm EST", "Or at 3pm EST"), known)

    assert [one.text for one in new] == ["Or at 3pm EST"]
    assert stale == ()


def test_an_entry_without_a_finding_is_stale() -> None:
    known = entries(written(found("At 3pm EST.", "3pm EST")))

    new, stale = compare((), known)

    assert new == ()
    assert [(entry.code, entry.path, entry.text) for entry in stale] == [("TL101", "notes.md", "3pm EST")]


def test_a_baseline_is_the_same_text_each_time() -> None:
    one = written(found("At 3pm EST.\nAt 5pm PST.", "3pm EST", "5pm PST"))
    other = written(found("At 3pm EST.\nAt 5pm PST.", "5pm PST", "3pm EST"))

    assert one == other
    assert one.count("\n") == 4


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": 2, "findings": []}', '{"schema": 1, "findings": [{}]}', "null", "\x00"]
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(BadBaselineError):
        entries(text)
