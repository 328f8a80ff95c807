"""How far raters agree beyond chance on labels: Cohen's and Fleiss' kappa, and Krippendorff's alpha.

Cohen (1960), "A coefficient of agreement for nominal scales": two raters who both labelled everything. Fleiss (1971),
"Measuring nominal scale agreement among many raters": as many labels of each item, by whomever. Krippendorff (2004),
"Content analysis", nominal: items with any number of labels from two on. All of them are 1 where all agree always, 0 as
by chance, and unknown (NaN) where nobody ever gave a second label.

Each is a function of sums over items, so that it is known of any sample of whole documents: ``counts`` of each document
are drawn again and again (``sampled``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.evaluation.intervals import Drawing, Estimate, with_width

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


FEWEST_DOCUMENTS, FEWEST_ITEMS = 6, 20
"""Below these there is no interval, as everywhere in the toolkit."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A coefficient over so many ``items``, and the share of pairs of labels that agree; NaN if unknown."""

    items: int
    coefficient: Estimate
    observed: Estimate


def cohen(first: Sequence[int], second: Sequence[int], labels: int, clusters: Sequence[str]) -> Agreement:
    """Return the kappa of two raters who labelled the same items, with numbers below ``labels``."""
    tables = np.zeros((len(first), labels, labels))
    tables[np.arange(len(first)), list(first), list(second)] = 1
    return Agreement(
        len(first),
        sampled(tables, clusters, _cohen),
        sampled(tables, clusters, _on_diagonal, share=True),
    )


def fleiss(counts: "Numbers", clusters: Sequence[str]) -> Agreement:
    """Return the kappa of items (rows) that got each label (columns) so many times, all as often as each other."""
    raters = counts.sum(axis=1)
    if not len(counts) or (raters != raters[0]).any() or raters[0] < 2:
        raise ValueError("every item wants as many labels as the others, at least two")
    tables = np.concatenate([counts, _agreeing(counts)[:, None], np.ones((len(counts), 1))], axis=1)
    return Agreement(
        len(counts),
        sampled(tables, clusters, _fleiss),
        sampled(tables, clusters, _agreed, share=True),
    )


def alpha(counts: "Numbers", clusters: Sequence[str]) -> Agreement:
    """Return Krippendorff's nominal alpha of items with any number of labels; those with one alone tell nothing."""
    told = counts.sum(axis=1) > 1
    some = counts[told]
    where = [cluster for cluster, keep in zip(clusters, told, strict=True) if keep]
    if not len(some):
        raise ValueError("no item with two labels")
    pairs = some[:, :, None] * some[:, None, :]
    at = np.arange(counts.shape[1])
    pairs[:, at, at] -= some
    tables = pairs / (some.sum(axis=1) - 1)[:, None, None]
    return Agreement(len(some), sampled(tables, where, _alpha), sampled(tables, where, _on_diagonal, share=True))


def sampled(
    tables: "Numbers", clusters: Sequence[str], figure: "Callable[[Numbers], Numbers]", *, share: bool = False
) -> Estimate:
    """Return a figure of the sum of items' tables, with the middle 95 % of what draws of whole clusters make of it.

    Of few clusters that hold anything, 6 documents or 20 items that are each their own, little is known of others: the
    limits are NaN. So they are where no draw differed from another, but for a ``share``, which then has Wilson's.
    """
    names = sorted(set(clusters))
    at = {name: number for number, name in enumerate(names)}
    sums = np.zeros((len(names), *tables.shape[1:]))
    np.add.at(sums, [at[name] for name in clusters], tables)
    value = round(float(figure(sums.sum(axis=0))), 6)
    unknown = Estimate(value, float("nan"), float("nan"))
    fewest = FEWEST_ITEMS if len(names) == len(clusters) else FEWEST_DOCUMENTS
    if np.isnan(value) or (sums != 0).any(axis=tuple(range(1, sums.ndim))).sum() < fewest:
        return unknown
    draws = figure(np.tensordot(Drawing(clusters).weights(names), sums, axes=1))
    known = draws[~np.isnan(draws)]
    low, high = (float(limit) for limit in np.quantile(known, (0.025, 0.975))) if len(known) else (value, value)
    if low == high:
        return with_width(Estimate(value, value, value), len(names)) if share else unknown
    return Estimate(value, round(min(value, low), 6), round(max(value, high), 6))


def _cohen(sums: "Numbers") -> "Numbers":
    total = sums.sum(axis=(-2, -1))
    expected = _share((sums.sum(axis=-1) * sums.sum(axis=-2)).sum(axis=-1), total * total)
    return _beyond(_share(_diagonal(sums), total), expected)


def _fleiss(sums: "Numbers") -> "Numbers":
    labels = sums[..., :-2]
    given = labels.sum(axis=-1)
    expected = _share((labels * labels).sum(axis=-1), given * given)
    return _beyond(_agreed(sums), expected)


def _alpha(sums: "Numbers") -> "Numbers":
    of_label = sums.sum(axis=-1)
    total = of_label.sum(axis=-1)
    expected = _share((of_label * (of_label - 1)).sum(axis=-1), total * (total - 1))
    return _beyond(_share(_diagonal(sums), total), expected)


def _agreeing(counts: "Numbers") -> "Numbers":
    """Return the share of the pairs of labels of each item that are the same."""
    raters = counts.sum(axis=1)
    found: Numbers = (counts * (counts - 1)).sum(axis=1) / (raters * (raters - 1))
    return found


def _diagonal(sums: "Numbers") -> "Numbers":
    found: Numbers = np.diagonal(sums, axis1=-2, axis2=-1).sum(axis=-1)
    return found


def _on_diagonal(sums: "Numbers") -> "Numbers":
    return _share(_diagonal(sums), sums.sum(axis=(-2, -1)))


def _agreed(sums: "Numbers") -> "Numbers":
    """Return the mean of what the last column but one holds, over the items that the last one counts."""
    return _share(sums[..., -2], sums[..., -1])


def _share(part: "Numbers", of: "Numbers") -> "Numbers":
    found: Numbers = np.where(np.asarray(of) > 0, part / np.where(np.asarray(of) > 0, of, 1), np.nan)
    return found


def _beyond(observed: "Numbers", expected: "Numbers") -> "Numbers":
    """Return what is agreed beyond chance; unknown where chance alone agrees always."""
    left = 1 - expected
    sure = left > 1e-12
    found: Numbers = np.where(sure, (observed - expected) / np.where(sure, left, 1), np.nan)
    return found
