"""Greedy translation with the numpy model: slow, and here only to show that it is the model of the native engine."""

from collections.abc import Sequence

import numpy as np

from tests.engines.marian.shortlist import Shortlist
from toolkit.engines.marian.directions import load
from toolkit.engines.marian.scorer import LIMIT

_LONGEST = 3  # tokens of a translation for each token of its source, after which a repetition is given up


def translate(texts: Sequence[str], source: str, target: str, shortlist: Shortlist) -> list[str]:
    """Return the greedy translations of texts, in order, written with the words that the shortlist allows."""
    model, vocabulary = load(source, target)
    pieces = [vocabulary.encode(text, LIMIT) for text in texts]
    encoded, columns = model.encode([piece.ids for piece in pieces])
    allowed = [words[words != vocabulary.unknown] for words in (shortlist.words(piece.ids) for piece in pieces)]
    written: list[list[int]] = [[] for _ in texts]
    active = list(range(len(texts)))
    while active:
        prefixes = [[*written[i], vocabulary.end] for i in active]
        hidden, _ = model.decode(encoded, [columns[i] for i in active], prefixes)
        last = np.cumsum([len(prefix) for prefix in prefixes]) - 1
        going = []
        for i, row in zip(active, last, strict=True):
            word = int(allowed[i][model.output.logits(hidden[row : row + 1], allowed[i]).argmax()])
            if word != vocabulary.end:
                written[i].append(word)
                if len(written[i]) < _LONGEST * len(pieces[i].ids):
                    going.append(i)
        active = going
    return [vocabulary.decode(words) for words in written]
