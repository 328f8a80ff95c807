"""The JSON of Vale (https://vale.sh, ``--output=JSON``): what editor plugins made for that linter read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.model import CheckedDocument, ReportedFinding
from toolkit.plugins.contracts import DocumentsReport
from toolkit.reports.documents.rows import relative

_SEVERITIES = {"error": "error", "warning": "warning", "info": "suggestion"}


@dataclass(frozen=True, slots=True)
class Vale:
    """vale.json: for each document its findings, with line, columns (from 1, the last included) and what to put there.

    A finding of several lines ends with its first. What has no lines (a word processor's document) counts as its first,
    and the message names the place. A document without findings is not in it.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "vale.json"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return an object with a list of findings for each path."""
        found: dict[str, list[dict[str, Any]]] = {}
        for document in documents:
            for one in document.told:
                found.setdefault(relative(document.path), []).append(_alert(document, one))
        return json.dumps(found, indent=2) + "\n"


def _alert(document: CheckedDocument, found: ReportedFinding) -> dict[str, Any]:
    finding, place, text = found.finding, found.place, document.document.text
    lined = document.document.lined and bool(text)
    words = (text[place.start : place.end].splitlines() or [""])[0] if lined else found.quote
    first = place.column if lined else 1
    where = f"{found.where}: " if found.where else ""
    return {
        "Action": _action(finding.suggestion),
        "Span": [first, first + max(len(words), 1) - 1 if lined else 1],
        "Check": f"toolkit.{finding.check}",
        "Description": finding.category,
        "Link": "",
        "Message": f"{where}{finding.message}",
        "Severity": _SEVERITIES[found.severity],
        "Match": words,
        "Line": place.line if document.document.lined else 1,
    }


def _action(suggestion: str | None) -> dict[str, Any]:
    if suggestion is None:
        return {"Name": "", "Params": None}
    return {"Name": "replace", "Params": [suggestion]} if suggestion else {"Name": "remove", "Params": None}


PLUGIN: type[DocumentsReport] = Vale
