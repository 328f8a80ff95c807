"""Moved: text of the original that stands elsewhere in the translation."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from toolkit.analysis.text.passages import passages
from toolkit.model import BY_ITS_CHECK, Case, Finding, Severity, Span, Unchecked, Unit
from toolkit.model.places import place
from toolkit.plugins.contracts import Check

_CHANGED = "this sentence has changed places with its neighbour in the original"


@dataclass(frozen=True, slots=True)
class Moved:
    """A paragraph, a sentence or a point of a list that has another place in the translation than in the original.

    It matters because what is told in another order may be told wrong: an answer before its question, "he" before his
    name. What moved together is one finding, at its new place, and its content is checked there against its own
    original. Points that moved within their list are information: a list in alphabetical order has to; so are two
    sentences of a paragraph that changed places.

    Bad:  "Il ponte è chiuso. (...) A maggio si vota." - "There is a vote in May. The bridge is closed. (...)"
    Good: "Il ponte è chiuso. (...) A maggio si vota." - "The bridge is closed. (...) There is a vote in May."

    Sentences are known to have moved by their vectors, where a run has an encoder. Measured: on 70 news documents, of
    which many lack sentences and have others, nothing was taken for moved.
    """

    needs_source: ClassVar[bool] = True
    reads_addresses: ClassVar[bool] = True
    reads_kept: ClassVar[bool] = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield a finding for what moved together; its spans are both texts of its first unit."""
        points = {piece.unit for passage in passages(case) if passage.is_point for piece in passage.pieces}
        places = {unit.index: at for at, unit in enumerate(case.units)}
        for run in _runs(case, points):
            inside = all(unit.index in points for unit in run)
            at = places[run[0].index]
            around = case.units[max(0, at - 1) : at] + case.units[at + len(run) : at + len(run) + 1]
            beside = not inside and any(_share_a_paragraph(run[0], unit) for unit in around)
            message = _CHANGED if beside else _told(case, run, inside=inside)
            yield _finding(run, "info" if inside or beside else "warning", message)


def _runs(case: Case, points: Container[int]) -> Iterator[list[Unit]]:
    """Yield what moved together: neighbours on both sides, and all points of one list that have another place."""
    follows = _following(case.units)
    run: list[Unit] = []
    listed = False  # whether all since the run's last unit are points of one list
    for unit in case.units:
        point = unit.index in points
        if unit.moved:
            beside = bool(run) and run[-1].index == unit.index - 1 and follows.get(_last(run[-1])) == _first(unit)
            if run and not (beside or (listed and point)):
                yield run
                run = []
            run.append(unit)
            listed = point and (listed or len(run) == 1)
        elif unit.translation:
            listed = listed and point
    if run:
        yield run


def _share_a_paragraph(one: Unit, other: Unit) -> bool:
    """Whether two units stand in one paragraph of the original, and in one of the translation."""
    return all(
        bool(ours and theirs) and ours[0].paragraph == theirs[0].paragraph
        for ours, theirs in ((one.source or (), other.source or ()), (one.translation, other.translation))
    )


def _following(units: Sequence[Unit]) -> dict[int, int]:
    """Return, for where each sentence of the original starts, where the next one does."""
    starts = sorted(sentence.body.start for unit in units for sentence in unit.source or ())
    return dict(pairwise(starts))


def _first(unit: Unit) -> int:
    return unit.source[0].body.start if unit.source else -1


def _last(unit: Unit) -> int:
    return unit.source[-1].body.start if unit.source else -1


def _told(case: Case, run: Sequence[Unit], *, inside: bool) -> str:
    count = sum(len(unit.translation) for unit in run)
    if inside:
        return (
            "this point has another place in the list of the original"
            if len(run) == 1
            else f"{len(run)} points of this list have another place in that of the original"
        )
    what = "this sentence stands" if count == 1 else f"these {count} sentences stand"
    start = _first(run[0])
    if case.source_document is None or start < 0:
        return f"{what} elsewhere in the original"
    return f"{what} elsewhere in the original: line {place(case.source_document, start, start).line}"


def _finding(run: Sequence[Unit], severity: Severity, message: str) -> Finding:
    unit = run[0]
    spans = (Span("translation", 0, len(unit.translation_text)), Span("source", 0, len(unit.source_text)))
    return Finding(
        BY_ITS_CHECK, severity, "design-and-markup/layout", message, unit.index, spans, confidence=unit.confidence
    )


PLUGIN: type[Check] = Moved
