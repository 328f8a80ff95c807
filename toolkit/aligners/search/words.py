"""What two sides share letter by letter: numbers, names, words of common stock.

Each sentence is a vector of hashed groups of four letters, weighed by how rare they are in both texts; figures weigh
three times as much, and words with a capital half as much again. Vectors of meaning blur just these.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

DIMENSIONS = 512

_WORD = re.compile(r"\d+(?:[.,\u2019\u00a0\u202f]\d{3}(?!\d))*|[^\W\d_]+")
_NO_DIGIT = re.compile(r"\D")
_GROUP = 4
_NUMBER = 3.0
_CAPITAL = 1.5
_CHUNK = 500


def word_vectors(left: Sequence[str], right: Sequence[str]) -> "tuple[Floats, Floats]":
    """Return vectors of length 1 (0 for a text without words) for the texts of either side."""
    # Read twice rather than kept: the groups of a long text would take more memory than its vectors.
    seen = Counter(group for texts in (left, right) for text in texts for group in _groups(text))
    count = len(left) + len(right)
    rarity = {group: log((count + 1) / texts) for group, texts in seen.items()}
    return _vectors(left, rarity), _vectors(right, rarity)


def _vectors(texts: Sequence[str], rarity: dict[str, float]) -> "Floats":
    import numpy as np

    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for start in range(0, len(texts), _CHUNK):
        part = texts[start : start + _CHUNK]
        entries = [
            (number * DIMENSIONS + place, sign * weight * rarity[group])
            for number, text in enumerate(part)
            for group, weight in _groups(text).items()
            for place, sign in (_place(group),)
        ]
        if entries:
            places, values = zip(*entries, strict=True)
            flat = np.bincount(np.array(places), np.array(values), len(part) * DIMENSIONS)
            vectors[start : start + _CHUNK] = flat.reshape(len(part), DIMENSIONS)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return vectors


def _groups(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in _WORD.findall(text):
        number = word[0].isdecimal()
        weight = _NUMBER if number else _CAPITAL if word[0].isupper() else 1.0
        for part in (_NO_DIGIT.sub("", word),) if number else _parts(word):
            found[part] = max(found.get(part, 0.0), weight)
    return found


@lru_cache(maxsize=100_000)
def _parts(word: str) -> tuple[str, ...]:
    plain = "".join(
        letter for letter in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(letter)
    )
    framed = f"^{plain}$" if len(plain) < _GROUP - 1 else f"^{plain}"
    return tuple(framed[at : at + _GROUP] for at in range(max(len(framed) - _GROUP + 1, 1)))


@lru_cache(maxsize=1_000_000)
def _place(group: str) -> tuple[int, int]:
    value = crc32(group.encode("utf-8", "replace"))
    return value // 2 % DIMENSIONS, 1 if value % 2 else -1
