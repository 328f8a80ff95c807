"""Two sentences on one subject that say different things are an omission and an addition, and no pair."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from tests.aligners.search.texts import sentences
from toolkit.aligners.search.contradictions import apart
from toolkit.aligners.search.sides import side
from toolkit.model import Bead, LanguagePair, Sentence

LEFT = "Questo mese i due consigli si sono già visti a Morbeno per parlare del ponte."
OTHER = "This came after the talk that Ilse Vandermeer and Aldo Ferrani had in Copenhagen."
TRANSLATION = "This month the two councils met in Morbeno already to talk about the bridge."
FIGURES = "The work will take 340 days and 28 million euros, as everybody knows here."
NAMELESS = "E a chi vive lì non chiese mai niente chi poi decise ogni cosa per conto suo."
FREE = "And nobody who lives there was asked a thing by those who decided it."


def beads(left: str, right: str, cosine: float = 0.3, *, paragraphs: bool = False) -> list[Bead]:
    """Return what becomes of a pair, the second of three, whose vectors have this cosine."""
    texts: tuple[Sequence[Sentence], Sequence[Sentence]] = (
        sentences(["Piove.", left, "Nevica."]),
        sentences(["It rains.", right, "It snows."]),
    )
    if paragraphs:
        texts = tuple([replace(one, paragraph=at) for at, one in enumerate(side)] for side in texts)  # type: ignore[assignment]
    vectors = np.zeros((3, 2), dtype=np.float32)
    vectors[1] = (1, 0)
    others = np.zeros((3, 2), dtype=np.float32)
    others[1] = (cosine, (1 - cosine**2) ** 0.5)
    sides = side(texts[0], vectors), side(texts[1], others)
    path = [Bead((at, at + 1), (at, at + 1), confidence=0.9) for at in range(3)]
    return list(apart(path, texts, sides, LanguagePair("it", "en")))


@pytest.mark.parametrize("right", [OTHER, FIGURES])
def test_names_or_figures_that_only_one_of_two_has_part_a_doubtful_pair(right: str) -> None:
    found = beads(LEFT, right)
    assert [(bead.left, bead.right) for bead in found] == [
        ((0, 1), (0, 1)),
        ((1, 2), (1, 1)),
        ((2, 2), (1, 2)),
        ((2, 3), (2, 3)),
    ]


@pytest.mark.parametrize(
    ("left", "right", "cosine", "paragraphs"),
    [
        (LEFT, TRANSLATION, 0.3, False),  # shares a name
        (NAMELESS, FREE, 0.3, False),  # shares nothing, and contradicts nothing
        (LEFT, OTHER, 0.6, False),  # too alike for another sentence
        (LEFT, OTHER, 0.3, True),  # each is a paragraph
        (LEFT, "Then Aldo Ferrani came.", 0.3, False),  # too short to tell
    ],
)
def test_a_pair_stands_where_anything_speaks_for_it(left: str, right: str, cosine: float, paragraphs: bool) -> None:
    assert len(beads(left, right, cosine, paragraphs=paragraphs)) == 3
