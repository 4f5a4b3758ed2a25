"""Remedies are carried out whole, once, and only where they are certain or asked for."""

from __future__ import annotations

from timeline.model import Edit, Finding, Fix, Level
from timeline.report.fixes import diff, fixed


def finding(*edits: tuple[int, int, str], safe: bool = True) -> Finding:
    fix = Fix("mend it", tuple(Edit((a, b), text) for a, b, text in edits), safe)
    return Finding("TL101", "n", Level.INFO, "m", "notes", ((edits[0][0], edits[0][1]),), fix=fix)


def test_remedies_are_carried_out_from_the_end() -> None:
    text, done = fixed("at 3pm EST, 5pm PST", [finding((7, 10, "Eastern")), finding((16, 19, "PDT"))], unsafe=False)

    assert text == "at 3pm Eastern, 5pm PDT"
    assert len(done) == 2


def test_a_doubtful_remedy_waits_for_leave() -> None:
    doubtful = finding((7, 10, "EDT"), safe=False)

    assert fixed("at 3pm EST", [doubtful], unsafe=False) == ("at 3pm EST", ())
    assert fixed("at 3pm EST", [doubtful], unsafe=True)[0] == "at 3pm EDT"


def test_of_two_remedies_that_meet_the_first_is_carried_out() -> None:
    text, done = fixed("at 3pm EST", [finding((3, 10, "15:00 ET")), finding((7, 10, "EDT"))], unsafe=False)

    assert text == "at 15:00 ET"
    assert len(done) == 1


def test_a_remedy_of_two_edits_is_carried_out_whole_or_not_at_all() -> None:
    first, second = finding((0, 1, "X")), finding((4, 5, "Y"), (0, 1, "Z"))

    assert fixed("a b c", [first, second], unsafe=False)[0] == "X b c"


def test_line_ends_stay_as_they_are() -> None:
    before = "one\r\nat 3pm EST\r\n"
    after, _ = fixed(before, [finding((12, 15, "EDT"))], unsafe=False)

    assert after == "one\r\nat 3pm EDT\r\n"
    assert diff("./notes.md", before, after) == (
        "--- a/notes.md\n+++ b/notes.md\n@@ -1,2 +1,2 @@\n one\r\n-at 3pm EST\r\n+at 3pm EDT\r\n"
    )


def test_a_file_without_a_last_line_end_is_told() -> None:
    assert diff("a.md", "EST", "EDT").endswith(
        "-EST\n\\ No newline at end of file\n+EDT\n\\ No newline at end of file\n"
    )


def test_a_difference_has_the_lines_that_patch_knows() -> None:
    text = diff("my notes.md", "a\x0cb\x85c\u2028d\re\nf\n", "a\x0cb\x85c\u2028D\re\nf\n")

    assert text == (
        "--- a/my notes.md\t\n+++ b/my notes.md\t\n@@ -1,2 +1,2 @@\n"
        "-a\x0cb\x85c\u2028d\re\n+a\x0cb\x85c\u2028D\re\n f\n"
    )
