"""One text as ``timeline check`` sees its file: read, its statements, and what is wrong in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from timeline.checks import suppression
from timeline.checks.selection import every_rule, shown
from timeline.config import Config
from timeline.model import Document, Finding, Statement
from timeline.pipeline import run
from timeline.sources import LIMIT, MEDIA, Fault, Metadata, corpus, read_text, settings
from timeline.sources.folds import in_file
from timeline.sources.settings import BadSettingsError

# What an editor calls the languages of texts that have no file yet, or a file of another ending.
_LANGUAGES = {
    "markdown": "markdown",
    "html": "html",
    "xhtml": "html",
    "rst": "rst",
    "restructuredtext": "rst",
    "icalendar": "calendar",
    "ics": "calendar",
}
_AS_IT_IS = {"text", "markdown", "html", "rst", "calendar"}  # the others' documents are no stretch of their file


@dataclass(frozen=True, slots=True)
class Look:
    """What is found in one text; ``trouble`` says why it, or its settings, could not be read, and on which line."""

    text: str
    document: Document | None = None
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    config: Config = field(default_factory=Config)
    trouble: tuple[Fault, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()  # code -> address of its page


def look(text: str, path: Path | None, root: Path | None, language: str | None = None, name: str = "untitled") -> Look:
    """Read a buffer; ``path`` is its file's, ``root`` the folder that the editor has open."""
    trouble: list[Fault] = []
    kept = settings.Settings()
    folder = path.parent if path else root
    if folder is not None:
        try:
            kept = settings.load(folder)
        except BadSettingsError as error:
            trouble.append(Fault("TL905", "", str(error), "until then the defaults hold"))
    media = media_of(path, language)
    if media not in _AS_IT_IS or not text.strip():
        return Look(text, config=kept.config, trouble=tuple(trouble))
    if len(text) > LIMIT:
        fault = Fault("TL904", "", f"is larger than {LIMIT / 1_000_000:g} MB", "split it")
        return Look(text, config=kept.config, trouble=(*trouble, fault))
    stated, defaults = _beside(path, root)
    called = _called(path, kept.path.parent if kept.path else root) if path else name
    document = read_text(text, called, media, stated, defaults)
    if isinstance(document, Fault):
        return Look(text, config=kept.config, trouble=(*trouble, document))
    found = run([document], kept.config)
    findings = suppression.silenced(
        (*in_file(found.findings, [document]), *_calendar(document, kept.config)),
        (document,),
        kept.config,
    )
    pages = tuple((rule.code, rule.url) for rule in every_rule())
    return Look(text, document, found.statements, tuple(findings), kept.config, tuple(trouble), pages)


def media_of(path: Path | None, language: str | None) -> str:
    """How to read a buffer: by its file's ending as on the command line, else by the editor's language.

    >>> media_of(Path("notes.md"), "plaintext"), media_of(None, "rst"), media_of(Path("COMMIT_EDITMSG"), "git-commit")
    ('markdown', 'rst', 'text')
    """
    by_ending = MEDIA.get(path.suffix.lower()) if path else None
    return by_ending or _LANGUAGES.get(language or "", "text")


def _beside(path: Path | None, root: Path | None) -> tuple[Metadata, Metadata]:
    """What the nearest ``corpus.toml`` says of the file, and of its whole folder."""
    if path is None:
        return Metadata(), Metadata()
    folders = [path.parent]
    if root is not None and path.is_relative_to(root):
        folders += [folder for folder in path.parent.parents if folder.is_relative_to(root)]
    for folder in folders:
        found = corpus.load(folder)
        if found.path:
            return found.documents.get(path.relative_to(folder).as_posix(), Metadata()), found.defaults
    return Metadata(), Metadata()


def _called(path: Path, root: Path | None) -> str:
    """The file's name as ``per-file-ignores`` means it."""
    return path.relative_to(root).as_posix() if root is not None and path.is_relative_to(root) else str(path)


def _calendar(document: Document, config: Config) -> tuple[Finding, ...]:
    """What is wrong with a calendar file as a calendar."""
    if document.origin is None or document.origin.media != "calendar":
        return ()
    from timeline.checks.calendar import lint_calendar

    return shown(lint_calendar(document.origin.raw or document.text, document, config), [document], config)
