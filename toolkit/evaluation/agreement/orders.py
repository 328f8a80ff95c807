"""Two measures of the same systems: how well one puts them, and their translations, into the order of the other.

Whole systems: pairwise accuracy (Kocmi et al. 2021, "To Ship or Not to Ship") and soft pairwise accuracy (Thompson et
al. 2024, "Improving Statistical Significance in Human Evaluation of Automatic Metrics via Soft Pairwise Accuracy"),
which asks whether both are equally sure of the order. Documents and segments: which of two translations of one is
better, with ties calibrated (Deutsch et al. 2023, "Ties Matter"), so that a measure that never ties has no advantage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from toolkit.evaluation.intervals import Drawing, Estimate, mean, with_width
from toolkit.evaluation.significance.corpus_scores import SegmentStatistics
from toolkit.evaluation.significance.paired_tests import SEED, TRIALS, better_by_chance, resampled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Systems = Mapping[str, SegmentStatistics]

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class SystemOrder:
    """Of ``pairs`` of whole systems: the share put in the right order, with its interval over documents.

    ``soft`` is how alike the p-values of both measures are, 1 at best.
    """

    pairs: int
    accuracy: Estimate
    soft: float


@dataclass(frozen=True, slots=True)
class Choice:
    """Of ``pairs`` of translations of the same text that are not equally good: how often the better one is chosen.

    A tie is half a choice. In ``balanced`` each outcome (A is better than B, B better than A) counts the same, so that
    whoever always chooses the same system has one half. ``with_ties`` is the share of all pairs that are ordered right
    or rightly called equal, at the threshold that serves the measure best. ``unknown`` pairs have no figure.
    """

    pairs: int
    accuracy: Estimate
    balanced: Estimate
    with_ties: float
    unknown: int = 0


def system_order(
    gold: Systems, measure: Systems, groups: Sequence[str], *, trials: int = TRIALS, seed: int = SEED
) -> SystemOrder:
    """Return how well a measure orders whole systems; ``groups`` names the document of each segment.

    A pair that the measure ties is half right; one that the gold ties counts for nothing, and ValueError if all are.
    """
    wanted = {name: one.grouped(groups) for name, one in gold.items()}
    found = {name: one.grouped(groups) for name, one in measure.items()}
    order = sorted(wanted)
    drawn = {name: (resampled(wanted[name]), resampled(found[name])) for name in order}
    hits, draws, soft = [], [], []
    for one, other in combinations(order, 2):
        asked = _sign(wanted[one]) * (wanted[one].total - wanted[other].total)
        if abs(asked) <= _SAME:
            continue
        said = _sign(found[one]) * (found[one].total - found[other].total)
        hits.append(_right(np.array([asked]), np.array([said]))[0])
        ours = _sign(found[one]) * (drawn[one][1] - drawn[other][1])
        theirs = _sign(wanted[one]) * (drawn[one][0] - drawn[other][0])
        draws.append(np.where(np.abs(theirs) > _SAME, _right(theirs, ours), np.nan))
        sure = [better_by_chance(which[one], which[other], trials=trials, seed=seed) for which in (wanted, found)]
        soft.append(1 - abs(sure[0] - sure[1]))
    if not hits:
        raise ValueError("all systems are equally good")
    share = float(np.mean(hits))
    # One document drawn again and again is always the same one: nothing is known of others.
    alone = len(set(groups)) == 1
    low, high = (0.0, 1.0) if alone else np.nanquantile(_means(draws), (0.025, 0.975))
    interval = Estimate(round(share, 6), round(min(share, float(low)), 6), round(max(share, float(high)), 6))
    return SystemOrder(len(hits), with_width(interval, len(set(groups))), round(float(np.mean(soft)), 6))


def choices(gold: Systems, measure: Systems, groups: Sequence[str], clusters: Sequence[str]) -> Choice:
    """Return how well a measure chooses between translations of one group (a segment, or a document).

    ``groups`` names the group of each segment, ``clusters`` the document of each: whole documents are drawn for the
    intervals. ValueError where no pair is known of which one is better.
    """
    cluster_of = dict(zip(groups, clusters, strict=True))
    names = list(dict.fromkeys(groups))
    wanted = {name: _values(one.grouped(groups)) for name, one in gold.items()}
    found = {name: _values(one.grouped(groups)) for name, one in measure.items()}
    pairs = list(combinations(sorted(wanted), 2))
    asked = np.concatenate([wanted[one] - wanted[other] for one, other in pairs])
    said = np.concatenate([found[one] - found[other] for one, other in pairs])
    outcomes = np.repeat(np.arange(len(pairs)), len(names))
    where = np.array([cluster_of[name] for name in names] * len(pairs))
    known = ~np.isnan(asked) & ~np.isnan(said)
    asked, said, outcomes, where = asked[known], said[known], outcomes[known], where[known]
    decided = np.abs(asked) > _SAME
    if not decided.any():
        raise ValueError("no two translations of which one is better")
    right = _right(asked[decided], said[decided])
    sides = outcomes[decided] * 2 + (asked[decided] > 0)
    places = [str(one) for one in where[decided]]
    drawing = Drawing(places)
    every = drawing.share(right, right[None, :], places)
    of_sides = []
    for side in np.unique(sides):
        at = np.flatnonzero(sides == side)
        of_sides.append(drawing.share(right[at], right[at][None, :], [places[number] for number in at]))
    return Choice(
        pairs=len(right),
        accuracy=with_width(every.estimate(), every.clusters),
        balanced=with_width(mean(of_sides).estimate(), every.clusters),
        with_ties=_with_ties(asked, said),
        unknown=int((~known).sum()),
    )


def _means(draws: "Sequence[Numbers]") -> "Numbers":
    """Return the mean over pairs of each draw, without those that the gold ties in it; NaN of a draw of these alone."""
    known = ~np.isnan(draws)
    count = known.sum(axis=0)
    found: Numbers = np.where(count > 0, np.nansum(draws, axis=0) / np.maximum(count, 1), np.nan)
    return found


def _sign(statistics: SegmentStatistics) -> float:
    return 1.0 if statistics.higher_is_better else -1.0


def _values(statistics: SegmentStatistics) -> "Numbers":
    """Return the score of each group, more being better."""
    return _sign(statistics) * statistics.segments()


def _right(asked: "Numbers", said: "Numbers") -> "Numbers":
    """Return 1 where both differences have one sign, one half where the second is none, else 0."""
    tied = np.abs(said) <= _SAME
    found: Numbers = np.where(tied, 0.5, (np.sign(asked) == np.sign(said)).astype(float))
    return found


def _with_ties(asked: "Numbers", said: "Numbers") -> float:
    """Return the best share of pairs that are right where differences up to some threshold are ties."""
    size = np.abs(said)
    order = np.argsort(size, kind="stable")
    ties = (np.abs(asked) <= _SAME)[order]
    ordered = ((np.sign(asked) == np.sign(said)) & (np.abs(asked) > _SAME) & (size > _SAME))[order]
    called_equal = np.concatenate([[0], np.cumsum(ties)])
    left = ordered.sum() - np.concatenate([[0], np.cumsum(ordered)])
    sizes = size[order]
    # A threshold lies between two different sizes; what is no difference at all is a tie at any.
    ends = np.concatenate([sizes[1:] - sizes[:-1] > _SAME, [True]])
    allowed = np.concatenate([[sizes[0] > _SAME], ends])
    return round(float(((called_equal + left) / len(asked))[allowed].max()), 6)
