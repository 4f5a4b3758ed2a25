"""JSON Lines: one document an object, one object a line; a bad line does not spoil its neighbours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from timeline.model import Document, Origin
from timeline.sources.fault import Fault
from timeline.sources.metadata import Metadata, checked, document, first, foreign

_REMEDY = 'write one object a line, {"id": "...", "text": "..."}'


def read(
    stream: BinaryIO, path: str, name: str, overrides: Metadata, defaults: Metadata, limit: int
) -> Iterator[Document | Fault]:
    """Documents and faults in the order of their lines; ``name`` begins the id of a line that has none."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            yield Fault(
                "TL904",
                path,
                f"the line is longer than {limit} bytes",
                "split the document, or raise max-bytes in timeline.toml",
                number,
            )
        elif line.strip() not in {b"", b"\xef\xbb\xbf"}:
            yield _document(line, path, name, number, overrides, defaults)


def _document(
    line: bytes, path: str, name: str, number: int, overrides: Metadata, defaults: Metadata
) -> Document | Fault:
    try:
        found = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as error:
        return Fault(
            "TL902",
            path,
            f"byte 0x{line[error.start]:02x} at offset {error.start} of the line is not UTF-8 text",
            "write the file in UTF-8",
            number,
        )
    except json.JSONDecodeError as error:
        return Fault("TL906", path, f"the line is not JSON ({error.msg} at column {error.colno})", _REMEDY, number)
    except (ValueError, RecursionError):
        return Fault(
            "TL906", path, "the line is JSON that cannot be read (too deep, or too long a number)", _REMEDY, number
        )
    if not isinstance(found, dict):
        return Fault("TL906", path, f"the line holds {_kind(found)}, no object", _REMEDY, number)
    text = found.get("text")
    if not isinstance(text, str):
        fact = "the object has no 'text'" if "text" not in found else f"'text' is {_kind(text)}, no string"
        return Fault("TL906", path, fact, _REMEDY, number)
    stated = checked(found, path, number, overrides.zone or defaults.zone)
    if isinstance(stated, Fault):
        return stated
    known = first(overrides, stated, defaults)
    if fault := foreign(known, path, number):
        return fault
    return document(known, stated.id or f"{name}:{number}", text, Origin(path, "jsonl", None, number))


def _kind(value: object) -> str:
    return {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }.get(type(value), "null")
