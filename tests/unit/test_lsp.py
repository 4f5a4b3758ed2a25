"""``timeline lsp`` as an editor meets it: a started process, and a real client that speaks the protocol with it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

# The weekday is wrong, and the letter of "EST" is; "7pm UTC" proves which clock is meant.
WRONG = "The call is on Friday, August 14, 2025 at 3pm EST (7pm UTC)."
FINE = "The call is on Thursday, August 14, 2025 at 3pm EDT (7pm UTC)."
PATIENCE = 60


class Editor:
    """An editor: opens and changes texts, asks, and keeps the marks that it is sent."""

    def __init__(
        self, folder: Path, *encodings: str, markdown: bool = True, versioned: bool = True, zone: str = ""
    ) -> None:
        self.folder = folder
        self.encodings = encodings
        self.markdown = markdown
        self.versioned = versioned
        self.zone = zone
        self.marks: dict[tuple[str, int | None], list[types.Diagnostic]] = {}
        self.messages: list[str] = []
        self.runner = asyncio.Runner()
        self.client = LanguageClient("editor", "1")

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def marked(params: types.PublishDiagnosticsParams) -> None:
            self.marks[params.uri, params.version] = list(params.diagnostics)

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def told(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

    def __enter__(self) -> Editor:
        self.runner.run(self._start())
        return self

    async def _start(self) -> None:
        arguments = ("-m", "timeline", "lsp", "--delay", "50", "--zone", "Europe/Berlin")
        await self.client.start_io(sys.executable, *arguments, cwd=self.folder)
        formats = [types.MarkupKind.Markdown if self.markdown else types.MarkupKind.PlainText]
        capabilities = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(
                position_encodings=[types.PositionEncodingKind(one) for one in self.encodings] or None
            ),
            text_document=types.TextDocumentClientCapabilities(
                hover=types.HoverClientCapabilities(content_format=formats)
            ),
            workspace=types.WorkspaceClientCapabilities(
                workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=self.versioned)
            ),
        )
        options = {"zone": self.zone} if self.zone else None
        folder = types.WorkspaceFolder(uri=self.folder.as_uri(), name="folder")
        self.answer = await asyncio.wait_for(
            self.client.initialize_async(
                types.InitializeParams(
                    capabilities=capabilities,
                    root_uri=folder.uri,
                    workspace_folders=[folder],
                    initialization_options=options,
                )
            ),
            PATIENCE,
        )
        self.client.initialized(types.InitializedParams())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.runner.run(self._stop())
        self.runner.close()

    async def _stop(self) -> None:
        await asyncio.wait_for(self.client.shutdown_async(None), PATIENCE)
        self.client.exit(None)
        await asyncio.wait_for(self.client.stop(), PATIENCE)

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "markdown") -> list[types.Diagnostic]:
        item = types.TextDocumentItem(uri=self.uri(name), language_id=language, version=1, text=text)
        self.runner.run(self._send(self.client.text_document_did_open, types.DidOpenTextDocumentParams(item)))
        return self.wait(name, 1)

    def change(self, name: str, version: int, *changes: types.TextDocumentContentChangeEvent) -> None:
        identifier = types.VersionedTextDocumentIdentifier(version=version, uri=self.uri(name))
        params = types.DidChangeTextDocumentParams(identifier, list(changes))
        self.runner.run(self._send(self.client.text_document_did_change, params))

    async def _send(self, notify: Callable[..., None], params: object) -> None:
        notify(params)

    def wait(self, name: str, version: int | None) -> list[types.Diagnostic]:
        self.runner.run(self._wait((self.uri(name), version)))
        return self.marks[self.uri(name), version]

    async def _wait(self, key: tuple[str, int | None]) -> None:
        async with asyncio.timeout(PATIENCE):
            while key not in self.marks:
                await asyncio.sleep(0.01)

    def hover(self, name: str, line: int, character: int) -> types.Hover | None:
        params = types.HoverParams(types.TextDocumentIdentifier(self.uri(name)), types.Position(line, character))
        return self.runner.run(asyncio.wait_for(self.client.text_document_hover_async(params), PATIENCE))

    def actions(self, name: str, found: types.Range, only: list[str] | None = None) -> list[types.CodeAction]:
        context = types.CodeActionContext(diagnostics=[], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(self.uri(name)), found, context)
        offered = self.runner.run(asyncio.wait_for(self.client.text_document_code_action_async(params), PATIENCE))
        return [one for one in offered or () if isinstance(one, types.CodeAction)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "timeline.toml").write_text('audience = ["America/New_York", "Asia/Tokyo"]\n')
    return folder


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Editor]:
    with Editor(folder) as editor:
        yield editor
    assert editor.messages == [], "the server told of a fault of its own"


def by_code(marks: list[types.Diagnostic]) -> dict[str, types.Diagnostic]:
    return {str(mark.code): mark for mark in marks}


def everywhere() -> types.Range:
    return types.Range(types.Position(0, 0), types.Position(999, 0))


def stretch(line: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(line, start), types.Position(line, end))


def quoted(text: str, found: types.Range, encoding: str = "utf-16") -> str:
    """The words of a one-line range, cut out by the units of the encoding; not by the server's own code."""
    line = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[found.start.line]
    codec, width = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
    assert found.start.line == found.end.line
    return line.encode(codec)[found.start.character * width : found.end.character * width].decode(codec)


