"""Findings as rows for people and programs: each format picks its columns, and what they mean is the same in all."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from toolkit.model import CheckedDocument, ReportedFinding, Unit

Cell = str | int

_LONGEST_TEXT = 2000
COLUMNS = (
    "file",
    "line",
    "column",
    "where",
    "severity",
    "check",
    "category",
    "message",
    "words",
    "suggestion",
    "original",
    "translation",
    "fingerprint",
)


def rows(documents: Sequence[CheckedDocument]) -> Iterator[dict[str, Cell]]:
    """Yield the findings that are told, by these columns; "" for what a finding or its file has not."""
    for document in documents:
        units = by_index(document)
        for found in document.told:
            unit = units.get(found.finding.unit)
            lined = document.document.lined
            yield {
                "file": document.path,
                "line": found.place.line if lined else "",
                "column": found.place.column if lined and document.document.text else "",
                "where": found.where,
                "severity": found.severity,
                "check": found.finding.check,
                "category": found.finding.category,
                "message": found.finding.message,
                "words": found.quote,
                "suggestion": found.finding.suggestion or "",
                "original": _shortened(unit.source_text) if unit else "",
                "translation": _shortened(unit.translation_text) if unit else "",
                "fingerprint": found.fingerprint,
            }


def _shortened(text: str) -> str:
    """Return a text of a unit; a unit of thousands of findings may have a million characters."""
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"


def by_index(document: CheckedDocument) -> Mapping[int, Unit]:
    """Return the units by the numbers that findings name them by."""
    return {unit.index: unit for unit in document.units}


def spot(document: CheckedDocument, found: ReportedFinding) -> str:
    """Return how a reader finds a place: "12:5", "12:5, cue 4", "paragraph 3"."""
    if not document.document.text:
        numbers = str(found.place.line)
    else:
        numbers = f"{found.place.line}:{found.place.column}" if document.document.lined else ""
    return ", ".join(part for part in (numbers, found.where) if part) or "the text"


def line(document: CheckedDocument, found: ReportedFinding) -> str:
    """Return a finding on one line, as it is told in running text."""
    instead = f"; instead: {found.finding.suggestion}" if found.finding.suggestion else ""
    return (
        f"{spot(document, found)}: {found.severity}: {found.finding.check}: {found.finding.message} "
        f"[{found.finding.category}]{instead}"
    )


def note(found: ReportedFinding) -> str:
    """Return what a comment at the place says: the place is known, so it says the rest."""
    instead = f"\nInstead: {found.finding.suggestion}" if found.finding.suggestion else ""
    head = f"{found.severity}: {found.finding.check}: {found.finding.message}"
    return f"{head} [{found.finding.category}]{instead}"


def relative(path: str) -> str:
    """Return a path as other programs of the same folder name it, with "/": one inside is relative, others stay."""
    given = PurePath(os.path.normpath(path)) if path else PurePath()
    if given.is_absolute():
        here = Path.cwd()
        given = given.relative_to(here) if given.is_relative_to(here) else given
    return given.as_posix()


def occurrences(document: CheckedDocument) -> Iterator[tuple[ReportedFinding, str]]:
    """Yield all findings with names of their own: the fingerprint, and which one of the same content it is, from 1."""
    seen: dict[str, int] = {}
    for found in document.findings:
        key = found.fingerprint or f"{found.finding.check}-{found.finding.unit}"
        seen[key] = seen.get(key, 0) + 1
        yield found, f"{key}:{seen[key]}"
