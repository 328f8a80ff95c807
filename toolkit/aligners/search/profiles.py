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
    odds of a bead into a calibrated confidence. ``lean`` is how much dearer, in nats, what seems to stand alone is made
    when it is looked at again.
    """

    name: str
    weights: dict[str, float]
    alone_share: float
    steepness: float = 1.0
    caution: float = 0.0
    lean: float = 1.0

    @property
    def uses_words(self) -> bool:
        """Whether it asks what is alike letter by letter."""
        return bool(self.weights.get("words") or self.weights.get("words_size"))

    def at(self, level: float) -> "Profile":  # noqa: ARG002 - it is the same at every level
        """Return itself."""
        return self

    def bias(self, merge: Merge) -> float:
        """Return the weight of a bead's size; a size and its mirror image weigh the same."""
        name = f"{min(merge)}-{max(merge)}"
        if name in self.weights:
            return self.weights[name]
        return self.weights["more"] + self.weights["each_more"] * (sum(merge) - 4)


@dataclass(frozen=True, slots=True)
class Blend:
    """The profile of a text that nobody has named: between that of close translations and that of free ones.

    How alike the sentences are that correspond tells the two apart: 1 in news, .8 in stories, .5 in the freest.
    """

    close: Profile
    free: Profile

    @property
    def uses_words(self) -> bool:
        """Whether one of the two does."""
        return self.close.uses_words or self.free.uses_words

    def at(self, level: float) -> Profile:
        """Return the profile of a text in which what corresponds is so alike."""
        share = freedom(level)

        def between(close: float, free: float) -> float:
            return (1 - share) * close + share * free

        one, other = self.close, self.free
        return Profile(
            "auto",
            {name: between(weight, other.weights[name]) for name, weight in one.weights.items()},
            between(one.alone_share, other.alone_share),
            between(one.steepness, other.steepness),
            between(one.caution, other.caution),
            between(one.lean, other.lean),
        )


def freedom(level: float) -> float:
    """Return where between close (0) and free (1) a text lies in which what corresponds is so alike."""
    return min(max((_CLOSE - level) / (_CLOSE - _FREE), 0.0), 1.0)


_CLOSE = 0.92
_FREE = 0.6


@cache
def choose(name: str) -> Profile | Blend:
    """Return the profile of this name: "auto", which is at each text's own place between two, or one of ``load``."""
    return Blend(load("auto_close"), load("auto_free")) if name == "auto" else load(name)


@cache
def load(name: str) -> Profile:
    """Return the profile of this name: "news", "literary", or an end of "auto"."""
    return read(files(__package__).joinpath(f"{name}.json"))


def read(file: Traversable) -> Profile:
    """Return the profile in a JSON file."""
    return Profile(file.name.removesuffix(".json"), **json.loads(file.read_text(encoding="utf-8")))
