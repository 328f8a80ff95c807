"""Alignment over sentence vectors: many-to-many beads, with omissions and insertions as beads of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from toolkit.contracts import Aligner, Encoder
from toolkit.model import Bead, Sentence


@dataclass(frozen=True, slots=True)
class Embedding:
    """Finds the likeliest beads of up to six sentences from the vectors of the run's encoder.

    ``profile`` says what to expect: in news sentences are left out and added, in literature they are merged.
    """

    encoder: Encoder | None = field(default=None, metadata={"plugin": "encoders"})
    profile: Literal["news"] = "news"

    def align(
        self, left: Sequence[Sentence], right: Sequence[Sentence], left_language: str, right_language: str  # noqa: ARG002
    ) -> list[Bead]:
        """Return the beads that cover both sides, in order."""
        from toolkit.alignment.aligning import beads
        from toolkit.alignment.profiles import load
        from toolkit.alignment.sides import side
        from toolkit.embeddings import centred

        if self.encoder is None:
            raise ValueError("an encoder is needed")
        vectors = self.encoder.encode([sentence.text for sentence in (*left, *right)])
        sides = (
            side(left, centred(vectors[: len(left)])),
            side(right, centred(vectors[len(left) :])),
        )
        return beads(*sides, load(self.profile))


PLUGIN: type[Aligner] = Embedding
