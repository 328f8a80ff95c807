"""A verdict: what one person said of a finding, or of a unit, at one time; and how it is written down.

``verdict.schema.json`` describes the line of JSON that each one is. A finding is an issue until a person confirms it:
what a person says of it is a fact about that person, and two who say different things are both kept.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from toolkit.model import Finding, Severity, Span, Unit
from toolkit.run.known.baseline import fingerprint, near

if TYPE_CHECKING:
    from pydantic import TypeAdapter

VERSION = 1

Kind = Literal[
    "confirmed", "false_alarm", "tolerated", "fixed", "missed", "edited", "reviewed", "comment", "saved", "undone"
]
MqmSeverity = Literal["neutral", "minor", "major", "critical"]

DECISIONS: tuple[Kind, ...] = ("confirmed", "false_alarm", "tolerated", "fixed")
"""What one can say of a finding: of these, the last one of a reviewer counts.

All but a false alarm say that it is right; ``tolerated`` stays as it is, ``fixed`` was mended.
"""
DISMISSALS: tuple[Kind, ...] = ("false_alarm", "tolerated")
"""After these, nobody wants to hear of the finding again."""

SEVERITY_TOLD: Mapping[Severity, MqmSeverity] = {"error": "major", "warning": "minor", "info": "minor"}
"""What a confirmed finding counts as where the person names no severity."""


@dataclass(frozen=True, slots=True)
class FindingMark:
    """Which finding is meant, by its content: a baseline's fingerprint, and ``nth`` of several with the same, from 0.

    ``severity`` is what it was told with, ``also`` other checks that told the same; ``near`` are words at the place.
    """

    check: str
    category: str
    severity: Severity
    fingerprint: str
    nth: int = 0
    near: str = ""
    message: str = ""
    also: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, int]:
        """What makes two marks of one document the same."""
        return self.check, self.fingerprint, self.nth


@dataclass(frozen=True, slots=True)
class UnitMark:
    """Which unit is meant, with its texts as the reviewer saw them; ``number`` from 0, ``id`` of a bilingual file."""

    number: int
    translation: str
    source: str = ""
    id: str = ""

    @classmethod
    def of(cls, unit: Unit) -> "UnitMark":
        """Return the mark of a unit."""
        return cls(unit.index, unit.translation_text, unit.source_text, unit.id)


def _new_id() -> str:
    return secrets.token_hex(8)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer said, at a time (UTC, ISO 8601), of something in ``document``: its path from the file's folder.

    By kind:

        confirmed, false_alarm, tolerated, fixed   of ``finding``; ``category``, ``mqm_severity`` as they see it
        missed      an issue that no check told: ``spans`` in the texts of ``unit``, ``category``, ``mqm_severity``
        edited      ``text`` is what the translation of ``unit`` is to be now
        reviewed    ``unit`` was read to its end: what is not marked in it is right, as far as this person sees
        comment     ``comment``, on ``finding`` or ``unit``
        saved       the edits of ``document`` were saved as the file ``text``: what is said of one holds for the other
        undone      the verdict ``of`` of the same reviewer no longer counts (an undone ``undone`` counts it again)
    """

    kind: Kind
    reviewer: str
    document: str = ""
    finding: FindingMark | None = None
    unit: UnitMark | None = None
    category: str = ""
    mqm_severity: MqmSeverity | None = None
    spans: tuple[Span, ...] = ()
    text: str | None = None
    comment: str = ""
    of: str = ""
    system: str = ""
    id: str = field(default_factory=_new_id)
    time: str = field(default_factory=_now)


def marks(
    findings: Sequence[Finding], units: Iterable[Unit], also: Sequence[Sequence[str]] | None = None
) -> list[FindingMark]:
    """Return the mark of each finding of one document, in order; ``also`` are the checks that told the same."""
    by_index = {unit.index: unit for unit in units}
    seen: dict[tuple[str, str], int] = {}
    found = []
    for number, finding in enumerate(findings):
        unit = by_index[finding.unit]
        mark = fingerprint(finding, unit)
        nth = seen.get((finding.check, mark), 0)
        seen[finding.check, mark] = nth + 1
        others = tuple(also[number]) if also else ()
        found.append(
            FindingMark(
                finding.check,
                finding.category,
                finding.severity,
                mark,
                nth,
                near(finding, unit),
                finding.message,
                others,
            )
        )
    return found


def to_row(verdict: Verdict) -> dict[str, Any]:
    """Return the JSON object of a verdict; what is empty is left out, and marked words stand beside their place."""
    row = {"verdict": VERSION, "id": verdict.id, "time": verdict.time, **asdict(verdict)}
    if verdict.finding:
        row["finding"] = _full(row["finding"], ("check", "category", "severity", "fingerprint"))
    if verdict.unit:
        row["unit"] = _full(row["unit"], ("number", "translation"))
    if verdict.spans:
        texts = {"translation": verdict.unit.translation, "source": verdict.unit.source} if verdict.unit else {}
        row["spans"] = [
            {**asdict(span), "words": texts.get(span.side, "")[span.start : span.end]} for span in verdict.spans
        ]
    return _full(row, ("text",) if verdict.text is not None else ())


def from_row(row: Mapping[str, Any]) -> Verdict:
    """Return the verdict of a JSON object; ValueError says what is wrong with it. Keys that nobody knows are left."""
    from pydantic import ValidationError

    if row.get("verdict") != VERSION:
        raise ValueError(f'no verdict of this version: it begins with "verdict": {VERSION}')
    try:
        found = _adapter().validate_python(row)
    except ValidationError as error:
        item = error.errors()[0]
        message = item["msg"][:1].lower() + item["msg"][1:]
        raise ValueError(f"{'.'.join(map(str, item['loc']))}: {message}") from None
    if any(not 0 <= span.start <= span.end for span in found.spans) or (found.unit and found.unit.number < 0):
        raise ValueError("a span ends before it starts, or a number is below nought")
    missing = next((name for name in _wanted(found.kind) if not getattr(found, name)), None)
    if missing or not (found.id and found.reviewer and found.time):
        raise ValueError(f"{found.kind} wants {missing or 'id, time and reviewer'}")
    return found


def _wanted(kind: Kind) -> tuple[str, ...]:
    """Return what a verdict of a kind cannot do without."""
    if kind in DECISIONS:
        return "document", "finding"
    return {"undone": ("of",), "comment": ("comment",), "saved": ("document", "text")}.get(kind, ("document", "unit"))


@cache
def _adapter() -> "TypeAdapter[Verdict]":
    from pydantic import TypeAdapter

    return TypeAdapter(Verdict)


def _full(row: Mapping[str, Any], always: Sequence[str]) -> dict[str, Any]:
    """Return a row without what is empty."""
    return {name: value for name, value in row.items() if name in always or value not in (None, "", (), [])}
