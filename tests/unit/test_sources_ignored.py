"""Folders are read as git sees them; git itself is the judge."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from timeline.sources import files, ignored

NAMES = [
    "a.md", "b.txt", "build/x.md", "docs/build/y.md", "docs/a.md", "docs/deep/er/z.md", "foo bar.md", "keep/secret.md",
    "keep/public.md", "x1.md", "x2.md", "y[1].md", "logs/1/a.md", "logs/keep.md", "sub/only.md", "sub/other.md", "ä.md",
]  # fmt: skip


@pytest.mark.parametrize(
    "patterns",
    [
        "build/",
        "/build/",
        "*.md\n!a.md",
        "docs/*\n!docs/a.md",
        "docs/**/z.md",
        "**/build",
        "logs/**",
        "logs/**\n!logs/keep.md",
        "keep/\n!keep/public.md",
        "x?.md\n!x2.md",
        "x[!1].md",
        "x[0-1].md",
        "y\\[1].md",
        "foo\\ bar.md",
        "foo bar.md   ",
        "# a comment\n\n\\#nothing",
        "*/a.md",
        "a.md/",
        "**",
        "/**/a.md",
        "[",
        "[[:alpha:]][[:digit:]].md",
        "*[[:space:][]*.md",
        "*p*l*c*.md",
        "l*g*/*a*.md",
        "sub/other.md\n*.txt",
        "ä.md",
    ],
)
def test_the_same_files_are_left_out_as_by_git(tmp_path: Path, patterns: str) -> None:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / ".gitignore").write_text(patterns)
    (tmp_path / "sub" / ".gitignore").write_text("/only.md\n!other.md\n")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    command = ["git", "-C", tmp_path, "ls-files", "-z", "--others", "--exclude-standard"]
    seen = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\0")

    found = [file for file in files.walk([str(tmp_path)], as_git=True) if isinstance(file, files.File)]

    assert {file.path.relative_to(tmp_path).as_posix() for file in found} == {
        name for name in seen if name and ".git" not in name
    }


def test_a_file_that_the_user_names_is_read_all_the_same(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / ".gitignore").write_text("*.md")
    (tmp_path / "a.md").write_text("x")

    (found,) = files.walk([str(tmp_path / "a.md")], as_git=True)

    assert isinstance(found, files.File)


def test_patterns_of_the_folders_above_hold_too(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / ".gitignore").write_text("/docs/drafts/\n")
    (tmp_path / "docs" / "drafts").mkdir(parents=True)
    (tmp_path / "docs" / "drafts" / "a.md").write_text("x")
    (tmp_path / "docs" / "b.md").write_text("x")

    (found,) = files.walk([str(tmp_path / "docs")], as_git=True)

    assert isinstance(found, files.File)
    assert found.path.name == "b.md"


def test_a_pattern_of_many_stars_is_tried_once() -> None:
    (pattern,) = ignored.patterns_of("*a" * 20 + "b", Path())

    assert pattern.fits.fullmatch("a" * 250) is None
    assert pattern.fits.fullmatch("a" * 250 + "b")
    assert ignored.patterns_of("a" * 1_000_000, Path()) == []
