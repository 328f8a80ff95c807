"""What chrF, BLEU and TER share: sacrebleu computes them, and its signature goes with them.

Post 2018, "A Call for Clarity in Reporting BLEU Scores"; https://github.com/mjpost/sacrebleu.
"""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from toolkit.model import Pair, Score


def sacrebleu_version() -> str:
    """Return the installed version without importing the package."""
    return version("sacrebleu")


def score_with(metric: Any, sentence_metric: Any, name: str, pairs: Sequence[Pair], route: str | None) -> Score:
    """Score pairs (left: hypothesis, right: reference) with a sacrebleu metric.

    A pair with an empty side has no segment score and stays out of the corpus score: an omission is a finding, and
    mixing it into a similarity would hide it.
    """
    full = [pair for pair in pairs if pair.left.strip() and pair.right.strip()]
    segments = tuple(
        round(sentence_metric.sentence_score(pair.left, [pair.right]).score, 4)
        if pair.left.strip() and pair.right.strip()
        else None
        for pair in pairs
    )
    corpus = metric.corpus_score([pair.left for pair in full], [[pair.right for pair in full]]).score if full else 0.0
    signature = str(metric.get_signature()) if full else f"{name}|no pairs"
    return Score(name, pairs[0].view, route, round(corpus, 4), segments, signature)
