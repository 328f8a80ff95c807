"""What the checks, engines and witnesses of a configuration say of the texts of an evaluation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.evaluation.rows import Data, TranslatedText

if TYPE_CHECKING:
    from toolkit.config.settings import Config
    from toolkit.run.pairs.answers import PairAnswer

SUSPICION = "suspicion"


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """Of one text: the checks that fired, the severities of their findings, and every score (higher is worse).

    ``scores`` has the suspicion and the evidence of each channel; ``unchecked`` pairs of a check and its reason.
    """

    fired: frozenset[str]
    severities: frozenset[str]
    quality: float | None
    scores: Mapping[str, float]
    unchecked: tuple[tuple[str, str], ...]


def answers(data: Data, config: "Config", progress: Callable[[str], None]) -> dict[TranslatedText, TextAnswer]:
    """Return what the checks, engines and witnesses of the configuration say of every text."""
    from toolkit.run.pairs.check_pairs import answers as pair_answers
    from toolkit.run.pairs.rows import TextPair

    texts = data.texts
    pairs = [
        TextPair(str(number), text.source, text.translation, text.source_language, text.translation_language)
        for number, text in enumerate(texts)
    ]
    said = pair_answers(pairs, config, progress)
    return {text: _answer(answer) for text, answer in zip(texts, said, strict=True)}


def _answer(pair: "PairAnswer") -> TextAnswer:
    return TextAnswer(
        frozenset(finding.check for finding in pair.findings),
        frozenset(pair.severities),
        pair.quality,
        {SUSPICION: pair.suspicion, **pair.scores},
        tuple((gap["check"], gap["reason"]) for gap in pair.unchecked),
    )
