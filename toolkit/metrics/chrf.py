"""chrF: overlap of character n-grams."""

from dataclasses import dataclass
from typing import Any, ClassVar

from toolkit.metrics._sacrebleu import SacrebleuMetric
from toolkit.plugins.contracts import Metric
from toolkit.plugins.traits import Limits


@dataclass(frozen=True, slots=True)
class Chrf(SacrebleuMetric):
    """Overlap of character n-grams, 0 to 100 (Popović 2015); with ``word_order: 2`` it is chrF++.

    Good for telling two versions of a sentence apart, poor for judging one sentence alone: no fixed limit on it holds
    across engines, so it is shown as evidence and never turned into a verdict.
    """

    name = "chrf"

    char_order: int = 6
    """The longest run of characters."""
    word_order: int = 0
    """The longest run of words; 2 is chrF++, 0 none."""
    beta: int = 2
    """How much recall counts beside precision."""

    limits: ClassVar[Limits] = {
        "char_order": {"minimum": 1},
        "word_order": {"minimum": 0},
        "beta": {"minimum": 1},
    }

    def __post_init__(self) -> None:
        if self.char_order < 1:
            raise ValueError("char_order must be 1 or more")
        if self.word_order < 0:
            raise ValueError("word_order must be 0 or more")
        if self.beta < 1:
            raise ValueError("beta must be 1 or more")

    def _metric(self) -> Any:
        from sacrebleu.metrics import CHRF

        return CHRF(char_order=self.char_order, word_order=self.word_order, beta=self.beta)


PLUGIN: type[Metric] = Chrf
