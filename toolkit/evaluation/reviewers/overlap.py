"""How far the words that two reviewers mark are the same ones.

Counted are characters of the translation, over all units that both read: F1, which is Dice's coefficient and the same
whoever is taken for the truth (Blain et al. 2023, "Findings of the WMT 2023 Shared Task on Quality Estimation", section
on error spans), and Jaccard's, what both marked of what either did. Marks on the source alone (an omission) count on
the source's side. Where nobody marked anything there is nothing to overlap: NaN.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.evaluation.intervals import Estimate
from toolkit.evaluation.reviewers.coefficients import sampled
from toolkit.evaluation.reviewers.marks import Mark, Reading

Chosen = Callable[[Mark], bool]


@dataclass(frozen=True, slots=True)
class Overlap:
    """``marked`` are the marks of either over the ``units`` that both read; ``same`` the characters marked by both."""

    units: int
    marked: tuple[int, int]
    f1: Estimate
    jaccard: Estimate


def overlap(one: str, other: str, units: Sequence[Reading], clusters: Sequence[str], chosen: Chosen) -> Overlap:
    """Return how far the chosen marks of two reviewers overlap; ``clusters`` names the document of each unit."""
    rows = []
    marked = [0, 0]
    for unit in units:
        places = []
        for side, reviewer in enumerate((one, other)):
            marks = [mark for mark in unit.marks[reviewer] if chosen(mark)]
            marked[side] += len(marks)
            places.append(characters(marks))
        rows.append((len(places[0] & places[1]), len(places[0]), len(places[1])))
    tables = np.array(rows, dtype=float).reshape(len(rows), 3)
    return Overlap(
        len(units),
        (marked[0], marked[1]),
        sampled(tables, clusters, lambda s: _ratio(2 * s[..., 0], s[..., 1] + s[..., 2])),
        sampled(tables, clusters, lambda s: _ratio(s[..., 0], s[..., 1] + s[..., 2] - s[..., 0])),
    )


def characters(marks: Sequence[Mark]) -> set[tuple[str, int]]:
    """Return the places that marks cover: those of the translation, or of a mark without any there the source's."""
    found: set[tuple[str, int]] = set()
    for mark in marks:
        sides = {span.side for span in mark.spans}
        side = "translation" if "translation" in sides else "source"
        found |= {(side, at) for span in mark.spans if span.side == side for at in range(span.start, span.end)}
    return found


def _ratio(part: "np.ndarray", of: "np.ndarray") -> "np.ndarray":
    return np.where(of > 0, part / np.where(of > 0, of, 1), np.nan)
