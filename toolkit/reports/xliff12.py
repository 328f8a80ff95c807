"""XLIFF 1.2 (OASIS 2008): the units of a document for a translator's program, with the findings as notes."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import CheckedDocument
from toolkit.plugins.contracts import DocumentsReport
from toolkit.plugins.xml_characters import holdable
from toolkit.reports.documents.rows import note, relative
from toolkit.reports.documents.units import findings_of
from toolkit.reports.documents.xml import added, written

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_PRIORITIES = {"error": "1", "warning": "3", "info": "6"}


@dataclass(frozen=True, slots=True)
class Xliff12:
    """units.xlf: a file for each document, a ``trans-unit`` for each unit, a ``note`` for each finding.

    Notes of errors have priority 1, of warnings 3, of all else 6. A unit without a translation has no ``target``.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "units.xlf"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return the whole file."""
        root = ET.Element("xliff", version="1.2", xmlns=_NAMESPACE)
        for document in documents:
            _file(root, document)
        return written(root, whole=("source", "target", "note"))


def _file(root: ET.Element, document: CheckedDocument) -> None:
    attributes = {
        "original": holdable(relative(document.path)),
        "source-language": document.source_language,
        "target-language": document.document.language,
        "datatype": "plaintext",
    }
    body = added(ET.SubElement(root, "file", attributes), "body")
    findings = findings_of(document)
    for unit in document.units:
        element = added(body, "trans-unit", id=str(unit.index + 1), resname=unit.id)
        added(element, "source", unit.source_text)
        if unit.translation:
            added(element, "target", unit.translation_text)
        for found in findings.get(unit.index, ()):
            added(
                element,
                "note",
                note(found),
                from_="toolkit",
                priority=_PRIORITIES[found.severity],
                annotates="target" if unit.translation else "source",
            )


PLUGIN: type[DocumentsReport] = Xliff12
