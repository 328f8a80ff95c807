"""TER: the share of words that an editor would have to change."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import plugins
from toolkit.metrics._sacrebleu import sacrebleu_version, score_with
from toolkit.model import MONOLINGUAL_VIEWS, Pair, Score, View
from toolkit.plugins.contracts import Metric


@dataclass(frozen=True, slots=True)
class Ter:
    """Edits (with shifts) per word of the reference, in percent: LOWER is better (Snover et al. 2006).

    Slow beside the others: about 4 ms a pair.
    """

    normalized: bool = False
    case_sensitive: bool = False

    @property
    def views(self) -> tuple[View, ...]:
        """Texts in one language."""
        return MONOLINGUAL_VIEWS

    def signature(self) -> str:
        """Options and sacrebleu's version."""
        return plugins.signature(self, sacrebleu=sacrebleu_version())

    def score(self, pairs: Sequence[Pair], route: str | None) -> Score:
        """Score left (hypothesis) against right (reference)."""
        from sacrebleu.metrics import TER

        metric = TER(normalized=self.normalized, case_sensitive=self.case_sensitive)
        return score_with(metric, metric, "ter", pairs, route)


PLUGIN: type[Metric] = Ter
