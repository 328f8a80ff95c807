"""What two runs differ in, as lines for a terminal and as plain data: grouped, the worst first."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from toolkit.plugins.plurals import counted
from toolkit.reports.wording.redlines import redline
from toolkit.reports.wording.score_table import VIEW_NAMES, metric_name
from toolkit.run.records.difference import Difference, FigureChange, FindingChange, Shift, TextChange
from toolkit.run.records.reasons import Change, InputChange, Reasons
from toolkit.run.records.runs import FigureName, RunUnit

MOST = 12
"""How many lines of each group are shown."""

_LONGEST = 160
_SIDES = {"-": "first", "+": "second"}
_DIGITS = 12
_VIEWS: dict[str, str] = dict(VIEW_NAMES.items())


def same(difference: Difference) -> str:
    """Return "1,214 figures and 46 findings"."""
    figures, findings = difference.counts
    return f"{counted(figures, 'figure')} and {counted(findings, 'finding')}"


def why(reasons: Reasons) -> Iterator[str]:
    """Yield a line for each reason."""
    yield from (_input(change) for change in reasons.inputs)
    yield from (f"setting  {_change(change)}" for change in reasons.configuration)
    yield from (f"version  {_change(change)}" for change in reasons.versions)
    yield from (f"machine  {_change(change)}" for change in reasons.surroundings)


def lines(difference: Difference, most: int | None = MOST) -> Iterator[str]:
    """Yield all groups that have anything; ``most`` is how many lines of each are shown, None for all."""
    head = "why they may differ" if difference.results_differ else "what has changed, though no result has"
    yield from _group(head, list(why(difference.reasons)), None)
    yield from _group("documents", [f"only in the {_SIDES[sign]}: {name}" for sign, name in difference.documents], most)
    texts = [line for change in difference.texts for line in _text(change)]
    head = f"texts: {counted(len(difference.texts), 'unit differs', 'units differ')}"
    yield from _group(head, texts, most)
    answers = [
        f"{_of(one.document)}{one.route}, {one.leg}: {one.changed} of {counted(one.asked, 'text')}"
        for one in difference.answers
    ]
    yield from _group("engines answered the same texts otherwise", answers, most)
    head = f"figures: {counted(len(difference.figures), 'differs', 'differ')}, the greatest change first"
    yield from _group(head, _aligned([_figure(change) for change in difference.figures]), most)
    yield from _group(_heading(difference), [_finding(change) for change in difference.findings], most)
    yield from _group("units that look worse or better than before", [_shift(one) for one in difference.shifts], most)
    yield from _group("what else is said", [f"{sign} {line}" for sign, line in difference.remarks], most)
    yield from _group("in the files", list(difference.elsewhere), most)


def unexplained(difference: Difference) -> str:
    """Return what to think of runs that differ though nothing that they record does."""
    if difference.reasons.unrecorded:
        return "no reason is known: a run was written before runs recorded what they were made from"
    if difference.answers:
        routes = dict.fromkeys(one.route for one in difference.answers)
        return f"the reason is an engine that does not answer alike twice: {', '.join(routes)}"
    return "nothing that the runs record explains it; please report it (README, 'Reporting a bug')"


def as_data(difference: Difference) -> dict[str, Any]:
    """Return the whole difference as plain data."""
    reasons = difference.reasons
    figures, findings = difference.counts
    return {
        "version": 1,
        "same": not difference.results_differ,
        "counts": {"figures": figures, "findings": findings, "kept_findings": difference.kept},
        "why": {
            "inputs": [change._asdict() for change in reasons.inputs],
            "configuration": [change._asdict() for change in reasons.configuration],
            "versions": [change._asdict() for change in reasons.versions],
            "surroundings": [change._asdict() for change in reasons.surroundings],
            "unrecorded": reasons.unrecorded,
        },
        "documents": [
            {"in": "first" if sign == "-" else "second", "name": name} for sign, name in difference.documents
        ],
        "texts": [
            {"document": one.document, "old": _as_unit(one.old), "new": _as_unit(one.new)} for one in difference.texts
        ],
        "answers": [asdict(one) for one in difference.answers],
        "figures": [
            {**one.name._asdict(), "old": one.old, "new": one.new, "units_changed": one.units[0], "units": one.units[1]}
            for one in difference.figures
        ],
        "findings": [_as_finding(one) for one in difference.findings],
        "units": [
            {"document": one.document, "unit": one.unit.number, "what": one.what, "old": one.old, "new": one.new}
            for one in difference.shifts
        ],
        "remarks": [{"in": _SIDES[sign], "line": line} for sign, line in difference.remarks],
        "elsewhere": list(difference.elsewhere),
    }


def _group(head: str, body: Sequence[str], most: int | None) -> Iterator[str]:
    if not body:
        return
    yield head
    shown = body if most is None or len(body) <= most + 1 else body[:most]
    yield from (f"  {line}" for line in shown)
    if len(shown) < len(body):
        yield f"  ... and {len(body) - len(shown):,} more (--all)"


def _input(change: InputChange) -> str:
    old, new = (mark[:_DIGITS] if mark else "none" for mark in (change.old, change.new))
    paths = change.path if change.path == change.new_path else f"{change.path} > {change.new_path}"
    return f"text     {change.role}: {paths} (sha256 {old} > {new})"


def _change(change: Change) -> str:
    return f"{change.key}: {_short(change.old)} > {_short(change.new)}"


def _of(document: str) -> str:
    return f"{document}, " if document else ""


def _text(change: TextChange) -> Iterator[str]:
    old, new = change.old, change.new
    if old is None or new is None:
        unit, what = (new, "new") if new else (old, "gone")
        if unit:
            yield f"{_of(change.document)}unit {unit.number} is {what}: {_short(unit.translation or unit.source)}"
        return
    where = f"{_of(change.document)}unit {new.number}"
    if old.translation != new.translation:
        yield f"{where}: {redline(old.translation, new.translation)}"
    if old.source != new.source:
        yield f"{where}, original: {redline(old.source, new.source)}"


def _figure(change: FigureChange) -> tuple[str, ...]:
    name: FigureName = change.name
    some, every = change.units
    by = ""
    if change.old is not None and change.new is not None:
        by = "the same" if change.old == change.new else f"{change.new - change.old:+.4g}"
    return (
        name.document,
        metric_name(name.metric),
        _VIEWS.get(name.view, name.view),
        name.route,
        f"{_number(change.old)} > {_number(change.new)}",
        by,
        f"{some} of {counted(every, 'unit')}" if some else "",
    )


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width).rstrip() for row in rows
    ]


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.6g}"


def _heading(difference: Difference) -> str:
    kinds = [change.kind for change in difference.findings]
    parts = [f"{kinds.count(kind)} {kind}" for kind in ("new", "changed", "gone") if kind in kinds]
    return f"findings: {', '.join(parts)}, {difference.kept} as before"


def _finding(change: FindingChange) -> str:
    found, before = change.finding, change.before
    place = f" ({found.place})" if found.place else ""
    where = f"{_of(change.document)}unit {change.unit.number}{place}"
    severity = found.severity
    if before and before.severity != found.severity:
        severity = f"{before.severity} > {found.severity}"
    said = found.message
    if before and before.message != found.message:
        said = f"{found.message}  [was: {before.message}]"
    return f"{change.kind}: {severity}: {found.check}: {where}: {said}"


def _shift(shift: Shift) -> str:
    old, new = ("none" if value is None else f"{value:.2f}" for value in (shift.old, shift.new))
    word = "worse" if shift.worse > 0 else "better"
    where = f"{_of(shift.document)}unit {shift.unit.number}"
    return f"{word}: {where}: {shift.what} {old} > {new}: {_short(shift.unit.translation or shift.unit.source, 70)}"


def _short(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _as_unit(unit: RunUnit | None) -> dict[str, Any] | None:
    return None if unit is None else {"unit": unit.number, "source": unit.source, "translation": unit.translation}


def _as_finding(change: FindingChange) -> dict[str, Any]:
    row = {"kind": change.kind, "document": change.document, "unit": change.unit.number}
    for key, finding in (("finding", change.finding), ("before", change.before)):
        row[key] = None if finding is None else {
            "check": finding.check,
            "severity": finding.severity,
            "category": finding.category,
            "message": finding.message,
            "fingerprint": finding.mark,
        }  # fmt: skip
    return row
