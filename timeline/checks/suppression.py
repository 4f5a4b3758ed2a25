"""Comments that silence findings: ``<!-- timeline: ignore[TL101] reason -->``, and the ones that silence nothing.

A comment silences its own line; ``ignore-next-line`` the one below, ``ignore-file`` the whole file.
Without codes it silences everything there.
Comment signs are ``<!-- -->``, ``#``, ``//``, ``%``, ``;`` and reStructuredText's ``..``; within a line, any sign but
``<!--`` needs a space before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.checks.selection import chosen, every_rule, matches, nearest
from timeline.config import Config
from timeline.model import Document, Edit, Finding, Fix, Level, Span

_COMMENT = re.compile(
    r"(?P<sign><!--|(?:(?<=\s)|^)(?:\#+|//+|%+|;+|\.\.))[ \t]*timeline:[ \t]*"
    r"ignore(?P<scope>-next-line|-file)?(?P<codes>\[[^\]\r\n]{0,200}\])?(?P<rest>[^\r\n]*)",
    re.MULTILINE,
)
_TAG = re.compile(r"<[^<>]*>")
_LINE_END = re.compile(r"\r\n|\n|\r")
CODE, NAME = "TL931", "unused-ignore"


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that silences: the span of the whole comment, the stretch of text it governs, and the codes."""

    span: Span
    within: Span
    words: tuple[str, ...]  # empty: everything
    cut: Span  # what goes when it is removed: the blanks before it too, or the line that it has to itself

    def covers(self, finding: Finding) -> bool:
        """Whether it silences the finding: by its code or name, where any of its spans begins."""
        if self.words and not any(finding.code.startswith(w.upper()) or finding.name == w.lower() for w in self.words):
            return False
        a, b = self.within
        return any(a <= start < b or a <= end - 1 < b for start, end in finding.spans) or (not finding.spans and a == 0)


def ignores_of(document: Document) -> tuple[Ignore, ...]:
    """The ignore comments of a document's file, in order."""
    raw = document.origin.raw if document.origin and document.origin.raw is not None else document.text
    if "timeline:" not in raw:
        return ()
    return tuple(_ignores(raw, document.text if len(document.text) == len(raw) else raw))


def _ignores(raw: str, prose: str) -> Iterator[Ignore]:
    for match in _COMMENT.finditer(raw):
        end = match.end()
        if raw[match.start() - 1 : match.start()] == "`" or _in_code(raw, prose, match.span()):
            continue  # shown, not meant
        if match["sign"] == "<!--":
            close = raw.find("-->", match.end("codes") if match["codes"] else match.start("rest"), end)
            if close < 0:
                continue  # unclosed on its line: prose about comments, not a comment
            end = close + 3
        words = tuple(w.strip() for w in (match["codes"] or "")[1:-1].split(",") if w.strip())
        start = match.start("sign")
        yield Ignore((start, end), _within(raw, match.start(), match["scope"]), words, _cut(raw, start, end))


def _in_code(raw: str, prose: str, span: Span) -> bool:
    """Whether a comment stands in a line of code: beside words of which none is prose."""
    start, end = _within(raw, span[0], None)
    beside = _TAG.sub("", raw[start : span[0]] + raw[span[1] : end])
    return prose[start:end].isspace() and any(map(str.isalnum, beside))


def _cut(raw: str, start: int, end: int) -> Span:
    first, last = start, end
    while first and raw[first - 1] in " \t":
        first -= 1
    while raw[last : last + 1] in {" ", "\t"}:
        last += 1
    close = _LINE_END.match(raw, last)
    if close is None and last < len(raw):
        return start, end  # words follow
    alone = not first or raw[first - 1] in "\r\n"
    return first, close.end() if alone and close else last


def _within(raw: str, at: int, scope: str | None) -> Span:
    if scope == "-file":
        return 0, len(raw) + 1
    start = max(raw.rfind("\n", 0, at), raw.rfind("\r", 0, at)) + 1
    close = _LINE_END.search(raw, at)
    until = close.end() if close else len(raw)
    if scope == "-next-line":
        following = _LINE_END.search(raw, until)
        return until, following.end() if following else len(raw) + 1
    return start, max(until, start + 1)


def silenced(findings: Sequence[Finding], documents: Sequence[Document], config: Config) -> tuple[Finding, ...]:
    """The findings that no comment silences, and a TL931 for each comment that silences nothing.

    Of a rule that did not run it is not known whether its comment is needed.
    """
    ignores = {document.id: found for document in documents if (found := ignores_of(document))}
    if not ignores:
        return tuple(findings)
    by_place = {document: _by_place(found) for document, found in ignores.items()}
    used: set[tuple[str, Span, tuple[str, ...]]] = set()
    kept = []
    for finding in findings:
        near = _near(finding, *by_place[finding.document]) if finding.document in by_place else ()
        covering = [i for i in near if i.covers(finding)]
        used |= {(finding.document, i.within, i.words) for i in covering}
        if not covering:
            kept.append(finding)
    if chosen(CODE, NAME, config.select, config.ignore):
        idle = [(d, i) for d, found in ignores.items() for i in found if (d, i.within, i.words) not in used]
        kept += [_unused(document, ignore) for document, ignore in idle if _ran(ignore, config)]
    return tuple(kept)


def _by_place(ignores: Sequence[Ignore]) -> tuple[list[int], list[Ignore]]:
    """The comments in the order of what they govern, of equal ones one, and where that begins."""
    ordered = sorted({(one.within, one.words): one for one in ignores}.values(), key=lambda one: one.within)
    return [one.within[0] for one in ordered], ordered


def _near(finding: Finding, starts: list[int], ordered: list[Ignore]) -> Iterator[Ignore]:
    """The comments on the lines of a finding and on the file: looked up, since a file may have thousands of both."""
    offsets = {offset for start, end in finding.spans for offset in (start, end - 1)}
    lines = {starts[n - 1] for offset in offsets if (n := bisect_right(starts, offset))} | {0}
    for line in lines:
        yield from ordered[bisect_left(starts, line) : bisect_right(starts, line)]


def _unused(document: str, ignore: Ignore) -> Finding:
    unknown = [w for w in ignore.words if not _known(w)]
    if unknown:
        near = nearest(unknown[0])
        message = f"no rule is called {unknown[0]!r}" + (f"; did you mean {near!r}?" if near else "")
    else:
        message = (
            f"nothing here is reported as {' or '.join(ignore.words)}" if ignore.words else "nothing is reported here"
        )
    fix = None if unknown else Fix("remove the comment", (Edit(ignore.cut, ""),), safe=True)
    return Finding(CODE, NAME, Level.WARNING, message, document, (ignore.span,), fix=fix)


def _ran(ignore: Ignore, config: Config) -> bool:
    """Whether all rules ran that the comment silences."""
    meant = [r for r in every_rule() if not ignore.words or any(matches(r, word) for word in ignore.words)]
    return all(chosen(r.code, r.name, config.select, config.ignore) for r in meant)


def _known(word: str) -> bool:
    return any(matches(rule, word) for rule in every_rule())
