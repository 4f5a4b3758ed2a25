"""The remedies of ``timeline check``: which files they change, and how these are written."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from timeline.model import Document, Finding
from timeline.report import fixes

_MENDABLE = {"text", "markdown", "html", "rst"}


def remedied(
    documents: Sequence[Document], findings: Sequence[Finding], *, unsafe: bool
) -> Iterator[tuple[str, str, str, int]]:
    """The path of each file that remedies change, its text before and after, and how many are carried out."""
    found = defaultdict(list)
    for finding in findings:
        found[finding.document].append(finding)
    for document in documents:
        origin = document.origin
        if origin is None or origin.raw is None or origin.media not in _MENDABLE:
            continue
        after, done = fixes.fixed(origin.raw, found[document.id], unsafe)
        if after != origin.raw:
            yield origin.path, origin.raw, after, len(done)


def written(path: Path, before: str, after: str) -> bool:
    """Write the mended file, or say why not."""
    try:
        return _replaced(path, before, after)
    except OSError as error:
        click.echo(f"{path}: not mended: it cannot be written ({error.strerror})", err=True)
        return False


def _replaced(path: Path, before: str, after: str) -> bool:
    """Write the file in one step, only where it still is what was read, in UTF-8."""
    data = path.read_bytes()
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    for lead, text in ((b"", before), (mark, before)):
        if data == lead + text.encode(errors="surrogatepass"):
            break
    else:
        click.echo(f"{path}: not mended: it is not UTF-8, or has changed meanwhile", err=True)
        return False
    handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=".timeline-")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(lead + after.encode(errors="surrogatepass"))
        draft.chmod(path.stat().st_mode & 0o7777)
        draft.replace(path.resolve())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return True
