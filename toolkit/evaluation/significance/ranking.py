"""Several systems: an order, what of it is open, and where there is too little data to say anything.

Many pairs are tested at once, so p-values are Holm's (1979, "A simple sequentially rejective multiple test procedure").
Systems stand in rank clusters as at WMT: a line is drawn where every system above it is better than every one below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from toolkit.evaluation.significance.corpus_scores import SegmentStatistics
from toolkit.evaluation.significance.paired_tests import (
    DRAWS,
    SEED,
    TRIALS,
    PairedTest,
    Test,
    all_resampled,
    compare,
    effect_size,
    interval,
    randomized,
    smallest_detectable,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

ALPHA = 0.05
POWER = 0.8
# Below these no test holds what it says: the bootstrap calls too many equal systems different (`benchmarks.null`), and
# a randomization of five documents cannot come below .06 whatever it sees.
LEAST_UNITS = {"randomization": 20, "bootstrap": 200}
LEAST_DOCUMENTS = 6
# The least difference that is worth finding, where nobody says another; for all other measures none is known.
WORTH = {"bleu": 2.0, "chrf": 2.0, "ter": 2.0}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A system with its score, the 95 % interval of that, its place (from 1) and its cluster (from 1)."""

    name: str
    score: float
    low: float
    high: float
    place: int
    cluster: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two systems, the better score first; ``p`` is Holm's, None where there is not enough data for any.

    ``detectable`` is the least difference that had been found in four of five such samples, ``wins`` the share of
    units on which the first is better, a tie counting half.
    """

    better: str
    worse: str
    difference: float
    low: float
    high: float
    p: float | None
    verdict: str
    detectable: float
    effect: float
    wins: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """All systems by one metric, the best first, and every pair of them."""

    metric: str
    test: Test
    unit: str
    units: int
    trials: int
    seed: int
    systems: tuple[Ranked, ...]
    contrasts: tuple[Contrast, ...]


def rank(
    systems: Mapping[str, SegmentStatistics],
    test: Test = "randomization",
    *,
    documents: Sequence[str] | None = None,
    trials: int = TRIALS,
    draws: int = DRAWS,
    seed: int = SEED,
    worth: float | None = None,
) -> Ranking:
    """Return the systems in order, by documents where there are several; ValueError for no system.

    ``documents`` names the document of each segment. ``worth`` is the least difference worth finding: where a sample
    could not have shown it, and shows nothing, the verdict is "not enough data" and there is no p-value.
    """
    if not systems:
        raise ValueError("no systems to rank")
    pooled = documents is not None and len(set(documents)) > 1
    tested = {name: one.grouped(documents or ()) if pooled else one for name, one in systems.items()}
    sample = next(iter(systems.values()))
    sign = 1.0 if sample.higher_is_better else -1.0
    order = sorted(systems, key=lambda name: (-sign * systems[name].total, name))
    drawn = dict(zip(order, all_resampled([tested[name] for name in order], draws, seed), strict=True))
    pairs = list(combinations(order, 2))
    swapped: Sequence[Numbers | None] = [None] * len(pairs)
    if test == "randomization" and pairs:
        swapped = randomized([(tested[one], tested[other]) for one, other in pairs], trials, seed)
    outcomes = {
        (one, other): compare(
            tested[one], tested[other], test, seed=seed, drawn=(drawn[one], drawn[other]), swapped=differences
        )
        for (one, other), differences in zip(pairs, swapped, strict=True)
    }
    corrected = holm({pair: outcome.p for pair, outcome in outcomes.items()})
    least = LEAST_DOCUMENTS if pooled else LEAST_UNITS[test]
    wanted = worth if worth is not None else WORTH.get(sample.name)
    contrasts = tuple(
        _contrast(pair, outcome, corrected[pair], least, wanted, tested) for pair, outcome in outcomes.items()
    )
    clusters = _clusters(order, contrasts)
    places = tuple(
        Ranked(name, tested[name].total, *interval(drawn[name]), place, clusters[name])
        for place, name in enumerate(order, 1)
    )
    units = len(next(iter(tested.values())).values)
    counted = trials if test == "randomization" else draws
    return Ranking(sample.name, test, "document" if pooled else "unit", units, counted, seed, places, contrasts)


def holm(values: "Mapping[tuple[str, str], float]") -> "dict[tuple[str, str], float]":
    """Return p-values corrected for how many there are; in the same order, never above 1."""
    corrected: dict[tuple[str, str], float] = {}
    highest = 0.0
    for number, pair in enumerate(sorted(values, key=lambda pair: (values[pair], pair))):
        highest = max(highest, min(1.0, values[pair] * (len(values) - number)))
        corrected[pair] = highest
    return {pair: corrected[pair] for pair in values}


def _contrast(
    pair: tuple[str, str],
    outcome: PairedTest,
    p: float,
    least: int,
    worth: float | None,
    tested: Mapping[str, SegmentStatistics],
) -> Contrast:
    effect, wins = effect_size(tested[pair[0]], tested[pair[1]])
    detectable = smallest_detectable(outcome.spread, POWER, ALPHA)
    too_few = outcome.units < least or (p >= ALPHA and worth is not None and detectable > worth)
    verdict = "not enough data" if too_few else "better" if p < ALPHA else "open"
    return Contrast(
        *pair, outcome.difference, outcome.low, outcome.high, None if too_few else p, verdict, detectable, effect, wins
    )


def _clusters(order: Sequence[str], contrasts: Sequence[Contrast]) -> dict[str, int]:
    """Return the cluster of each system: a new one begins where all above are better than all from here on."""
    better = {(one.better, one.worse) for one in contrasts if one.verdict == "better"}
    clusters, number = {}, 1
    for place, name in enumerate(order):
        if place and all((above, below) in better for above in order[:place] for below in order[place:]):
            number += 1
        clusters[name] = number
    return clusters
