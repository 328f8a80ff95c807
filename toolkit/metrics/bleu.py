"""BLEU: precision of word n-grams."""

from dataclasses import dataclass
from typing import Any, Literal

from toolkit.metrics._sacrebleu import SacrebleuMetric
from toolkit.plugins.contracts import Metric

# Those of sacrebleu; spm and flores fetch a model the first time, mecab wants a package that sacrebleu names.
Tokenizer = Literal["13a", "intl", "char", "zh", "none", "spm", "flores101", "flores200", "ja-mecab", "ko-mecab"]


@dataclass(frozen=True, slots=True)
class Bleu(SacrebleuMetric):
    """Precision of word n-grams with a brevity penalty, 0 to 100 (Papineni et al. 2002).

    The corpus figure is the one with a meaning. Segments are scored with ``effective_order``, since most sentences have
    no common 4-gram.
    """

    name = "bleu"

    lowercase: bool = False
    """Capitals do not count."""
    tokenize: Tokenizer = "13a"
    """How texts are cut into words."""

    def _metric(self, *, for_sentences: bool = False) -> Any:
        from sacrebleu.metrics import BLEU

        return BLEU(lowercase=self.lowercase, tokenize=self.tokenize, effective_order=for_sentences)

    def _sentence_metric(self) -> Any:
        return self._metric(for_sentences=True)


PLUGIN: type[Metric] = Bleu
