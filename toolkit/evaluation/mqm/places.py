"""Whether findings, and the tint of unlikely words, stand where people marked something."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.evaluation.intervals import Drawing, Estimate, with_width
from toolkit.evaluation.mqm.opinions import Opinion
from toolkit.evaluation.mqm.rows import Annotated
from toolkit.reports.wording.unlikely_words import HeardWord

CHANCE = 0.1
"""The share of a sentence's words that count as its most unlikely ones: chance finds as much of anything."""


@dataclass(frozen=True, slots=True)
class FindingFigures:
    """Of findings that are errors or warnings.

    ``recall``: of so many serious ``errors`` with a place, the share that a finding overlaps; ``precision``: of so many
    ``findings`` the share that overlaps anything that people marked; ``alarms``: of so many ``clean`` rows, in which
    they marked nothing, the share with a finding. None where there is none of it.
    """

    errors: int
    recall: Estimate | None
    findings: int
    precision: Estimate | None
    clean: int
    alarms: Estimate | None


@dataclass(frozen=True, slots=True)
class TintFigures:
    """The ``share`` of the words inside serious errors that is among the most unlikely tenth of its sentence.

    ``words`` of them were judged by witnesses, in so many ``rows``; ``chance`` is what any words have of that.
    """

    rows: int
    words: int
    share: Estimate
    chance: float = CHANCE


def findings(rows: Sequence[Annotated], opinions: Mapping[str, Opinion], drawing: Drawing) -> FindingFigures:
    """Return the figures of findings; one without a place of its own stands for the whole translation."""
    hit, right, alarmed = [], [], []
    for row in rows:
        found = opinions[row.id].found
        marked = [error.place for error in row.errors if error.place is not None]
        hit += [(_touches(place, found), row.document) for place in _serious(row)]
        right += [(_touches(place, marked), row.document) for place in found]
        if not row.errors:
            alarmed.append((bool(found), row.document))
    return FindingFigures(
        len(hit), _share(hit, drawing), len(right), _share(right, drawing), len(alarmed), _share(alarmed, drawing)
    )


def tint(rows: Sequence[Annotated], opinions: Mapping[str, Opinion], drawing: Drawing) -> TintFigures | None:
    """Return how often the words of serious errors are among the most unlikely; None where no such word was judged."""
    words = [(list(_unlikely(row, opinions[row.id].heard or ())), row.document) for row in rows]
    outcomes = [(share, document) for shares, document in words for share in shares]
    share = _share(outcomes, drawing)
    return None if share is None else TintFigures(sum(bool(shares) for shares, _ in words), len(outcomes), share)


def _unlikely(row: Annotated, heard: Sequence[HeardWord]) -> Iterator[float]:
    """Yield of each word inside a serious error how far it is among the most unlikely, 0 to 1.

    Of 25 words the two most unlikely count, and the third by a half; equal ones share what they have. So any words
    have just a tenth by chance, however short the sentence.
    """
    allowed = CHANCE * len(heard)
    deficits = [word.deficit for word in heard]
    for word in heard:
        if _touches((word.start, word.end), _serious(row)):
            before, equal = sum(one > word.deficit for one in deficits), deficits.count(word.deficit)
            yield min(max(allowed - before, 0.0), equal) / equal


def _serious(row: Annotated) -> list[tuple[int, int]]:
    return [error.place for error in row.grave if error.place is not None]


def _touches(place: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)


def _share(outcomes: Sequence[tuple[float, str]], drawing: Drawing) -> Estimate | None:
    """Return the mean of outcomes with its interval over documents, None of none."""
    import numpy as np

    if not outcomes:
        return None
    values, documents = [float(value) for value, _ in outcomes], [document for _, document in outcomes]
    spread = drawing.share(values, np.array([values]), documents)
    return with_width(spread.estimate(), spread.clusters)
