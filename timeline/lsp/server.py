"""The server itself: an editor's buffers, looked at a moment after the last keystroke, one after the other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from timeline import __version__
from timeline.lsp import actions, hover
from timeline.lsp.diagnostics import SOURCE, diagnostics
from timeline.lsp.look import Look, look
from timeline.lsp.positions import Positions, changed
from timeline.sources import Fault
from timeline.zones import ZoneError, canonical

DELAY = 0.25  # seconds after the last keystroke
_SETTINGS = ("timeline.toml", "pyproject.toml", "corpus.toml")

log = logging.getLogger(__name__)


class _Protocol(LanguageServerProtocol):
    """The protocol with changes applied by our own lines: pygls splits lines where editors do not (U+2028, FF)."""

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Generator[Any, Any, None]:
        before = self.workspace.get_text_document(params.text_document.uri).source
        after = changed(before, params.content_changes, self.workspace.position_encoding)
        params.content_changes = [types.TextDocumentContentChangeWholeDocument(after)]
        yield from super().lsp_text_document__did_change(params)


@dataclass(slots=True)
class _Buffer:
    """What is known of an open text, and of which version."""

    version: int | None = None
    found: Look | None = None
    task: asyncio.Task[None] | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Server(LanguageServer):
    """A language server for time; ``reader`` is the zone of whoever sits before the editor."""

    def __init__(self, reader: str | None, delay: float = DELAY) -> None:
        super().__init__(
            "timeline",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            protocol_cls=_Protocol,
        )
        self.reader = reader
        self.delay = delay
        self.buffers: dict[str, _Buffer] = {}
        # One text at a time: reading is pure computation, and two threads of it would only wait for each other.
        self.worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="look")

    def soon(self, uri: str, delay: float) -> None:
        """Look at a text after a delay; what was planned before is dropped."""
        buffer = self.buffers.setdefault(unquote(uri), _Buffer())
        if buffer.task is not None:
            buffer.task.cancel()
        buffer.task = asyncio.create_task(self._publish(uri, buffer, delay))

    async def _publish(self, uri: str, buffer: _Buffer, delay: float) -> None:
        await asyncio.sleep(delay)
        found, version = await self.current(uri)
        document = self.workspace.text_documents.get(unquote(uri))
        if document is None or document.version != version or self.buffers.get(unquote(uri)) is not buffer:
            return  # closed, or typed on meanwhile: a newer look is on its way
        positions = Positions(found.text, self.workspace.position_encoding)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics(found, uri, positions), version)
        )

    async def current(self, uri: str) -> tuple[Look, int | None]:
        """What is found in the text as it is now, and its version; the same text is looked at once.

        Nothing is found in a text that is not open: what its file holds is not ours to say.
        """
        if unquote(uri) not in map(unquote, self.workspace.text_documents):
            return Look(""), None
        buffer = self.buffers.setdefault(unquote(uri), _Buffer())
        async with buffer.lock:
            document = self.workspace.get_text_document(uri)
            version, text = document.version, document.source
            if buffer.found is None or buffer.version != version or buffer.found.text != text:
                found = await asyncio.get_running_loop().run_in_executor(
                    self.worker, self._look, uri, text, document.language_id
                )
                buffer.found, buffer.version = found, version
            return buffer.found, version

    def _look(self, uri: str, text: str, language: str | None) -> Look:
        """Whatever a text does to us, the editor gets an answer and the server goes on."""
        try:
            file = to_fs_path(uri)
            return look(text, Path(file) if file else None, self._root(file), language, name=uri)
        except Exception as error:
            log.exception("reading %s failed", uri)
            defect = f"could not be read: a defect of ours ({type(error).__name__})"
            return Look(text, trouble=(Fault("TL901", uri, defect, "please report it with the text"),))

    def _root(self, file: str | None) -> Path | None:
        """The innermost of the editor's folders that holds the file."""
        uris = [folder.uri for folder in self.workspace.folders.values()] or [self.workspace.root_uri or ""]
        roots = [Path(path) for uri in uris if (path := to_fs_path(uri))]
        if file is None:
            return roots[0] if roots else None
        around = [root for root in roots if Path(file).is_relative_to(root)]
        return max(around, key=lambda root: len(root.parts), default=None)

    def forget(self, uri: str) -> None:
        """Take the marks of a closed text away."""
        buffer = self.buffers.pop(unquote(uri), None)
        if buffer is not None and buffer.task is not None:
            buffer.task.cancel()
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def settings_changed(self) -> None:
        """Look at everything again."""
        for buffer in self.buffers.values():
            buffer.found = None
        for uri in [document.uri for document in self.workspace.text_documents.values()]:
            self.soon(uri, self.delay)


def create_server(reader: str | None = None, delay: float = DELAY) -> Server:
    """The server with its features; ``start_io`` makes it speak."""
    server = Server(reader, delay)
    _follow_texts(server)
    _answer(server)
    return server


def _follow_texts(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        """Take the reader's zone from the editor's settings, ``{"zone": "Europe/Lisbon"}``, or say why it is none."""
        options: Any = params.initialization_options
        zone = options.get("zone") if isinstance(options, dict) else getattr(options, "zone", None)
        if zone in (None, ""):
            return
        try:
            server.reader = canonical(str(zone))
        except ZoneError as error:
            said = f"timeline: in the initialization options, {error}"
            server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, said))

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        server.worker.submit(look, "warm up on Friday at 3pm ET", None, None)  # loads the words before they are needed
        workspace = server.client_capabilities.workspace
        if workspace and (watched := workspace.did_change_watched_files) and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob_pattern=f"**/{name}") for name in _SETTINGS]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
            what = types.Registration(f"{SOURCE}-settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(types.RegistrationParams([what]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.soon(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def typed(params: types.DidChangeTextDocumentParams) -> None:
        server.soon(params.text_document.uri, server.delay)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        if params.text_document.uri.rpartition("/")[2] in _SETTINGS:
            server.settings_changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def settings_saved(_: types.DidChangeWatchedFilesParams) -> None:
        server.settings_changed()


def _answer(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        found, _ = await server.current(params.text_document.uri)
        positions = Positions(found.text, server.workspace.position_encoding)
        statement = hover.under(found.statements, positions.offset(params.position))
        if statement is None:
            return None
        card = hover.card(statement, server.reader, found.config.audience)
        asked = server.client_capabilities.text_document
        formats = (asked.hover.content_format if asked and asked.hover else None) or []
        # An editor that names no format is one from before Markdown was common.
        markup = types.MarkupKind.Markdown in formats
        shown = hover.markdown(card) if markup else hover.text(card)
        kind = types.MarkupKind.Markdown if markup else types.MarkupKind.PlainText
        return types.Hover(types.MarkupContent(kind, shown), positions.range(statement.span))

    kinds = [types.CodeActionKind.QuickFix, actions.FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def remedies(params: types.CodeActionParams) -> list[types.CodeAction]:
        found, version = await server.current(params.text_document.uri)
        positions = Positions(found.text, server.workspace.position_encoding)
        workspace = server.client_capabilities.workspace
        versioned = bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)
        target = types.VersionedTextDocumentIdentifier(version=version or 0, uri=params.text_document.uri)
        offered = actions.actions(found, target, positions.span(params.range), positions, versioned)
        return [action for action in offered if actions.wanted(action.kind, params.context.only)]
