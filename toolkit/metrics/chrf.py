"""chrF: overlap of character n-grams."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import plugins
from toolkit.metrics._sacrebleu import sacrebleu_version, score_with
from toolkit.model import MONOLINGUAL_VIEWS, Pair, Score, View
from toolkit.plugins.contracts import Metric


@dataclass(frozen=True, slots=True)
class Chrf:
    """Overlap of character n-grams, 0 to 100 (Popović 2015); with ``word_order: 2`` it is chrF++.

    Good for telling two versions of a sentence apart, poor for judging one sentence alone: no fixed limit on it holds
    across engines, so it is shown as evidence and never turned into a verdict.
    """

    char_order: int = 6
    word_order: int = 0
    beta: int = 2

    @property
    def views(self) -> tuple[View, ...]:
        """Texts in one language."""
        return MONOLINGUAL_VIEWS

    def signature(self) -> str:
        """Options and sacrebleu's version."""
        return plugins.signature(self, sacrebleu=sacrebleu_version())

    def score(self, pairs: Sequence[Pair], route: str | None) -> Score:
        """Score left (hypothesis) against right (reference)."""
        from sacrebleu.metrics import CHRF

        metric = CHRF(char_order=self.char_order, word_order=self.word_order, beta=self.beta)
        return score_with(metric, metric, "chrf", pairs, route)


PLUGIN: type[Metric] = Chrf
