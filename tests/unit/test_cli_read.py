"""``timeline read`` at the command line: formats, options, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from timeline.cli.read import command
from timeline.model import Document
from timeline.recognise import recognise


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(command, arguments, input=given)


def line(**values: object) -> str:
    return json.dumps(values) + "\n"


def test_json_lines_give_one_line_for_each_document() -> None:
    given = line(id="a", text="On 21 August 2025 at 3 pm ET (19:00 GMT).") + line(id="b", text="Nothing here.")

    result = run("--from", "jsonl", "--format", "jsonl", "-", given=given)

    assert result.exit_code == 0
    first, second = (json.loads(found) for found in result.stdout.splitlines())
    assert [first["id"], second["id"], second["mentions"]] == ["a", "b", []]
    assert [mention["utc_start"] for mention in first["mentions"]] == ["2025-08-21T19:00:00Z"] * 2
    assert first["mentions"][0]["local"] == "2025-08-21T15:00"
    assert first["mentions"][0]["timex"] == {"type": "TIME", "value": "2025-08-21T15:00"}
    assert first["mentions"][0]["group"] == first["mentions"][1]["group"]


def test_text_explains_each_mention(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("The call is on Friday at 3 pm EST.\n")

    result = run("--published", "2025-08-14", str(path))

    assert result.exit_code == 0
    assert "2025-08-15T19:00:00Z" in result.stdout
    assert "America/New_York" in result.stdout
    assert "TL101" in result.stdout


def test_why_shows_the_parse(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Come on 21 August 2025 at 15:00 UTC.\n")

    assert len(run("--why", str(path)).stdout.splitlines()) > len(run(str(path)).stdout.splitlines())


def test_why_names_what_lost_and_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Come on Friday at 3 pm ET.\n")

    lines = [line.strip() for line in run("--why", str(path)).stdout.splitlines()]
    (mention,) = json.loads(run("--why", "--format", "jsonl", str(path)).stdout)["mentions"]

    assert lines[lines.index("lost, it leaves words out:") + 1] == "mention: 3 pm ET"
    assert mention["tree"]["span"] == [8, 25]
    assert (mention["rivals"][0]["span"], mention["rivals"][0]["lost"]) == ([18, 25], "it leaves words out")
    assert all(rival["parts"] for rival in mention["rivals"])


def test_parses_are_kept_only_where_they_are_asked_for() -> None:
    document = Document("note", "Come on Friday at 3 pm ET.")

    assert [(reading.tree, reading.rivals) for reading in recognise(document)] == [(None, ())]
    assert [bool(reading.tree and reading.rivals) for reading in recognise(document, why=True)] == [True]


def test_options_stand_in_for_what_documents_do_not_say() -> None:
    result = run(
        "--published", "2025-08-14", "--zone", "Europe/Berlin", "--format", "json", "-", given="Tomorrow at 9:00."
    )

    (mention,) = json.loads(result.stdout)["documents"][0]["mentions"]
    assert mention["utc_start"] == "2025-08-15T07:00:00Z"


def test_a_line_that_cannot_be_read_does_not_spoil_its_neighbours() -> None:
    result = run("--from", "jsonl", "--format", "jsonl", "-", given="{nonsense\n" + line(id="b", text="At noon."))

    assert result.exit_code == 3
    assert [json.loads(found)["id"] for found in result.stdout.splitlines()] == ["b"]


def test_a_missing_file_is_named() -> None:
    result = run("no-such-file.txt")

    assert result.exit_code == 3
    assert "no-such-file.txt" in result.stderr


@pytest.mark.parametrize(
    "arguments", [(), ("--zone", "Europe/Berln", "-"), ("--published", "soon", "-"), ("--format", "xml", "-")]
)
def test_wrong_use_leaves_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments, given="").exit_code == 2
