"""Units with their findings: what formats of translators hold."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from toolkit.model import CheckedDocument, ReportedFinding, Unit


class Mark(NamedTuple):
    """A half-open range of a unit's translation that a finding marks; ``number`` is that of the finding in its unit."""

    start: int
    end: int
    number: int


def findings_of(document: CheckedDocument) -> Mapping[int, Sequence[ReportedFinding]]:
    """Return the findings that are told, by the numbers of their units, in the order of the text."""
    found: dict[int, list[ReportedFinding]] = {}
    for one in document.told:
        found.setdefault(one.finding.unit, []).append(one)
    return found


def marks_of(unit: Unit, findings: Sequence[ReportedFinding]) -> list[Mark]:
    """Return the words of the translation that findings mark, in order."""
    length = len(unit.translation_text)
    return sorted(
        Mark(min(span.start, length), min(span.end, length), number)
        for number, found in enumerate(findings)
        for span in found.finding.spans
        if span.side == "translation" and 0 <= span.start < min(span.end, length)
    )
