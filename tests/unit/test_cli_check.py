"""``timeline check`` as a user meets it: what it prints, what it changes, and how it exits."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from timeline.cli.check import command
from timeline.cli.rule import command as rule_command
from timeline.model import Document

WRONG = "On 14 August 2025 we meet at 3pm ET (8pm UTC).\n"
LETTER = "On 14 August 2025 we meet at 3pm EST (19:00 UTC).\n"
CLEAN = "On 14 August 2025 we meet at 3pm ET (7pm UTC).\n"


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def run(*arguments: str, text: str | None = None) -> Result:
        return CliRunner().invoke(command, list(arguments), input=text)

    return run


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_a_clean_file(check: Callable[..., Result]) -> None:
    write("notes.md", CLEAN)

    done = check("notes.md")

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "no findings in 1 document\n")


def test_a_finding_with_its_lines(check: Callable[..., Result]) -> None:
    write("notes.md", "# Call\r\n\r\n" + WRONG)

    done = check("notes.md")

    assert done.exit_code == 1
    assert done.stdout.startswith("TL201 equivalents-disagree: ")
    assert "  --> notes.md:3:" in done.stdout
    assert " 3 | On 14 August 2025 we meet at 3pm ET (8pm UTC).\n" in done.stdout
    assert done.stderr == "1 error in 1 document\n"


def test_the_formats_of_machines(check: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    write("notes.md", WRONG)

    assert json.loads(check("notes.md", "--format", "json").stdout)["findings"][0]["path"] == "notes.md"
    assert json.loads(check("notes.md", "--format", "sarif").stdout)["version"] == "2.1.0"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert check("notes.md").stdout.startswith("::error file=notes.md,line=1,")


def test_a_report_in_a_file(check: Callable[..., Result]) -> None:
    write("notes.md", WRONG)

    done = check("notes.md", "--format", "sarif", "--output", "out.sarif")

    assert done.stdout == ""
    assert json.loads(Path("out.sarif").read_text())["runs"][0]["results"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--exit-zero",), 0),
        (("--ignore", "TL2"), 0),
        (("--select", "TL1"), 0),
        (("--select", "equivalents-disagree"), 1),
        (("--select", "TL2", "--ignore", "TL20"), 0),
        (("--select", "TL201", "--ignore", "TL2"), 1),
    ],
)
def test_exit_codes(check: Callable[..., Result], arguments: tuple[str, ...], code: int) -> None:
    write("notes.md", WRONG)

    assert check("notes.md", *arguments).exit_code == code


def test_fail_on_and_levels(check: Callable[..., Result]) -> None:
    write("notes.md", LETTER)

    assert check("notes.md").exit_code == 1
    assert check("notes.md", "--fail-on", "error").exit_code == 0
    write("timeline.toml", 'levels = {TL101 = "error"}\nfail-on = "error"')
    assert check("notes.md").exit_code == 1


def test_an_unreadable_input_is_told_and_the_others_are_checked(check: Callable[..., Result]) -> None:
    write("notes.md", WRONG)

    done = check("notes.md", "nothing.md")

    assert done.exit_code == 3
    assert "TL901 unreadable: no such file or folder" in done.stdout
    assert "TL201" in done.stdout


@pytest.mark.parametrize(
    ("configuration", "code"),
    [
        ("", 3),
        ('select = ["TL1"]', 3),
        ('ignore = ["TL903"]', 3),
        ('ignore = ["TL910", "binary"]', 0),
        ('ignore = ["TL9"]\nselect = ["TL910", "TL1"]', 3),
        ('ignore = ["TL903"]\nper-file-ignores = {"old/*" = ["TL910"]}', 0),
        ('per-file-ignores = {"new/*" = ["TL9"]}', 3),
    ],
)
def test_an_unreadable_input_may_be_passed_over(check: Callable[..., Result], configuration: str, code: int) -> None:
    write("old/empty.md", "")
    write("old/picture.txt", "\0\1\2")
    write("timeline.toml", configuration)

    assert check("old").exit_code == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a file or a folder"),
        (("a.md", "--select", "TL1O1"), "did you mean 'TL101'?"),
        (("a.md", "--fix", "--diff"), "choose one"),
        (("a.md", "--unsafe-fixes"), "--unsafe-fixes needs --fix or --diff"),
        (("a.md", "--zone", "Europe/Berln"), "Europe/Berlin"),
        (("a.md", "--config", "none.toml"), "none.toml"),
        (("a.md", "--baseline", "none.json"), "write it with --write-baseline"),
        (("a.md", "--format", "pdf"), "'pdf'"),
        (("a.md", "--from", "eml"), "--from 'eml' is no form; choose one of auto, calendar"),
        (("a.md", "--output", "none/report.txt"), "'none/report.txt' cannot be written"),
        (("a.md", "--write-baseline", "none/known.json"), "'none/known.json' cannot be written"),
    ],
)
def test_wrong_use_names_the_value_and_the_remedy(
    check: Callable[..., Result], arguments: tuple[str, ...], said: str
) -> None:
    write("a.md", CLEAN)

    done = check(*arguments)

    assert done.exit_code == 2
    assert said in done.stderr


def test_a_wrong_configuration_is_wrong_use(check: Callable[..., Result]) -> None:
    write("timeline.toml", "selekt = []")
    write("a.md", CLEAN)

    done = check("a.md")

    assert done.exit_code == 2
    assert "did you mean 'select'?" in done.stderr


def test_standard_input_by_its_name(check: Callable[..., Result]) -> None:
    text = "```\n3pm ET (8pm UTC) on 14 August 2025\n```\n\n" + WRONG

    done = check("-", "--stdin-filename", "notes.md", "--format", "concise", text=text)

    assert done.exit_code == 1
    assert done.stdout.startswith("notes.md:5:")
    assert len(done.stdout.splitlines()) == 1


def test_a_baseline_knows_what_was_there(check: Callable[..., Result]) -> None:
    path = write("notes.md", WRONG)
    assert check("notes.md", "--write-baseline", "known.json").exit_code == 0

    path.write_text("# A new heading\n\n" + WRONG)
    assert check("notes.md", "--baseline", "known.json").exit_code == 0
    path.write_text(WRONG + "\nOn 15 August 2025 we meet at 3pm ET (9pm UTC).\n")
    assert check("notes.md", "--baseline", "known.json").stdout.count("TL201") == 1
    path.write_text(CLEAN)
    done = check("notes.md", "--baseline", "known.json", "--format", "concise")
    assert done.stdout.startswith("known.json:1:1: TL932 stale-baseline: TL201 ")


def test_the_configuration_may_name_the_baseline(check: Callable[..., Result]) -> None:
    write("notes.md", WRONG)
    check("notes.md", "--write-baseline", "known.json")
    write("timeline.toml", 'baseline = "known.json"')

    assert check("notes.md").exit_code == 0


def test_ignore_comments(check: Callable[..., Result]) -> None:
    write("notes.md", WRONG.replace("\n", " <!-- timeline: ignore[TL201] as they write it -->\n"))

    assert check("notes.md").exit_code == 0


def test_per_file_ignores(check: Callable[..., Result]) -> None:
    write("archive/notes.md", WRONG)
    write("timeline.toml", 'per-file-ignores = {"archive/*" = ["TL2"]}')

    assert check("archive").exit_code == 0


def test_fix_mends_what_is_certain(check: Callable[..., Result]) -> None:
    path = write("notes.md", "\ufeff# Call\r\n\r\n" + LETTER)

    done = check("notes.md", "--fix")

    assert done.exit_code == 0
    assert path.read_bytes().decode() == "\ufeff# Call\r\n\r\n" + LETTER.replace("EST", "EDT")
    assert "1 mended" in done.stderr


def test_fix_leaves_what_is_not_certain(check: Callable[..., Result]) -> None:
    path = write("notes.md", "On 14 August 2025 we meet at 3pm EST.\n")

    assert check("notes.md", "--fix").exit_code == 1
    assert "EST" in path.read_text()
    assert check("notes.md", "--fix", "--unsafe-fixes").exit_code == 0
    assert path.read_text() == "On 14 August 2025 we meet at 3pm EDT.\n"


def test_a_file_that_cannot_be_mended_is_told_of_once_and_left(check: Callable[..., Result]) -> None:
    Path("wide.txt").write_bytes(LETTER.encode("utf-16"))
    path = write("notes.md", LETTER)

    done = check("wide.txt", "notes.md", "--fix")

    assert done.stderr.count("wide.txt: not mended: it is not UTF-8") == 1
    assert "1 mended" in done.stderr
    assert path.read_text() == LETTER.replace("EST", "EDT")


def test_a_full_disk_leaves_no_draft(check: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("notes.md", LETTER)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    done = check("notes.md", "--fix")

    assert "notes.md: not mended: it cannot be written (No space left on device)" in done.stderr
    assert path.read_text() == LETTER
    assert list(Path().glob(".timeline-*")) == []


def test_diff_changes_nothing(check: Callable[..., Result]) -> None:
    path = write("notes.md", LETTER)

    done = check("notes.md", "--diff")

    assert done.exit_code == 1
    assert f"-{LETTER}+{LETTER.replace('EST', 'EDT')}" in done.stdout
    assert path.read_text() == LETTER


def test_fix_of_standard_input_goes_to_standard_output(check: Callable[..., Result]) -> None:
    done = check("-", "--fix", "--stdin-filename", "notes.md", text=LETTER)

    assert done.stdout == LETTER.replace("EST", "EDT")


def test_statistics(check: Callable[..., Result]) -> None:
    write("notes.md", WRONG + "\n" + WRONG.replace("14", "15"))

    assert check("notes.md", "--statistics").stdout == "     2  TL201  equivalents-disagree\n"


def test_each_document_for_itself(check: Callable[..., Result]) -> None:
    metadata = "---\npublished: 2025-08-12\n---\n"
    write("one.md", metadata + "The summit in Anchorage begins on 15 August 2025 at 19:30 UTC.\n")
    write("two.md", metadata + "The Anchorage summit begins on 15 August 2025 at 19:00 UTC.\n")

    assert "TL301" in check("one.md", "two.md").stdout
    assert check("one.md", "two.md", "--each").exit_code == 0


def test_the_other_document_is_shown(check: Callable[..., Result]) -> None:
    write("one.md", "The summit in Anchorage begins on 15 August 2025 at 19:30 UTC.\n")
    write("two.md", "# Notes\n\nThe Anchorage summit begins on 15 August 2025 at 19:00 UTC.\n")

    (found,) = json.loads(check("one.md", "two.md", "--format", "json").stdout)["findings"]

    assert {found["path"], found["related"][0]["path"]} == {"one.md", "two.md"}
    assert {found["line"], found["related"][0]["line"]} == {1, 3}
    assert set(found["utc"]) == {"2025-08-15T19:00:00Z", "2025-08-15T19:30:00Z"}


def test_a_store_is_compared_with(check: Callable[..., Result]) -> None:
    from timeline.store import Store

    write("two.md", "The Anchorage summit begins on 15 August 2025 at 19:00 UTC.\n")
    with Store("kept.db") as store:
        store.add([Document("wire", "The summit in Anchorage begins on 15 August 2025 at 19:30 UTC.")])

    done = check("two.md", "--store", "kept.db", "--format", "concise")

    assert done.stdout.startswith("two.md:1:")
    assert "TL301" in done.stdout
    assert check("two.md", "--store", "none.db").exit_code == 2


def test_a_calendar_is_linted(check: Callable[..., Result]) -> None:
    write(
        "feed.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART:20250814T190000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )

    done = check("feed.ics", "--format", "concise")

    assert done.exit_code == 1
    assert "feed.ics:3:1: TL421 missing-uid" in done.stdout


def test_levels_and_per_file_ignores_hold_for_calendars_and_events_too(check: Callable[..., Result]) -> None:
    event = "BEGIN:VEVENT\r\nDTSTART:20250814T190000Z\r\nEND:VEVENT\r\n"
    write("old/feed.ics", f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}END:VCALENDAR\r\n")
    write("old/one.md", "The summit in Anchorage begins on 15 August 2025 at 19:30 UTC.\n")
    write("old/two.md", "The Anchorage summit begins on 15 August 2025 at 19:00 UTC.\n")
    write("timeline.toml", 'levels = {TL421 = "info", TL3 = "info"}\nselect = ["TL421", "TL3"]')

    found = json.loads(check("old", "--format", "json").stdout)["findings"]

    assert {(f["code"], f["level"]) for f in found} == {("TL421", "info"), ("TL301", "info")}
    write("timeline.toml", 'per-file-ignores = {"old/*" = ["TL4", "TL3"]}')
    assert check("old", "--format", "concise").stdout == ""


def test_the_list_and_a_page_of_the_rules() -> None:
    assert "TL111  weekday-mismatch" in CliRunner().invoke(rule_command, []).stdout
    page = CliRunner().invoke(rule_command, ["Weekday-Mismatch"]).stdout
    assert page.startswith("# TL111 weekday-mismatch\n\nLevel: error\n\nA weekday that")
    wrong = CliRunner().invoke(rule_command, ["TL11I"])
    assert wrong.exit_code == 2
    assert "did you mean TL111?" in wrong.stderr


@pytest.mark.parametrize(
    ("folder", "name"), [(".", "sub/a.md"), (".", "./sub//a.md"), ("sub", "a.md"), ("sub", "../sub")]
)
def test_files_are_known_below_the_configuration_wherever_one_stands(
    check: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, folder: str, name: str
) -> None:
    write("sub/a.md", WRONG)
    write("timeline.toml", 'baseline = "known.json"')
    check("--write-baseline", "known.json", "sub")
    monkeypatch.chdir(folder)

    known = check(name)
    Path("a.md" if folder == "sub" else "sub/a.md").write_text(CLEAN)
    stale = check("--format", "concise", name)

    assert (known.exit_code, known.stdout) == (0, "")
    assert "TL932" in stale.stdout


def test_patterns_name_files_below_the_configuration(
    check: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("old/notes/a.md", WRONG)
    write("timeline.toml", 'per-file-ignores = {"old/*" = ["TL2"]}')
    monkeypatch.chdir("old/notes")

    assert check("a.md").exit_code == 0


def test_of_two_words_that_give_a_rule_a_level_the_longer_one_wins(check: Callable[..., Result]) -> None:
    write("a.md", WRONG)
    write("timeline.toml", '[levels]\nTL2 = "warning"\nTL201 = "info"\nALL = "error"\n')

    assert check("a.md").stderr == "1 info in 1 document\n"
