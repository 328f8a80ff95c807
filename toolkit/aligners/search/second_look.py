"""What the best path could not see, or saw by a hair's breadth: two things are tried again when it is known.

A sentence left out beside one that was added, neither of them for sure, is more often a free translation than two
accidents at one place. And a bead of the lattice holds six sentences: where a sentence became eight items, or a text
lost its marks, what is left over on one side stands beside a bead that gains by taking it in.
"""

from collections.abc import Iterator, Sequence
from math import log
from typing import TYPE_CHECKING

from toolkit.aligners.search import band
from toolkit.aligners.search.best_path import best_path
from toolkit.aligners.search.scores import alone, score
from toolkit.aligners.search.sides import LONGEST_BEAD, part
from toolkit.model import Bead

if TYPE_CHECKING:
    from toolkit.aligners.search.profiles import Profile
    from toolkit.aligners.search.sides import Side

    Span = tuple[int, int]

_SURE = 0.87
"""On real newsletters, sentences truly left out had .88 and more, and pairs that were taken apart .79 at most."""
_LEAN_IN_BLOCKS = 6.0
"""How much dearer what stands alone is made where blocks on both sides have led the path to this place."""
_MOST_TRIED = 400
_TAKEN_IN = 0.5
_COST_TAKEN_IN = 0.6931
_LEAST = 1e-4
_GAIN = 2.0
_NEARLY = 0.8
_LONGEST_RUN = 40


class SecondLook:
    """Beads of two sides, looked at again; ``scale`` and ``change`` are those of the lattice they come from."""

    def __init__(self, left: "Side", right: "Side", profile: "Profile", scale: float, change: float) -> None:
        self._left, self._right = left, right
        self._profile, self._scale, self._change = profile, scale, change
        # Without the change: what is left over here is what made the text look cut.
        self._alone = [alone(side, profile) for side in (left, right)]

    def at(self, beads: Sequence[Bead]) -> list[Bead]:
        """Return the beads with doubtful neighbours joined and what is left over taken in."""
        return self._taken_in(self._joined(beads))

    def _joined(self, beads: Sequence[Bead]) -> list[Bead]:
        found: list[Bead] = []
        for run in _runs(beads):
            if not _one_sided(run[0]) or len({_side(bead) for bead in run}) == 1:
                found += run
            elif len(run) > LONGEST_BEAD + 1 and (whole := self._one_against_many(run)):
                found += whole
            elif max(bead.confidence or 0.0 for bead in run) < _SURE:
                found += self._tried(run)
            else:
                found += run
        return found

    def _one_against_many(self, run: list[Bead]) -> list[Bead]:
        """Return a run in which the only sentence of one side takes in what it gains most by, or nothing."""
        sides = [[bead for bead in run if _side(bead) == side] for side in (0, 1)]
        few = min((0, 1), key=lambda side: len(sides[side]))
        if len(sides[few]) > 1 or len(sides[1 - few]) > _LONGEST_RUN:
            return []
        one, many = sides[few][0], sides[1 - few]
        lost = [float(self._alone[_side(bead)][_index(bead)]) for bead in (one, *many)]

        def gain(start: int, stop: int) -> float:
            spans = _span(many[start:stop], 1 - few), _span([one], few)
            return self._worth(*(spans if few else spans[::-1])) - lost[0] - sum(lost[1 + start : 1 + stop])

        least, count = LONGEST_BEAD + 1, len(many)
        tried = [
            (gain(start, stop), start, stop)
            for start in range(count - least + 1)
            for stop in range(start + least, count + 1)
        ]
        best = max(tried, default=(0.0, 0, 0))
        if best[0] <= _GAIN:
            return []
        # What is left over at the end is more often a part of the whole than an accident beside it.
        whole = gain(0, count)
        return self._placed(one, many, *((0, count) if whole > _NEARLY * best[0] else best[1:]))

    def _placed(self, one: Bead, many: list[Bead], start: int, stop: int) -> list[Bead]:
        """Return a bead of one sentence and some of many, and before and behind it the rest of them."""
        side = _side(many[0])
        own, its = _span([one], 1 - side), _span(many[start:stop], side)
        found = [_bead(_span([bead], side), (own[0], own[0]), side, bead) for bead in many[:start]]
        found.append(_bead(its, own, side, Bead((0, 0), (0, 0), _COST_TAKEN_IN, _TAKEN_IN)))
        return found + [_bead(_span([bead], side), (own[1], own[1]), side, bead) for bead in many[stop:]]

    def _tried(self, run: list[Bead]) -> list[Bead]:
        """Return the beads of the best path over a run when what stands alone is made dearer."""
        top, start = run[0].left[0], run[0].right[0]
        sides = part(self._left, top, run[-1].left[1]), part(self._right, start, run[-1].right[1])
        if sides[0].size * sides[1].size > _MOST_TRIED:
            return run
        field = band.whole(sides[0].size, sides[1].size)
        scores = score(*sides, field, self._profile, self._scale)
        lean = _LEAN_IN_BLOCKS if self._left.ends.any() and self._right.ends.any() else self._profile.lean
        scores.favour_alone(self._change - lean)
        path = best_path(field, scores)
        if not any(rows and columns for _, _, (rows, columns) in path):
            return run
        doubt = max(1 - (bead.confidence or 0.0) for bead in run)
        found = []
        for row, column, (rows, columns) in path:
            left, right = (top + row - rows, top + row), (start + column - columns, start + column)
            # What stays alone may stand before or behind the pair now, so it need not be one of the run's beads.
            chance = max(doubt, _TAKEN_IN) if rows and columns else max(1 - doubt, _LEAST)
            found.append(Bead(left, right, round(-log(chance), 4), round(chance, 4)))
        return found

    def _taken_in(self, beads: list[Bead]) -> list[Bead]:
        """Return the beads when each that gains by it holds what stands alone on one side next to it."""
        found: list[Bead] = []
        place = 0
        while place < len(beads):
            bead = beads[place]
            before = _alone_before(found, bead)
            behind = _alone_behind(beads, place)
            best = max(self._extensions(bead, before, behind), default=(0.0, 0, 0)) if before or behind else (0.0, 0, 0)
            gain, taken, following = best
            if gain > _GAIN:
                first, last = found[-taken] if taken else bead, beads[place + following]
                found = found[: len(found) - taken]
                bead = Bead((first.left[0], last.left[1]), (first.right[0], last.right[1]), _COST_TAKEN_IN, _TAKEN_IN)
                place += following
            found.append(bead)
            place += 1
        return found

    def _extensions(self, bead: Bead, before: list[Bead], behind: list[Bead]) -> Iterator[tuple[float, int, int]]:
        """Yield what is gained by taking in so many of the beads before and behind, nearest first."""
        own = self._worth(bead.left, bead.right)
        count = bead.left[1] - bead.left[0] + bead.right[1] - bead.right[0]
        for taken in range(len(before) + 1):
            for following in range(len(behind) + 1):
                parts = before[len(before) - taken :] + behind[:following]
                if count + len(parts) <= LONGEST_BEAD + 1 or not parts or len({_side(one) for one in parts}) > 1:
                    continue
                first, last = parts[0] if taken else bead, parts[-1] if following else bead
                whole = self._worth((first.left[0], last.left[1]), (first.right[0], last.right[1]))
                lost = sum(float(self._alone[_side(one)][_index(one)]) for one in parts)
                yield whole - own - lost, taken, following

    def _worth(self, left: "Span", right: "Span") -> float:
        """Return what likeness and lengths say of a bead of any size; its size itself is left out."""
        import numpy as np

        weights = self._profile.weights
        one, other = part(self._left, *left), part(self._right, *right)
        merged = [side.vectors.T @ side.weights for side in (one, other)]
        norms = max(float(np.linalg.norm(merged[0])), 1e-6) * max(float(np.linalg.norm(merged[1])), 1e-6)
        likeness = float(merged[0] @ merged[1]) / norms * self._scale
        size = float(one.weights.sum() + other.weights.sum()) / 2
        ratio = min(log(max(float(one.lengths.sum()), 1) / max(float(other.lengths.sum()), 1)) ** 2, 4.0)
        return likeness * (weights["likeness"] + weights["likeness_size"] * size) + weights["ratio"] * ratio


