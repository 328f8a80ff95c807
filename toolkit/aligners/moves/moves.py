"""Beads in order to beads that know what was moved: the whole way, read this first.

An aligner's path runs in order, so a paragraph that stands elsewhere is to it a loss and an addition. Here what the
path leaves alone or doubts, or is sure of though it corresponds crosswise (``crossed``), is compared across the whole
text (``matching``), neighbours that moved together are aligned with one another, and of all pairs those that cross the
others are marked as moved.
"""

from collections.abc import Sequence
from dataclasses import replace

from toolkit.aligners.moves.blocks import Align, blocks
from toolkit.aligners.moves.crossed import crossed
from toolkit.aligners.moves.likeness import Likeness
from toolkit.aligners.moves.matching import pairs
from toolkit.aligners.moves.order import in_order, mark_moved
from toolkit.aligners.moves.parted import parted
from toolkit.model import Bead, LanguagePair, Sentence
from toolkit.plugins.contracts import Encoder

MOST_LOOSE = 4_000
"""More sentences than these are not compared with each other: two texts so unlike are no translation."""

_SURE, _DOUBTFUL = 0.9, 0.6
_CROSSED = 0.5
_FREED = 0.6
"""The confidence that a sentence stands alone whose place in a doubtful pair was given to another."""


def with_moves(
    beads: Sequence[Bead],
    left: Sequence[Sentence],
    right: Sequence[Sentence],
    languages: LanguagePair,
    encoder: Encoder,
    align: Align,
) -> list[Bead]:
    """Return the beads with what was moved as beads of its own, marked, in the order of the right side.

    Each sentence stays in exactly one bead. Where nothing was moved these are the beads as they were.
    """
    kept, found = parted(_doubted(beads, left, right, encoder), left, right, encoder)
    loose = _loose(kept, left, right)
    alone: list[Bead] = []
    if all(loose) and max(map(len, loose)) <= MOST_LOOSE and any(map(_is_suspect, kept)):
        likeness = Likeness(left, right, loose, encoder)
        anchors = pairs(kept, likeness, languages)
        _, alone = _apart(kept)
        for block in blocks(anchors, alone, likeness):
            found += block.beads(likeness, left, right, align)
    if not found:
        return list(beads)
    kept, alone = _apart(kept)
    taken = [{at for bead in found for at in range(*bead.left)}, {at for bead in found for at in range(*bead.right)}]
    lone = [bead for bead in alone if not taken[bead.left[0] == bead.left[1]].intersection(_only(bead))]
    marked = mark_moved(kept, found)
    return in_order(marked, lone) if any(bead.moved for bead in marked) else list(beads)


def _doubted(
    beads: Sequence[Bead], left: Sequence[Sentence], right: Sequence[Sentence], encoder: Encoder
) -> Sequence[Bead]:
    """Return the beads with those in doubt that are sure and yet correspond crosswise."""
    sure = [at for at, bead in enumerate(beads) if _is_certain(bead)]
    if not 0 < len(sure) <= MOST_LOOSE:
        return beads
    found = crossed(sure, beads, left, right, _loose(beads, left, right), encoder)
    return [replace(bead, confidence=_CROSSED) if at in found else bead for at, bead in enumerate(beads)]


def _loose(beads: Sequence[Bead], left: Sequence[Sentence], right: Sequence[Sentence]) -> tuple[list[int], list[int]]:
    """Return the sentences that say something and whose bead is one-sided, of several, or in doubt."""
    some = [bead for bead in beads if not _is_certain(bead)]
    return (
        [number for bead in some for number in range(*bead.left) if left[number].text.strip()],
        [number for bead in some for number in range(*bead.right) if right[number].text.strip()],
    )


def _is_suspect(bead: Bead) -> bool:
    """Whether a bead may be due to something that moved: its sentence is alone, or hardly belongs to the other."""
    alone = bead.left[0] == bead.left[1] or bead.right[0] == bead.right[1]
    return alone or (bead.confidence is not None and bead.confidence < _DOUBTFUL)


def _is_certain(bead: Bead) -> bool:
    single = bead.left[1] - bead.left[0] == bead.right[1] - bead.right[0] == 1
    return single and bead.confidence is not None and bead.confidence >= _SURE


def _only(bead: Bead) -> range:
    """Return the sentences of a bead of one side."""
    return range(*bead.left) or range(*bead.right)


def _apart(beads: Sequence[Bead]) -> tuple[list[Bead], list[Bead]]:
    """Return the beads of two sides, and of all others one for each sentence."""
    kept, alone = [], []
    for bead in beads:
        if bead.left[0] < bead.left[1] and bead.right[0] < bead.right[1]:
            kept.append(bead)
            continue
        sure = _FREED if bead.confidence is None else bead.confidence
        here, there = bead.left[0], bead.right[0]
        alone += [replace(bead, left=(at, at + 1), right=(there, there), confidence=sure) for at in range(*bead.left)]
        alone += [replace(bead, left=(here, here), right=(at, at + 1), confidence=sure) for at in range(*bead.right)]
    return kept, alone
