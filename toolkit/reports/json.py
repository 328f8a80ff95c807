"""The whole outcome as JSON, for other programs; ``comparison.schema.json`` beside this file is its JSON Schema."""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from toolkit.model import (
    Comparison,
    Document,
    Failure,
    Finding,
    Hypothesis,
    Impartial,
    Leg,
    Outcome,
    Score,
    Sentence,
    Span,
    Trip,
    Unit,
)
from toolkit.model.places import locate, place, span_range
from toolkit.plugins.contracts import Report
from toolkit.reports.wording.finding_rows import COMPARISON_KEYS, finding_row, place_row
from toolkit.reports.wording.makers import reasons
from toolkit.reports.wording.rejections import rejected
from toolkit.reports.wording.signature_lines import score_line
from toolkit.reports.wording.testimony import testimony
from toolkit.reports.wording.verdict import incomplete

VERSION = 2
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Json:
    """comparison.json: units with their places in the files, trips, scores, findings, what was not checked.

    Keys stand in a fixed order, the same outcome gives the same bytes, and a score that is not a number is null. A
    document that failed gives ``{"version", "kind": "failure", "path", "reason"}``.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "comparison.json"

    def render(self, outcome: Outcome) -> str:
        """Return JSON, two spaces deep, with a final line end."""
        text = json.dumps(as_data(outcome), ensure_ascii=False, indent=2, allow_nan=False)
        # Half a surrogate pair cannot be written as UTF-8; as an escape it can.
        return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def as_data(outcome: Outcome) -> dict[str, Any]:
    """Return the document that the schema describes, made of dicts, lists, strings, numbers and None."""
    if isinstance(outcome, Failure):
        return {"version": VERSION, "kind": "failure", "path": outcome.path, "reason": outcome.reason}
    severities = [finding.severity for finding in outcome.findings]
    return {
        "version": VERSION,
        "kind": "comparison",
        "mode": "fidelity" if outcome.source else "round-trip stability",
        "complete": not incomplete(outcome),
        "source_language": outcome.source_language,
        "translation_language": outcome.document.language,
        "document": _document(outcome.document),
        "source": _document(outcome.source) if outcome.source else None,
        "counts": {
            "units": len(outcome.units),
            "errors": severities.count("error"),
            "warnings": severities.count("warning"),
            "infos": severities.count("info"),
        },
        "findings": [_finding(finding, outcome) for finding in outcome.findings],
        "unchecked": [{"check": gap.check, "reason": gap.reason, "unit": gap.unit} for gap in outcome.unchecked],
        "scores": [_score(score, outcome) for score in outcome.scores],
        "guards": [
            {
                "name": guard.name,
                "route": guard.route,
                "passed": guard.passed,
                "value": _number(guard.value),
                "message": guard.message,
            }
            for guard in outcome.guards
        ],
        "made_by": outcome.made_by,
        "makers": [asdict(maker) for maker in outcome.makers],
        "affinities": [asdict(affinity) for affinity in outcome.affinities],
        "impartial": _impartial(outcome.impartial, outcome) if outcome.impartial else None,
        "failed": outcome.failed,
        "sent": [asdict(one) for one in outcome.sent],
        "rejected": {route: asdict(found) for route, found in rejected(outcome.trips).items()},
        "losses": [
            {"check": loss.check, "unit": loss.unit, "route": loss.route, "leg": loss.leg, "message": loss.message}
            for loss in outcome.losses
        ],
        "units": [_unit(position, outcome) for position in range(len(outcome.units))],
        "trips": [_trip(trip) for trip in outcome.trips],
        "signature": outcome.signature,
        "provenance": outcome.provenance or None,
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "path": document.path,
        "language": document.language,
        "characters": len(document.text),
        "credit": document.credit,
    }


def _finding(finding: Finding, outcome: Comparison) -> dict[str, Any]:
    unit = next((unit for unit in outcome.units if unit.index == finding.unit), None)
    found = locate(finding, outcome.units, outcome.document)
    return {
        **finding_row(finding, found, COMPARISON_KEYS),
        **place_row(found, outcome.document),
        "evidence": list(finding.evidence),
        "spans": [_span(span, unit, outcome) for span in finding.spans],
    }


def _span(span: Span, unit: Unit | None, outcome: Comparison) -> dict[str, Any]:
    """Return a span in the unit's text and, on the two sides that are files, its place in the file."""
    sides: dict[str, tuple[Document | None, Sequence[Sentence]]] = {}
    if unit is not None:
        sides = {
            "source": (outcome.source, unit.source or ()),
            "translation": (outcome.document, unit.translation),
        }
    document, sentences = sides.get(span.side, (None, ()))
    row: dict[str, Any] = {"side": span.side, "start": span.start, "end": span.end, "file": None}
    if document is not None and sentences:
        row["file"] = place_row(place(document, *span_range(sentences, span.start, span.end)), document)
    return row


def _unit(position: int, outcome: Comparison) -> dict[str, Any]:
    unit, source = outcome.units[position], None
    if outcome.source is not None and unit.source is not None:
        source = _side(unit.source_text, unit.source, outcome.source)
    return {
        "index": unit.index,
        "suspicion": outcome.suspicion[position],
        "confidence": unit.confidence,
        "moved": unit.moved,
        "source": source,
        "translation": _side(unit.translation_text, unit.translation, outcome.document),
        "witnesses": testimony(unit, outcome.witnesses[position] if outcome.witnesses else ()),
    }


def _side(text: str, sentences: Sequence[Sentence], document: Document) -> dict[str, Any]:
    return {
        "text": text,
        "sentences": [
            {
                "text": sentence.text,
                "kind": sentence.kind,
                "paragraph": sentence.paragraph,
                **place_row(place(document, sentence.body.start, sentence.body.end), document),
            }
            for sentence in sentences
        ],
    }


def _score(score: Score, outcome: Comparison) -> dict[str, Any]:
    """Return a score, with the reason for which it is not to be used, if there is one."""
    found = outcome.impartial
    return {
        **_figures(score, score_line(score, outcome)),
        "not_to_be_used": reasons(outcome.makers) if found is not None and score in found.superseded else None,
    }


def _impartial(found: Impartial, outcome: Comparison) -> dict[str, Any]:
    """Return what is said without the judges of the own family, and who they are."""
    return {
        "left_out": {"routes": list(found.routes), "witnesses": list(found.witnesses)},
        "suspicion": list(found.suspicion),
        "scores": [_figures(score, score_line(score, outcome, found.witnesses)) for score in found.scores],
    }


def _figures(score: Score, line: str) -> dict[str, Any]:
    return {
        "metric": score.metric,
        "view": score.view,
        "route": score.route,
        "corpus": _number(score.corpus),
        "segments": [_number(value) for value in score.segments],
        "percentile": list(score.percentiles) or None,
        "signature": line,
    }


def _trip(trip: Trip) -> dict[str, Any]:
    return {
        "route": trip.route,
        "family": trip.family,
        "back": _leg(trip.back),
        "return": _leg(trip.returned),
        "draft": _leg(trip.draft) if trip.draft else None,
    }


def _leg(leg: Leg) -> dict[str, Any]:
    return {
        "signature": leg.signature,
        "source_language": leg.source,
        "target_language": leg.target,
        "texts": [_answer(output) for output in leg.outputs],
    }


def _answer(output: Hypothesis) -> dict[str, Any]:
    row: dict[str, Any] = {"text": output.text, "notes": list(output.notes)}
    return row if output.rejection is None else {**row, "rejection": asdict(output.rejection)}


def _number(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


PLUGIN: type[Report] = Json
