"""Several systems: an order, what of it is open, and where there is too little data to say anything.

Many pairs are tested at once, so p-values are Holm's (1979, "A simple sequentially rejective multiple test procedure").
Systems stand in rank clusters as at WMT: a line is drawn where every system above it is better than every one below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any, Protocol

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

_SAME = 1e-9
ALPHA = 0.05
POWER = 0.8
# Below these no test holds what it says: the bootstrap calls too many equal systems different (`benchmarks.null`), and
# a randomization of five documents cannot come below .06 whatever it sees.
LEAST_UNITS = {"randomization": 20, "bootstrap": 200}
LEAST_DOCUMENTS = {"randomization": 6, "bootstrap": 40}
# The least difference that is worth finding, where nobody says another; for all other measures none is known.
WORTH = {"bleu": 2.0, "chrf": 2.0, "ter": 2.0}


class Fair(Protocol):
    """By what systems are judged where some judges may have made some of them."""

    def alone(self, name: str) -> SegmentStatistics | None:
        """Return what judges say of a system that did not make it; None where there is no such judge."""
        ...

    def beside(self, one: str, other: str) -> tuple[SegmentStatistics, SegmentStatistics] | str:
        """Return what the judges that made neither say of both, or the verdict that stands in for a test of these."""
        ...


@dataclass(frozen=True, slots=True)
class Ranked:
    """A system with its score, the 95 % interval of that, its place (from 1) and its cluster (from 1).

    ``score`` is by judges that did not make it: where there are none, it has neither score nor place. Of too few units
    there is no interval. ``with_all`` is
    that by all judges, where it is another one.
    """

    name: str
    score: float | None
    low: float | None
    high: float | None
    place: int | None
    cluster: int | None
    with_all: float | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two systems, the better score first; ``p`` is Holm's, None where there is not enough data for any.

    ``detectable`` is the least difference that had been found in four of five such samples, ``wins`` the share of
    units on which the first is better, a tie counting half. All are None where nobody may judge the two; the limits
    and ``detectable`` also where there are too few units to draw from, ``detectable`` where these never differ.
    """

    better: str
    worse: str
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    verdict: str
    detectable: float | None
    effect: float | None
    wins: float | None


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
    fair: Fair | None = None,
) -> Ranking:
    """Return the systems in order, by documents where there are several; ValueError for no system.

    ``documents`` names the document of each segment. ``worth`` is the least difference worth finding: where a sample
    could not have shown it, and shows nothing, the verdict is "not enough data" and there is no p-value. ``fair`` says
    by what systems are judged that a judge may have made; without it, all by the same.
    """
    if not systems:
        raise ValueError("no systems to rank")
    pooled = documents is not None and len(set(documents)) > 1
    grouped = _Grouped((documents or ()) if pooled else None)
    alone = {name: systems[name] if fair is None else fair.alone(name) for name in systems}
    sample = next(iter(systems.values()))
    sign = 1.0 if sample.higher_is_better else -1.0

    def first(name: str) -> tuple[bool, float, str]:
        own = alone[name]
        return own is None, -sign * (own or systems[name]).total, name

    order = sorted(systems, key=first)
    tested: dict[tuple[str, str], tuple[SegmentStatistics, SegmentStatistics]] = {}
    unjudged: dict[tuple[str, str], str] = {}
    for one, other in combinations(order, 2):
        sides = (systems[one], systems[other]) if fair is None else fair.beside(one, other)
        if isinstance(sides, str):
            unjudged[one, other] = sides
        elif sign * (sides[0].total - sides[1].total) < 0:
            tested[other, one] = grouped.of(sides[1]), grouped.of(sides[0])
        else:
            tested[one, other] = grouped.of(sides[0]), grouped.of(sides[1])
    judged = {name: grouped.of(one) for name, one in alone.items() if one is not None}
    wanted_draws = list(dict.fromkeys([*judged.values(), *chain.from_iterable(tested.values())]))
    drawn = dict(zip(wanted_draws, all_resampled(wanted_draws, draws, seed), strict=True)) if wanted_draws else {}
    swapped: Sequence[Numbers | None] = [None] * len(tested)
    if test == "randomization" and tested:
        swapped = randomized([*tested.values()], trials, seed)
    outcomes = {
        pair: compare(*sides, test, seed=seed, drawn=(drawn[sides[0]], drawn[sides[1]]), swapped=differences)
        for (pair, sides), differences in zip(tested.items(), swapped, strict=True)
    }
    corrected = holm({pair: outcome.p for pair, outcome in outcomes.items()})
    least = (LEAST_DOCUMENTS if pooled else LEAST_UNITS)[test]
    # Of a few units drawn again and again, the limits lie too close, and of equal ones they are no interval at all.
    units = len(grouped.of(sample).values)
    drawable = units >= (LEAST_DOCUMENTS if pooled else LEAST_UNITS)["randomization"]
    wanted = worth if worth is not None else WORTH.get(sample.name)
    contrasts = (
        *(
            _contrast(pair, outcome, corrected[pair], least, wanted, tested[pair], drawable=drawable)
            for pair, outcome in outcomes.items()
        ),
        *(Contrast(*pair, None, None, None, None, why, None, None, None) for pair, why in unjudged.items()),
    )
    clusters = _clusters([name for name in order if alone[name] is not None], contrasts)
    places = tuple(
        _ranked(name, judged.get(name), systems[name], limits, place, clusters.get(name))
        for place, name in enumerate(order, 1)
        for limits in [interval(drawn[judged[name]]) if name in judged and drawable else (None, None)]
    )
    counted = trials if test == "randomization" else draws
    return Ranking(sample.name, test, "document" if pooled else "unit", units, counted, seed, places, contrasts)


