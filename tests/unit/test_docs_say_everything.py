"""What exists is in the docs: commands, rules, modules, settings, decisions; README's consoles show what happens."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from timeline.checks.selection import every_rule
from timeline.cli import main
from timeline.sources.settings import KEYS

ROOT = Path(__file__).parents[2]
DOCS = {path: path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")}
CONSOLES = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("name", sorted(main.commands or main.list_commands(None)))  # type: ignore[arg-type]
def test_a_command_is_described(name: str) -> None:
    assert f"timeline {name}" in DOCS[ROOT / "docs/cli.md"]


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.code)
def test_a_rule_is_described(rule) -> None:
    assert f"## {rule.code} {rule.name}" in DOCS[ROOT / "docs/rules.md"]


@pytest.mark.parametrize("room", ["language", "discourse", "happening", "link"])
def test_a_module_of_a_large_room_is_described(room: str) -> None:
    modules = {path.stem for path in (ROOT / "timeline" / room).glob("*.py")} - {"__init__"}
    assert sorted(name for name in modules if f"`{name}`" not in DOCS[ROOT / "docs/design.md"]) == []


@pytest.mark.parametrize("key", KEYS)
def test_a_configuration_key_is_described(key: str) -> None:
    assert f"`{key}`" in DOCS[ROOT / "docs/check.md"]


def test_every_decision_is_listed() -> None:
    listed = set(re.findall(r"\]\((\d{4}-[^)]+\.md)\)", DOCS[ROOT / "docs/decisions/README.md"]))

    assert listed == {path.name for path in (ROOT / "docs/decisions").glob("0*.md")}


@pytest.mark.parametrize("block", CONSOLES)
def test_a_console_of_the_readme_shows_what_happens(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    piped = ""
    for said in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = said.partition("\n")
        if command.startswith("cat "):
            Path(command.removeprefix("cat ")).write_text(shown, encoding="utf-8")
            continue
        if command.startswith("echo "):
            words, command = command.removeprefix("echo ").split(" | ")
            piped = words.strip('"') + "\n"
        if command == "timeline serve":  # it would not come back
            continue
        arguments = command.split()
        assert arguments.pop(0) == "timeline"
        result = CliRunner().invoke(main, arguments, input=piped)
        assert result.exit_code in {0, 1}, result.output
        assert _agrees(shown.strip("\n"), result.stdout.strip("\n")), result.stdout


def _agrees(shown: str, told: str) -> bool:
    """Whether the output is as shown, where "..." on a line of its own leaves lines out and tz may be newer."""
    parts = [re.escape(part.strip("\n")) for part in re.split(r"^\.\.\.$", shown, flags=re.MULTILINE)]
    pattern = r".*".join(parts).replace("2026f", r"\d{4}[a-z]+")
    return re.fullmatch(pattern, told, re.DOTALL) is not None