def edited(text: str, action: types.CodeAction) -> str:
    """The text after an action's edits, done as an editor does them; for texts without astral characters."""
    assert action.edit is not None
    if action.edit.document_changes:
        (change,) = action.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        edits = change.edits
    else:
        assert action.edit.changes
        (edits,) = action.edit.changes.values()
    lines = text.splitlines(keepends=True)
    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        assert isinstance(edit, types.TextEdit)
        line, start, end = edit.range.start.line, edit.range.start.character, edit.range.end.character
        lines[line] = lines[line][:start] + edit.new_text + lines[line][end:]
    return "".join(lines)


def test_an_opened_text_is_marked(editor: Editor) -> None:
    marks = by_code(editor.open("opened.md", f"# Call\n\n{WRONG}\n"))

    assert quoted(f"# Call\n\n{WRONG}\n", marks["TL111"].range) == "Friday, August 14, 2025 at 3pm EST"
    assert (marks["TL111"].severity, marks["TL111"].source) == (types.DiagnosticSeverity.Error, "timeline")
    assert marks["TL101"].severity == types.DiagnosticSeverity.Warning


def test_a_clean_text_gets_an_empty_answer(editor: Editor) -> None:
    assert editor.open("clean.md", f"{FINE}\n") == []


def test_typing_moves_and_removes_marks(editor: Editor) -> None:
    editor.open("typed.md", f"{WRONG}\n")
    editor.change("typed.md", 2, types.TextDocumentContentChangePartial(stretch(0, 0, 0), "🕒 New:\r\n\r\n"))

    assert {mark.range.start.line for mark in editor.wait("typed.md", 2)} == {2}

    friday, est = WRONG.index("Friday"), WRONG.index("EST")
    editor.change(
        "typed.md",
        3,
        types.TextDocumentContentChangePartial(stretch(2, est, est + 3), "EDT"),
        types.TextDocumentContentChangePartial(stretch(2, friday, friday + 6), "Thursday"),
    )

    assert editor.wait("typed.md", 3) == []


def test_fast_typing_is_checked_once_at_its_end(editor: Editor) -> None:
    editor.open("fast.md", "\n")
    for version, letter in enumerate(WRONG, 2):
        place = stretch(0, version - 2, version - 2)
        editor.change("fast.md", version, types.TextDocumentContentChangePartial(place, letter))

    last = len(WRONG) + 1

    assert "TL111" in by_code(editor.wait("fast.md", last))
    assert len([version for uri, version in editor.marks if uri == editor.uri("fast.md")]) < last // 2