def _runs(beads: Sequence[Bead]) -> Iterator[list[Bead]]:
    """Yield the beads in order: those with one side that follow each other together, each other one by itself."""
    run: list[Bead] = []
    for bead in beads:
        if run and not (_one_sided(bead) and _one_sided(run[-1])):
            yield run
            run = []
        run.append(bead)
    if run:
        yield run


def _one_sided(bead: Bead) -> bool:
    return bead.left[0] == bead.left[1] or bead.right[0] == bead.right[1]


def _side(bead: Bead) -> int:
    """Return on which side the sentence of a one-sided bead stands."""
    return int(bead.left[0] == bead.left[1])


def _span(beads: Sequence[Bead], side: int) -> "Span":
    """Return what beads that follow each other hold of one side."""
    spans = [(bead.left, bead.right)[side] for bead in beads]
    return spans[0][0], spans[-1][1]


def _bead(own: "Span", other: "Span", side: int, like: Bead) -> Bead:
    """Return a bead of a span of one side and one of the other, with the cost and confidence of another bead."""
    left, right = (other, own) if side else (own, other)
    return Bead(left, right, like.cost, like.confidence)


def _index(bead: Bead) -> int:
    return (bead.left, bead.right)[_side(bead)][0]


def _alone_before(found: Sequence[Bead], bead: Bead) -> list[Bead]:
    if _one_sided(bead):
        return []
    count = next((at for at, one in enumerate(reversed(found)) if not _one_sided(one)), len(found))
    return list(found[len(found) - min(count, _LONGEST_RUN) :])


def _alone_behind(beads: Sequence[Bead], place: int) -> list[Bead]:
    behind: list[Bead] = []
    if not _one_sided(beads[place]):
        for one in beads[place + 1 : place + 1 + _LONGEST_RUN]:
            if not _one_sided(one):
                break
            behind.append(one)
    return behind
