"""What an editor shows of a text, in offsets: findings, and the time under the cursor on the clocks that matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from timeline.checks import check, suppression
from timeline.checks.parts import placed
from timeline.checks.selection import chosen
from timeline.checks.wording import city
from timeline.checks.wording import offset as offset_words
from timeline.config import Config
from timeline.export import derivation
from timeline.model import Document, Finding, Repeated, Statement
from timeline.report.locate import Lines
from timeline.sources import MEDIA, Fault, Metadata, read_text
from timeline.sources.corpus import load
from timeline.sources.metadata import first
from timeline.zones import local, offset_at

UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
_COMMENTS = {"markdown": ("<!-- ", " -->"), "html": ("<!-- ", " -->"), "rst": (".. ", ""), "text": ("# ", "")}


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open text with what is known of it."""

    text: str
    lines: Lines
    document: Document | None
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()


def examine(text: str, path: str, language: str, config: Config) -> Sheet:
    """Read an open text as the file it will be, and look for what is wrong in it alone."""
    lines = Lines(text)
    media = {"markdown": "markdown", "html": "html", "restructuredtext": "rst"}.get(language) or MEDIA.get(
        Path(path).suffix.lower(), "text"
    )
    if media not in _COMMENTS:
        media = "text"
    document = read_text(text, path, media, defaults=_beside(path))
    if isinstance(document, Fault):
        return Sheet(text, lines, None)
    from timeline.discourse import statements_of
    from timeline.happening import happenings_of
    from timeline.link import link

    statements = tuple(statements_of(document, config))
    events = link([document], happenings_of(document, statements))
    found = check([document], statements, events, config)
    unused = chosen(suppression.CODE, suppression.NAME, config.select, config.ignore)
    return Sheet(text, lines, document, statements, suppression.silenced(found, [document], unused))


def _beside(path: str) -> Metadata:
    """What a corpus.toml beside the file says of it."""
    folder = Path(path).parent
    if not folder.is_dir():
        return Metadata()
    corpus = load(folder)
    return first(corpus.documents.get(Path(path).name, Metadata()), corpus.defaults)


def comment(sheet: Sheet, code: str, offset: int) -> tuple[int, str]:
    """Where, and with what words, a finding at the offset is silenced."""
    media = sheet.document.origin.media if sheet.document and sheet.document.origin else "text"
    opening, closing = _COMMENTS.get(media, _COMMENTS["text"])
    line = sheet.lines.position(offset).line
    if media == "rst":
        start = offset - (sheet.lines.position(offset).column - 1)
        return start, f"{opening}timeline: ignore-next-line[{code}]{closing}\n"
    end = offset - (sheet.lines.position(offset).column - 1) + len(sheet.lines.line(line))
    return end, f" {opening}timeline: ignore[{code}]{closing}"


def hover(sheet: Sheet, offset: int, zones: Sequence[str]) -> tuple[tuple[int, int], str] | None:
    """The statement under an offset as Markdown: its time on each clock, and how it was found."""
    under = [s for s in sheet.statements if s.span[0] <= offset < s.span[1]]
    if not under:
        return None
    statement = min(under, key=lambda s: s.span[1] - s.span[0])
    when = placed(statement)
    said = [f"**{_plain(statement.text)}**"]
    if when is None:
        reason = getattr(statement.when, "reason", None)
        said.append(reason or f"`{statement.timex.value}`")
    else:
        wanted = dict.fromkeys([*([statement.zone] if statement.zone else []), "UTC", *zones])
        rows = [f"| {city(zone)} | {clock(when.start, zone)} |" for zone in wanted]
        if isinstance(statement.when, Repeated):
            rows.append(f"| again | {clock(statement.when.second.start, 'UTC')} |")
        said.append("\n".join(["| zone | time |", "| --- | --- |", *rows]))
    steps = [derivation.sentence(step) for step in (*statement.steps, *statement.assumed)]
    if steps:
        said.append("\n".join(f"* {_plain(step)}" for step in steps))
    return statement.span, "\n\n".join(said)


def clock(instant: datetime, zone: str) -> str:
    """An instant on a zone's clock: «Fri 15 Aug 2025 11:30 (UTC-8)»."""
    there = local(instant, zone)
    return f"{there:%a} {there.day} {there:%b %Y %H:%M} ({offset_words(offset_at(zone, instant))})"


def _plain(text: str) -> str:
    """Words of the text without Markdown's signs."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+!|~" else c for c in " ".join(text.split()))


def units(sheet: Sheet, offset: int, encoding: str) -> tuple[int, int]:
    """The line and character of an offset as the protocol counts: from 0, in code units."""
    position = sheet.lines.position(min(offset, len(sheet.text)))
    start = position.offset - position.column + 1
    name, size = UNITS[encoding]
    return position.line - 1, len(sheet.text[start : position.offset].encode(name, "surrogatepass")) // size


def offset_of(sheet: Sheet, line: int, character: int, encoding: str) -> int:
    """The offset of a place as the protocol counts it; behind the end of a line it is the end."""
    start, words = sheet.lines.start(line + 1)
    name, size = UNITS[encoding]
    before = words.encode(name, "surrogatepass")[: character * size]
    return start + len(before.decode(name, "ignore"))
