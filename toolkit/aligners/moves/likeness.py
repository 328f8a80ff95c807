"""How alike the loose sentences of two texts are, whatever place they have."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.aligners.search.centring import centred
from toolkit.model import Bead, Sentence
from toolkit.plugins.contracts import Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

Span = tuple[int, int]

_LENGTH_POWER = 0.7


class Likeness:
    """Cosines between some sentences of the left and some of the right, numbered as in their texts.

    They are told from the ``whole`` of their texts, all of which is encoded, or only from one another.
    """

    def __init__(
        self,
        left: Sequence[Sentence],
        right: Sequence[Sentence],
        loose: tuple[Sequence[int], Sequence[int]],
        encoder: Encoder,
        *,
        whole: bool = True,
    ) -> None:
        import numpy as np

        # What is short is known by what sets it apart from the whole of its text.
        known = (range(len(left)), range(len(right))) if whole else loose
        read = [[side[number].text for number in numbers] for side, numbers in zip((left, right), known, strict=True)]
        every = list(dict.fromkeys(text for side in read for text in side))
        place = {text: number for number, text in enumerate(every)}
        raw = encoder.encode(every)
        own = [centred(raw[[place[text] for text in side]], encoder.signature()) for side in read]
        vectors = [side[list(numbers)] if whole else side for side, numbers in zip(own, loose, strict=True)]
        texts = [[side[number].text for number in numbers] for side, numbers in zip((left, right), loose, strict=True)]
        self.numbers = loose
        self._rows, self._columns = ({number: at for at, number in enumerate(own)} for own in loose)
        self._texts = left, right
        self.cosines: Floats = vectors[0] @ vectors[1].T
        self._weighted = [
            own * np.array([[len(text) ** _LENGTH_POWER] for text in some], dtype=np.float32)
            for own, some in zip(vectors, texts, strict=True)
        ]

    def of(self, left: int, right: int) -> float:
        """Return the cosine of two sentences."""
        return float(self.cosines[self._rows[left], self._columns[right]])

    def texts(self, left: int, right: int) -> tuple[str, str]:
        """Return the texts of two sentences."""
        return self._texts[0][left].text, self._texts[1][right].text

    def share_paragraphs(self, one: Span, other: Span) -> bool:
        """Whether two pairs of sentences stand in one paragraph of the left text, and in one of the right."""
        return all(
            side[ours].paragraph == side[theirs].paragraph
            for side, ours, theirs in zip(self._texts, one, other, strict=True)
        )

    def of_bead(self, left: Span, right: Span) -> float:
        """Return the cosine of the two sides of a bead, each the sum of its sentences; 0 where one is empty."""
        import numpy as np

        if left[0] == left[1] or right[0] == right[1]:
            return 0.0
        first = self._weighted[0][[self._rows[number] for number in range(*left)]].sum(axis=0)
        second = self._weighted[1][[self._columns[number] for number in range(*right)]].sum(axis=0)
        lengths = float(np.linalg.norm(first) * np.linalg.norm(second))
        return float(first @ second) / lengths if lengths else 0.0

    def without(self, bead: Bead, left: int | None = None, right: int | None = None) -> float:
        """Return how much less alike the sides of a bead are without one of its sentences; below 0 if they gain."""
        before = self.of_bead(bead.left, bead.right)
        after = self.of_bead(cut(bead.left, left), cut(bead.right, right))
        return before - after


def cut(span: Span, number: int | None) -> Span:
    """Return a range without its first or its last number."""
    if number is None:
        return span
    return (span[0] + 1, span[1]) if number == span[0] else (span[0], span[1] - 1)
