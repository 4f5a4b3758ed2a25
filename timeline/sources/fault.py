"""What is wrong with an input: a value, so that the other documents are still read.

TL901 unreadable            missing file, folder without documents, no permission
TL902 undecodable           bytes that are no text in the encoding they claim
TL903 binary                a file that holds no text at all
TL904 too-large
TL905 bad-metadata          unknown zone, impossible date, broken front matter or corpus.toml
TL906 bad-json-line
TL907 malformed             a feed, mail or calendar that does not parse
TL908 duplicate-id
TL909 missing-extra         a format whose library is not installed
TL910 empty
TL911 unreachable           an address that cannot or may not be fetched
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

NAMES: Final = {
    "TL901": "unreadable",
    "TL902": "undecodable",
    "TL903": "binary",
    "TL904": "too-large",
    "TL905": "bad-metadata",
    "TL906": "bad-json-line",
    "TL907": "malformed",
    "TL908": "duplicate-id",
    "TL909": "missing-extra",
    "TL910": "empty",
    "TL911": "unreachable",
}


CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """An input, or a part of one, that could not be read; names the value and the remedy."""

    code: str
    path: str  # as the user named it
    message: str
    remedy: str
    line: int | None = None

    @property
    def name(self) -> str:
        """What the code is called, "unreadable" for TL901."""
        return NAMES[self.code]

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        told = f"{place}: {self.code} {self.message}; {self.remedy}"
        return CONTROL.sub("\ufffd", told)  # a server's or a file's words do not speak to the terminal

    def at(self, path: str, line: int | None = None) -> Fault:
        """The same fault in another place."""
        return replace(self, path=path, line=self.line if line is None else line)
