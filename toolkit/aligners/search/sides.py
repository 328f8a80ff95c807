"""What is known of one side of an alignment: a vector, a weight and the shape of each sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from toolkit.aligners.search.words import word_vectors
from toolkit.model import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LONGEST_BEAD = 5
"""Sentences that one side of a bead may hold: six in all, and at least one on the other side."""

_LENGTH_POWER = 0.7
_TYPICAL_LENGTH = 100
# A final mark inside a line and the letter after it; scripts without spaces between sentences have marks of their own.
_INNER_END = re.compile(r"""[.!?…]['"\u2019\u201d»)\]]*\s+['"\u2018\u201c«(\[¿¡]*([^\W\d_])|[。！？](?=\w)""")
_OPENING = "'\"\u2018\u2019\u201c\u201d\u201e«»([–—-…¿¡ "


@dataclass(frozen=True, slots=True)
class Side:
    """Arrays with one entry for each of ``n`` sentences; ``vectors`` are (n, d) and of length 1 (0 for no meaning).

    ``words`` are vectors of what is alike letter by letter; of no dimension where nobody looked. ``weights``
    (characters to the power .7) say how much of a bead a sentence is. ``marks`` counts the sentences that a line seems
    to hold, ``headings`` is 1 for a heading. ``ends``, ``fragile`` and ``switches`` belong to the joint behind each
    sentence: 1 where a block ends, where the next sentence of the block goes on in lower case, and where one of the two
    is a heading.
    """

    vectors: "Floats"
    words: "Floats"
    weights: "Floats"
    lengths: "Floats"
    marks: "Floats"
    headings: "Floats"
    ends: "Floats"
    fragile: "Floats"
    switches: "Floats"

    @property
    def size(self) -> int:
        """How many sentences."""
        return len(self.weights)


def side(sentences: Sequence[Sentence], vectors: "Floats") -> Side:
    """Return the side of these sentences; ``vectors`` are centred already."""
    import numpy as np

    texts = [sentence.text for sentence in sentences]
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.float32)
    starts_low = [text.lstrip(_OPENING)[:1].islower() for text in texts]
    headings = np.array([sentence.kind == "heading" for sentence in sentences], dtype=np.float32)
    ends = np.zeros(len(texts), dtype=np.float32)
    ends[:-1] = np.diff([sentence.paragraph for sentence in sentences]) != 0
    switches = np.zeros(len(texts), dtype=np.float32)
    switches[:-1] = headings[1:] != headings[:-1]
    return Side(
        vectors=vectors,
        words=np.zeros((len(texts), 0), dtype=np.float32),
        weights=np.power(lengths / _TYPICAL_LENGTH, _LENGTH_POWER, dtype=np.float32),
        lengths=lengths,
        marks=np.array([marks(text) for text in texts], dtype=np.float32),
        headings=headings,
        ends=ends,
        # What starts a block starts it in lower case because it is an item or a byline, not because it goes on.
        fragile=np.array([*starts_low[1:], False], dtype=np.float32)[: len(texts)] * (1 - ends),
        switches=switches,
    )


def part(side: Side, first: int, last: int) -> Side:
    """Return sentences ``first`` to ``last`` (not included) as a side of their own."""
    return Side(*(getattr(side, one.name)[first:last] for one in fields(side)))


def marks(text: str) -> int:
    """Return how many sentences a line seems to hold, by its final marks: at least 1."""
    return 1 + sum(not letter.islower() for letter in _INNER_END.findall(text))


def shaped(left: Sequence[Sentence], right: Sequence[Sentence], *, words: bool) -> tuple[Side, Side]:
    """Return both sides without vectors of meaning, with those of words if wanted."""
    import numpy as np

    one, other = (side(own, np.zeros((len(own), 0), dtype=np.float32)) for own in (left, right))
    if not words:
        return one, other
    return with_words(one, other, ([own.text for own in left], [own.text for own in right]))


def with_words(left: Side, right: Side, texts: "tuple[Sequence[str], Sequence[str]]") -> tuple[Side, Side]:
    """Return both sides with the vectors of the words of their texts."""
    words = word_vectors(*texts)
    return replace(left, words=words[0]), replace(right, words=words[1])


def norms(vectors: "Floats", weights: "Floats") -> "Floats":
    """Return the lengths of merged vectors, shape (LONGEST_BEAD + 1, n + 1).

    Entry [a, i] belongs to the weighted sum of the ``a`` sentences that end before sentence ``i``; 1 where there are
    not so many.
    """
    import numpy as np

    found = np.ones((LONGEST_BEAD + 1, len(weights) + 1), dtype=np.float32)
    weighted = vectors * weights[:, None]
    merged = weighted
    for count in range(1, min(LONGEST_BEAD, len(weights)) + 1):
        if count > 1:
            merged = merged[:-1] + weighted[count - 1 :]
        found[count, count:] = np.maximum(np.sqrt(np.einsum("ij,ij->i", merged, merged)), 1e-6)
    return found
