"""What a user may set; values only, read from files by ``cli``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from timeline.model import Level


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of one run.  Everything below the command line gets them as an argument."""

    home_zone: str | None = None  # IANA key assumed where a document names neither zone nor place
    audience: tuple[str, ...] = ()  # IANA keys of the readers' zones
    day_first: bool | None = None  # order of numeric dates: True dd/mm, False mm/dd, None by evidence
    select: tuple[str, ...] = ("ALL",)  # codes, beginnings of codes, names of rules; "ALL" is every rule
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a pattern of paths, and the codes silent there
    levels: tuple[tuple[str, Level], ...] = ()  # a code, and the level it has here
    fail_on: Level = Level.WARNING  # the slightest level of finding that makes ``check`` exit with 1


class Publish(StrEnum):
    """How much of a source pages, feeds and exports show; whole articles and mails are not ours to republish."""

    QUOTES = "quotes"  # the sentences around its times
    FULL = "full"
    NONE = "none"
