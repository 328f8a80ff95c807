"""The rows of the tables of a batch, made of one document's outcome; all formats have these columns, in this order."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from toolkit.run.batch.findings import FindingRow
from toolkit.run.batch.outcomes import DocumentOutcome
from toolkit.run.batch.units import KeptUnit

VERSION = 1
"""Of the columns and of what they hold."""

Row = dict[str, Any]

DOCUMENTS: Mapping[str, type] = {
    "document": str,
    "path": str,
    "failure": str,
    "units": int,
    "errors": int,
    "warnings": int,
    "infos": int,
    "known": int,
    "suspicion": float,
    "versions": int,
    "guard_failed": str,
    "report": str,
    "run": str,
}
UNITS: Mapping[str, type] = {
    "document": str,
    "version": str,
    "unit": int,
    "place": str,
    "line": int,
    "column": int,
    "suspicion": float,
    "errors": int,
    "warnings": int,
    "infos": int,
    "source": str,
    "translation": str,
}
FINDINGS: Mapping[str, type] = {
    "document": str,
    "version": str,
    "unit": int,
    "place": str,
    "line": int,
    "column": int,
    "severity": str,
    "check": str,
    "category": str,
    "message": str,
    "suggestion": str,
    "suspicion": float,
    "source": str,
    "translation": str,
    "quote": str,
    "confidence": float,
    "blame": str,
    "path": str,
    "fingerprint": str,
}
METRICS: Mapping[str, type] = {
    "document": str,
    "route": str,
    "view": str,
    "metric": str,
    "value": float,
    "signature": str,
}
_MOST = 300
_BEFORE = 120


def document_rows(outcome: DocumentOutcome) -> Iterator[Row]:
    """Yield the row of a document; ``suspicion`` is that of its worst unit."""
    row = outcome.row
    compared = row.units is not None
    yield {
        "document": row.id,
        "path": row.path,
        "failure": row.failure,
        "units": row.units,
        "errors": row.errors if compared else None,
        "warnings": row.warnings if compared else None,
        "infos": row.infos if compared else None,
        "known": row.known if compared else None,
        "suspicion": row.suspicion if compared else None,
        "versions": row.versions,
        "guard_failed": "; ".join(row.faulty),
        "report": row.report,
        "run": row.run,
    }


def unit_rows(outcome: DocumentOutcome) -> Iterator[Row]:
    """Yield a row for each unit, numbered from 1 as reports number them; of versions one for each of theirs."""
    counts = Counter((row.get("version", ""), row["unit"], row["severity"]) for row in outcome.findings)
    for unit in outcome.units:
        known = {f"{name}s": counts[unit.version, unit.index, name] for name in ("error", "warning", "info")}
        yield {
            "document": outcome.id,
            "version": unit.version or None,
            "unit": unit.index + 1,
            "place": place(unit.where, unit.line, unit.column),
            "line": unit.line,
            "column": unit.column,
            "suspicion": unit.suspicion,
            **known,
            "source": unit.source,
            "translation": unit.translation,
        }


def finding_rows(outcome: DocumentOutcome) -> Iterator[Row]:
    """Yield a row for each finding, with the suspicion and the texts of its unit, long ones cut around its place."""
    units = {(unit.version, unit.index): unit for unit in outcome.units}
    nowhere = KeptUnit(0, "", "", 0, 0, "", 0.0)
    for row in outcome.findings:
        unit = units.get((row.get("version", ""), row["unit"]), nowhere)
        yield {
            "document": outcome.id,
            "version": row.get("version"),
            "unit": row["unit"] + 1,
            "place": place(row["where"], row["line"], row["column"]),
            **{key: row[key] for key in ("line", "column", "severity", "check", "category", "message", "suggestion")},
            "suspicion": unit.suspicion,
            "source": snippet(unit.source),
            "translation": snippet(unit.translation, _start(row, unit)),
            "quote": row["quote"],
            "confidence": row["confidence"],
            "blame": row["blame"],
            "path": row["path"],
            "fingerprint": row["fingerprint"],
        }


def metric_rows(outcome: DocumentOutcome) -> Iterator[Row]:
    """Yield a row for each figure of the whole document; ``route`` is None where no engine is involved."""
    for value in outcome.row.scores:
        yield {
            "document": outcome.id,
            "route": value.route,
            "view": value.view,
            "metric": value.metric,
            "value": value.corpus,
            "signature": value.signature,
        }


TABLES: Mapping[str, tuple[Mapping[str, type], Callable[[DocumentOutcome], Iterator[Row]]]] = {
    "documents": (DOCUMENTS, document_rows),
    "units": (UNITS, unit_rows),
    "findings": (FINDINGS, finding_rows),
    "metrics": (METRICS, metric_rows),
}
"""Columns and rows of each table by its name."""


def place(where: str, line: int, column: int) -> str:
    """Return how a reader finds a place: the landmark of a file that has some ("cue 4"), or "12:5"."""
    return where or f"{line}:{column}"


def snippet(text: str, at: int = 0) -> str:
    """Return a text, cut where it is long: from some words before ``at``."""
    if len(text) <= _MOST:
        return text
    start = max(0, min(at - _BEFORE, len(text) - _MOST))
    return f"{'…' if start else ''}{text[start : start + _MOST]}{'…' if start + _MOST < len(text) else ''}"


def _start(row: FindingRow, unit: KeptUnit) -> int:
    """Return about where the words of a finding stand in its unit's text."""
    return max(0, unit.translation.find(row["quote"].rstrip("…"))) if row["quote"] else 0
