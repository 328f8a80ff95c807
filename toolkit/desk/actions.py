"""What a reviewer does at the desk -> verdicts on the disk."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from toolkit.desk.review import Entry, Review
from toolkit.desk.typology import PATHS
from toolkit.errors import InputError
from toolkit.model import Finding, Span
from toolkit.run.rewriting.edits import moved
from toolkit.run.verdicts.verdict import Kind, MqmSeverity, Verdict

Doing = Literal["accept", "dismiss", "tolerate", "fix", "edit", "comment", "missed", "read", "undo"]

_KINDS: Mapping[str, Kind] = {
    "accept": "confirmed",
    "dismiss": "false_alarm",
    "tolerate": "tolerated",
    "fix": "fixed",
    "read": "reviewed",
}
_IDENTITY = re.compile(r"[0-9a-f]{16}")
_LONGEST_NAME = 80
_LONGEST_COMMENT = 10_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Conflict(InputError):
    """Somebody else has changed the same words meanwhile."""


@dataclass(frozen=True, slots=True)
class Action:
    """What is done by whom to which unit, and to which finding of it; ``id`` makes a second sending harmless.

    ``before`` is the text of the unit that the reviewer saw; ``spans`` are in it and in the source.
    """

    id: str
    reviewer: str
    doing: Doing
    unit: int = -1
    finding: int | None = None
    category: str = ""
    severity: MqmSeverity | None = None
    comment: str = ""
    text: str = ""
    before: str = ""
    spans: tuple[Span, ...] = ()
    of: str = ""


def action_of(row: Mapping[str, Any]) -> Action:
    """Return the action that a page sent; raises InputError, one line, for what is none."""
    try:
        spans = tuple(Span(one["side"], int(one["start"]), int(one["end"])) for one in row.get("spans") or ())
        action = Action(
            str(row["id"]),
            " ".join(_CONTROL.sub(" ", str(row["reviewer"])).split()),
            row["doing"],
            int(row.get("unit", -1)),
            None if row.get("finding") is None else int(row["finding"]),
            str(row.get("category") or ""),
            row.get("severity") or None,
            str(row.get("comment") or "").strip(),
            str(row.get("text") or ""),
            str(row.get("before") or ""),
            spans,
            str(row.get("of") or ""),
        )
    except (LookupError, TypeError, ValueError, AttributeError):
        raise InputError("the page sent something else than an action; load it anew") from None
    _require_sound(action)
    return action


def _require_sound(action: Action) -> None:
    faults = {
        "an action has an id of 16 hexadecimal digits": not _IDENTITY.fullmatch(action.id),
        "say who you are first": not action.reviewer,
        f"a name has at most {_LONGEST_NAME} letters": len(action.reviewer) > _LONGEST_NAME,
        "there is no such action": action.doing not in get_args(Doing),
        "there is no such severity": action.severity not in (None, *get_args(MqmSeverity)),
        "a span is of the source or the translation": any(
            span.side not in ("source", "translation") or not 0 <= span.start <= span.end for span in action.spans
        ),
        "a comment wants words": action.doing == "comment" and not action.comment,
        f"a comment has at most {_LONGEST_COMMENT:,} letters": len(action.comment) > _LONGEST_COMMENT,
        "say which words are meant": action.doing == "missed" and not action.spans,
        "say what kind of error it is": action.doing == "missed" and not action.category,
    }
    for line, wrong in faults.items():
        if wrong:
            raise InputError(line)


def act(review: Review, action: Action) -> int | None:
    """Do it, and return the unit that it concerned; raises InputError, and Conflict where somebody was faster.

    It is on the disk when this returns. What was done already (by its id) is not done again.
    """
    with review.lock:
        if action.doing == "undo":
            return _undo(review, action)
        entry = review.require(action.unit)
        if not review.known(action.id):
            review.add(review.documents[entry.document], _verdicts(review, entry, action))
        return entry.number


def _verdicts(review: Review, entry: Entry, action: Action) -> list[Verdict]:
    document = review.documents[entry.document]
    category = action.category or _category(entry, action)
    if category and category not in PATHS and category not in {mark.category for mark in entry.marks}:
        raise InputError(f"there is no category {category!r}")
    common: dict[str, Any] = {
        "reviewer": action.reviewer,
        "document": document.name,
        "unit": entry.mark,
        "system": document.opened.document.version,
    }
    if action.doing == "edit":
        return [Verdict("edited", text=_edited(review, entry, action), id=action.id, **common)]
    if action.doing == "read":
        return [Verdict("reviewed", id=action.id, **common)]
    if action.doing == "comment":
        mark = None if action.finding is None else _mark(entry, action.finding)
        return [Verdict("comment", finding=mark, comment=action.comment, id=action.id, **common)]
    if action.doing == "missed":
        return [_missed(review, entry, action, common)]
    decided = Verdict(
        _KINDS[action.doing],
        finding=_mark(entry, action.finding),
        spans=entry.unit.findings[action.finding or 0].spans,
        category=category,
        mqm_severity=action.severity,
        comment=action.comment,
        id=action.id,
        **common,
    )
    if action.doing != "fix":
        return [decided]
    text = with_suggestion(review, entry, action.finding or 0)
    if text is None:
        raise Conflict("the words that the suggestion is for were edited since; mend them by hand (e)")
    return [decided, Verdict("edited", text=text, time=decided.time, **common)]


def _category(entry: Entry, action: Action) -> str:
    known = action.finding is not None and 0 <= action.finding < len(entry.marks)
    return entry.marks[action.finding or 0].category if known else ""


def _mark(entry: Entry, number: int | None) -> Any:
    if number is None or not 0 <= number < len(entry.marks):
        raise InputError("there is no such finding in this unit; load the page anew")
    return entry.marks[number]


def _edited(review: Review, entry: Entry, action: Action) -> str:
    """Return the new text on one line, as all texts of units are."""
    if not entry.unit.unit.translation:
        raise InputError("the translation has nothing here, so there is no place for words; write a comment (c)")
    if action.before != review.text_of(entry.number):
        raise Conflict("somebody else edited this meanwhile: both texts are shown; save again to keep yours")
    return " ".join(action.text.split())


def _missed(review: Review, entry: Entry, action: Action, common: Mapping[str, Any]) -> Verdict:
    """Return an issue that no check told; its words are those of the text as it was checked, where they still stand."""
    base, now = entry.unit.unit.translation_text, review.text_of(entry.number)
    spans = tuple(
        Span(span.side, *moved(now, base, span.start, span.end)) if span.side == "translation" else span
        for span in action.spans
    )
    lengths = {"translation": len(base), "source": len(entry.unit.unit.source_text)}
    if any(span.end > lengths[span.side] for span in spans):
        raise InputError("these words are not in this unit; load the page anew")
    return Verdict(
        "missed",
        spans=spans,
        category=action.category,
        mqm_severity=action.severity or "minor",
        comment=action.comment,
        id=action.id,
        **common,
    )


def with_suggestion(review: Review, entry: Entry, number: int) -> str | None:
    """Return the unit's text with the suggestion of a finding in it, None where there is none or its words are gone."""
    if not 0 <= number < len(entry.unit.findings):
        return None
    base, now = entry.unit.unit.translation_text, review.text_of(entry.number)
    return suggested(entry.unit.findings[number], base, now)


def suggested(finding: Finding, base: str, now: str) -> str | None:
    """Return ``now``, a text that was ``base``, with the finding's suggestion in it; None where that is impossible."""
    span = next((span for span in finding.spans if span.side == "translation"), None)
    if finding.suggestion is None or span is None:
        return None
    start, end = moved(base, now, span.start, span.end)
    if now[start:end] != base[span.start : span.end]:
        return None
    return " ".join((now[:start] + finding.suggestion + now[end:]).split())


def _undo(review: Review, action: Action) -> int | None:
    """Take back what the reviewer did last, or one thing of theirs by its id."""
    if review.known(action.id):
        return None
    if action.of:
        every = [one for journal in review.journals for one in journal.verdicts]
        meant = [one for one in every if one.id == action.of and one.reviewer == action.reviewer]
    else:
        meant = review.last_action(action.reviewer)
    if not meant:
        raise InputError("there is nothing of yours to undo")
    place = review.place_of(meant[0])
    journal = next(one for one in review.journals if meant[0].id in one.ids)
    document = next(one for one in review.documents if one.journal is journal)
    taken = [Verdict("undone", action.reviewer, one.document, of=one.id) for one in meant]
    taken[0] = replace(taken[0], id=action.id)
    review.add(document, taken)
    return place
