"""The work of ``timeline check``: read, find, leave out what is silenced or known, mend, report."""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from timeline.checks import found_about, suppression
from timeline.checks.selection import chosen, every_rule, ignored, selected, shown
from timeline.cli import _mend as mend
from timeline.cli._cache import folder
from timeline.cli._ingest import known_form
from timeline.cli._progress import Progress
from timeline.config import Config
from timeline.many import Read, Reader, blanked_once, read_many, timed
from timeline.model import Document, Event, Finding, Level, Origin, Related, Statement
from timeline.report import baseline as known
from timeline.report import fixes, report
from timeline.report.locate import Located, locate
from timeline.sources import LIMIT, BadOptionError, Fault, from_options, read, settings
from timeline.sources.folds import in_file
from timeline.sources.settings import BadSettingsError, Settings
from timeline.sources.waiting import endless

CLEAN, FOUND, UNREADABLE = 0, 1, 3  # 2 is a wrong use, of which click tells
PASSES = 4  # a remedy may uncover another fault
_RANK = {level: n for n, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for."""

    paths: tuple[str, ...]
    folder: Path
    form: str | None = None
    output: str | None = None
    select: str | None = None
    ignore: str | None = None
    each: bool = False
    fail_on: str | None = None
    exit_zero: bool = False
    statistics: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    baseline: str | None = None
    write_baseline: str | None = None
    settings: str | None = None
    published: str | None = None
    zone: str | None = None
    place: str | None = None
    lang: str | None = None
    dated_by_git: bool = False
    source: str = "auto"
    stdin_filename: str | None = None
    no_cache: bool = False
    jobs: int | None = None
    store: str | None = None
    max_bytes: int = LIMIT


@dataclass(frozen=True, slots=True)
class Outcome:
    """Documents with their findings, and what could not be read."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    unreadable: bool
    count: int  # of the documents that were checked


def run(wish: Wish, *, colour: bool, annotate: bool) -> int:
    """Do it, and give the exit code."""
    kept = _settings(wish)
    wish = replace(wish, max_bytes=kept.max_bytes, dated_by_git=kept.dated_by_git)
    stdin = sys.stdin.buffer.read() if "-" in wish.paths else b""
    home = (kept.path.parent if kept.path else wish.folder).absolute()
    outcome = find(wish, kept.config, stdin, home)
    if wish.diff:
        return _diff(outcome, wish)
    if wish.fix:
        outcome = _mend(outcome, wish, kept.config, stdin, home)
    located = locate(outcome.findings, outcome.documents, {rule.code: rule.url for rule in every_rule()})
    if wish.write_baseline:
        located = tuple(one for one in located if one.finding.code < "TL9")
        _write(wish.write_baseline, known.written(located))
        click.echo(f"{wish.write_baseline}: {len(located)} known", err=True)
        return UNREADABLE if outcome.unreadable else CLEAN
    located = _without_known(located, wish, kept)
    form = wish.form or ("github" if annotate else "full")
    text = _statistics(located) if wish.statistics else report(form, located, colour=colour and not wish.output)
    if wish.output:
        _write(wish.output, text)
    elif not (wish.fix and "-" in wish.paths):
        click.echo(text.encode(errors="replace"), nl=False)
    if form == "full" or wish.output:
        click.echo(_summary(located, outcome.count), err=True)
    return _code(located, outcome.unreadable, wish, kept.config)


def _write(name: str, text: str) -> None:
    try:
        Path(name).write_text(text, encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise click.UsageError(f"{name!r} cannot be written ({error.strerror}); name another file") from error


def find(wish: Wish, config: Config, stdin: bytes, home: Path) -> Outcome:
    """Read everything, and look for what is wrong in it; patterns and baselines name files below ``home``."""
    with Progress("reading") as progress:
        documents, faults = _gathered(wish, stdin, progress)
        documents = [_known(document, wish.folder, home) for document in documents]
        progress.stage, progress.count = "reading", 0
        reads = _read(documents, config, wish, progress)
        stored, said = _stored(wish.store, documents, _linking(config))
        own = {document.id for document in documents}
        progress.stage, progress.count = "checking", 0
        everything = shown(
            _findings([*documents, *stored], reads | said, config, wish.each), [*documents, *stored], config
        )
        findings = [turned for finding in everything if (turned := _turned(finding, own)) is not None]
    count = len(documents)
    findings = list(suppression.silenced(findings, documents, config))
    for n, fault in enumerate(faults):
        stand_in = Document(
            f"\0fault {n}",
            "",
            origin=Origin(fault.path, line=fault.line or 1, known_as=_below(fault.path, wish.folder, home)),
        )
        if ignored(fault.code, fault.name, stand_in, config):
            continue
        documents.append(stand_in)
        findings.append(
            Finding(fault.code, fault.name, Level.ERROR, f"{fault.message}; {fault.remedy}", stand_in.id, ((0, 0),))
        )
    return Outcome((*documents, *stored), tuple(findings), len(documents) > count, count)


def _gathered(wish: Wish, stdin: bytes, progress: Progress) -> tuple[list[Document], list[Fault]]:
    """The documents that the user's paths mean, and what could not be read."""
    documents: list[Document] = []
    faults: list[Fault] = []
    try:
        for found in read(
            wish.paths,
            from_options(wish.published, wish.zone, wish.place, wish.lang),
            form=known_form(wish.source),
            stdin=io.BytesIO(stdin),
            stdin_name=wish.stdin_filename,
            limit=wish.max_bytes,
            as_git=True,
            dated_by_git=wish.dated_by_git,
            blank=blanked_once(None if wish.no_cache else folder()),
        ):
            progress.count += 1
            if isinstance(found, Document):
                documents.append(found)
            else:
                faults.append(found)
    except BadOptionError as error:
        raise click.UsageError(str(error)) from error
    return documents, faults


def _known(document: Document, folder: Path, home: Path) -> Document:
    if document.origin is None:
        return document
    return replace(document, origin=replace(document.origin, known_as=_below(document.origin.path, folder, home)))


def _below(path: str, folder: Path, home: Path) -> str:
    """A path as it is below a home, from whichever folder it was named; one that lies elsewhere in full.

    >>> _below("../docs/./a.md", Path("/site/blog"), Path("/site")), _below("/b.md", Path("/site"), Path("/site"))
    ('docs/a.md', '/b.md')
    """
    full = Path(os.path.normpath(folder / path))
    return (full.relative_to(home) if full.is_relative_to(home) else full).as_posix()


def _findings(
    documents: Sequence[Document], reads: Mapping[str, Read], config: Config, each: bool
) -> Iterator[Finding]:
    corpora = [[document] for document in documents] if each else [documents]
    for corpus in corpora:
        said = [finding for document in corpus for finding in reads[document.id].findings]
        said += (finding for _, finding in found_about(_events(corpus, reads, config), corpus, config))
        yield from in_file(said, corpus)
        for document in corpus:
            if document.origin and document.origin.media == "calendar":
                yield from _calendar(document, config)


def _stored(
    url: str | None, documents: Sequence[Document], linking: bool
) -> tuple[tuple[Document, ...], dict[str, Read]]:
    """The documents of a store that are to be compared with, and what happens in them; one at hand is newer."""
    if url is None:
        return (), {}
    from timeline.cli._ingest import opened

    with opened(url, create=False) as store:
        timeline = store.timeline()
    own = {document.id for document in documents}
    others = tuple(document for document in timeline.documents if document.id not in own)
    said: dict[str, list[Statement]] = {document.id: [] for document in others}
    for statement in timeline.statements:
        if statement.document in said:
            said[statement.document].append(statement)
    return others, {d.id: Read(happenings=timed(d, said[d.id]) if linking else ()) for d in others}


def _turned(finding: Finding, own: Collection[str]) -> Finding | None:
    """A finding on a document at hand; one on a stored document is told where a document at hand disagrees with it."""
    if finding.document in own:
        return finding
    here = next((r for r in finding.related if r.document in own), None)
    if here is None or not finding.spans or finding.code == "TL304":  # whoever moved a time did no wrong
        return None
    there = Related(finding.document, finding.spans[0], "said here")
    return replace(finding, document=here.document, spans=(here.span,), related=(there,), fix=None)


def _read(documents: Sequence[Document], config: Config, wish: Wish, progress: Progress) -> dict[str, Read]:
    """What each document says, from the cache where it is kept."""
    reader = Reader(config, _linking(config), None if wish.no_cache else folder())
    found = {}
    for document, one in zip(documents, read_many(documents, reader, wish.jobs or cores()), strict=True):
        found[document.id] = one
        progress.count += 1
    return found


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _linking(config: Config) -> bool:
    """Whether a rule is chosen that asks for events."""
    return any(rule.subject == "event" for rule in selected(config))


def _events(documents: Sequence[Document], reads: Mapping[str, Read], config: Config) -> tuple[Event, ...]:
    if not _linking(config):
        return ()
    from timeline.link import link

    telling = [document for document in documents if reads[document.id].happenings]
    happenings = [h for document in telling for h in reads[document.id].happenings]
    portraits = {d.id: portrait for d in telling if (portrait := reads[d.id].portrait) is not None}
    return link(telling, happenings, only_contested=True, portraits=portraits)


def _calendar(document: Document, config: Config) -> tuple[Finding, ...]:
    """What is wrong with a calendar file as a calendar."""
    from timeline.checks.calendar import lint_calendar

    raw = document.origin.raw if document.origin and document.origin.raw is not None else document.text
    return lint_calendar(raw, document, config)


def _reports(config: Config, code: str, name: str) -> bool:
    return chosen(code, name, config.select, config.ignore)


def _settings(wish: Wish) -> Settings:
    """The configuration file with the command line's wishes over it."""
    try:
        kept = settings.load(wish.folder, Path(wish.settings) if wish.settings else None)
        config = kept.config
        if wish.select:
            config = replace(config, select=settings.codes("--select", wish.select))
        if wish.ignore:
            config = replace(config, ignore=(*config.ignore, *settings.codes("--ignore", wish.ignore)))
        if wish.fail_on:
            config = replace(config, fail_on=settings.level("--fail-on", wish.fail_on))
    except BadSettingsError as error:
        raise click.UsageError(str(error)) from error
    return replace(kept, config=config)


def _without_known(located: tuple[Located, ...], wish: Wish, kept: Settings) -> tuple[Located, ...]:
    """The findings that the baseline does not know, and one for what it knows in vain."""
    path = Path(wish.baseline) if wish.baseline else kept.baseline
    if path is None:
        return located
    if (kind := endless(path)) is not None:
        raise click.UsageError(f"baseline {path} {kind}; name a file")
    try:
        entries = known.entries(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise click.UsageError(
            f"baseline {path} cannot be read ({error.strerror}); write it with --write-baseline"
        ) from error
    except (known.BadBaselineError, UnicodeDecodeError) as error:
        raise click.UsageError(f"baseline {path}: {error}; write it anew with --write-baseline") from error
    new, stale = known.compare(located, entries)
    home = (kept.path.parent if kept.path else wish.folder).absolute()
    named = [_below(path, wish.folder, home) for path in wish.paths]
    paths = {one.known_as for one in located}
    seen = [e for e in stale if any(_covers(p, e.path) for p in named) or e.path in paths]
    if seen and _reports(kept.config, "TL932", "stale-baseline"):
        new += _stale(path, seen)
    return new


def _covers(path: str, entry: str) -> bool:
    return path == "." or entry == path or entry.startswith(f"{path}/")


def _stale(path: Path, stale: Sequence[known.Entry]) -> tuple[Located, ...]:
    first = stale[0]
    more = f" and {len(stale) - 1} more" if len(stale) > 1 else ""
    message = (
        f'{first.code} "{first.text}" in {first.path}{more} is known here but found no more; '
        "--write-baseline writes the file anew"
    )
    document = Document(f"\0baseline {path}", "", origin=Origin(str(path)))
    finding = Finding("TL932", "stale-baseline", Level.WARNING, message, document.id, ((0, 0),))
    return locate([finding], [document], {rule.code: rule.url for rule in every_rule()})


def _diff(outcome: Outcome, wish: Wish) -> int:
    changed = False
    for path, before, after, _ in mend.remedied(outcome.documents, outcome.findings, unsafe=wish.unsafe_fixes):
        changed = True
        click.echo(fixes.diff(path, before, after).encode(errors="replace"), nl=False)
    code = FOUND if changed and not wish.exit_zero else CLEAN
    return max(code, UNREADABLE if outcome.unreadable else CLEAN)


def _mend(outcome: Outcome, wish: Wish, config: Config, stdin: bytes, home: Path) -> Outcome:
    """Carry remedies out until none is left, and give what is still wrong."""
    count = 0
    kept: set[str] = set()  # files that cannot be mended, each told of once
    for _ in range(PASSES):
        mended = 0
        for path, before, after, done in mend.remedied(outcome.documents, outcome.findings, unsafe=wish.unsafe_fixes):
            if "-" in wish.paths and path in {"-", wish.stdin_filename}:
                stdin = after.encode()
                mended += done
            elif path not in kept and mend.written(Path(path), before, after):
                mended += done
            else:
                kept.add(path)
        count += mended
        if not mended:
            break
        outcome = find(wish, config, stdin, home)
    if "-" in wish.paths:
        click.echo(stdin, nl=False)
    click.echo(f"{count} mended", err=True)
    return outcome


def _statistics(located: Sequence[Located]) -> str:
    counts = Counter((one.finding.code, one.finding.name) for one in located)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return "".join(f"{count:>6}  {code}  {name}\n" for (code, name), count in rows)


def _summary(located: Sequence[Located], documents: int) -> str:
    counts = Counter(one.finding.level for one in located)
    said = ", ".join(
        f"{counts[level]} {level}{'s' if counts[level] != 1 and level != Level.INFO else ''}"
        for level in Level
        if counts[level]
    )
    return f"{said or 'no findings'} in {documents} document{'' if documents == 1 else 's'}"


def _code(located: Sequence[Located], unreadable: bool, wish: Wish, config: Config) -> int:
    if unreadable:
        return UNREADABLE
    grave = any(_RANK[one.finding.level] <= _RANK[config.fail_on] for one in located)
    return FOUND if grave and not wish.exit_zero else CLEAN
