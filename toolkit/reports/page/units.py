"""The units of a comparison as a page shows them: texts with marks, notes beside them, evidence below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from toolkit.model import Comparison, Finding, Sentence, Severity, Side, Unit
from toolkit.model.places import locate, shown, unit_place, where
from toolkit.plugins.plurals import counted
from toolkit.reports.page.differences import Change
from toolkit.reports.page.marks import Mark, Marked, marked, worst
from toolkit.reports.page.routes import Evidence, RouteEvidence
from toolkit.reports.page.tints import TintedLikelihood, likelihood, tinted
from toolkit.reports.wording.unlikely_words import unlikely_words
from toolkit.reports.wording.verdict import BLAME_NAMES, NAMES

# Below this the checks' severities are lowered as well: a wrong bead makes false findings.
_LEAST_CONFIDENCE = 0.5
# An error is worth .81 serious errors at most, a warning .45: from so many expected ones on a unit is as an error or a
# warning is. Units without notes stand out from half a warning on.
_LEVELS = (0.6, 0.25)


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with its number on the page and its place in the file."""

    number: int
    finding: Finding
    place: str
    name: str
    blame: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One unit on the page. ``level`` (0..3) and ``height`` (0..10) stand for its suspicion in the map."""

    number: int
    place: str
    label: str
    heading: bool
    opens_paragraph: bool
    suspicion: float
    level: int
    height: int
    uncertain: str
    confidence: str
    source: Marked | None
    translation: Marked
    returned: tuple[Change, ...]
    notes: tuple[Note, ...]
    gaps: tuple[str, ...]
    witnesses: tuple[RouteEvidence, ...]
    likelihood: TintedLikelihood | None = None

    @property
    def worst(self) -> Note | None:
        """The most severe finding, the first of several."""
        severity = worst(note.finding.severity for note in self.notes)
        return next((note for note in self.notes if note.finding.severity == severity), None)


def shown_units(comparison: Comparison) -> tuple[Shown, ...]:
    """Return every unit, in order; findings are numbered from 1 in the order of the units."""
    by_unit: dict[int, list[Finding]] = {}
    for finding in comparison.findings:
        by_unit.setdefault(finding.unit, []).append(finding)
    gaps: dict[int, list[str]] = {}
    for answer in comparison.unchecked:
        if answer.unit is not None:
            gaps.setdefault(answer.unit, []).append(f"{answer.check} ({answer.reason})")
    evidence, found, number = Evidence(comparison), [], 0
    for position, unit in enumerate(comparison.units):
        own = by_unit.get(unit.index, [])
        notes = [_note(number + more, finding, comparison) for more, finding in enumerate(own, 1)]
        number += len(own)
        found.append(_shown(comparison, position, notes, gaps.get(unit.index, ()), evidence))
    return tuple(found)


def _shown(
    comparison: Comparison, position: int, notes: Sequence[Note], gaps: Sequence[str], evidence: Evidence
) -> Shown:
    unit, suspicion = comparison.units[position], (comparison.impartial or comparison).suspicion[position]
    sure = unit.confidence
    heard = comparison.witnesses[position] if comparison.witnesses else ()
    sentences = unit.translation or unit.source or ()
    source = None if unit.source is None else _side(unit.source_text, "source", notes)
    return Shown(
        number=position + 1,
        place=_unit_place(comparison, position),
        label=_label(position + 1, notes),
        heading=bool(sentences) and all(sentence.kind == "heading" for sentence in sentences),
        opens_paragraph=_opens_paragraph(comparison.units, position),
        suspicion=suspicion,
        level=3 - sum(suspicion < limit for limit in _LEVELS) if notes or suspicion >= _LEVELS[-1] else 0,
        height=min(10, round(suspicion * 10)),
        uncertain=probability(sure) if sure is not None and sure < _LEAST_CONFIDENCE else "",
        confidence=probability(sure),
        source=tinted(source, unlikely_words(unit.source_text, heard, exchanged=True)) if source else source,
        translation=tinted(
            _side(unit.translation_text, "translation", notes), unlikely_words(unit.translation_text, heard)
        ),
        returned=() if source is not None else evidence.returned(unit, position),
        notes=tuple(notes),
        gaps=tuple(dict.fromkeys(gaps)),
        witnesses=evidence.of(unit, position),
        likelihood=likelihood(unit, heard, comparison.source_language),
    )


def _unit_place(comparison: Comparison, position: int) -> str:
    found = unit_place(comparison.units, position, comparison.document)
    return where(found, comparison.document) or (f"line {found.line}" if comparison.document.lined else "")


def _side(text: str, side: Side, notes: Sequence[Note]) -> Marked:
    return marked(
        text,
        (
            Mark(note.number, span.start, span.end, note.finding.severity)
            for note in notes
            for span in note.finding.spans
            if span.side == side
        ),
    )


def _note(number: int, finding: Finding, comparison: Comparison) -> Note:
    place = locate(finding, comparison.units, comparison.document)
    return Note(
        number,
        finding,
        shown(place, comparison.document),
        NAMES[finding.severity][0],
        BLAME_NAMES[finding.blame],
        probability(finding.confidence) or "not calibrated",
    )


def probability(value: float | None) -> str:
    """Return ".93"; empty for None."""
    return "" if value is None else f"{value:.2f}".removeprefix("0")


def _label(number: int, notes: Sequence[Note]) -> str:
    counts = list(_counts([note.finding.severity for note in notes]))
    return f"Unit {number}: {', '.join(counts) or 'nothing found'}"


def _counts(severities: Sequence[Severity]) -> Iterator[str]:
    for severity, group in groupby(sorted(severities, key=list(NAMES).index)):
        yield counted(len(list(group)), *NAMES[severity])


def _opens_paragraph(units: Sequence[Unit], position: int) -> bool:
    def paragraph(number: int) -> int | None:
        sentences: Sequence[Sentence] = units[number].translation
        return sentences[0].paragraph if sentences else None

    here = paragraph(position)
    return position > 0 and here is not None and here != paragraph(position - 1)
