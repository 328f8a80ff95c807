from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from toolkit.model import Bead, LanguagePair, Mapped, Sentence
from toolkit.plugins.contracts import Encoder
from toolkit.run.cache.beads import kept_beads
from toolkit.run.cache.cache import Cache

if TYPE_CHECKING:
    from toolkit.plugins.contracts import Vectors

ASKED: list[str] = []
PAIR = LanguagePair("it", "en")


@dataclass(frozen=True, slots=True)
class Letters:
    """Vectors of nothing; the name is all that tells two of them apart."""

    name: str = "one"

    def signature(self) -> str:
        return self.name

    def problem(self) -> str | None:
        return None

    def encode(self, texts: Sequence[str]) -> "Vectors":
        return np.ones((len(texts), 1), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Side:
    """Pairs the sentences one by one; counts how often it is asked."""

    likely: float = 0.95
    encoder: Encoder | None = field(default=None, metadata={"plugin": "encoders"})

    def align(
        self, left: Sequence[Sentence], right: Sequence[Sentence], left_language: str, right_language: str
    ) -> list[Bead]:
        ASKED.append(left_language)
        return [Bead((at, at + 1), (at, at + 1), 0.1 + 0.2, np.float64(self.likely)) for at in range(len(left))]


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    ASKED.clear()
    kept = Cache.open(tmp_path / "c.sqlite")
    yield kept
    kept.close()


def sentences(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(Mapped(text, 0, len(text)), "paragraph", at) for at, text in enumerate(texts))


LEFT, RIGHT = sentences("Piove.", "Nevica."), sentences("It rains.", "It snows.")


def test_the_same_texts_are_aligned_once_and_the_beads_are_the_same(cache: Cache) -> None:
    first = kept_beads(cache, Side(encoder=Letters()), LEFT, RIGHT, PAIR)
    assert first == kept_beads(cache, Side(encoder=Letters()), LEFT, RIGHT, PAIR)
    assert [bead.cost for bead in first] == [0.1 + 0.2] * 2
    assert ASKED == ["it"]


def test_other_options_vectors_languages_or_paragraphs_are_aligned_anew(cache: Cache) -> None:
    apart = (LEFT[0], Sentence(LEFT[1].body, "paragraph", 7))
    kept_beads(cache, Side(encoder=Letters()), LEFT, RIGHT, PAIR)
    kept_beads(cache, Side(0.5, Letters()), LEFT, RIGHT, PAIR)
    kept_beads(cache, Side(encoder=Letters("other")), LEFT, RIGHT, PAIR)
    kept_beads(cache, Side(encoder=Letters()), LEFT, RIGHT, LanguagePair("es", "en"))
    kept_beads(cache, Side(encoder=Letters()), apart, RIGHT, PAIR)
    assert ASKED == ["it", "it", "it", "es", "it"]


def test_without_a_cache_nothing_is_kept() -> None:
    ASKED.clear()
    for _ in range(2):
        kept_beads(None, Side(), LEFT, RIGHT, PAIR)
    assert ASKED == ["it", "it"]
