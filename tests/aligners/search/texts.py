"""Made-up texts and vectors for tests of alignment: no model, no language, only what corresponds and what does not."""

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.aligners.search.sides import Side, side
from toolkit.model import Bead, Mapped, Sentence

WORDS = ("harbour", "lantern", "meadow", "copper", "whistle", "orchard", "saddle", "thunder", "velvet", "basket")


class BagOfWords:
    """An encoder whose vectors are sums of a fixed random direction for each word; it counts what it encodes."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def signature(self) -> str:
        return "bag-of-words"

    def problem(self) -> str | None:
        return None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        vectors = np.array([sum((_direction(word) for word in text.lower().split()), _direction("")) for text in texts])
        found: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        return found


def _direction(word: str) -> NDArray[np.float64]:
    return np.random.default_rng(list(word.encode()) or [0]).normal(size=64)


def sentences(texts: Sequence[str]) -> list[Sentence]:
    return [Sentence(Mapped(text, 0, len(text))) for text in texts]


def made_up(count: int, seed: int = 0) -> list[str]:
    """Return sentences of 8 to 14 words, no two alike."""
    own = random.Random(seed)
    letters = [f"{first}{second}{third}" for first in "bdfgk" for second in "aeiou" for third in "lmnrst"]
    return [
        " ".join(own.choice(letters) + own.choice(letters) for _ in range(own.randint(8, 14))).capitalize() + "."
        for _ in range(count)
    ]


def sides(left: int, right: int, seed: int) -> tuple[Side, Side]:
    """Return two sides whose sentences correspond more or less along the diagonal, with noise, so that nothing ties."""
    own = np.random.default_rng(seed)
    base = own.normal(size=(max(left, right), 32))
    found = []
    for count in (left, right):
        vectors = base[np.sort(own.choice(len(base), count, replace=False))] + own.normal(size=(count, 32)) * 0.7
        texts = [str(text) for text in own.choice(WORDS, count)]
        lines = [" ".join([text.capitalize(), *own.choice(WORDS, own.integers(1, 12))]) + "." for text in texts]
        unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        found.append(side(sentences(lines), unit.astype(np.float32)))
    return found[0], found[1]


def spans(beads: Sequence[Bead]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [(bead.left, bead.right) for bead in beads]


def assert_covers(beads: Sequence[Bead], left: int, right: int) -> None:
    """Beads are in order, and every sentence is in exactly one."""
    place = (0, 0)
    for bead in beads:
        assert (bead.left[0], bead.right[0]) == place
        assert bead.left[1] >= bead.left[0]
        assert bead.right[1] >= bead.right[0]
        assert bead.left[1] + bead.right[1] > sum(place)
        place = bead.left[1], bead.right[1]
    assert place == (left, right)
