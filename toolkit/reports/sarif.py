"""SARIF 2.1.0 (OASIS 2020): what code hosts and editors read, with rules, fingerprints, fixes and suppressions."""

import inspect
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit import __version__, plugins
from toolkit.errors import ToolkitError
from toolkit.model import CheckedDocument, Gone, ReportedFinding, Unit
from toolkit.model.places import is_plain, place, span_range
from toolkit.plugins.contracts import DocumentsReport
from toolkit.reports.documents.regions import BASE, documents_by_path, location, physical, region
from toolkit.reports.documents.rows import by_index, occurrences

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "toolkitFinding/v1"


@dataclass(frozen=True, slots=True)
class Sarif:
    """findings.sarif: every finding with its place on both sides, what its check is for, and a suggestion as a fix.

    Columns are UTF-16 code units. ``partialFingerprints`` are those of baselines: the same while the words around stay.
    What a comment in the text leaves out, or a person dismissed, is suppressed; with a baseline each finding is new,
    unchanged or absent. Files are relative to the folder that the command ran in.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "findings.sarif"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return a log of one run."""
        log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(documents)]}
        # As escapes, half a surrogate pair and whatever turns the direction of writing are harmless.
        return json.dumps(log, indent=2) + "\n"


def _run(documents: Sequence[CheckedDocument]) -> dict[str, Any]:
    found = {one.finding.check for document in documents for one in document.findings}
    gone = {one.check for document in documents for one in document.gone or ()}
    checks = sorted({*found, *gone, *(name for document in documents for name in document.checks)})
    files = documents_by_path(documents)
    numbers = {file.path: number for number, file in enumerate(files)}
    results = [result for document in documents for result in _results(document, checks, numbers)]
    return {
        "tool": {
            "driver": {
                "name": "translation-toolkit",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(name) for name in checks],
            }
        },
        "invocations": [_invocation(documents)],
        "originalUriBaseIds": {BASE: {"description": {"text": "the folder that the command ran in"}}},
        "artifacts": [{"location": location(file.path), "properties": {"language": file.language}} for file in files],
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
    }


def _rule(name: str) -> dict[str, Any]:
    try:
        check = plugins.get("checks", name)
    except ToolkitError:
        return {"id": name}
    text = inspect.cleandoc(check.__doc__ or name)
    summary = plugins.summary(check) or name
    return {
        "id": name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {"text": text, "markdown": text},
    }


def _invocation(documents: Sequence[CheckedDocument]) -> dict[str, Any]:
    notes = [
        {"level": "error", "message": {"text": reason}, "locations": [_file(document)]}
        for document in documents
        for reason in document.incomplete
    ]
    notes += [
        {
            "level": "note",
            "message": {"text": f"not checked: {gap.check}: {gap.reason}"},
            "locations": [_file(document)],
        }
        for document in documents
        for gap in document.unchecked
        if gap.unit is None
    ]
    failed = any(document.incomplete for document in documents)
    return {"executionSuccessful": not failed, "toolExecutionNotifications": notes}


def _file(document: CheckedDocument) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": location(document.path)}}


def _results(document: CheckedDocument, checks: Sequence[str], numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    units = by_index(document)
    for found, name in occurrences(document):
        yield _result(document, found, name, units.get(found.finding.unit), checks, numbers)
    for entry in document.gone or ():
        yield _absent(document, entry, checks)


def _result(
    document: CheckedDocument,
    found: ReportedFinding,
    name: str,
    unit: Unit | None,
    checks: Sequence[str],
    numbers: dict[str, int],
) -> dict[str, Any]:
    finding = found.finding
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": checks.index(finding.check),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(document, found, numbers)],
        "partialFingerprints": {_FINGERPRINT: found.fingerprint, "primaryLocationLineHash": name},
        "properties": {"category": finding.category, "tags": finding.category.split("/")},
    }
    if finding.confidence is not None:
        result["rank"] = round(100 * min(1.0, max(0.0, finding.confidence)), 1)
    if finding.evidence:
        result["properties"]["evidence"] = list(finding.evidence)
    if related := _originals(document, found, unit, numbers):
        result["relatedLocations"] = related
    if found.standing in ("ignored", "dismissed"):
        kind = "inSource" if found.standing == "ignored" else "external"
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": found.reason}]
    if document.gone is not None:
        result["baselineState"] = "unchanged" if found.standing == "known" else "new"
    fix = _fix(document, found, unit)
    return {**result, "fixes": [fix]} if fix else result


def _location(document: CheckedDocument, found: ReportedFinding, numbers: dict[str, int]) -> dict[str, Any]:
    spot = physical(document.document, found.place, numbers[document.path])
    return {
        "physicalLocation": spot,
        **({"logicalLocations": [{"fullyQualifiedName": found.where, "kind": "element"}]} if found.where else {}),
    }


def _originals(
    document: CheckedDocument, found: ReportedFinding, unit: Unit | None, numbers: dict[str, int]
) -> list[dict[str, Any]]:
    """Return where the finding stands in the original."""
    source = document.source
    if source is None or unit is None or not unit.source or not source.text:
        return []
    spans = [span for span in found.finding.spans if span.side == "source"]
    places = [place(source, *span_range(unit.source, span.start, span.end)) for span in spans]
    return [
        {
            "id": number,
            "physicalLocation": physical(source, one, numbers.get(source.path)),
            "message": {"text": "in the original"},
        }
        for number, one in enumerate(places, 1)
    ]


def _fix(document: CheckedDocument, found: ReportedFinding, unit: Unit | None) -> dict[str, Any] | None:
    """Return the suggestion as a change of the file, where its words stand there as they are read."""
    suggestion, area = found.finding.suggestion, region(document.document, found.place)
    if suggestion is None or unit is None or area is None or "endLine" not in area:
        return None
    if not is_plain(found.finding, unit, document.document):
        return None
    replacement = {"deletedRegion": area, "insertedContent": {"text": suggestion}}
    change = {"artifactLocation": location(document.path), "replacements": [replacement]}
    return {"description": {"text": f"write {suggestion!r}"}, "artifactChanges": [change]}


def _absent(document: CheckedDocument, entry: Gone, checks: Sequence[str]) -> dict[str, Any]:
    """Return an entry of the baseline that is no longer found."""
    return {
        "ruleId": entry.check,
        "ruleIndex": checks.index(entry.check),
        "level": "none",
        "kind": "pass",
        "message": {"text": f"no longer found: {entry.near}"},
        "locations": [_file(document)],
        "partialFingerprints": {_FINGERPRINT: entry.fingerprint},
        "baselineState": "absent",
    }


PLUGIN: type[DocumentsReport] = Sarif
