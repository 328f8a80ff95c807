"""What the page shows beside the units: the documents, how far the review is, and the MQM score so far."""

from dataclasses import asdict
from math import isfinite
from typing import Any

from toolkit.desk.review import Review, Reviewed
from toolkit.desk.typology import CATEGORIES
from toolkit.languages.codes import language_name
from toolkit.run.verdicts.score import POINTS, REFERENCE_WORDS, issues, mqm_score, words_read

FORMULA = (
    "MQM 2.0, linear: of each confirmed issue its points ("
    + ", ".join(f"{name} {points:g}" for name, points in POINTS.items())
    + f"), in {REFERENCE_WORDS:,} words of the units that somebody read; the text as it was handed in, before edits"
)


def desk(review: Review) -> dict[str, Any]:
    """Return what the page asks once: documents, categories, the formula of the score."""
    with review.lock:
        return {
            "documents": [_document(number, one) for number, one in enumerate(review.documents)],
            "categories": [[dimension, list(kinds)] for dimension, kinds in CATEGORIES],
            "checks": sorted({finding.check for one in review.documents for finding in one.opened.document.findings}),
            "formula": FORMULA,
            "problems": review.problems,
            **standing(review),
        }


def standing(review: Review, document: int | None = None) -> dict[str, Any]:
    """Return what changes with each verdict: who reviews, how far they are, the score of all or of one document."""
    with review.lock:
        chosen = review.documents if document is None else [review.documents[document]]
        states = [state for one in chosen for said in one.opinions for state in said.states]
        return {
            "seq": review.seq,
            "reviewers": sorted({name for one in review.journals for name in one.state.reviewers}),
            "findings": len(states),
            "decided": sum(state not in ("open", "disputed") for state in states),
            "disputed": states.count("disputed"),
            "missed": sum(len(said.missed) for one in chosen for said in one.opinions),
            "score": _score(review, chosen),
            "saved": {number: dict(one.saved) for number, one in enumerate(review.documents) if one.saved},
        }


def _score(review: Review, documents: list[Reviewed]) -> dict[str, Any]:
    states = [review.state_of(one) for one in documents]
    found = [issue for state in states for issue in issues(state)]
    score = mqm_score(found, sum(words_read(state) for state in states))
    return {
        key: None if isinstance(value, float) and not isfinite(value) else value for key, value in asdict(score).items()
    }


def _document(number: int, reviewed: Reviewed) -> dict[str, Any]:
    document = reviewed.opened.document
    comparison = document.comparison
    return {
        "number": number,
        "name": document.name,
        "path": document.path,
        "version": document.version,
        "group": document.group,
        "failure": document.failure,
        "units": len(document.units),
        "findings": len(document.findings),
        "languages": [
            language_name(comparison.source_language) if comparison.source_language else "",
            language_name(comparison.document.language) if comparison.document.language else "",
        ],
        "source": comparison.source is not None,
        "engines": bool(comparison.trips),
        "gaps": list(document.gaps),
        "verdicts": reviewed.journal.path.name,
        "writable": reviewed.opened.file is not None,
    }
