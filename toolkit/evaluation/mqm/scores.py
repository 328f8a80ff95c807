"""How well a figure of each translation tells those with a serious error, and follows what people took off for errors.

The area under the curve counts a tie one half. Recall is that of rows with a serious error above the least limit that
at most 5 % of the others exceed: rows at the limit itself count as not found, however many share it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.evaluation.intervals import Detection, Drawing, Estimate, Spread, with_width
from toolkit.evaluation.mqm.correlation import rank_correlation
from toolkit.evaluation.mqm.opinions import Opinion
from toolkit.evaluation.mqm.rows import Annotated

SUSPICION, QUALITY, WORDS, CHRF = "suspicion", "-quality", "words", "-chrF"


@dataclass(frozen=True, slots=True)
class ScoreFigures:
    """Of ``count`` rows for which a score (more is worse) is known: figures, None where there is nothing to tell.

    At 5 % false alarms a row counts whose score is above ``limit``.
    """

    score: str
    count: int
    serious: int
    auc: Estimate | None
    rho: Estimate | None
    recall: Estimate | None
    limit: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much the figures of one score are greater than those of another on the same rows and draws."""

    score: str
    other: str
    auc: Estimate | None
    rho: Estimate | None
    recall: Estimate | None


class _Spreads(NamedTuple):
    auc: Spread | None
    rho: Spread | None
    recall: Spread | None


def scores(
    rows: Sequence[Annotated], opinions: Mapping[str, Opinion], chrf: Mapping[str, float], drawing: Drawing
) -> tuple[tuple[ScoreFigures, ...], Difference]:
    """Return the figures of each score that some row has, and how far suspicion is above the bare number of words."""
    figures, spreads = [], {}
    for name, score in _scores(opinions, chrf).items():
        known = [(row, value) for row in rows if (value := score(row)) is not None]
        if not known:
            continue
        some, values = [row for row, _ in known], [value for _, value in known]
        detection = _detection(some, values, drawing)
        spreads[name] = spread = _spreads(some, values, detection, drawing)
        figures.append(
            ScoreFigures(
                name,
                len(some),
                sum(row.serious for row in some),
                _within(spread.auc),
                spread.rho.estimate(-1.0) if spread.rho else None,
                _within(spread.recall),
                round(detection.limit, 6) if detection else None,
            )
        )
    ours, theirs = spreads[SUSPICION], spreads[WORDS]
    above = (one.less(other).estimate(-1.0) if one and other else None for one, other in zip(ours, theirs, strict=True))
    return tuple(figures), Difference(SUSPICION, WORDS, *above)


def likeness(rows: Sequence[Annotated]) -> dict[str, float]:
    """Return the chrF of each row that has a reference, 0 to 100, by its id."""
    from toolkit import plugins

    metric = plugins.get("metrics", "chrf")().of_corpora()
    return {
        row.id: float(metric.sentence_score(row.translation, [row.reference]).score)
        for row in rows
        if row.reference is not None and row.reference.strip()
    }


def _scores(
    opinions: Mapping[str, Opinion], chrf: Mapping[str, float]
) -> dict[str, Callable[[Annotated], float | None]]:
    """Return what gives each score of a row, more being worse, None where it is not known."""
    return {
        SUSPICION: lambda row: opinions[row.id].suspicion,
        WORDS: lambda row: float(len(row.translation.split())),
        QUALITY: lambda row: _minus(opinions[row.id].quality),
        CHRF: lambda row: _minus(chrf.get(row.id)),
    }


def _within(spread: Spread | None) -> Estimate | None:
    return with_width(spread.estimate(), spread.clusters) if spread else None


def _minus(value: float | None) -> float | None:
    return None if value is None else -value


def _detection(rows: Sequence[Annotated], values: Sequence[float], drawing: Drawing) -> Detection | None:
    """Return what the rows without a serious error make; None where there is none."""
    clean = list(_those(rows, values, serious=False))
    return Detection([value for _, value in clean], [row.document for row, _ in clean], drawing) if clean else None


def _spreads(
    rows: Sequence[Annotated], values: Sequence[float], detection: Detection | None, drawing: Drawing
) -> _Spreads:
    rho = rank_correlation(values, [row.penalty for row in rows], [row.document for row in rows], drawing)
    bad = list(_those(rows, values, serious=True))
    if detection is None or not bad:
        return _Spreads(None, rho, None)
    faulty, documents = [value for _, value in bad], [row.document for row, _ in bad]
    return _Spreads(detection.auc(faulty, documents), rho, detection.recall(faulty, documents))


def _those(rows: Sequence[Annotated], values: Sequence[float], *, serious: bool) -> Iterator[tuple[Annotated, float]]:
    return ((row, value) for row, value in zip(rows, values, strict=True) if row.serious is serious)
