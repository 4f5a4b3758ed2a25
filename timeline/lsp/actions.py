"""Remedies as an editor offers them: one a finding, one for all that are certain, and the comment that silences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from timeline.lsp.diagnostics import diagnostic
from timeline.lsp.look import Look
from timeline.lsp.positions import Positions
from timeline.model import Edit, Finding, Span
from timeline.report.fixes import fixed

FIX_ALL = "source.fixAll.timeline"
# What begins and ends a comment behind a line's words; a reStructuredText comment needs a line of its own.
_COMMENT = {"markdown": ("<!--", " -->"), "html": ("<!--", " -->"), "text": ("#", "")}


def actions(
    found: Look, target: types.VersionedTextDocumentIdentifier, span: Span, positions: Positions, versioned: bool
) -> Iterator[types.CodeAction]:
    """What can be done about the findings that a span touches, and about all."""
    for finding in (f for f in found.findings if _touches(f, span)):
        mark = [diagnostic(finding, target.uri, positions)]
        if finding.fix is not None and finding.fix.edits:
            yield types.CodeAction(
                title=finding.fix.title[:1].upper() + finding.fix.title[1:],
                kind=types.CodeActionKind.QuickFix,
                diagnostics=mark,
                is_preferred=finding.fix.safe,
                edit=_edit(finding.fix.edits, target, positions, versioned),
            )
        if (comment := _comment(found, finding, positions)) is not None:
            yield types.CodeAction(
                title=f"Ignore {finding.code} ({finding.name}) on this line",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=mark,
                edit=_edit((comment,), target, positions, versioned),
            )
    _, done = fixed(found.text, found.findings, unsafe=False)
    if done:
        edits = tuple(dict.fromkeys(edit for finding in done if finding.fix for edit in finding.fix.edits))
        yield types.CodeAction(
            title=f"Mend all that is certain ({len(done)})",
            kind=FIX_ALL,
            edit=_edit(edits, target, positions, versioned),
        )


def wanted(kind: types.CodeActionKind | str | None, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether an editor that asks for ``only`` some kinds wants this one; a kind includes those below it.

    >>> wanted("source.fixAll.timeline", ["source.fixAll"]), wanted("quickfix", ["source"]), wanted("quickfix", None)
    (True, False, True)
    """
    name = str(getattr(kind, "value", kind))
    names = [str(getattr(one, "value", one)) for one in only or ()]
    return only is None or any(name == one or name.startswith(f"{one}.") or not one for one in names)


def _touches(finding: Finding, span: Span) -> bool:
    return any(start <= span[1] and span[0] <= end for start, end in finding.spans)


def _comment(found: Look, finding: Finding, positions: Positions) -> Edit | None:
    """The comment that silences the finding, at the end of its line."""
    media = found.document.origin.media if found.document and found.document.origin else ""
    if media not in _COMMENT or finding.code.startswith("TL9") or not finding.spans:
        return None
    begin, close = _COMMENT[media]
    end = positions.line_end(finding.spans[0][0])
    while end > 0 and found.text[end - 1] in " \t":  # two spaces at a line's end are markup
        end -= 1
    return Edit((end, end), f" {begin} timeline: ignore[{finding.code}]{close}")


def _edit(
    edits: Sequence[Edit], target: types.VersionedTextDocumentIdentifier, positions: Positions, versioned: bool
) -> types.WorkspaceEdit:
    """The edits as an editor takes them: bound to the version they were made for, where it understands that."""
    changes = [types.TextEdit(positions.range(edit.span), edit.text) for edit in edits]
    if not versioned:
        return types.WorkspaceEdit(changes={target.uri: changes})
    document = types.OptionalVersionedTextDocumentIdentifier(uri=target.uri, version=target.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(changes))])
