"""Cosine of sentence vectors: likeness of meaning, also across languages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit import plugins
from toolkit.model import MONOLINGUAL_VIEWS, Pair, Score, View
from toolkit.plugins.contracts import Encoder, Metric


@dataclass(frozen=True, slots=True)
class Cosine:
    """Cosine of the vectors of two sentences, at most 1; the corpus figure is the mean over the pairs.

    Multilingual encoders put most sentence pairs between .8 and 1, so the absolute value says little: compare values
    of one encoder, one view and one route with each other. ``encoder`` is the run's encoder unless set.
    """

    encoder: Encoder | None = field(default=None, metadata={"plugin": "encoders"})
    """Turns sentences into vectors; the run's own unless set."""

    @property
    def views(self) -> tuple[View, ...]:
        """Every view: vectors of a multilingual encoder compare across languages."""
        return ("source-translation", *MONOLINGUAL_VIEWS)

    def signature(self) -> str:
        """Name the encoder."""
        return plugins.signature(self, encoder=self.encoder.signature() if self.encoder else "none")

    def score(self, pairs: Sequence[Pair], route: str | None) -> Score:
        """Score each pair that has text on both sides; a pair with an empty side has no score."""
        if self.encoder is None:
            raise ValueError("cosine needs an encoder")
        full = [pair for pair in pairs if pair.left.strip() and pair.right.strip()]
        vectors = self.encoder.encode([text for pair in full for text in (pair.left, pair.right)])
        values = iter((vectors[0::2] * vectors[1::2]).sum(axis=1).tolist()) if full else iter(())
        segments = tuple(round(next(values), 4) if pair.left.strip() and pair.right.strip() else None for pair in pairs)
        known = [value for value in segments if value is not None]
        corpus = round(sum(known) / len(known), 4) if known else 0.0
        return Score("cosine", pairs[0].view, route, corpus, segments, self.signature())


PLUGIN: type[Metric] = Cosine
