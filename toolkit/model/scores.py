"""What metrics compare, and what they say."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from toolkit.model.witness import Witness

if TYPE_CHECKING:
    pass


View = Literal["source-translation", "source-back", "translation-return", "draft-translation"]


MONOLINGUAL_VIEWS: tuple[View, ...] = ("source-back", "translation-return", "draft-translation")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that a metric compares, what they are of each other, and what witnesses say of them.

    ``reference`` is a human translation of a source on the left; None where there is none.
    """

    left: str
    right: str
    left_language: str
    right_language: str
    view: View
    witnesses: tuple[Witness, ...] = ()
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A metric over one view of one trip; ``corpus`` is not the mean of ``segments`` (None: nothing to score).

    ``percentiles[i]`` is the percentage of clean sentences as long that score lower than ``segments[i]``; empty where
    nobody calibrated this metric for these engines.
    """

    metric: str
    view: View
    route: str | None
    corpus: float
    segments: tuple[float | None, ...]
    signature: str
    percentiles: tuple[float | None, ...] = ()
