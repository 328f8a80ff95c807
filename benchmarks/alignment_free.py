"""Free translations with known beads, made from clean pairs and their vectors: literature as an aligner sees it.

Sentences are joined, cut and divided anew as a translator of literature does, hardly any is left out, and each bead is
rendered more or less freely: its vector is turned at random, its length changes. No joined or cut sentence is encoded:
the vector of joined sentences is the sum of theirs, and a cut one's halves lie on either side of it. Seeded.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import acos, atan2, cos, sin

import numpy as np
from numpy.typing import NDArray

from benchmarks.alignment_noise import Aligned, Spoiler

Floats = NDArray[np.float32]

HALVES_ALIKE, HALVES_SPREAD = 0.13, 0.14
"""The cosine of a sentence's halves: of 80 that were cut at a clause and encoded, the quartiles were .04, .13, .22."""

_ROWS = ((1, 0.76), (2, 0.18), (3, 0.05), (4, 0.01))
_CUT = 0.17
_LEFT_OUT = 0.012
_DIVIDED = 0.1


@dataclass(slots=True)
class Free:
    """An aligned document with a vector for each sentence of either side."""

    document: Aligned
    left: list[Floats] = field(default_factory=list)
    right: list[Floats] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation, with their vectors, centred."""

    texts: tuple[str, str]
    vectors: tuple[Floats, Floats]


class Translator:
    """Makes documents from pairs; ``freedom`` says how far a bead's vector is turned, 0 for not at all."""

    def __init__(self, name: str, languages: tuple[str, str], freedom: float) -> None:
        self._random = random.Random(name)  # noqa: S311 - seeded, and no secret
        self._noise = np.random.default_rng(list(name.encode()))
        self._hand = Spoiler(name, "literary", languages, ())
        self._languages = languages
        self._freedom = freedom

    def document(self, number: int, pairs: Sequence[Pair]) -> Free:
        """Return the pairs as a free translation."""
        found = Free(Aligned(number))
        at = 0
        while at < len(pairs):
            count = min(self._drawn(), len(pairs) - at)
            self._add(found, [self._rendered(pair) for pair in pairs[at : at + count]])
            at += count
        return found

    def _drawn(self) -> int:
        rest = self._random.random()
        for count, chance in _ROWS:
            rest -= chance
            if rest < 0:
                return count
        return 1

    def _rendered(self, pair: Pair) -> Pair:
        """Return a pair whose second side is turned away from the first, some a little and a few far."""
        level = self._freedom * self._noise.gamma(2.0, 0.5)
        turned = pair.vectors[1] + level * _direction(self._noise, len(pair.vectors[1]))
        return Pair((pair.texts[0], self._resized(pair.texts[1])), (pair.vectors[0], _unit(turned)))

    def _resized(self, text: str) -> str:
        """Return a text without some of its words, or with some of them twice: its length is all that is looked at."""
        words = text.split()
        change = self._noise.normal() * 0.12 * min(self._freedom, 1.0)
        count = min(int(abs(change) * len(words)), len(words) - 2)
        at = self._random.randrange(1, max(len(words) - count, 2))
        if count <= 0:
            return text
        return " ".join(
            words[:at] + (words[at + count :] if change < 0 else words[at - 1 : at - 1 + count] + words[at:])
        )

    def _add(self, found: Free, pairs: list[Pair]) -> None:
        sides = [[(pair.texts[side], pair.vectors[side]) for pair in pairs] for side in (0, 1)]
        changed = self._random.randint(0, 1)
        if len(pairs) == 1:
            if self._random.random() < _LEFT_OUT:
                sides[changed] = []
            elif self._random.random() < _CUT:
                sides[changed] = self._cut(*sides[changed][0])
        else:
            one = self._joined(sides[changed], self._languages[changed])
            divided = len(pairs) == 2 and self._random.random() < _DIVIDED
            sides[changed] = (self._cut(*one) if divided else [one]) if len(pairs) < 4 else self._cut(*one)
        found.document.add(*([text for text, _ in side] for side in sides))
        found.left += [vector for _, vector in sides[0]]
        found.right += [vector for _, vector in sides[1]]

    def _joined(self, parts: Sequence[tuple[str, Floats]], language: str) -> tuple[str, Floats]:
        text = self._hand.joined([text for text, _ in parts], language)
        return text, _unit(sum((len(text) ** 0.7 * vector for text, vector in parts), np.zeros_like(parts[0][1])))

    def _cut(self, text: str, vector: Floats) -> list[tuple[str, Floats]]:
        pieces = self._hand.cut(text)
        if not pieces:
            return [(text, vector)]
        aside = _direction(self._noise, len(vector))
        aside = _unit(aside - (aside @ vector) * vector)
        shares = [len(piece) ** 0.7 for piece in pieces]
        between = acos(min(max(self._noise.normal(HALVES_ALIKE, HALVES_SPREAD), -0.5), 0.9))
        # What one half says more of, the other says less of, so that both together are the whole.
        first = atan2(shares[1] * sin(between), shares[0] + shares[1] * cos(between))
        return [
            (piece, np.float32(cos(turn)) * vector + np.float32(sin(turn)) * aside)
            for piece, turn in zip(pieces, (first, first - between), strict=True)
        ]


def _direction(noise: np.random.Generator, size: int) -> Floats:
    found: Floats = (noise.normal(size=size) / np.sqrt(size)).astype(np.float32)
    return found


def _unit(vector: Floats) -> Floats:
    found: Floats = (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)
    return found
