"""The findings of a document as plain rows, with what a baseline knows them by: what is kept of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from toolkit.model import Comparison, Finding
from toolkit.model.places import Place, locate, quote, where
from toolkit.reports.wording.finding_rows import COMPARISON_KEYS, finding_row
from toolkit.run.known.baseline import content_mark, fingerprint, near

if TYPE_CHECKING:
    from toolkit.run.versions.versions import Versions

FindingRow = dict[str, Any]
"""A finding: ``path``, the keys of a finding in ``comparison.json``, ``where`` and ``quote`` as ``check`` prints them,
``fingerprint`` and ``near`` as a baseline has them, and ``version`` where several are laid beside each other."""


def finding_rows(comparison: Comparison, path: str) -> tuple[FindingRow, ...]:
    """Return the findings of a document, which messages call ``path``, in their order."""
    document, units = comparison.document, comparison.units
    by_index = {unit.index: unit for unit in units}
    rows = []
    for finding in comparison.findings:
        unit, found = by_index[finding.unit], locate(finding, units, document)
        rows.append(
            {
                "path": path,
                **finding_row(finding, found, COMPARISON_KEYS),
                "where": where(found, document),
                "quote": quote(found, document),
                "fingerprint": fingerprint(finding, unit),
                "near": near(finding, unit),
            }
        )
    return tuple(rows)


def rows_of_versions(found: "Versions", files: Mapping[str, str]) -> tuple[FindingRow, ...]:
    """Return the findings of all versions, one version after the other; ``files`` names the file of each."""
    rows: list[FindingRow] = []
    for version in found.versions:
        path = files[version.name]
        if version.comparison is not None:
            own = finding_rows(version.comparison, path)
        else:
            own = tuple(
                _line_row(finding, path, number, row.text, found.source[number] if found.source else "")
                for number, row in enumerate(version.rows)
                for finding in row.findings
            )
        rows += ({"version": version.name, **row} for row in own)
    return tuple(rows)


def _line_row(finding: Finding, path: str, number: int, text: str, source: str) -> FindingRow:
    """Return a finding in a file of segments: a row is a line, and places count within it."""
    spans = [(span.side, span.start, span.end) for span in finding.spans]
    start, end = next(((start, end) for side, start, end in spans if side == "translation"), (0, len(text)))
    return {
        "path": path,
        **finding_row(finding, Place(number + 1, start + 1, start, end), COMPARISON_KEYS),
        "unit": number,
        "where": "",
        "quote": " ".join(text[start:end].split()[:8]),
        "fingerprint": content_mark(finding.check, finding.category, spans, text, source),
        "near": " ".join((text[start:end] or text).split()[:8]),
    }
