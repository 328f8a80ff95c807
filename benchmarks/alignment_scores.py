"""Strict and lax F1 of alignments, and precision and recall of omissions and additions, as vecalign's score.py counts.

Precision is over all beads found, recall over the gold beads with both sides. Strictly, a bead is right if the gold
holds it; laxly, if it shares a left and a right sentence with one gold bead (an empty side must match exactly).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

Range = tuple[int, int]
Beads = Sequence[tuple[Range, Range]]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts that add up over documents; ``paired`` is of gold beads with both sides."""

    strict: int = 0
    lax: int = 0
    found: int = 0
    strict_paired: int = 0
    lax_paired: int = 0
    gold_paired: int = 0
    omitted_right: int = 0
    omitted_found: int = 0
    omitted_gold: int = 0
    added_right: int = 0
    added_found: int = 0
    added_gold: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def strict_f1(self) -> float:
        """F1 of beads that are exactly right."""
        return _f1(self.strict, self.found, self.strict_paired, self.gold_paired)

    @property
    def lax_f1(self) -> float:
        """F1 of beads that are right in part."""
        return _f1(self.lax, self.found, self.lax_paired, self.gold_paired)

    def __str__(self) -> str:
        alone = "  ".join(
            f"{right / max(found, 1):.2f}/{right / max(gold, 1):.2f}"
            for right, found, gold in (
                (self.omitted_right, self.omitted_found, self.omitted_gold),
                (self.added_right, self.added_found, self.added_gold),
            )
        )
        return f"{self.strict_f1:.4f} {self.lax_f1:.4f}   {alone}"


def counts(gold: Beads, found: Beads) -> Counts:
    """Count one document."""
    # Where between the sentences of the other side an omission stands is nothing to be right or wrong about.
    gold, found = _placeless(gold), _placeless(found)
    exact = set(gold)
    partner = {index: right for left, right in gold for index in range(*left)}
    lax = [
        bead in exact or any(_touch(partner.get(index, (0, 0)), bead[1]) for index in range(*bead[0])) for bead in found
    ]
    own = {index: right for left, right in found for index in range(*left)}
    gold_pairs = [(left, right) for left, right in gold if _full(left) and _full(right)]
    alone = []
    for side in (0, 1):
        wanted = {index for bead in gold if not _full(bead[1 - side]) for index in range(*bead[side])}
        reported = {index for bead in found if not _full(bead[1 - side]) for index in range(*bead[side])}
        alone += [len(wanted & reported), len(reported), len(wanted)]
    return Counts(
        sum(bead in exact for bead in found),
        sum(lax),
        len(found),
        len(set(found) & set(gold_pairs)),
        sum(any(_touch(own.get(index, (0, 0)), right) for index in range(*left)) for left, right in gold_pairs),
        len(gold_pairs),
        *alone,
    )


def rights(gold: Beads, found: Beads) -> list[bool]:
    """Return of each bead found whether it is exactly right."""
    exact = set(_placeless(gold))
    return [bead in exact for bead in _placeless(found)]


def _placeless(beads: Beads) -> list[tuple[Range, Range]]:
    return [(left if _full(left) else (0, 0), right if _full(right) else (0, 0)) for left, right in beads]


def _full(span: Range) -> bool:
    return span[1] > span[0]


def _touch(one: Range, other: Range) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def _f1(right: int, found: int, right_paired: int, gold_paired: int) -> float:
    precision = right / max(found, 1)
    recall = right_paired / max(gold_paired, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)
