"""The house keeps its rooms and its one direction, and speaks of itself alone."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "timeline"

# A room may import only from rooms before it; rooms in one line are neighbours and may not know each other.
ROOMS = [
    {"model"},
    {"zones"},
    {"algebra"},
    {"language"},
    {"recognise"},
    {"config"},
    {"discourse"},
    {"happening"},
    {"link"},
    {"checks"},
    {"rulers"},
    {"export"},
    {"report"},
    {"sources", "fetch"},
    {"cache"},
    {"many"},
    {"pipeline"},
    {"renew"},
    {"store"},
    {"serve", "lsp"},
    {"cli"},
]
POSITION = {room: place for place, rooms in enumerate(ROOMS) for room in rooms}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.name not in {"__main__.py"})


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [node.module or ""]
            if node.module == "timeline":
                names = [f"timeline.{alias.name}" for alias in node.names]
        else:
            continue
        rooms |= {name.split(".")[1] for name in names if name.startswith("timeline.")}
    return rooms - {"__version__"}


def test_every_room_has_its_place() -> None:
    rooms = {room_of(path) for path in MODULES} - {"__init__"}

    assert rooms <= set(POSITION), f"give {sorted(rooms - set(POSITION))} a place in the order"


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.parent != PACKAGE or p.stem != "__init__"],
    ids=lambda p: str(p.relative_to(PACKAGE)),
)
def test_a_room_imports_only_from_rooms_before_it(path: Path) -> None:
    room = room_of(path)
    # model names the expressions in a type only
    allowed = {"algebra"} if room == "model" else set()

    late = {r for r in imported_rooms(path) - allowed if r != room and POSITION[r] >= POSITION[room]}

    assert not late, f"{path.relative_to(ROOT)} imports {sorted(late)}"


def test_web_is_no_package() -> None:
    assert not list((ROOT / "web").rglob("__init__.py"))


@pytest.mark.parametrize(
    "arguments", [["--version"], ["read", "--help"], ["check", "--help"], ["read", "-"], ["check", "-"]]
)
def test_the_quick_commands_stay_light(arguments: list[str]) -> None:
    heavy = ("sqlalchemy", "alembic", "flask", "pygls", "trafilatura", "feedparser", "dateparser")
    code = (
        "import sys\n"
        "from timeline.cli import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: pass\n"
        f"print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], input="We meet on Friday at 3 pm.", capture_output=True, text=True, check=True
    )

    assert done.stderr.splitlines()[-1] == "[]"


def test_nothing_reads_the_clock_or_the_environment_below_the_command_line() -> None:
    allowed = {"cli", "serve", "store", "fetch", "sources"}
    words = (
        "datetime.now(",
        "utcnow(",
        "date.today(",
        "time.time(",
        "os.environ",
        "os.getenv",
        "time.tzset",
        "tzlocal(",
    )

    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in MODULES
        if room_of(path) not in allowed
        for word in words
        if word in path.read_text()
    ]

    assert found == []


def test_the_project_names_no_machine_paths() -> None:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        files = [
            p
            for folder in ("timeline", "web", "docs", "scripts", "seeds")
            for p in (ROOT / folder).rglob("*")
            if p.is_file()
        ]
    else:
        files = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    # spelled in two parts so that this file does not name them itself
    home = os.sep + "root" + os.sep
    farm = os.sep + "work" + os.sep

    found = []
    for path in files:
        if not path.is_file() or path.suffix in {".png", ".db", ".gz", ".bin", ".sqlite"}:
            continue
        text = path.read_bytes()
        if home.encode() in text or farm.encode() in text:
            found.append(str(path.relative_to(ROOT)))

    assert found == []
