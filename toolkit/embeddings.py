"""What sentence vectors need before they are compared: the mean of their language taken off."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.contracts import Vectors


def centred(vectors: "Vectors") -> "Vectors":
    """Return vectors of shape (n, d) less their mean, each of length 1 again (0 where nothing is left).

    What all sentences of a language share says nothing about which of them correspond.
    """
    import numpy as np

    if not len(vectors):
        return vectors
    moved = vectors - vectors.mean(axis=0)
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return (moved / np.maximum(lengths, 1e-9)).astype(np.float32)
