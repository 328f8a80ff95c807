"""What the server answers: findings as they come, what a check looks for, and what can be done about a finding."""

import asyncio
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from toolkit import __version__
from toolkit.cli.language_server import actions
from toolkit.cli.language_server.checking import Settings, all_fixed
from toolkit.cli.language_server.explained import explained
from toolkit.cli.language_server.open_texts import Answer, OpenTexts
from toolkit.cli.language_server.positions import Positions
from toolkit.cli.language_server.protocol import diagnostics, range_of, workspace_edit
from toolkit.model import Edit

FIX_ALL = "source.fixAll.toolkit"


def build(settings: Settings, delay_seconds: float) -> LanguageServer:
    """Return a server that waits to be started."""
    server = LanguageServer("toolkit", __version__, types.TextDocumentSyncKind.Full)
    texts = OpenTexts(server, settings, delay_seconds)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        texts.changed(params.text_document.uri, at_once=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        texts.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        texts.closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def files_changed(_params: types.DidChangeWatchedFilesParams) -> None:
        texts.everything()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(_params: types.DidChangeConfigurationParams) -> None:
        texts.everything()

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        return _hover(texts, params)

    @server.feature(types.SHUTDOWN)
    async def leaving(_params: None) -> None:
        texts.end()

    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        answer = texts.answer(params.text_document.uri)
        if answer is None:
            return []
        version = server.workspace.get_text_document(params.text_document.uri).version
        return await asyncio.get_running_loop().run_in_executor(
            texts.worker, lambda: _actions(texts, answer, params, version)
        )

    return server


def _hover(texts: OpenTexts, params: types.HoverParams) -> types.Hover | None:
    answer = texts.answer(params.text_document.uri)
    if answer is None:
        return None
    positions = Positions(answer.snapshot.text, texts.encoding)
    at = positions.offset(params.position.line, params.position.character)
    rows = [row for row in answer.found.checked.findings if row["start"] <= at <= max(row["end"], row["start"] + 1)]
    if not rows:
        return None
    hover = texts.server.client_capabilities.text_document and texts.server.client_capabilities.text_document.hover
    markdown = types.MarkupKind.Markdown in ((hover.content_format if hover else None) or [types.MarkupKind.Markdown])
    rule = "\n\n---\n\n" if markdown else "\n\n"
    text = rule.join(explained(row, markdown=markdown) for row in rows)
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    whole = Edit(min(row["start"] for row in rows), max(row["end"] for row in rows), "")
    return types.Hover(types.MarkupContent(kind, text), range_of(positions, whole.start, whole.end))


def _actions(
    texts: OpenTexts, answer: Answer, params: types.CodeActionParams, version: int | None
) -> list[types.CodeAction]:
    """Return what can be done about the findings in a range; runs in the worker."""
    positions = Positions(answer.snapshot.text, texts.encoding)
    wanted = params.context.only
    uri = params.text_document.uri

    def action(title: str, kind: str, edit: Edit, **more: Any) -> types.CodeAction:
        change = types.TextEdit(range_of(positions, edit.start, edit.end), edit.text)
        return types.CodeAction(
            title, kind=kind, edit=workspace_edit(texts.server.client_capabilities, uri, version, change), **more
        )

    found: list[types.CodeAction] = []
    if wanted is not None and any(_is_within(FIX_ALL, kind) for kind in wanted):
        after = all_fixed(answer.snapshot, answer.config)
        if after != answer.snapshot.text:
            edit = actions.difference(answer.snapshot.text, after)
            found.append(action("Write all suggestions that are safe", FIX_ALL, edit))
    if wanted is not None and not any(_is_within(types.CodeActionKind.QuickFix, kind) for kind in wanted):
        return found
    first = positions.offset(params.range.start.line, params.range.start.character)
    last = positions.offset(params.range.end.line, params.range.end.character)
    for row in answer.found.checked.findings:
        if row["start"] > last or row["end"] < first:
            continue
        about = diagnostics(answer.snapshot.text, [row], texts.encoding)
        mend = actions.suggestion(answer.snapshot, answer.config, answer.found, row)
        if mend is not None:
            kind = types.CodeActionKind.QuickFix
            found.append(action(mend.title, kind, mend.edit, diagnostics=about, is_preferred=mend.is_safe))
        found += [
            action(one.title, types.CodeActionKind.QuickFix, one.edit, diagnostics=about)
            for one in actions.ignored(answer.found, row)
        ]
    return found


def _is_within(kind: str, wanted: str) -> bool:
    """Whether a kind of action is one that is asked for: "source.fixAll.toolkit" is a "source"."""
    return kind == wanted or kind.startswith(f"{wanted}.")
