"""What the desk shows: documents and their units with findings, out of what a ``comparison.json`` holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.model import (
    Comparison,
    Document,
    Finding,
    Guard,
    Hypothesis,
    Leg,
    Loss,
    Mapped,
    Rejection,
    Score,
    Sentence,
    Span,
    Trip,
    Unchecked,
    Unit,
)


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """What another version has for the same part of the original, and what the checks say of it there."""

    name: str
    text: str
    findings: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class DeskUnit:
    """A unit with what was found in it; ``places`` belong to its findings, as people find them: "12:5", "cue 4".

    ``gaps`` say what could not be judged here, ``unlikely`` what witnesses would have written (``wording.testimony``).
    """

    unit: Unit
    suspicion: float
    findings: tuple[Finding, ...] = ()
    places: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    place: str = ""
    unlikely: tuple[Mapping[str, Any], ...] = ()
    versions: tuple[OtherVersion, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskDocument:
    """A document on the desk.

    ``comparison`` has what engines made of its units, ``gaps`` what could not be judged of the whole; ``failure`` is
    why there is nothing to show. ``name`` is the short one; ``version`` names it among those of one original. One of
    lines (``is_lines``) has a unit for each line of its file.
    """

    name: str
    comparison: Comparison
    units: tuple[DeskUnit, ...] = ()
    gaps: tuple[str, ...] = ()
    version: str = ""
    group: str = ""
    sha256: str | None = None
    failure: str = ""
    is_lines: bool = False
    findings: tuple[Finding, ...] = field(default=())

    @property
    def path(self) -> str:
        """The path of the translation as the run recorded it."""
        return self.comparison.document.path


def document_of(data: Mapping[str, Any], name: str) -> DeskDocument:
    """Return the document of what a ``comparison.json`` holds; LookupError, TypeError or ValueError for others."""
    units = [_unit(row) for row in data["units"]]
    findings = tuple(_finding(row) for row in data["findings"])
    own: dict[int, list[int]] = {}
    for number, finding in enumerate(findings):
        own.setdefault(finding.unit, []).append(number)
    whole, gaps = [], dict[int, list[str]]()
    for row in data["unchecked"]:
        if row["unit"] is None:
            whole.append(f"{row['check']}: {row['reason']}")
        else:
            gaps.setdefault(row["unit"], []).append(f"{row['check']} ({row['reason']})")
    shown = []
    impartial = (data.get("impartial") or {}).get("suspicion")
    for at, (unit, row) in enumerate(zip(units, data["units"], strict=True)):
        numbers = own.get(unit.index, ())
        shown.append(
            DeskUnit(
                unit,
                float(impartial[at] if impartial else row["suspicion"]),
                tuple(findings[number] for number in numbers),
                tuple(_place(data["findings"][number]) for number in numbers),
                tuple(dict.fromkeys(gaps.get(unit.index, ()))),
                _unit_place(row),
                tuple(row["witnesses"]),
            )
        )
    inputs = (data.get("provenance") or {}).get("inputs") or {}
    return DeskDocument(
        name,
        _comparison(data, units),
        tuple(shown),
        tuple(dict.fromkeys(whole)),
        sha256=(inputs.get("translation") or {}).get("sha256"),
        findings=findings,
    )


def failed(path: str, name: str, reason: str) -> DeskDocument:
    """Return a document of which nothing could be made."""
    return DeskDocument(name, _empty(path), failure=reason)


def _unit(row: Mapping[str, Any]) -> Unit:
    source = row["source"]
    return Unit(
        int(row["index"]),
        None if source is None else _sentences(source),
        _sentences(row["translation"]),
        row["confidence"],
        moved=bool(row.get("moved")),
    )


def _sentences(side: Mapping[str, Any]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(Mapped(one["text"], one["start"], one["end"]), one["kind"], one["paragraph"])
        for one in side["sentences"]
    )


def _finding(row: Mapping[str, Any]) -> Finding:
    spans = tuple(Span(span["side"], span["start"], span["end"]) for span in row["spans"])
    return Finding(
        row["check"],
        row["severity"],
        row["category"],
        row["message"],
        row["unit"],
        spans,
        row["suggestion"],
        row["confidence"],
        row["blame"],
        tuple(row["evidence"]),
    )


def _place(row: Mapping[str, Any]) -> str:
    return row.get("where") or f"{row['line']}:{row['column']}"


def _unit_place(row: Mapping[str, Any]) -> str:
    first = next(iter(row["translation"]["sentences"]), None)
    return "" if first is None else first.get("where") or f"line {first['line']}"


def _comparison(data: Mapping[str, Any], units: Sequence[Unit]) -> Comparison:
    """Return what the reports' nouns want to know of the engines; the texts of the files are not at hand."""
    source = data["source"]
    trips = tuple(_trip(row) for row in data["trips"])
    found = (data.get("impartial") or {}).get("scores") or data["scores"]
    return Comparison(
        Document(data["document"]["path"], data["translation_language"], ""),
        Document(source["path"], data["source_language"], "") if source else None,
        data["source_language"],
        tuple(units),
        trips,
        tuple(
            Guard(row["name"], row["route"], row["passed"], row["value"] or 0.0, row["message"])
            for row in data["guards"]
        ),
        tuple(
            Score(
                row["metric"],
                row["view"],
                row["route"],
                row["corpus"] or 0.0,
                tuple(row["segments"]),
                "",
                tuple(row["percentile"] or ()),
            )
            for row in found
        ),
        (),
        tuple(Unchecked(row["check"], row["reason"], row["unit"]) for row in data["unchecked"]),
        (),
        losses=tuple(
            Loss(row["check"], row["unit"], row["route"], row["leg"], row["message"]) for row in data["losses"]
        ),
    )


def _trip(row: Mapping[str, Any]) -> Trip:
    draft = row["draft"]
    return Trip(row["route"], row["family"], _leg(row["back"]), _leg(row["return"]), _leg(draft) if draft else None)


def _leg(row: Mapping[str, Any]) -> Leg:
    answers = tuple(_answer(one) for one in row["texts"])
    return Leg(row["source_language"], row["target_language"], (), answers, row["signature"])


def _answer(row: Mapping[str, Any]) -> Hypothesis:
    rejection = Rejection(**row["rejection"]) if "rejection" in row else None
    return Hypothesis(row["text"], tuple(row["notes"]), rejection)


def _empty(path: str) -> Comparison:
    return Comparison(Document(path, "", ""), None, "", (), (), (), (), (), (), ())