def test_a_line_separator_in_the_text_does_not_shift_later_changes(editor: Editor) -> None:
    text = f"one\u2028two\x0cthree\n{WRONG}\n"
    editor.open("separators.md", text)
    friday = WRONG.index("Friday")
    editor.change(
        "separators.md", 2, types.TextDocumentContentChangePartial(stretch(1, friday, friday + 6), "Thursday")
    )

    assert "TL111" not in by_code(editor.wait("separators.md", 2))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_marks_stand_on_their_words_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    lines = ("# 🕒 Notes", "", f"👩‍🚀 cafe\u0301 東京 {WRONG}", "")
    with Editor(tmp_path, encoding) as editor:
        assert editor.answer.capabilities.position_encoding == encoding

        for name, newline in (("lf.md", "\n"), ("crlf.md", "\r\n"), ("cr.md", "\r")):
            text = newline.join(lines)
            mark = by_code(editor.open(name, text))["TL111"]
            shown = editor.hover(name, mark.range.start.line, mark.range.end.character - 1)

            assert quoted(text, mark.range, encoding) == "Friday, August 14, 2025 at 3pm EST"
            assert shown is not None
            assert shown.range is not None
            assert quoted(text, shown.range, encoding) == "Friday, August 14, 2025 at 3pm EST"


def test_an_editor_that_names_no_encoding_counts_utf_16(editor: Editor) -> None:
    text = f"👩‍🚀🕒 {WRONG}\n"

    assert quoted(text, by_code(editor.open("utf16.md", text))["TL111"].range) == "Friday, August 14, 2025 at 3pm EST"


def test_hovering_shows_the_clocks_and_the_steps(editor: Editor) -> None:
    editor.open("hovered.md", f"{FINE}\n")

    shown = editor.hover("hovered.md", 0, FINE.index("3pm"))

    assert shown is not None
    assert isinstance(shown.contents, types.MarkupContent)
    value = shown.contents.value.replace("\\", "")
    assert "UTC: Thu 14 Aug 2025, 19:00" in value
    assert "your clock, Berlin: Thu 14 Aug 2025, 21:00 (Central European Summer Time)" in value
    assert "Tokyo: Fri 15 Aug 2025, 04:00 (Japan Standard Time)" in value
    assert "\n1. " in value


def test_hovering_over_other_words_shows_nothing(editor: Editor) -> None:
    editor.open("silent.md", f"{FINE}\n")

    assert editor.hover("silent.md", 0, 5) is None


def test_a_text_that_is_not_open_has_nothing_to_show(editor: Editor) -> None:
    assert editor.hover("never-opened.md", 0, 0) is None


def test_a_plain_editor_gets_plain_text_and_unversioned_edits(tmp_path: Path) -> None:
    with Editor(tmp_path, markdown=False, versioned=False) as editor:
        editor.open("plain.md", f"{WRONG}\n")
        shown = editor.hover("plain.md", 0, WRONG.index("3pm"))
        (mend,) = editor.actions("plain.md", everywhere(), ["source.fixAll"])

    assert shown is not None
    assert isinstance(shown.contents, types.MarkupContent)
    assert shown.contents.kind == types.MarkupKind.PlainText
    assert "**" not in shown.contents.value
    assert mend.edit is not None
    assert mend.edit.changes is not None


def test_an_editor_may_say_where_its_reader_is(tmp_path: Path) -> None:
    with Editor(tmp_path, zone="Asia/Calcutta") as editor:
        editor.open("zone.md", f"{FINE}\n")
        shown = editor.hover("zone.md", 0, FINE.index("3pm"))

    assert shown is not None
    assert isinstance(shown.contents, types.MarkupContent)
    assert "your clock, Kolkata: Fri 15 Aug 2025, 00:30" in shown.contents.value


