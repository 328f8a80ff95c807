"""Sums of segment statistics -> corpus scores, many sums at once.

A test draws thousands of corpora out of the same segments. Each corpus score is a function of sums over its segments
(n-gram counts, edits, lengths), so a draw costs one product of matrices and one call of a function here. The functions
give what sacreBLEU gives for the same sums, to rounding.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Scorer = Callable[["Numbers"], "Numbers"]

_EPSILON = 1e-16


@dataclass(frozen=True, eq=False)
class SegmentStatistics:
    """What each segment adds to the sums, shape (segments, k), and what makes a score of sums, shape (m, k) -> (m,)."""

    name: str
    values: "Numbers"
    score: Scorer
    higher_is_better: bool = True

    @property
    def total(self) -> float:
        """The score of all segments together."""
        return float(self.score(self.values.sum(axis=0, keepdims=True))[0])

    def segments(self) -> "Numbers":
        """Return the score of each segment by itself; for BLEU that means little."""
        return self.score(self.values)

    def grouped(self, groups: Sequence[str]) -> "SegmentStatistics":
        """Return the statistics of whole groups (documents) in place of their segments, in order of first mention."""
        numbers = {name: number for number, name in enumerate(dict.fromkeys(groups))}
        sums = np.zeros((len(numbers), self.values.shape[1]))
        np.add.at(sums, [numbers[name] for name in groups], self.values)
        return SegmentStatistics(self.name, sums, self.score, self.higher_is_better)


def of_means(name: str, scores: Sequence[float | None], *, higher_is_better: bool = True) -> SegmentStatistics:
    """Return the statistics of a score that is a mean over segments; one without a score (None) counts for nothing."""
    values = np.array([(0.0, 0.0) if score is None else (score, 1.0) for score in scores]).reshape(-1, 2)
    return SegmentStatistics(name, values, mean, higher_is_better)


def of_sacrebleu(
    metric: Any,
    hypotheses: Sequence[str],
    references: Sequence[str],
    *,
    name: str | None = None,
    sums: Sequence[Sequence[float]] | None = None,
) -> SegmentStatistics:
    """Return the statistics that one of sacreBLEU's metrics (BLEU, CHRF, TER) takes of each segment.

    ``sums`` are what ``sums_of`` gave for the same texts; ValueError for a metric that is none of the three.
    """
    kind = type(metric).__name__
    values = np.array(sums_of(metric, hypotheses, references) if sums is None else sums, dtype=np.float64)
    if kind == "BLEU":
        scorer = bleu_scorer(metric.smooth_method, metric.smooth_value, metric.max_ngram_order)
        return SegmentStatistics(name or "bleu", values, scorer)
    if kind == "CHRF":
        return SegmentStatistics(name or "chrf", values, chrf_scorer(metric.beta, eps=metric.eps_smoothing))
    if kind == "TER":
        return SegmentStatistics(name or "ter", values, ter, higher_is_better=False)
    raise ValueError(f"no segment statistics of {kind}")


def sums_of(metric: Any, hypotheses: Sequence[str], references: Sequence[str]) -> list[list[float]]:
    """Return what each segment adds to the sums, by the method that sacreBLEU's own tests read."""
    found: list[list[float]] = metric._extract_corpus_statistics(hypotheses, [references])
    return found


def mean(sums: "Numbers") -> "Numbers":
    """Return sum / count; NaN for none of nothing."""
    total, count = sums[:, 0], sums[:, 1]
    found: Numbers = np.divide(total, count, out=np.full(len(sums), np.nan), where=count > 0)
    return found


def ter(sums: "Numbers") -> "Numbers":
    """Return edits in 100 words of the reference (Snover et al. 2006)."""
    edits, length = sums[:, 0], sums[:, 1]
    empty = np.where(edits > 0, 1.0, 0.0)
    return 100 * np.divide(edits, length, out=empty, where=length > 0)


def bleu_scorer(smooth_method: str = "exp", smooth_value: float | None = None, order: int = 4) -> Scorer:
    """Return BLEU (Papineni et al. 2002) with sacreBLEU's smoothing "exp" or "none"; ValueError for another."""
    if smooth_method not in ("exp", "none") or smooth_value is not None:
        raise ValueError(f"no significance for BLEU smoothed by {smooth_method!r}")

    def score(sums: "Numbers") -> "Numbers":
        length, wanted = sums[:, 0], sums[:, 1]
        correct, total = sums[:, 2 : 2 + order], sums[:, 2 + order : 2 + 2 * order]
        ratio = np.divide(wanted, length, out=np.ones(len(sums)), where=length > 0)
        brevity = np.where(length < wanted, np.where(length > 0, np.exp(1 - ratio), 0.0), 1.0)
        precision = np.divide(correct, total, out=np.zeros_like(correct), where=total > 0)
        if smooth_method == "exp":
            missing = (correct == 0) & (total > 0)
            halvings = np.cumsum(missing, axis=1)
            smoothed = 1 / (2.0**halvings * np.maximum(total, 1))
            precision = np.where(missing, smoothed, precision)
        logs = np.where(precision > 0, np.log(np.maximum(precision, 1e-300)), -9999999999.0)
        return np.where(correct.any(axis=1), 100 * brevity * np.exp(logs.mean(axis=1)), 0.0)

    return score


def chrf_scorer(beta: int = 2, *, eps: bool = False) -> Scorer:
    """Return chrF (Popović 2015) as sacreBLEU computes it; ValueError with its smoothing by epsilon."""
    if eps:
        raise ValueError("no significance for chrF smoothed by epsilon")
    factor = beta**2

    def score(sums: "Numbers") -> "Numbers":
        hypothesis, reference, match = sums[:, 0::3], sums[:, 1::3], sums[:, 2::3]
        known = (hypothesis > 0) & (reference > 0)
        count = np.maximum(known.sum(axis=1), 1)
        precision = (np.divide(match, hypothesis, out=np.zeros_like(match), where=known)).sum(axis=1) / count
        recall = (np.divide(match, reference, out=np.zeros_like(match), where=known)).sum(axis=1) / count
        both = factor * precision + recall
        found: Numbers = (1 + factor) * precision * recall / np.where(both > _EPSILON, both, 1.0)
        return 100 * found

    return score
