"""Pairs of the path that speak of different things: a sentence left out beside one that was added, on one subject.

Where both stand at one place the path pairs them, for their subject makes them alike enough. What they say tells: the
one has figures or names that the other lacks, and they share no word, figure or everyday concept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.analysis.correspondence.shared import shared
from toolkit.model import Bead, LanguagePair, Sentence

if TYPE_CHECKING:
    from toolkit.aligners.search.sides import Side

MOST_ALIKE = 0.43
"""The cosine from which on two sentences are taken for translations, whatever they say: on news, 97 % of them are
above."""

_FEWEST_WORDS = 6
_MOST_ORIGINS = 1
_CONFIDENCE = 0.8
_COST = 0.2231


def apart(
    beads: Sequence[Bead],
    texts: tuple[Sequence[Sentence], Sequence[Sentence]],
    sides: "tuple[Side, Side]",
    languages: LanguagePair,
) -> Iterator[Bead]:
    """Yield the beads in order, those of two sentences that contradict each other as two of one side.

    A pair of which each is all that its paragraph says stands, whatever it says: the paragraphs were told apart.
    """
    for bead in beads:
        if not _is_pair(bead) or _fills_paragraphs(bead, texts) or not _contradict(bead, texts, sides, languages):
            yield bead
            continue
        lone = replace(bead, cost=_COST, confidence=_CONFIDENCE)
        yield replace(lone, right=(bead.right[0], bead.right[0]))
        yield replace(lone, left=(bead.left[1], bead.left[1]))


def _is_pair(bead: Bead) -> bool:
    return bead.left[1] - bead.left[0] == 1 == bead.right[1] - bead.right[0]


def _fills_paragraphs(bead: Bead, texts: tuple[Sequence[Sentence], Sequence[Sentence]]) -> bool:
    return all(_is_whole(side, span[0]) for side, span in zip(texts, (bead.left, bead.right), strict=True))


def _is_whole(side: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence is a paragraph, in a text that has paragraphs."""
    around = [side[near].paragraph for near in (at - 1, at + 1) if 0 <= near < len(side)]
    return side[at].paragraph not in around


def _contradict(
    bead: Bead,
    texts: tuple[Sequence[Sentence], Sequence[Sentence]],
    sides: "tuple[Side, Side]",
    languages: LanguagePair,
) -> bool:
    vectors = sides[0].vectors[bead.left[0]], sides[1].vectors[bead.right[0]]
    if not (vectors[0].any() and vectors[1].any()) or float(vectors[0] @ vectors[1]) >= MOST_ALIKE:
        return False
    ours, theirs = texts[0][bead.left[0]].text, texts[1][bead.right[0]].text
    if min(len(ours.split()), len(theirs.split())) < _FEWEST_WORDS:
        return False
    both = shared(ours, theirs, languages.source, languages.translation)
    alike = both.origins > _MOST_ORIGINS or both.concepts or both.figures
    return not alike and both.lone_figures + both.lost_names + both.new_names > 0
