"""What a kind of text makes of the features: a few weights, in a JSON file for each profile.

They were fitted by maximum likelihood with a small penalty; ``benchmarks/alignment_weights.py`` fits them anew.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from toolkit.aligners.search.grid import Merge


@dataclass(frozen=True, slots=True)
class Profile:
    """Weights of features, and of bead sizes ("1-1", "1-2", "2-2", ...; "more" and each sentence beyond four).

    ``alone_share`` is the share of sentences without counterpart in such texts. ``steepness`` and ``caution`` turn the
    odds of a bead into a calibrated confidence.
    """

    name: str
    weights: dict[str, float]
    alone_share: float
    steepness: float = 1.0
    caution: float = 0.0

    def bias(self, merge: Merge) -> float:
        """Return the weight of a bead's size; a size and its mirror image weigh the same."""
        name = f"{min(merge)}-{max(merge)}"
        if name in self.weights:
            return self.weights[name]
        return self.weights["more"] + self.weights["each_more"] * (sum(merge) - 4)


@cache
def load(name: str) -> Profile:
    """Return the profile of this name: "news" or "literary"."""
    return read(files(__package__).joinpath(f"{name}.json"))


def read(file: Traversable) -> Profile:
    """Return the profile in a JSON file."""
    return Profile(file.name.removesuffix(".json"), **json.loads(file.read_text(encoding="utf-8")))
