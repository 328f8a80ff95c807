"""What chrF, BLEU and TER share: sacrebleu computes them, and its signature goes with them.

Post 2018, "A Call for Clarity in Reporting BLEU Scores"; https://github.com/mjpost/sacrebleu.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, ClassVar

from toolkit import plugins
from toolkit.model import MONOLINGUAL_VIEWS, Pair, Score


@dataclass(frozen=True, slots=True)
class SacrebleuMetric:
    """A metric of texts in one language; who builds on it gives its name and sacrebleu's metric."""

    name: ClassVar[str]
    views = MONOLINGUAL_VIEWS

    def signature(self) -> str:
        """Options and sacrebleu's version."""
        return plugins.signature(self, sacrebleu=version("sacrebleu"))

    def score(self, pairs: Sequence[Pair], route: str | None) -> Score:
        """Score left (hypothesis) against right (reference).

        A pair with an empty side has no segment score and stays out of the corpus score: an omission is a finding, and
        mixing it into a similarity would hide it.
        """
        full = [pair for pair in pairs if _is_full(pair)]
        metric, sentence_metric = self._metric(), self._sentence_metric()
        segments = tuple(
            round(sentence_metric.sentence_score(pair.left, [pair.right]).score, 4) if _is_full(pair) else None
            for pair in pairs
        )
        lefts, rights = [pair.left for pair in full], [pair.right for pair in full]
        corpus = metric.corpus_score(lefts, [rights]).score if full else 0.0
        signature = f"{self.name}|{metric.get_signature() if full else 'no pairs'}"
        return Score(self.name, pairs[0].view, route, round(corpus, 4), segments, signature)

    def of_corpora(self) -> Any:
        """Return sacrebleu's metric with these options, for texts against human references."""
        return self._metric()

    def _metric(self) -> Any:
        """Return sacrebleu's metric for all texts together."""
        raise NotImplementedError

    def _sentence_metric(self) -> Any:
        """Return sacrebleu's metric for one pair of texts: the same, unless said otherwise."""
        return self._metric()


def _is_full(pair: Pair) -> bool:
    return bool(pair.left.strip() and pair.right.strip())
