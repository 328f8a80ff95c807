"""TMX 1.4b (LISA OSCAR 2005): the units of a document as a translation memory, with the findings as notes."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import __version__
from toolkit.model import CheckedDocument
from toolkit.plugins.contracts import DocumentsReport
from toolkit.reports.documents.rows import note
from toolkit.reports.documents.units import findings_of
from toolkit.reports.documents.xml import LANGUAGE, added, written

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'


@dataclass(frozen=True, slots=True)
class Tmx:
    """units.tmx: the units that have both sides, in their languages, with findings as notes.

    A memory can leave units with notes out. A document without an original has no units for it.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "units.tmx"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return the whole memory."""
        sources = {document.source_language for document in documents}
        root = ET.Element("tmx", version="1.4")
        added(
            root,
            "header",
            creationtool="translation-toolkit",
            creationtoolversion=__version__,
            segtype="block",
            **{"o-tmf": "plain text"},
            adminlang="en",
            srclang=next(iter(sources)) if len(sources) == 1 else "*all*",
            datatype="plaintext",
        )
        body = added(root, "body")
        for number, document in enumerate(documents, 1):
            _units(body, document, f"{number}/" if len(documents) > 1 else "")
        return written(root, whole=("seg", "note"), head=_DOCTYPE)


def _units(body: ET.Element, document: CheckedDocument, before: str) -> None:
    findings = findings_of(document)
    for unit in document.units:
        if not (unit.source_text.strip() and unit.translation_text.strip()):
            continue
        element = added(body, "tu", tuid=f"{before}{unit.id or unit.index + 1}", srclang=document.source_language)
        for found in findings.get(unit.index, ()):
            added(element, "note", note(found))
        added(element, "prop", document.path, type="x-file")
        if unit.confidence is not None:
            added(element, "prop", f"{unit.confidence:.4f}", type="x-confidence")
        for text, language in (
            (unit.source_text, document.source_language),
            (unit.translation_text, document.document.language),
        ):
            variant = ET.SubElement(element, "tuv", {LANGUAGE: language})
            added(variant, "seg", text)


PLUGIN: type[DocumentsReport] = Tmx
