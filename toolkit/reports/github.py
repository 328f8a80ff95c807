"""Workflow commands of GitHub Actions: findings as annotations of the changed files."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.errors import visible
from toolkit.model import CheckedDocument, ReportedFinding
from toolkit.model.places import place
from toolkit.plugins.contracts import DocumentsReport
from toolkit.reports.documents.rows import relative

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


@dataclass(frozen=True, slots=True)
class Github:
    """Lines ``::error file=...,line=...::message``, which GitHub shows at the lines of a pull request.

    A step shows ten of each severity at most: `toolkit check --format github` prints the worst of them first. Text of
    the documents can start no command: line breaks and signs of commands in it are escaped.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "annotations.txt"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return a line for each finding, the worst first."""
        lines = [
            (list(_COMMANDS).index(found.severity), _line(document, found))
            for document in documents
            for found in document.told
        ]
        return "".join(f"{text}\n" for _, text in sorted(lines, key=lambda line: line[0]))


def _line(document: CheckedDocument, found: ReportedFinding) -> str:
    properties = {"file": relative(document.path), **_place(document, found), "title": found.finding.check}
    named = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    where = f"{found.where}: " if found.where else ""
    instead = f"; instead: {found.finding.suggestion}" if found.finding.suggestion else ""
    message = f"{where}{found.finding.message} [{found.finding.category}]{instead}"
    return f"::{_COMMANDS[found.severity]} {named}::{_data(message)}"


def _place(document: CheckedDocument, found: ReportedFinding) -> dict[str, int]:
    if not document.document.lined:
        return {}
    if not document.document.text:
        return {"line": found.place.line}
    end = place(document.document, found.place.end, found.place.end)
    if end.line != found.place.line:  # columns of two lines are not shown
        return {"line": found.place.line, "endLine": end.line}
    return {"line": found.place.line, "endLine": end.line, "col": found.place.column, "endColumn": end.column}


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


PLUGIN: type[DocumentsReport] = Github