def ranking_of(row: Mapping[str, Any]) -> Ranking:
    """Return the ranking of which ``asdict`` made plain data."""
    systems = tuple(Ranked(**one) for one in row["systems"])
    return Ranking(**{**row, "systems": systems, "contrasts": tuple(Contrast(**one) for one in row["contrasts"])})


class _Grouped:
    """The statistics that are tested: of units as they are, or of documents, each grouped once."""

    def __init__(self, documents: Sequence[str] | None) -> None:
        self._documents = documents
        self._known: dict[SegmentStatistics, SegmentStatistics] = {}

    def of(self, statistics: SegmentStatistics) -> SegmentStatistics:
        """Return what is tested of these statistics."""
        if self._documents is None:
            return statistics
        if statistics not in self._known:
            self._known[statistics] = statistics.grouped(self._documents)
        return self._known[statistics]


def _ranked(
    name: str,
    alone: SegmentStatistics | None,
    every: SegmentStatistics,
    limits: tuple[float, float] | tuple[None, None],
    place: int,
    cluster: int | None,
) -> Ranked:
    if alone is None:
        return Ranked(name, None, None, None, None, None, every.total)
    with_all = None if abs(alone.total - every.total) < _SAME else every.total
    return Ranked(name, alone.total, limits[0], limits[1], place, cluster, with_all)


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
    sides: tuple[SegmentStatistics, SegmentStatistics],
    *,
    drawable: bool,
) -> Contrast:
    effect, wins = effect_size(*sides)
    detectable = smallest_detectable(outcome.spread, POWER, ALPHA)
    too_few = outcome.units < least or (p >= ALPHA and worth is not None and detectable > worth)
    verdict = "not enough data" if too_few else "better" if p < ALPHA else "open"
    low, high = (outcome.low, outcome.high) if drawable else (None, None)
    known = detectable if drawable and outcome.spread > _SAME else None
    return Contrast(*pair, outcome.difference, low, high, None if too_few else p, verdict, known, effect, wins)


def _clusters(order: Sequence[str], contrasts: Sequence[Contrast]) -> dict[str, int]:
    """Return the cluster of each system: a new one begins where all above are better than all from here on."""
    better = {(one.better, one.worse) for one in contrasts if one.verdict == "better"}
    clusters, number = {}, 1
    for place, name in enumerate(order):
        if place and all((above, below) in better for above in order[:place] for below in order[place:]):
            number += 1
        clusters[name] = number
    return clusters
