"""Beads of several sentences whose halves changed places: parted, each half with its own.

A bead of two and two hides that its sentences stand crosswise, for as a whole they are alike. It is parted only where
the halves are clearly more alike crosswise than in order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import exp

from toolkit.aligners.moves.likeness import Likeness, Span
from toolkit.model import Bead, Sentence
from toolkit.plugins.contracts import Encoder

LEAST = 0.45
MARGIN = 0.2
"""How alike the less alike half must be crosswise, and how much more than the more alike one in order."""

_STEEPNESS, _EVEN = 20.0, 0.35


def parted(
    beads: Sequence[Bead], left: Sequence[Sentence], right: Sequence[Sentence], encoder: Encoder
) -> tuple[list[Bead], list[Bead]]:
    """Return the beads with those that were parted as their longer halves, and the halves that changed place."""
    several = [bead for bead in beads if _is_of_several(bead)]
    if not several:
        return list(beads), []
    numbers = (
        [number for bead in several for number in range(*bead.left)],
        [number for bead in several for number in range(*bead.right)],
    )
    likeness = Likeness(left, right, numbers, encoder, whole=False)
    kept, moved = [], []
    for bead in beads:
        halves = _halves(bead, likeness) if _is_of_several(bead) else None
        if halves is None:
            kept.append(bead)
            continue
        kept.append(halves[0])
        moved.append(halves[1])
    return kept, moved


def _is_of_several(bead: Bead) -> bool:
    return min(bead.left[1] - bead.left[0], bead.right[1] - bead.right[0]) > 1


def _halves(bead: Bead, likeness: Likeness) -> tuple[Bead, Bead] | None:
    """Return the half of a bead that stays, which is the longer one, and the other; None where it is in order."""
    best = max(_ways(bead, likeness), default=None)
    if best is None:
        return None
    _, row, column, first, last = best
    halves = (
        _half(bead, (row, bead.left[1]), (bead.right[0], column), first),
        _half(bead, (bead.left[0], row), (column, bead.right[1]), last),
    )
    return halves if _size(halves[0]) > _size(halves[1]) else halves[::-1]


def _ways(bead: Bead, likeness: Likeness) -> Iterator[tuple[float, int, int, float, float]]:
    """Yield how alike the halves are where a bead is cut and they stand crosswise, and where it is cut."""
    (start, end), (begin, stop) = bead.left, bead.right
    for row in range(start + 1, end):
        for column in range(begin + 1, stop):
            first = likeness.of_bead((row, end), (begin, column))
            last = likeness.of_bead((start, row), (column, stop))
            in_order = max(
                likeness.of_bead((start, row), (begin, column)), likeness.of_bead((row, end), (column, stop))
            )
            if min(first, last) >= max(LEAST, in_order + MARGIN):
                yield min(first, last), row, column, first, last


def _half(bead: Bead, left: Span, right: Span, alike: float) -> Bead:
    return replace(bead, left=left, right=right, confidence=round(1 / (1 + exp(_STEEPNESS * (_EVEN - alike))), 4))


def _size(bead: Bead) -> int:
    return bead.left[1] - bead.left[0] + bead.right[1] - bead.right[0]
