"""Two aligned texts."""

from dataclasses import dataclass

from toolkit.model.texts import Bead, Sentence


@dataclass(frozen=True, slots=True)
class BitextSide:
    """One side: where it comes from, its language, its sentences."""

    path: str
    language: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two sides and the beads that cover both, in the order of the right; what ``moved`` has its left out of order."""

    left: BitextSide
    right: BitextSide
    beads: tuple[Bead, ...]

    def texts(self, bead: Bead) -> tuple[str, str]:
        """Return the two sides of a bead, sentences joined by a space."""
        left, right = (
            " ".join(sentence.text for sentence in text.sentences[slice(*span)])
            for text, span in ((self.left, bead.left), (self.right, bead.right))
        )
        return left, right
