"""The language server: pygls around ``_editor``."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from timeline import __version__
from timeline.cli import _editor
from timeline.cli._editor import Sheet
from timeline.config import Config
from timeline.model import Finding, Level
from timeline.report.locate import Lines
from timeline.sources.settings import BadSettingsError, load
from timeline.zones import is_key

PAUSE = 0.2  # seconds of quiet before a text that is being typed is examined
_LEVELS = {
    Level.ERROR: types.DiagnosticSeverity.Error,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.INFO: types.DiagnosticSeverity.Information,
}


class Server(LanguageServer):
    """The server with the texts that are open."""

    def __init__(self) -> None:
        super().__init__("timeline", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.sheets: dict[str, Sheet] = {}
        self.zones: tuple[str, ...] = ()  # the reader's own, as the editor says

    @property
    def encoding(self) -> str:
        """The code units that were agreed on."""
        return str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))


def server() -> Server:
    """The server with its features."""
    made = Server()
    made.feature(types.INITIALIZE)(_initialize)
    made.feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    made.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    made.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    made.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    options = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    made.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)(_actions)
    return made


def path_of(uri: str) -> str:
    """The path of a file's URI; of an unsaved text its name."""
    parts = urlsplit(uri)
    return unquote(parts.path) or uri


def _config(uri: str) -> Config:
    folder = Path(path_of(uri)).parent
    return load(folder if folder.is_dir() else Path.cwd()).config


def _initialize(server: Server, params: types.InitializeParams) -> None:
    """Take the reader's zone from the editor: ``{"zone": "Europe/Paris"}``."""
    options: Any = params.initialization_options
    zone = options.get("zone") if isinstance(options, dict) else getattr(options, "zone", None)
    if isinstance(zone, str) and is_key(zone):
        server.zones = (zone,)


def _opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    _examine(server, params.text_document.uri)


async def _changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    uri, version = params.text_document.uri, params.text_document.version
    await asyncio.sleep(PAUSE)
    document = server.workspace.text_documents.get(uri)
    if document is not None and document.version == version:
        _examine(server, uri)


def _closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    server.sheets.pop(params.text_document.uri, None)
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))


def _examine(server: Server, uri: str) -> None:
    """Read a text anew and tell the editor what is wrong with it."""
    document = server.workspace.get_text_document(uri)
    try:
        sheet = _editor.examine(document.source, path_of(uri), document.language_id or "", _config(uri))
    except BadSettingsError as error:
        server.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"timeline: {error}"))
        sheet = Sheet(document.source, Lines(document.source), None)
    server.sheets[uri] = sheet
    diagnostics = [_diagnostic(server, sheet, uri, finding) for finding in sheet.findings]
    server.text_document_publish_diagnostics(
        types.PublishDiagnosticsParams(uri=uri, diagnostics=diagnostics, version=document.version)
    )


def _diagnostic(server: Server, sheet: Sheet, uri: str, finding: Finding) -> types.Diagnostic:
    spans = finding.spans or ((0, 0),)
    related = [
        types.DiagnosticRelatedInformation(types.Location(uri, _range(server, sheet, span)), "the same time")
        for span in spans[1:]
    ]
    related += [
        types.DiagnosticRelatedInformation(types.Location(uri, _range(server, sheet, r.span)), r.message)
        for r in finding.related
        if sheet.document and r.document == sheet.document.id
    ]
    return types.Diagnostic(
        range=_range(server, sheet, spans[0]),
        message=finding.message,
        severity=_LEVELS[finding.level],
        code=finding.code,
        source="timeline",
        related_information=related or None,
    )


def _range(server: Server, sheet: Sheet, span: tuple[int, int]) -> types.Range:
    start, end = (types.Position(*_editor.units(sheet, offset, server.encoding)) for offset in span)
    return types.Range(start, end)


def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    sheet = server.sheets.get(params.text_document.uri)
    if sheet is None:
        return None
    place = params.position
    offset = _editor.offset_of(sheet, place.line, place.character, server.encoding)
    zones = (*_config(params.text_document.uri).audience, *server.zones)
    shown = _editor.hover(sheet, offset, zones)
    if shown is None:
        return None
    span, words = shown
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, words), _range(server, sheet, span))


def _actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri = params.text_document.uri
    sheet = server.sheets.get(uri)
    if sheet is None:
        return []
    actions = []
    for finding in sheet.findings:
        diagnostic = _diagnostic(server, sheet, uri, finding)
        if not _meets(diagnostic.range, params.range):
            continue
        if finding.fix:
            edits = [types.TextEdit(_range(server, sheet, e.span), e.text) for e in finding.fix.edits]
            actions.append(_action(uri, finding.fix.title, edits, diagnostic, preferred=finding.fix.safe))
        offset, words = _editor.comment(sheet, finding.code, finding.spans[0][0] if finding.spans else 0)
        edit = types.TextEdit(_range(server, sheet, (offset, offset)), words)
        actions.append(_action(uri, f"ignore {finding.code} here", [edit], diagnostic, preferred=False))
    return actions


def _action(
    uri: str, title: str, edits: list[types.TextEdit], diagnostic: types.Diagnostic, *, preferred: bool
) -> types.CodeAction:
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic],
        edit=types.WorkspaceEdit(changes={uri: edits}),
        is_preferred=preferred or None,
    )


def _meets(one: types.Range, other: types.Range) -> bool:
    first = (one.start.line, one.start.character), (one.end.line, one.end.character)
    second = (other.start.line, other.start.character), (other.end.line, other.end.character)
    return first[0] <= second[1] and second[0] <= first[1]
