"""Checkstyle's XML, which many a server of builds reads."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import CheckedDocument
from toolkit.plugins.contracts import DocumentsReport
from toolkit.plugins.xml_characters import holdable
from toolkit.reports.documents.rows import relative
from toolkit.reports.documents.xml import added, written


@dataclass(frozen=True, slots=True)
class Checkstyle:
    """checkstyle.xml: a ``file`` for each document, an ``error`` for each finding, its check as the source.

    What has no lines counts as line 1, and the message names the place.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "checkstyle.xml"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return the whole file; documents without findings are in it, too."""
        root = ET.Element("checkstyle", version="4.3")
        for document in documents:
            file = added(root, "file")
            file.set("name", holdable(relative(document.path)))
            for found in document.told:
                lined = document.document.lined
                where = f"{found.where}: " if found.where else ""
                added(
                    file,
                    "error",
                    line=str(found.place.line if lined else 1),
                    column=str(found.place.column) if lined and document.document.text else "",
                    severity=found.severity,
                    message=f"{where}{found.finding.message} [{found.finding.category}]",
                    source=f"toolkit.{found.finding.check}",
                )
        return written(root)


PLUGIN: type[DocumentsReport] = Checkstyle
