"""Code Quality of GitLab: the findings as a report that a merge request shows (a subset of Code Climate's format)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import CheckedDocument
from toolkit.plugins.contracts import DocumentsReport
from toolkit.reports.documents.rows import occurrences, relative

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


@dataclass(frozen=True, slots=True)
class Gitlab:
    """gl-code-quality-report.json: description, check, severity, place and a fingerprint that survives edits elsewhere.

    What has no lines (a word processor's document) counts as its first, and the description names the place.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "gl-code-quality-report.json"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return a list of issues as JSON."""
        issues = []
        for document in documents:
            path = relative(document.path)
            for found, name in occurrences(document):
                if found.standing != "told":
                    continue
                where = f"{found.where}: " if found.where else ""
                lines = found.place.line if document.document.lined else 1
                issues.append(
                    {
                        "description": f"{where}{found.finding.message} [{found.finding.category}]",
                        "check_name": found.finding.check,
                        "fingerprint": hashlib.sha256(f"{path}\n{name}".encode("utf-8", "replace")).hexdigest(),
                        "severity": _SEVERITIES[found.severity],
                        "location": {"path": path, "lines": {"begin": lines}},
                    }
                )
        return json.dumps(issues, indent=2) + "\n"


PLUGIN: type[DocumentsReport] = Gitlab