def test_an_editor_that_names_no_zone_is_told_and_served(tmp_path: Path) -> None:
    with Editor(tmp_path, zone="Europe/Lisbn") as editor:
        editor.open("zone.md", f"{FINE}\n")
        shown = editor.hover("zone.md", 0, FINE.index("3pm"))

    assert editor.messages == [
        "timeline: in the initialization options, unknown zone 'Europe/Lisbn'; did you mean 'Europe/Lisbon'?"
    ]
    assert shown is not None
    assert isinstance(shown.contents, types.MarkupContent)
    assert "your clock, Berlin" in shown.contents.value


def test_the_day_of_publication_comes_from_front_matter(editor: Editor) -> None:
    text = "---\npublished: 2025-08-11\n---\n\nWe meet on Friday at 15:00 UTC.\n"
    editor.open("front.md", text)

    shown = editor.hover("front.md", 4, 15)

    assert shown is not None
    assert isinstance(shown.contents, types.MarkupContent)
    assert "Fri 15 Aug 2025, 15:00" in shown.contents.value


def test_a_remedy_mends_what_it_names(editor: Editor) -> None:
    text = f"Agenda\n{WRONG}\n"
    mark = by_code(editor.open("mended.md", text))["TL101"]

    offered = editor.actions("mended.md", mark.range, ["quickfix"])
    (mend,) = [a for a in offered if a.diagnostics and a.diagnostics[0].code == "TL101" and "gnore" not in a.title]

    assert mend.kind == types.CodeActionKind.QuickFix
    assert edited(text, mend) == text.replace("EST", "EDT")


def test_one_action_mends_all_that_is_certain(editor: Editor) -> None:
    text = f"{WRONG}\n\n{WRONG}\n"
    editor.open("all.md", text)

    (mend,) = editor.actions("all.md", stretch(1, 0, 0), ["source.fixAll.timeline"])
    after = edited(text, mend)

    assert after.count("EDT") == 2
    assert "EST" not in after
    assert editor.actions("all.md", stretch(1, 0, 0), ["refactor"]) == []


def test_a_comment_silences_the_line(editor: Editor) -> None:
    text = f"{WRONG}  \nMore.\n"
    mark = by_code(editor.open("ignored.md", text))["TL111"]

    (silence,) = [a for a in editor.actions("ignored.md", mark.range) if a.title.startswith("Ignore TL111")]
    after = edited(text, silence)
    editor.change("ignored.md", 2, types.TextDocumentContentChangeWholeDocument(after))
    marks = by_code(editor.wait("ignored.md", 2))

    assert after == f"{WRONG} <!-- timeline: ignore[TL111] -->  \nMore.\n"
    assert "TL111" not in marks
    assert "TL101" in marks


