"""Findings as an editor marks them."""

from __future__ import annotations

from lsprotocol import types

from timeline.lsp.look import Look
from timeline.lsp.positions import Positions
from timeline.model import Finding, Level
from timeline.sources import Fault

SOURCE = "timeline"
_SEVERITY = {
    Level.ERROR: types.DiagnosticSeverity.Error,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.INFO: types.DiagnosticSeverity.Information,
}


def diagnostics(found: Look, uri: str, positions: Positions) -> list[types.Diagnostic]:
    """One mark a finding, in the order of the text; what could not be read stands on its line."""
    pages = dict(found.pages)
    marks = [trouble(fault, positions) for fault in found.trouble]
    return marks + [diagnostic(finding, uri, positions, pages) for finding in found.findings]


def diagnostic(
    finding: Finding, uri: str, positions: Positions, pages: dict[str, str] | None = None
) -> types.Diagnostic:
    """The mark of a finding: its first span; the others are related places."""
    spans = finding.spans or ((0, 0),)
    related = [_place(uri, positions, span, "compared with this") for span in spans[1:]]
    related += [
        _place(uri, positions, other.span, other.message)
        for other in finding.related
        if other.document == finding.document
    ]
    page = (pages or {}).get(finding.code, "")
    return types.Diagnostic(
        range=positions.range(spans[0]),
        message=finding.message,
        severity=_SEVERITY[finding.level],
        code=finding.code,
        code_description=types.CodeDescription(page) if page.startswith(("http://", "https://")) else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if finding.code == "TL931" else None,
        related_information=related or None,
    )


def trouble(fault: Fault, positions: Positions) -> types.Diagnostic:
    """The mark of something that could not be read: the line it stands on, or the first."""
    return types.Diagnostic(
        range=positions.range(positions.line_span((fault.line or 1) - 1)),
        message=f"{fault.message}; {fault.remedy}",
        severity=types.DiagnosticSeverity.Error,
        code=fault.code,
        source=SOURCE,
    )


def _place(uri: str, positions: Positions, span: tuple[int, int], message: str) -> types.DiagnosticRelatedInformation:
    return types.DiagnosticRelatedInformation(types.Location(uri, positions.range(span)), message)
