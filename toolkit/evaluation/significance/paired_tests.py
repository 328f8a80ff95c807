"""Two systems on the same segments, and whether the difference of their corpus scores is more than chance.

Approximate randomization (Noreen 1989; Riezler & Maxwell 2005, "On some pitfalls in automatic evaluation and
significance testing for MT"): if the systems were the same, each segment's two translations might as well change
places. The paired bootstrap (Koehn 2004, "Statistical significance tests for machine translation evaluation") here
draws differences, centres them on the one that was seen, and then counts both tails: sacreBLEU takes absolute values
first and centres those, which calls 10 to 12 in 100 equal systems different where it says 5.

Both work on sums of segment statistics, never on means of sentence scores. Where segments come from several documents,
whole documents change places: the sentences of one are not independent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from toolkit.evaluation.significance.corpus_scores import SegmentStatistics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

SEED = 12345
TRIALS = 10_000
DRAWS = 2_000

Test = Literal["randomization", "bootstrap"]

_CHUNK = 1_000
_EXACT_UP_TO = 13  # 2 ** 13 assignments are fewer than the trials
_TIE = 1e-9


@dataclass(frozen=True, slots=True)
class PairedTest:
    """The outcome of a test; ``p`` is two-sided.

    ``difference`` is the score of the first system less that of the second, ``low`` and ``high`` are the limits of its
    95 % interval (bootstrap percentiles), ``spread`` is the standard deviation of the difference where there is none.
    """

    metric: str
    test: Test
    difference: float
    low: float
    high: float
    p: float
    spread: float
    units: int
    exact: bool = False


def compare(
    first: SegmentStatistics,
    second: SegmentStatistics,
    test: Test = "randomization",
    *,
    trials: int = TRIALS,
    draws: int = DRAWS,
    seed: int = SEED,
    drawn: "tuple[Numbers, Numbers] | None" = None,
    swapped: "Numbers | None" = None,
) -> PairedTest:
    """Return the outcome of a paired test; ValueError where the systems have not the same segments, or none.

    The same statistics and the same seed give the same outcome; exchanging the systems changes only the sign. Whoever
    compares each system with each resamples every one once and gives what was drawn of these two, and ``swapped``,
    their differences under ``randomized``.
    """
    if first.values.shape != second.values.shape or not len(first.values):
        raise ValueError("a paired test wants both systems on the same segments, and some of these")
    difference = first.total - second.total
    ours, theirs = drawn or (resampled(first, draws, seed), resampled(second, draws, seed))
    differences = ours - theirs
    low, high = interval(differences)
    exact = test == "randomization" and len(first.values) <= _EXACT_UP_TO
    if test == "bootstrap":
        p = _share(np.abs(differences - difference) >= abs(difference) - _TIE)
        spread = float(np.nanstd(differences))
    else:
        swapped = randomized([(first, second)], trials, seed)[0] if swapped is None else swapped
        hits = np.abs(swapped) >= abs(difference) - _TIE
        p = float(hits.mean()) if exact else _share(hits)
        spread = float(np.sqrt(np.nanmean(swapped**2)))
    return PairedTest(first.name, test, difference, low, high, p, spread, len(first.values), exact)


def better_by_chance(
    first: SegmentStatistics, second: SegmentStatistics, *, trials: int = TRIALS, seed: int = SEED
) -> float:
    """Return the one-sided p-value that the first is better: near 0 where it surely is, .5 of equals, near 1 if worse.

    A randomization, as ``compare`` does it; an assignment that gives just what was seen counts half, so exchanging the
    systems gives 1 - p. ValueError as there.
    """
    if first.values.shape != second.values.shape or not len(first.values):
        raise ValueError("a paired test wants both systems on the same segments, and some of these")
    sign = 1.0 if first.higher_is_better else -1.0
    exact = len(first.values) <= _EXACT_UP_TO
    swapped = sign * randomized([(first, second)], trials, seed)[0]
    seen = sign * (first.total - second.total)
    more, same = swapped > seen + _TIE, np.abs(swapped - seen) <= _TIE
    hits = float(more.sum()) + float(same.sum()) / 2
    return hits / len(swapped) if exact else (hits + 0.5) / (len(swapped) + 1)


def resampled(system: SegmentStatistics, draws: int = DRAWS, seed: int = SEED) -> "Numbers":
    """Return the system's score in each draw of its units with replacement; the same draws for every system."""
    return all_resampled([system], draws, seed)[0]


