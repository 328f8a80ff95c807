"""Alignment by length alone: Gale & Church 1993, "A Program for Aligning Sentences in Bilingual Corpora"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.model import Bead, Sentence
from toolkit.plugins.contracts import Aligner
from toolkit.plugins.traits import Limits


@dataclass(frozen=True, slots=True)
class Length:
    """Finds beads of one or two sentences a side from their lengths in characters, for when there are no vectors.

    It sees hardly any omission. ``ratio`` is how many characters of the right a character of the left becomes.
    """

    ratio: float = 1.0
    """How many characters of the right a character of the left becomes."""

    limits: ClassVar[Limits] = {
        "ratio": {"exclusiveMinimum": 0},
    }

    def __post_init__(self) -> None:
        if self.ratio <= 0:
            raise ValueError("ratio must be more than 0")

    def align(
        self,
        left: Sequence[Sentence],
        right: Sequence[Sentence],
        left_language: str,  # noqa: ARG002 - lengths know no language
        right_language: str,  # noqa: ARG002
    ) -> list[Bead]:
        """Return the beads that cover both sides, in order; raises InputError beyond 200,000 sentences a side."""
        from toolkit.aligners.search.blanks import around_blanks

        return around_blanks(left, right, self._beads)

    def _beads(self, left: Sequence[Sentence], right: Sequence[Sentence]) -> list[Bead]:
        from toolkit.aligners.search.alignment import check_size
        from toolkit.aligners.search.gale_church import beads

        check_size(len(left), len(right))
        return beads([len(one.text) for one in left], [len(one.text) for one in right], self.ratio)


PLUGIN: type[Aligner] = Length
