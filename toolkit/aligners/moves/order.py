"""Which pairs of an alignment cross the others, and in what order all of it is told."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from toolkit.model import Bead

Span = tuple[int, int]


def mark_moved(beads: Iterable[Bead], found: Iterable[Bead]) -> list[Bead]:
    """Return all beads in the order of the right side, those marked as moved that cross the most of the others.

    What stays is the heaviest sequence that runs in order on both sides (Fredman 1975), by sentences; of two that
    change places, the one that was ``found`` outside the path is the moved one.
    """
    new = set(found)
    every = sorted([*beads, *new], key=lambda bead: bead.right)
    weights = [2 * (sum(map(_size, (bead.left, bead.right)))) + (bead not in new) for bead in every]
    staying = _heaviest([bead.left[0] for bead in every], weights)
    return [bead if at in staying else replace(bead, moved=True) for at, bead in enumerate(every)]


def _size(span: Span) -> int:
    return span[1] - span[0]


def _heaviest(places: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Return the positions of the heaviest ascending subsequence."""
    ranks = {place: rank for rank, place in enumerate(sorted(places), 1)}
    tree = [(0, -1)] * (len(places) + 1)  # a Fenwick tree of the best sum up to a rank, and where that ends
    before: list[int] = []
    for at, (place, weight) in enumerate(zip(places, weights, strict=True)):
        best, rank = (0, -1), ranks[place] - 1
        while rank:
            best, rank = max(best, tree[rank]), rank & (rank - 1)
        before.append(best[1])
        sum_here, rank = best[0] + weight, ranks[place]
        while rank < len(tree):
            tree[rank] = max(tree[rank], (sum_here, at))
            rank += rank & -rank
    at, found = max(tree)[1], set()
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def in_order(beads: Sequence[Bead], alone: Sequence[Bead]) -> list[Bead]:
    """Return all beads in the order of the right side; what the left has alone stands where it is missing.

    ``beads`` have two sides and stand in the order of the right one.
    """
    staying = [bead for bead in beads if not bead.moved]
    ends = [Bead((0, 0), (0, 0)), *staying, Bead((1 << 60, 1 << 60), (1 << 60, 1 << 60))]
    omitted = deque(sorted((bead for bead in alone if _size(bead.left)), key=lambda bead: bead.left))
    moved = (bead for bead in beads if bead.moved)
    added = deque(sorted([*(bead for bead in alone if _size(bead.right)), *moved], key=lambda bead: bead.right))
    found: list[Bead] = []
    for before, after in pairwise(ends):
        here, there = before.left[1], before.right[1]
        while omitted and omitted[0].left[0] < after.left[0]:
            one = omitted.popleft()
            here = one.left[1]
            found.append(replace(one, right=(there, there)))
        while added and added[0].right[0] < after.right[0]:
            one = added.popleft()
            found.append(one if one.moved else replace(one, left=(here, here)))
        found.append(after)
    return found[:-1]
