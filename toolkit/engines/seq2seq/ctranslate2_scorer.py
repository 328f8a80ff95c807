"""log P(text | given) from a CTranslate2 model, by its own ``score_batch``.

It tells neither alternatives nor attention. Each text is a batch of its own, so that no other text changes its score;
the translator's workers share them out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.engines.seq2seq.piece_places import places
from toolkit.model.token_scores import TokenScore, TokenScores, rounded

Cut = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Translator:
    """A ``ctranslate2.Translator`` and what makes tokens of texts.

    ``source`` cuts a given text and puts the marks that the model wants around it (for Marian, ``end`` after it);
    ``target`` cuts a scored text, bare. ``first`` are the tokens that begin every scored text (a language code): they
    are given, not scored. ``limit`` is the most tokens of a given text, ``longest`` of a scored one. ``first_starts``
    says that they stand in the place of the model's own start token.
    """

    translator: Any
    source: Cut
    target: Cut
    first: tuple[str, ...] = ()
    limit: int = 512
    longest: int = 512
    first_starts: bool = False
    end: str = "</s>"
    unknown: str = "<unk>"


def score(model: Translator, texts: Sequence[str], given: Sequence[str]) -> list[TokenScores]:
    """Return log P(texts[i] | given[i]) token by token, in order; the last token is the end of the text."""
    # Of no source tokens at all the library says that every text is certain.
    sources = [model.source(text) or [model.end] for text in given]
    targets = [model.target(text) for text in texts]
    results = model.translator.score_batch(
        [[*pieces[: model.limit - 1], pieces[-1]] if len(pieces) > model.limit else pieces for pieces in sources],
        [[*model.first, *pieces[: model.longest]] for pieces in targets],
        max_batch_size=1,
        max_input_length=0,
        offset=0 if model.first_starts else len(model.first),
    )
    return [
        _scores(model, text, condition, source, target, result)
        for text, condition, source, target, result in zip(texts, given, sources, targets, results, strict=True)
    ]


def _scores(
    model: Translator, text: str, given: str, source: Sequence[str], target: Sequence[str], result: Any
) -> TokenScores:
    found = places(text, target)
    complete = len(target) <= model.longest
    length = len(text) if complete else found[model.longest - 1][1]
    given_length = len(given) if len(source) <= model.limit else places(given, source)[model.limit - 2][1]
    spans = [*found, (length, length)] if complete else found[: model.longest]
    # A vocabulary's lack shows in the tokens that come back.
    tokens = tuple(
        TokenScore(*span, rounded(value), known=piece != model.unknown)
        for span, value, piece in zip(spans, result.log_probs, result.tokens, strict=False)
    )
    scored = None if (length, given_length) == (len(text), len(given)) else (length, given_length)
    return TokenScores(text, given, tokens, None, scored)
