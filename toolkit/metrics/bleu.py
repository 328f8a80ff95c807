"""BLEU: precision of word n-grams."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import plugins
from toolkit.metrics._sacrebleu import sacrebleu_version, score_with
from toolkit.model import MONOLINGUAL_VIEWS, Pair, Score, View
from toolkit.plugins.contracts import Metric


@dataclass(frozen=True, slots=True)
class Bleu:
    """Precision of word n-grams with a brevity penalty, 0 to 100 (Papineni et al. 2002).

    The corpus figure is the one with a meaning. Segments are scored with ``effective_order``, since most sentences have
    no common 4-gram.
    """

    lowercase: bool = False
    tokenize: str = "13a"

    @property
    def views(self) -> tuple[View, ...]:
        """Texts in one language."""
        return MONOLINGUAL_VIEWS

    def signature(self) -> str:
        """Options and sacrebleu's version."""
        return plugins.signature(self, sacrebleu=sacrebleu_version())

    def score(self, pairs: Sequence[Pair], route: str | None) -> Score:
        """Score left (hypothesis) against right (reference)."""
        from sacrebleu.metrics import BLEU

        corpus = BLEU(lowercase=self.lowercase, tokenize=self.tokenize)
        sentence = BLEU(lowercase=self.lowercase, tokenize=self.tokenize, effective_order=True)
        return score_with(corpus, sentence, "bleu", pairs, route)


PLUGIN: type[Metric] = Bleu
