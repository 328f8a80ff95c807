"""Which units a reviewer wants to see: filters over documents, checks, severities, states, people and words."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.desk.opinions import ACCEPTED, Opinions, state_of
from toolkit.desk.review import Entry, Review
from toolkit.errors import InputError

STATES = ("open", "accepted", "dismissed", "disputed", "missed", "edited", "unjudged", "unread")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters; what is empty lets all through. ``order`` is "suspicion" or "text"."""

    document: int | None = None
    check: str = ""
    severity: str = ""
    state: str = ""
    reviewer: str = ""
    text: str = ""
    order: str = "suspicion"


def wanted(query: Mapping[str, str]) -> Wanted:
    """Return the filters of a query; raises InputError for a number that is none."""
    document = query.get("document", "")
    if document and not (document.isascii() and document.isdigit()):
        raise InputError("a document is asked for by its number")
    return Wanted(
        int(document) if document else None,
        query.get("check", ""),
        query.get("severity", ""),
        query.get("state", ""),
        query.get("reviewer", ""),
        query.get("text", "")[:_LONGEST].casefold(),
        query.get("order", "suspicion"),
    )


def found(review: Review, filters: Wanted) -> list[int]:
    """Return the numbers of the units that pass, in the order in which they are to be read."""
    with review.lock:
        numbers = range(len(review.entries)) if filters.order == "text" else review.order
        return [number for number in numbers if _passes(review.entries[number], review.opinions_of(number), filters)]


def _passes(entry: Entry, said: Opinions, filters: Wanted) -> bool:
    return (
        (filters.document is None or entry.document == filters.document)
        and (not filters.reviewer or filters.reviewer in said.reviewers)
        and (not filters.text or _has_words(entry, said, filters.text))
        and _of_findings(entry, said, filters)
    )


def _of_findings(entry: Entry, said: Opinions, filters: Wanted) -> bool:
    """Whether one finding of the unit passes all filters of findings at once."""
    if filters.state in ("edited", "unjudged", "unread", "missed"):
        whole = {
            "edited": said.edit is not None,
            "unjudged": bool(entry.unit.gaps),
            "unread": not said.read,
            "missed": bool(said.missed),
        }
        if not whole[filters.state]:
            return False
    elif filters.state and not any(
        _in_state(state_of(by_reviewer), filters.state)
        and (not filters.check or finding.check == filters.check)
        and (not filters.severity or finding.severity == filters.severity)
        for finding, by_reviewer in zip(entry.unit.findings, said.decisions, strict=True)
    ):
        return False
    if not (filters.check or filters.severity):
        return True
    return any(
        (not filters.check or finding.check == filters.check)
        and (not filters.severity or finding.severity == filters.severity)
        for finding in entry.unit.findings
    )


def _in_state(state: str, name: str) -> bool:
    return {"accepted": state in ACCEPTED, "dismissed": state == "false_alarm"}.get(name, state == name)


def _has_words(entry: Entry, said: Opinions, text: str) -> bool:
    unit = entry.unit.unit
    edit = said.edit
    texts = [unit.source_text, unit.translation_text, (edit and edit.text) or ""]
    texts += [finding.message for finding in entry.unit.findings]
    texts += [one.comment for one in said.comments]
    return any(text in one.casefold() for one in texts)
