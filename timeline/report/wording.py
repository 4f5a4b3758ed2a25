"""Text made safe and measured for terminals and for XML: what a document says is not ours to trust."""

from __future__ import annotations

import re
import unicodedata

from timeline.model import Level

TAB = 4  # columns; excerpts spell tabs out, so that carets stand under what they mean
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ORDER = re.compile(r"#(?=#(?:vso)?\[)", re.IGNORECASE)
_COLOURS = {Level.ERROR: "31", Level.WARNING: "33", Level.INFO: "36"}


def width(character: str) -> int:
    """The columns that a character takes: none for a combining mark, two for a wide one (UAX #11).

    >>> [width(c) for c in "a東\\u0301"]
    [1, 2, 0]
    """
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def visible(text: str) -> str:
    """The text with nothing in it that moves a terminal's cursor, turns the direction of writing, or orders about.

    GitHub's and Azure's runners take ``##[command]`` and ``##vso[command]`` for an order anywhere in a line.

    >>> visible("a\\x1b[2Jb\\u202ec")
    'a\N{SYMBOL FOR ESCAPE}[2Jb\N{REPLACEMENT CHARACTER}c'
    """
    text = _ORDER.sub("\N{MUSIC SHARP SIGN}", text)
    return "".join(map(_visible, text)) if not text.isascii() or not text.isprintable() else text


def _visible(character: str) -> str:
    if character == "\t" or character.isprintable():
        return character
    if ord(character) < 0x20:
        return chr(0x2400 + ord(character))
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    # joiners belong to scripts and emoji; the other format characters turn or hide text
    return (
        character
        if character in "\u200c\u200d"
        else "\N{REPLACEMENT CHARACTER}"
        if category in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        else character
    )


def one_line(text: str) -> str:
    """The text visible and on one line."""
    return visible(" ".join(text.split()))


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def painted(text: str, level: Level | None, colour: bool) -> str:
    """The text bold in its level's colour."""
    if not colour:
        return text
    return f"\x1b[1;{_COLOURS[level]}m{text}\x1b[0m" if level else f"\x1b[1m{text}\x1b[0m"
