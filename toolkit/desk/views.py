"""What the page is told: rows of the queue, units with their marks, the score; plain data for JSON."""

from collections.abc import Mapping
from typing import Any

from toolkit.desk.actions import suggested
from toolkit.desk.documents import DeskUnit, OtherVersion
from toolkit.desk.opinions import ACCEPTED, Opinions, state_of
from toolkit.desk.review import Entry, Review
from toolkit.languages.codes import language_name
from toolkit.model import SEVERITIES, Finding, Severity, Side
from toolkit.reports.page.differences import changes
from toolkit.reports.page.marks import Mark, Marked, marked
from toolkit.reports.page.routes import RouteEvidence
from toolkit.reports.wording.verdict import BLAME_NAMES
from toolkit.run.rewriting.edits import moved
from toolkit.run.verdicts.verdict import SEVERITY_TOLD, Verdict

_SNIPPET = 90
_CONTEXT = 300
_LEAST_CONFIDENCE = 0.5
_LONGEST_SHOWN = 20_000  # signs: a browser is slow to lay out longer paragraphs; the rest is there to be edited
_LONGEST_COMPARED = 20_000  # signs: word by word, longer texts would keep everybody waiting
_NOUNS: dict[str, Severity] = {"critical": "error", "major": "error", "minor": "warning", "neutral": "info"}


def row(entry: Entry) -> list[Any]:
    """Return what never changes of a unit in the queue: document, place, start of its text, severity, findings ..."""
    unit = entry.unit
    worst = min((SEVERITIES.index(finding.severity) for finding in unit.findings), default=len(SEVERITIES))
    text = unit.unit.translation_text or unit.unit.source_text
    start = min(
        (span.start for finding in unit.findings for span in finding.spans if span.side == "translation"), default=0
    )
    first = max(0, text.rfind(" ", 0, max(0, start - 30)) + 1) if start > _SNIPPET // 2 else 0
    words = ("…" if first else "") + text[first : first + _SNIPPET]
    return [
        entry.document,
        unit.place,
        words,
        worst,
        len(unit.findings),
        round(unit.suspicion, 2),
        int(bool(unit.gaps)),
    ]


def standing(said: Opinions) -> list[int]:
    """Return what changes of it: open, accepted, dismissed, disputed findings; missed, edited, read, comments."""
    states = said.states
    accepted = sum(state in ACCEPTED for state in states)
    return [
        states.count("open"),
        accepted,
        states.count("false_alarm"),
        states.count("disputed"),
        len(said.missed),
        int(said.edit is not None),
        len(said.read),
        len(said.comments) + sum(bool(one.comment) for by in said.decisions for one in by.values()),
    ]


def unit_view(review: Review, number: int) -> dict[str, Any]:
    """Return all that the page shows of a unit."""
    with review.lock:
        entry, said = review.require(number), review.opinions_of(number)
        document = review.document_of(number)
    unit, comparison = entry.unit, document.opened.document.comparison
    base = unit.unit.translation_text
    edit = said.edit
    now = base if edit is None or edit.text is None else edit.text
    moved_marks = _marks(unit, said, base, now)
    return {
        "number": number,
        "document": entry.document,
        "at": number - document.first + 1,
        "place": unit.place,
        "suspicion": round(unit.suspicion, 2),
        "uncertain": _uncertain(unit),
        "heading": any(one.kind == "heading" for one in (unit.unit.translation or unit.unit.source or ())[:1]),
        "source": None
        if unit.unit.source is None
        else _side(unit.unit.source_text, comparison.source_language, _of_side(moved_marks, "source")),
        "translation": _side(now, comparison.document.language, _of_side(moved_marks, "translation")),
        "text": now,
        "editable": bool(unit.unit.translation),
        "was": None if now == base else _changes(base, now),
        "findings": [_finding(unit, at, said, base, now) for at in range(len(unit.findings))],
        "missed": [_missed(one, len(unit.findings) + at) for at, one in enumerate(said.missed)],
        "comments": [_comment(one) for one in said.comments if one.finding is None],
        "edits": [
            {"id": one.id, "reviewer": one.reviewer, "time": one.time, "text": one.text, "holds": one is edit}
            for one in said.edits.values()
        ],
        "read": list(said.read),
        "gaps": list(unit.gaps),
        "versions": [_version(one, now) for one in unit.versions],
        "version": document.opened.document.version,
        "before": _near(review, number, -1),
        "after": _near(review, number, 1),
        "standing": standing(said),
    }


def evidence_view(review: Review, number: int) -> dict[str, Any]:
    """Return what engines made of a unit: back, return and draft of each route, and the words they would rather see."""
    entry = review.require(number)
    document = review.document_of(number)
    comparison, unit = document.opened.document.comparison, entry.unit.unit
    if len(unit.translation_text) > _LONGEST_COMPARED or not comparison.trips:
        routes = []
    else:
        routes = [_route(one) for one in document.evidence.of(unit, number - document.first)]
    return {
        "routes": routes,
        "unlikely": [_testimony(one) for one in entry.unit.unlikely],
        "confidence": unit.confidence,
    }


def _marks(unit: DeskUnit, said: Opinions, base: str, now: str) -> list[tuple[Side, Mark]]:
    """Return the marks of findings and of what was missed, where their words stand now."""
    found: list[tuple[Side, Mark]] = []
    for number, finding in enumerate(unit.findings):
        severity = _severity(finding, said.decisions[number])
        found += ((span.side, _mark(number, span, severity, base, now)) for span in finding.spans)
    for number, verdict in enumerate(said.missed, len(unit.findings)):
        severity = _NOUNS[verdict.mqm_severity or "minor"]
        found += ((span.side, _mark(number, span, severity, base, now)) for span in verdict.spans)
    return found


