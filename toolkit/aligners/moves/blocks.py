"""Neighbours that moved together: pairs that were found one by one, joined to the paragraphs that they are of."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp

from toolkit.aligners.moves.likeness import Likeness, Span
from toolkit.aligners.moves.matching import Pair
from toolkit.model import Bead, Sentence

Align = Callable[[Sequence[Sentence], Sequence[Sentence]], Sequence[Bead]]

_NEIGHBOURS = 0.35
"""How alike sentences must be whose neighbours moved with them."""

_REACH = 12
"""Sentences on either side of a pair that may have moved with it."""

# The confidence of a pair by how alike it is.
_STEEPNESS, _EVEN = 20.0, 0.35


@dataclass(frozen=True, slots=True)
class MovedBlock:
    """Stretches of both sides that seem to have moved as one, and the pairs in them that are known, in order."""

    left: Span
    right: Span
    anchors: tuple[Pair, ...]

    def beads(
        self, likeness: Likeness, left: Sequence[Sentence], right: Sequence[Sentence], align: Align
    ) -> list[Bead]:
        """Return its beads of two sides: those of an alignment of the two stretches, if that keeps the known pairs."""
        pairs = [_pair(anchor, likeness) for anchor in self.anchors]
        if self.left[1] - self.left[0] == self.right[1] - self.right[0] == 1:
            return pairs
        found = [self._placed(bead) for bead in align(left[slice(*self.left)], right[slice(*self.right)])]
        found = [bead for bead in found if likeness.of_bead(bead.left, bead.right) >= _NEIGHBOURS]
        return found if all(any(_holds(bead, anchor) for bead in found) for anchor in self.anchors) else pairs

    def _placed(self, bead: Bead) -> Bead:
        left, right = self.left[0], self.right[0]
        ours, theirs = bead.left, bead.right
        return Bead(
            (ours[0] + left, ours[1] + left), (theirs[0] + right, theirs[1] + right), bead.cost, bead.confidence
        )


def blocks(anchors: Sequence[Pair], alone: Sequence[Bead], likeness: Likeness) -> Iterator[MovedBlock]:
    """Yield the blocks of all pairs: what lies between two of them, or beside one, belongs to it where it is alone."""
    free = _free(alone, likeness)
    group: list[Pair] = []
    for anchor in sorted(anchors):
        if group and not _is_next(group[-1], anchor, free):
            yield _block(group, free)
            group = []
        group.append(anchor)
    if group:
        yield _block(group, free)


def _free(alone: Sequence[Bead], likeness: Likeness) -> tuple[set[int], set[int]]:
    left = {number for bead in alone for number in range(*bead.left)}
    right = {number for bead in alone for number in range(*bead.right)}
    return left.intersection(likeness.numbers[0]), right.intersection(likeness.numbers[1])


def _is_next(before: Pair, after: Pair, free: tuple[set[int], set[int]]) -> bool:
    """Whether nothing that belongs elsewhere stands between two pairs, on either side."""
    return before[1] < after[1] and all(
        after[side] - before[side] <= _REACH and free[side].issuperset(range(before[side] + 1, after[side]))
        for side in (0, 1)
    )


def _block(group: Sequence[Pair], free: tuple[set[int], set[int]]) -> MovedBlock:
    spans: list[Span] = []
    for side in (0, 1):
        start, end = group[0][side], group[-1][side] + 1
        first, last = max(0, start - _REACH), end + _REACH
        while start > first and start - 1 in free[side]:
            start -= 1
        while end < last and end in free[side]:
            end += 1
        spans.append((start, end))
    for side in (0, 1):
        free[side].difference_update(range(*spans[side]))
    return MovedBlock(spans[0], spans[1], tuple(group))


def _pair(anchor: Pair, likeness: Likeness) -> Bead:
    left, right = anchor
    sure = 1 / (1 + exp(_STEEPNESS * (_EVEN - likeness.of(left, right))))
    return Bead((left, left + 1), (right, right + 1), confidence=round(sure, 4))


def _holds(bead: Bead, anchor: Pair) -> bool:
    return bead.left[0] <= anchor[0] < bead.left[1] and bead.right[0] <= anchor[1] < bead.right[1]
