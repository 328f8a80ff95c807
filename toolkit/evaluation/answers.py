"""What the checks, engines and witnesses of a configuration say of the texts of an evaluation."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.evaluation.rows import Data, Text

if TYPE_CHECKING:
    from toolkit.config.settings import Config

SUSPICION = "suspicion"


@dataclass(frozen=True, slots=True)
class Answer:
    """Of one text: the checks that fired, the severities of their findings, and every score (higher is worse).

    ``scores`` has the suspicion and the evidence of each channel; ``unchecked`` pairs of a check and its reason.
    """

    fired: frozenset[str]
    severities: frozenset[str]
    quality: float | None
    scores: Mapping[str, float]
    unchecked: tuple[tuple[str, str], ...]


def answers(data: Data, config: "Config", progress: Callable[[str], None]) -> dict[Text, Answer]:
    """Return what the checks, engines and witnesses of the configuration say of every text."""
    from toolkit.run.pairs.check_pairs import TextPair, check_texts

    texts = data.texts
    pairs = [
        TextPair(str(number), text.source, text.translation, text.source_language, text.translation_language)
        for number, text in enumerate(texts)
    ]
    lines = check_texts(pairs, config, progress)
    return {text: _answer(line) for text, (line, _) in zip(texts, lines, strict=True)}


def _answer(line: str) -> Answer:
    row = json.loads(line)
    return Answer(
        frozenset(finding["check"] for finding in row["findings"]),
        frozenset(finding["severity"] for finding in row["findings"]),
        row["quality"],
        {SUSPICION: row["suspicion"], **row["scores"]},
        tuple((gap["check"], gap["reason"]) for gap in row["unchecked"]),
    )