def all_resampled(systems: Sequence[SegmentStatistics], draws: int = DRAWS, seed: int = SEED) -> "list[Numbers]":
    """Return what ``resampled`` does of each of several systems with as many units; the draws are made once."""
    every = np.concatenate([system.values for system in systems], axis=1)
    found: list[list[Numbers]] = [[] for _ in systems]
    for counts in _counts(len(every), draws, seed):
        sums = np.split(counts @ every, len(systems), axis=1)
        for scores, system, own in zip(found, systems, sums, strict=True):
            scores.append(system.score(own))
    return [np.concatenate(scores) for scores in found]


def interval(drawn: "Numbers") -> tuple[float, float]:
    """Return the limits of the 95 % interval of what was drawn: percentiles of the bootstrap."""
    low, high = np.nanquantile(drawn, (0.025, 0.975))
    return float(low), float(high)


def _share(hits: "NDArray[np.bool_]") -> float:
    """Return (c + 1) / (n + 1): the seen assignment is one of those that there might have been."""
    return (int(hits.sum()) + 1) / (len(hits) + 1)


def randomized(
    pairs: Sequence[tuple[SegmentStatistics, SegmentStatistics]], trials: int = TRIALS, seed: int = SEED
) -> "list[Numbers]":
    """Return of each pair, all with as many units, its difference for each assignment: all there are, or random ones.

    The assignments are the same for every pair, and made once.
    """
    units = len(pairs[0][0].values)
    changes = np.concatenate([second.values - first.values for first, second in pairs], axis=1)
    masks = _all_swaps(units) if units <= _EXACT_UP_TO else _swaps(units, trials, seed)
    found: list[list[Numbers]] = [[] for _ in pairs]
    for mask in masks:
        moved = np.split(mask @ changes, len(pairs), axis=1)
        for differences, (first, second), own in zip(found, pairs, moved, strict=True):
            ours, theirs = first.values.sum(axis=0), second.values.sum(axis=0)
            differences.append(first.score(ours + own) - first.score(theirs - own))
    return [np.concatenate(differences) for differences in found]


def _swaps(units: int, trials: int, seed: int) -> "Iterator[Numbers]":
    random = np.random.default_rng(seed)
    for start in range(0, trials, _CHUNK):
        yield random.integers(0, 2, size=(min(_CHUNK, trials - start), units), dtype=np.int8).astype(np.float64)


def _all_swaps(units: int) -> "Iterator[Numbers]":
    numbers = np.arange(2**units)
    yield ((numbers[:, None] >> np.arange(units)) & 1).astype(np.float64)


def _counts(units: int, draws: int, seed: int) -> "Iterator[Numbers]":
    """Yield how often each unit is in each draw with replacement."""
    random = np.random.default_rng(seed)
    for start in range(0, draws, _CHUNK):
        size = min(_CHUNK, draws - start)
        drawn = random.integers(0, units, size=(size, units))
        flat = np.bincount((drawn + units * np.arange(size)[:, None]).ravel(), minlength=size * units)
        yield flat.reshape(size, units).astype(np.float64)


def smallest_detectable(spread: float, power: float = 0.8, alpha: float = 0.05) -> float:
    """Return the least difference that a two-sided test finds with this power, by the normal approximation."""
    from statistics import NormalDist

    normal = NormalDist()
    return spread * (normal.inv_cdf(1 - alpha / 2) + normal.inv_cdf(power))


def effect_size(first: SegmentStatistics, second: SegmentStatistics) -> tuple[float, float]:
    """Return two sizes of the difference by unit: its mean over its standard deviation, and the share of wins.

    Positive, and over one half, where the first is better; a tie is half a win. NaN where no unit differs or has both.
    """
    sign = 1.0 if first.higher_is_better else -1.0
    differences = sign * (first.segments() - second.segments())
    differences = differences[~np.isnan(differences)]
    if not len(differences):
        return float("nan"), float("nan")
    deviation = float(differences.std())
    wins = float((np.sign(np.where(np.abs(differences) < _TIE, 0, differences)) / 2 + 0.5).mean())
    return (float(differences.mean()) / deviation if deviation > 0 else float("nan")), wins
