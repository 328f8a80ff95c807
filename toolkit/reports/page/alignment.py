"""An alignment side by side: the beads that are uncertain, moved or one-sided are marked, by word and colour."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.languages import shared
from toolkit.languages.codes import language_name
from toolkit.model import Bead, Bitext, BitextSide
from toolkit.plugins.plurals import counted
from toolkit.reports.page.template import page

SURE = 0.9
DOUBTFUL = 0.5
"""Below this a bead is as likely wrong as right."""


@dataclass(frozen=True, slots=True)
class BeadRow:
    """A bead on the page: the sentences of both sides with their numbers, and what is to be said of it."""

    kind: str
    word: str
    size: str
    confidence: str
    sides: tuple[tuple[tuple[int, str], ...], ...]


def alignment_page(bitext: Bitext) -> str:
    """Return the page: a row for each bead."""
    rows = list(_rows(bitext))
    kinds = [row.kind for row in rows]
    return page(
        "alignment",
        sides=(bitext.left, bitext.right),
        rows=rows,
        alone=kinds.count("alone"),
        unsure=kinds.count("unsure") + kinds.count("doubtful"),
        sure=f"{SURE:g}",
        counted=counted,
        language_name=language_name,
        right_to_left=shared("writing")["right_to_left"],
    )


def _rows(bitext: Bitext) -> Iterator[BeadRow]:
    for bead in bitext.beads:
        kind, word = _state(bead)
        size = f"{bead.left[1] - bead.left[0]}-{bead.right[1] - bead.right[0]}"
        sure = "" if bead.confidence is None else f"{bead.confidence:.2f}"
        sides = _numbered(bitext.left, bead.left), _numbered(bitext.right, bead.right)
        yield BeadRow(kind, word, size, sure, sides)


def _numbered(side: BitextSide, span: tuple[int, int]) -> tuple[tuple[int, str], ...]:
    return tuple((number, side.sentences[number].text) for number in range(*span))


def _state(bead: Bead) -> tuple[str, str]:
    """Return the class of a bead's row and the words that say the same."""
    if bead.left[0] == bead.left[1] or bead.right[0] == bead.right[1]:
        word = "only on the right" if bead.left[0] == bead.left[1] else "only on the left"
        return "alone", word + ("" if bead.confidence is None or bead.confidence >= DOUBTFUL else ", doubtful")
    if bead.confidence is None or bead.confidence >= SURE:
        return ("moved", "moved") if bead.moved else ("sure", "")
    state = "unsure" if bead.confidence >= DOUBTFUL else "doubtful"
    word = "uncertain" if bead.confidence >= DOUBTFUL else "doubtful"
    return state, f"moved, {word}" if bead.moved else word
