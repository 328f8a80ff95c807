"""An editor for tests: it starts ``toolkit lsp``, talks to it over its standard input and output, and applies edits."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.command_line import PATIENCE_SECONDS, surroundings
from toolkit.cli.language_server.positions import Positions


class Editor:
    """One editor with its server; ``diagnostics`` are the latest of each text, by its address."""

    def __init__(self, folder: Path, encoding: str = "utf-16") -> None:
        self.folder, self.encoding = folder, encoding
        self.client = LanguageClient("editor", "1")
        self.diagnostics: dict[str, types.PublishDiagnosticsParams] = {}
        self.said: list[str] = []
        self.texts: dict[str, tuple[int, str]] = {}
        self._news = asyncio.Event()

    async def start(self, *options: str, code: str = "") -> None:
        """Start the server; ``code`` is run in its process before it."""
        run = f"import sys; sys.argv[0] = 'toolkit'\n{code}\nfrom toolkit.cli.main import main; main()"
        await self.client.start_io(
            sys.executable, "-c", run, "lsp", *options, env=surroundings(self.folder), cwd=self.folder
        )

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.diagnostics[params.uri] = params
            self._news.set()

        @self.client.feature(types.WINDOW_LOG_MESSAGE)  # type: ignore[untyped-decorator]
        def logged(params: types.LogMessageParams) -> None:
            self.said.append(params.message)
            self._news.set()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def shown(params: types.ShowMessageParams) -> None:
            self.said.append(params.message)

        general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(self.encoding)])
        edits = types.WorkspaceEditClientCapabilities(document_changes=True)
        workspace = types.WorkspaceClientCapabilities(workspace_edit=edits)
        answer = await self.client.initialize_async(
            types.InitializeParams(types.ClientCapabilities(general=general, workspace=workspace))
        )
        assert answer.capabilities.position_encoding == self.encoding
        self.client.initialized(types.InitializedParams())

    async def leave(self) -> int | None:
        """End the server as editors do; return its exit code."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        server = self.client._server
        assert server is not None
        code: int | None = await asyncio.wait_for(server.wait(), PATIENCE_SECONDS)
        await self.client.stop()  # type: ignore[no-untyped-call]
        return code

    def open(self, name: str, text: str | None = None, kind: str = "plaintext") -> str:
        """Open a file of the folder, or a text that is in no file; return its address."""
        path = self.folder / name
        uri = path.as_uri() if text is None else name
        shown = path.read_bytes().decode() if text is None else text
        self.texts[uri] = 1, shown
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, kind, 1, shown)))
        return uri

    def type(self, uri: str, text: str) -> None:
        """Put another text in place of one."""
        version = self.texts[uri][0] + 1
        self.texts[uri] = version, text
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until the server has said what is waited for."""
        while not holds():
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), PATIENCE_SECONDS)

    async def findings(self, uri: str) -> list[types.Diagnostic]:
        """Return the diagnostics for the text as it stands now."""
        await self.until(lambda: uri in self.diagnostics and self.diagnostics[uri].version == self.texts[uri][0])
        return list(self.diagnostics[uri].diagnostics)

    async def actions(self, uri: str, place: types.Range, only: list[str] | None = None) -> list[types.CodeAction]:
        """Return what is offered for a range."""
        context = types.CodeActionContext([], only=only)
        asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, context)
        return [
            one
            for one in await self.client.text_document_code_action_async(asked) or []
            if isinstance(one, types.CodeAction)
        ]

    async def hover(self, uri: str, place: types.Position) -> str:
        """Return what is shown for a place."""
        asked = types.HoverParams(types.TextDocumentIdentifier(uri), place)
        answer = await self.client.text_document_hover_async(asked)
        return answer.contents.value if answer and isinstance(answer.contents, types.MarkupContent) else ""

    def apply(self, action: types.CodeAction) -> str:
        """Do what an action says with the text that it is for; return the text."""
        assert action.edit is not None
        assert action.edit.document_changes is not None
        (change,) = action.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        uri = change.text_document.uri
        version, text = self.texts[uri]
        assert change.text_document.version == version
        positions = Positions(text, self.encoding)
        (edit,) = change.edits
        assert isinstance(edit, types.TextEdit)
        start, end = (positions.offset(at.line, at.character) for at in (edit.range.start, edit.range.end))
        self.type(uri, text[:start] + edit.new_text + text[end:])
        return self.texts[uri][1]


def edit(
    folder: Path, work: Callable[[Editor], Coroutine[Any, Any, None]], *, encoding: str = "utf-16", code: str = ""
) -> None:
    """Start an editor, do some work in it, and leave; the server ends by itself and without a fault."""

    async def session() -> None:
        editor = Editor(folder, encoding)
        await editor.start("--delay", "0.05", code=code)
        await work(editor)
        assert await editor.leave() == 0

    asyncio.run(session())
