"""Findings and edits as the protocol has them."""

from collections.abc import Mapping, Sequence
from typing import Any

from lsprotocol import types

from toolkit.cli.language_server.explained import home_of
from toolkit.cli.language_server.positions import Positions

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_SOURCE = "toolkit"


def diagnostics(text: str, rows: Sequence[Mapping[str, Any]], encoding: str) -> list[types.Diagnostic]:
    """Return rows of findings in a text as diagnostics, with places in the units of an encoding."""
    positions = Positions(text, encoding)
    found = []
    for row in rows:
        home = home_of(row["check"])
        found.append(
            types.Diagnostic(
                range_of(positions, row["start"], row["end"]),
                row["message"],
                severity=_SEVERITIES[row["severity"]],
                code=row["check"],
                code_description=types.CodeDescription(home) if home else None,
                source=_SOURCE,
                data={"category": row["category"], "suggestion": row["suggestion"]},
            )
        )
    return found


def range_of(positions: Positions, start: int, end: int) -> types.Range:
    """Return a half-open range of offsets."""
    return types.Range(types.Position(*positions.place(start)), types.Position(*positions.place(end)))


def workspace_edit(
    client: types.ClientCapabilities, uri: str, version: int | None, change: types.TextEdit
) -> types.WorkspaceEdit:
    """Return an edit for one version of a text, or for a text as it is where the client knows no versions."""
    workspace = client.workspace
    if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
        document = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [change])])
    return types.WorkspaceEdit(changes={uri: [change]})