def _mark(number: int, span: Any, severity: Severity, base: str, now: str) -> Mark:
    start, end = moved(base, now, span.start, span.end) if span.side == "translation" else (span.start, span.end)
    return Mark(number, start, end, severity)


def _severity(finding: Finding, by_reviewer: Mapping[str, Verdict]) -> Severity:
    said = [one.mqm_severity for one in by_reviewer.values() if one.mqm_severity]
    return _NOUNS[said[-1]] if said else finding.severity


def _of_side(marks: list[tuple[Side, Mark]], side: Side) -> list[Mark]:
    return [mark for own, mark in marks if own == side]


def _side(text: str, language: str, marks: list[Mark]) -> dict[str, Any]:
    cut: Marked = marked(text[:_LONGEST_SHOWN], [mark for mark in marks if mark.start <= _LONGEST_SHOWN])
    return {
        "language": language,
        "name": language_name(language),
        "more": max(0, len(text) - _LONGEST_SHOWN),
        "whole": list(cut.whole),
        "severity": cut.severity,
        "pieces": [[piece.text, list(piece.numbers), piece.severity] for piece in cut.pieces],
    }


def _changes(before: str, after: str) -> list[list[str]]:
    if max(len(before), len(after)) > _LONGEST_COMPARED:
        return [["removed", before], ["added", after]]
    return [[change.kind, change.text] for change in changes(before, after)]


def _finding(unit: DeskUnit, at: int, said: Opinions, base: str, now: str) -> dict[str, Any]:
    finding, by_reviewer = unit.findings[at], said.decisions[at]
    state = state_of(by_reviewer)
    agreed = [one for one in by_reviewer.values() if one.kind == state] or list(by_reviewer.values())
    last = max(agreed, key=lambda one: one.time, default=None)
    severity = (last.mqm_severity if last else None) or SEVERITY_TOLD[finding.severity]
    return {
        "number": at,
        "check": finding.check,
        "told": finding.severity,
        "severity": severity,
        "category": (last.category if last else "") or finding.category,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "fixable": suggested(finding, base, now) is not None,
        "blame": BLAME_NAMES.get(finding.blame, ""),
        "confidence": finding.confidence,
        "place": unit.places[at] if at < len(unit.places) else "",
        "evidence": list(finding.evidence),
        "state": state,
        "decisions": [_decision(one) for one in sorted(by_reviewer.values(), key=lambda one: one.time)],
        "comments": [
            _comment(one)
            for one in said.comments
            if one.finding is not None and one.finding.check == finding.check and one.finding.message == finding.message
        ],
    }


def _decision(verdict: Verdict) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "reviewer": verdict.reviewer,
        "kind": verdict.kind,
        "severity": verdict.mqm_severity,
        "category": verdict.category,
        "time": verdict.time,
        "comment": verdict.comment,
    }


def _missed(verdict: Verdict, number: int) -> dict[str, Any]:
    words = [
        (verdict.unit.translation if span.side == "translation" else verdict.unit.source)[span.start : span.end]
        for span in verdict.spans
        if verdict.unit
    ]
    return {**_decision(verdict), "number": number, "words": " … ".join(words)}


def _comment(verdict: Verdict) -> dict[str, Any]:
    return {"id": verdict.id, "reviewer": verdict.reviewer, "comment": verdict.comment, "time": verdict.time}


def _version(version: OtherVersion, now: str) -> dict[str, Any]:
    findings = [[one["severity"], one["check"], one["message"]] for one in version.findings]
    return {"name": version.name, "text": version.text, "changes": _changes(now, version.text), "findings": findings}


def _uncertain(unit: DeskUnit) -> str:
    sure = unit.unit.confidence
    return f"{sure:.2f}".removeprefix("0") if sure is not None and sure < _LEAST_CONFIDENCE else ""


def _near(review: Review, number: int, step: int) -> list[str] | None:
    """Return the texts of the unit before or behind, in its document, cut at its near end."""
    document, other = review.document_of(number), number + step
    if other not in document.numbers:
        return None
    texts = [review.entries[other].unit.unit.source_text, review.text_of(other)]
    return [text[-_CONTEXT:] if step < 0 else text[:_CONTEXT] for text in texts]


def _route(route: RouteEvidence) -> dict[str, Any]:
    return {
        "route": route.route,
        "family": route.family,
        "faults": list(route.faults),
        "heard": [
            {
                "title": heard.title,
                "language": heard.language,
                "against": heard.against,
                "scores": heard.scores,
                "changes": [[change.kind, change.text] for change in heard.changes],
                "losses": list(heard.losses),
                "notes": list(heard.notes),
            }
            for heard in route.heard
        ],
    }


def _testimony(row: Mapping[str, Any]) -> dict[str, Any]:
    exchanged = row.get("exchanged", False)
    return {
        "name": row["name"],
        "side": "original" if exchanged else "translation",
        "words": [
            {"text": word["text"], "deficit": word["deficit"], "preferred": word["preferred"]}
            for word in row["unlikely_in_original" if exchanged else "unlikely"]
        ],
        "unrendered": [word["text"] for word in row["unrendered"]],
    }
