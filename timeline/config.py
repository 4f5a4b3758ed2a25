"""What a user may set; values only, read from files by ``cli``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of one run.  Everything below the command line gets them as an argument."""

    home_zone: str | None = None  # IANA key assumed where a document names neither zone nor place
    audience: tuple[str, ...] = ()  # IANA keys of the readers' zones
    day_first: bool | None = None  # order of numeric dates: True dd/mm, False mm/dd, None by evidence