def test_settings_of_the_folder_hold(tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text('ignore = ["TL111"]\n[per-file-ignores]\n"old/*" = ["TL101"]\n')
    (tmp_path / "old").mkdir()
    with Editor(tmp_path) as editor:
        new, old = editor.open("new.md", WRONG), editor.open("old/one.md", WRONG)

    assert "TL101" in by_code(new)
    assert "TL111" not in by_code(new)
    assert by_code(old).keys().isdisjoint({"TL101", "TL111"})


def test_wrong_settings_are_told_and_their_correction_is_seen(tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text('selct = ["TL1"]\n')
    with Editor(tmp_path) as editor:
        marks = editor.open("note.md", f"{WRONG}\n")
        editor.marks.clear()
        (tmp_path / "timeline.toml").write_text('select = ["TL111"]\n')
        event = types.FileEvent(editor.uri("timeline.toml"), types.FileChangeType.Changed)
        params = types.DidChangeWatchedFilesParams([event])
        editor.runner.run(editor._send(editor.client.workspace_did_change_watched_files, params))
        after = editor.wait("note.md", 1)

    assert "did you mean 'select'?" in marks[0].message
    assert [mark.code for mark in after] == ["TL111"]


def test_broken_front_matter_is_marked_on_its_line(editor: Editor) -> None:
    (mark,) = editor.open("broken.md", "---\nid: x\nzone: Europe/Berln\n---\n\nText.\n")

    assert mark.code == "TL905"
    assert "Europe/Berlin" in mark.message


def test_closing_takes_the_marks_away(editor: Editor) -> None:
    editor.open("closed.md", f"{WRONG}\n")
    params = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(editor.uri("closed.md")))
    editor.runner.run(editor._send(editor.client.text_document_did_close, params))

    assert editor.wait("closed.md", None) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("surrogate.md", f"\ud800 {WRONG}"),
        ("controls.txt", "\x00\x01\x1b[2J 3pm \x7f\u202e ET\r\r\n\x85"),
        ("brackets.md", "[" * 5000 + "(" * 5000 + "`" * 501),
        ("digits.md", "9" * 20000 + ":" * 20000),
        ("times.md", "3pm ET / " * 5000),
        ("tags.html", "<" * 9000 + "<!--" * 900 + "&#x" * 900),
        ("feed.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n \n:::;;;\n"),
        ("mail.eml", "Date: never\n\n3pm"),
        ("data.jsonl", '{"text": "3pm ET"}'),
        ("empty.md", ""),
        ("no name\u00e9 100%.md", WRONG),
    ],
)
def test_odd_texts_get_an_answer_and_do_no_harm(editor: Editor, name: str, text: str) -> None:
    marks = editor.open(name, text)
    editor.hover(name, 0, 1)
    editor.actions(name, everywhere())

    assert not [mark for mark in marks if "defect" in mark.message]
    assert "TL111" in by_code(editor.open(f"after-{name}.md", WRONG))


def test_a_text_that_was_never_saved_is_checked(editor: Editor) -> None:
    item = types.TextDocumentItem(uri="untitled:Untitled-1", language_id="markdown", version=1, text=WRONG)
    editor.runner.run(editor._send(editor.client.text_document_did_open, types.DidOpenTextDocumentParams(item)))
    editor.runner.run(editor._wait(("untitled:Untitled-1", 1)))

    assert "TL111" in by_code(editor.marks["untitled:Untitled-1", 1])


def test_positions_outside_the_text_are_no_fault(editor: Editor) -> None:
    editor.open("outside.md", f"{FINE}\nLast line.")

    assert editor.hover("outside.md", 50, 50) is None
    assert editor.actions("outside.md", types.Range(types.Position(9, 9), types.Position(7, 3)), ["quickfix"]) == []


def test_without_the_extra_the_command_says_what_to_install() -> None:
    code = "import sys; sys.modules['pygls'] = None; from timeline.cli import main; main(['lsp'])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "pip install 'timeline-utc[lsp]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_zone_is_refused() -> None:
    command = [sys.executable, "-m", "timeline", "lsp", "--zone", "Europe/Berln"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "unknown zone 'Europe/Berln'; did you mean 'Europe/Berlin'?" in done.stderr


def test_the_machines_zone_is_found_where_systems_keep_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.cli.lsp import machine_zone

    monkeypatch.delenv("TZ", raising=False)
    assert machine_zone(tmp_path) == "UTC"

    (tmp_path / "timezone").write_text("Asia/Calcutta\n")
    assert machine_zone(tmp_path) == "Asia/Kolkata"

    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Europe/Lisbon")
    assert machine_zone(tmp_path) == "Europe/Lisbon"

    monkeypatch.setenv("TZ", ":America/Bogota")
    assert machine_zone(tmp_path) == "America/Bogota"


def test_a_server_that_is_told_to_go_goes_without_a_word(tmp_path: Path) -> None:
    calls: list[dict[str, object]] = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None, "rootUri": None}},
        {"method": "initialized", "params": {}},
        {"id": 2, "method": "shutdown", "params": None},
        {"method": "exit", "params": None},
    ]
    bodies = [json.dumps({"jsonrpc": "2.0", **call}) for call in calls]

    done = subprocess.run(
        [sys.executable, "-m", "timeline", "lsp"],
        input="".join(f"Content-Length: {len(body)}\r\n\r\n{body}" for body in bodies),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
