"""One file checked, as plain rows, and the three ways to print them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.config.settings import Config
from toolkit.model import Document, Finding, Readable, Unchecked, Unit
from toolkit.model.places import locate
from toolkit.reports.wording.verdict import incomplete
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress, compare, open_documents, silent
from toolkit.run.known import ignores
from toolkit.run.known.baseline import Baseline, Known, checked_by, fingerprint, near
from toolkit.run.stages.checks import run_checks, soften

VERSION = 1


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one file; ``unchecked`` lists what could not be judged, and why.

    ``found`` names every finding for a baseline, those it knows too; ``problems`` and ``unused`` are lines on comments
    of the file that cannot be obeyed and that leave nothing out; ``incomplete`` says which engines could not be heard.
    """

    path: str
    findings: tuple[dict[str, Any], ...]
    unchecked: tuple[dict[str, Any], ...]
    found: tuple[Known, ...] = ()
    problems: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()


def lint(
    path: Readable,
    source: Readable | None,
    config: Config,
    cache: Cache | None = None,
    progress: Progress = silent,
    baseline: Baseline | None = None,
) -> Checked:
    """Check a file; engines run only if the configuration names any. What the baseline knows is left out."""
    if config.routes or (config.witnesses and source):
        comparison = compare(path, source, config, cache, progress, ignoring=False)
        findings, unchecked = comparison.findings, comparison.unchecked
        units, document = comparison.units, comparison.document
        missing = incomplete(comparison)
    else:
        reading = open_documents(path, source, config)
        units, document = reading.units, reading.document
        findings, unchecked = run_checks(reading.case, config.checks)
        findings = soften(findings, units)
        missing = ()
    comments = ignores.read(document)
    findings, used = comments.keep(findings, units, document)
    by_index = {unit.index: unit for unit in units}
    rows, found = [], []
    for finding in findings:
        unit = by_index[finding.unit]
        if baseline is not None:
            place = baseline.place(Path(str(path)))
            known = Known(place, finding.check, fingerprint(finding, unit), near(finding, unit))
            found.append(known)
            if baseline.is_known(known):
                continue
        rows.append(row(finding, units, document))
    return Checked(
        str(path),
        tuple(sorted(rows, key=lambda item: (item["start"], item["check"]))),
        tuple(gap(answer, units, document) for answer in unchecked),
        tuple(found),
        comments.problems,
        comments.unused(used, checked_by(config)),
        missing,
    )


def row(finding: Finding, units: Sequence[Unit], document: Document) -> dict[str, Any]:
    """Return a finding with its place in the file."""
    line, column, start, end = locate(finding, units, document)
    return {
        "check": finding.check,
        "severity": finding.severity,
        "category": finding.category,
        "message": finding.message,
        "line": line,
        "column": column,
        "start": start,
        "end": end,
        "suggestion": finding.suggestion,
    }


def gap(answer: Unchecked, units: Sequence[Unit], document: Document) -> dict[str, Any]:
    """Return what could not be checked, with the line of the unit when it is one unit."""
    found: dict[str, Any] = {"check": answer.check, "reason": answer.reason}
    if answer.unit is not None:
        whole = Finding(answer.check, "info", "", "", answer.unit, ())
        found["line"] = locate(whole, units, document)[0]
    return found


def as_text(results: Sequence[Checked]) -> str:
    """Return one line a finding, as compilers and linters print them."""
    return "\n".join(
        f"{_one_line(result.path)}:{row['line']}:{row['column']}: {row['severity']}: {row['check']}: {row['message']} "
        f"[{row['category']}]"
        for result in results
        for row in result.findings
    )


def _one_line(path: str) -> str:
    """Return a path in which a line break, which a name may hold, is written as one."""
    return path.replace("\n", "\\n").replace("\r", "\\r")


def as_json(results: Sequence[Checked]) -> str:
    """Return one JSON document for all files."""
    documents = [
        {"path": result.path, "findings": list(result.findings), "unchecked": list(result.unchecked)}
        for result in results
    ]
    return json.dumps({"version": VERSION, "documents": documents}, ensure_ascii=False, indent=2)


def as_jsonl(results: Sequence[Checked]) -> str:
    """Return one JSON object a finding."""
    return "\n".join(
        json.dumps({"path": result.path, **row}, ensure_ascii=False) for result in results for row in result.findings
    )
