"""XLIFF 2 (ISO 21720): the units of a document for a translator's program, with notes at the words they are about."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.model import CheckedDocument, ReportedFinding, Unit
from toolkit.plugins.contracts import DocumentsReport
from toolkit.plugins.xml_characters import NOT_XML, holdable
from toolkit.reports.documents.rows import note, relative
from toolkit.reports.documents.units import findings_of, marks_of
from toolkit.reports.documents.xml import added, written

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_PRIORITIES = {"error": "1", "warning": "3", "info": "6"}


@dataclass(frozen=True, slots=True)
class Xliff:
    """units.xliff: a ``file`` for each document, a ``unit`` for each unit, a ``note`` for each finding.

    Where a finding marks words of the translation, they stand between markers that name the note. Notes of errors have
    priority 1, of warnings 3, of all else 6. Documents of other languages than the first need a file of their own.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "units.xliff"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return the whole file."""
        languages = {(document.source_language, document.document.language) for document in documents}
        if len(languages) > 1:
            raise InputError(f"{self.filename}: it holds one direction, and these are documents of several; part them")
        source, target = next(iter(languages), ("und", "und"))
        root = ET.Element("xliff", version="2.0", xmlns=_NAMESPACE, srcLang=source or "und", trgLang=target or "und")
        for number, document in enumerate(documents, 1):
            _file(root, document, number)
        return written(root, whole=("source", "target", "note"))


def _file(root: ET.Element, document: CheckedDocument, number: int) -> None:
    file = added(root, "file", id=f"f{number}", original=relative(document.path))
    findings = findings_of(document)
    for unit in document.units:
        element = added(file, "unit", id=f"u{unit.index + 1}", name=unit.id)
        told = findings.get(unit.index, ())
        if told:
            _notes(element, told, has_translation=bool(unit.translation))
        segment = added(element, "segment")
        _append(added(segment, "source"), unit.source_text)
        if unit.translation:
            _marked(added(segment, "target"), unit, told)
    if not document.units:  # a file has at least one
        added(added(added(file, "unit", id="u1"), "segment"), "source")


def _notes(element: ET.Element, findings: Sequence[ReportedFinding], *, has_translation: bool) -> None:
    notes = added(element, "notes")
    for number, found in enumerate(findings):
        added(
            notes,
            "note",
            note(found),
            id=f"n{number + 1}",
            appliesTo="target" if has_translation else "source",
            category=found.severity,
            priority=_PRIORITIES[found.severity],
        )


def _marked(target: ET.Element, unit: Unit, findings: Sequence[ReportedFinding]) -> None:
    """Write the translation with markers around words; those of two findings may overlap."""
    text = unit.translation_text
    marks = marks_of(unit, findings)
    events = [(mark.start, 1, number) for number, mark in enumerate(marks)]
    events += [(mark.end, 0, number) for number, mark in enumerate(marks)]
    at = 0
    for place, opens, number in sorted(events):
        _append(target, text[at:place])
        at = place
        if opens:
            added(target, "sm", id=f"m{number + 1}", type="comment", ref=f"#n=n{marks[number].number + 1}")
        else:
            added(target, "em", startRef=f"m{number + 1}")
    _append(target, text[at:])


def _append(element: ET.Element, text: str) -> None:
    """Add text at the end of an element; what XML cannot hold is an element of its own."""
    at = 0
    for match in NOT_XML.finditer(text):
        _add_text(element, text[at : match.start()])
        code = ord(match[0])
        if 0xD800 <= code < 0xE000:  # half a character is none
            _add_text(element, holdable(match[0]))
        else:
            added(element, "cp", hex=f"{code:04X}")
        at = match.end()
    _add_text(element, text[at:])


def _add_text(element: ET.Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


PLUGIN: type[DocumentsReport] = Xliff
