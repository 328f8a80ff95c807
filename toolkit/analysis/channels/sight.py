"""One witness of one unit, seen from every side that the features need: odds, attention, missed words, both directions.

A log-probability is in nats.
"""

from collections.abc import Sequence
from math import exp, log

from toolkit.analysis.channels.preferences import FLOOR, content, preferences
from toolkit.model.token_scores import TokenScore
from toolkit.model.witness import Witness

# How likely a word must be in a place to be named to a reader as missing there.
_SHOWN = 0.2


def usable(witnesses: Sequence[Witness]) -> bool:
    """Whether the witnesses tell all that the features are made of; with the sides exchanged none does."""
    return bool(witnesses) and all(
        not w.exchanged
        and w.unprompted is not None
        and w.own_backward is not None
        and w.forward.attention is not None
        and w.backward.attention is not None
        and len(w.unprompted.tokens) == len(w.forward.tokens)
        and any(token.alternatives for token in w.forward.tokens)
        for w in witnesses
    )


class Sight:
    """One witness of one unit, with all that its features share looked up once; the witness must be ``usable``."""

    def __init__(self, witness: Witness) -> None:
        forward, own = witness.forward, witness.own_backward
        assert forward.attention is not None, "asked only of witnesses that are usable"  # noqa: S101
        assert own is not None, "asked only of witnesses that are usable"  # noqa: S101
        assert witness.unprompted is not None, "asked only of witnesses that are usable"  # noqa: S101
        self.witness, self.tokens, self.text = witness, forward.tokens, forward.text
        self.found = preferences(forward)
        self.deficits = [
            token.alternatives[0].log_probability - token.log_probability if token.alternatives else 0.0
            for token in forward.tokens
        ]
        lower = forward.text.lower()
        self.missing = [_missing(token, lower) for token in forward.tokens]
        self.attention = forward.attention.matrix()
        self.sources = forward.source_words()
        self.backward = {word.start: word for word in witness.backward.words()}
        self.own = {word.start: word.log_probability for word in own.words()}
        self.blind = [token.log_probability for token in witness.unprompted.tokens]
        self.raw = [token.log_probability for token in witness.raw.tokens] if witness.raw else self.blind


def freedom(seen: Sequence[Sight]) -> list[float]:
    """Return what tells a free sentence from a literal one: log tokens, trimmed mean deficit, its spread, log ratio.

    The deficits of the least likely fifth are left out: that is where a fault would be.
    """
    import numpy as np

    means = []
    for sight in seen:
        deficits = sorted(sight.deficits)
        means.append(float(np.mean(deficits[: max(1, len(deficits) * 4 // 5)])))
    ratios = [log(len(sight.text) + 1) - log(len(sight.witness.own or sight.witness.given) + 1) for sight in seen]
    return [log(len(seen[0].tokens)), min(means), max(means), float(np.mean(ratios))]


def attended(sight: Sight) -> dict[int, int]:
    """Return for each word of the given text (by its start) the token of the text that attends most to its end."""
    best = sight.attention.argmax(0)
    return {start: int(best[columns[-1]]) if columns else 0 for start, columns in columns(sight).items()}


def columns(sight: Sight) -> dict[int, list[int]]:
    """Return for each word of the given text (by its start) its columns of the attention."""
    attention = sight.witness.forward.attention
    assert attention is not None, "asked only of witnesses that are usable"  # noqa: S101
    found: dict[int, list[int]] = {}
    words = iter(sight.sources)
    word = next(words, None)
    for column, (start, end) in enumerate(attention.spans):
        while word is not None and start >= word.end:
            word = next(words, None)
        if word is not None and end > word.start and end > start:
            found.setdefault(word.start, []).append(column)
    return {word.start: found.get(word.start, []) for word in sight.sources}


def _missing(token: TokenScore, text: str) -> tuple[float, float, str]:
    """Return the mass on content words that the text lacks, the likeliest one's log-probability, and that one.

    It is named only where it is likely enough to be shown to a reader.
    """
    mass, best, hint = 0.0, FLOOR, ""
    for other in token.alternatives:
        if other.text.startswith(" "):
            word = other.text.strip()
            if content(word) and word.lower()[:5] not in text:
                mass += exp(other.log_probability)
                if other.log_probability > best:
                    best, hint = other.log_probability, word
    return mass, best, hint if exp(best) > _SHOWN else ""
