"""Bytes to text, or why not."""

from __future__ import annotations

import codecs

from timeline.sources.fault import Fault

_MARKS = (  # the longer mark first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python's own, which no document is written in; some take quadratic time, and «undefined» always fails
_NO_CHARSETS = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"))


def decode(content: bytes, path: str, declared: str | None = None) -> str | Fault:
    """The text of a file; its line ends are not translated.

    A byte order mark wins, then what the format declares, then UTF-8.
    UTF-8's own mark stays as a character, so that offsets stay those of the file.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _decoded(content, path, name)
    if b"\0" in content[:8192]:
        return Fault("TL903", path, "holds binary data, no text", "name a text file, or leave this one out")
    if declared is not None:
        try:
            name = codecs.lookup(declared).name
            if name not in _NO_CHARSETS:
                return _decoded(content, path, name)
        except (LookupError, ValueError):  # unknown; or no name at all, with a NUL in it
            pass
    return _decoded(content, path, "utf-8")


def _decoded(content: bytes, path: str, encoding: str) -> str | Fault:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = (
            f"byte 0x{content[error.start]:02x} at offset {error.start}" if error.start < len(content) else "the end"
        )
        return Fault("TL902", path, f"{wrong} is not {encoding.upper()} text", "save the file as UTF-8", line)
