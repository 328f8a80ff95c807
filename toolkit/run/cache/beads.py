"""The beads of two texts, kept in the cache: the same texts are not aligned twice by the same aligner."""

from collections.abc import Sequence
from typing import Any

from toolkit import plugins
from toolkit.model import Bead, LanguagePair, Sentence
from toolkit.plugins.contracts import Aligner, Encoding
from toolkit.plugins.foreign.origins import origin_of
from toolkit.run.align import aligned
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.results import recall


def kept_beads(
    cache: Cache | None, aligner: Aligner, left: Sequence[Sentence], right: Sequence[Sentence], pair: LanguagePair
) -> list[Bead]:
    """Return the beads of an aligner, from the cache where it has them; those of another package's are not kept."""
    if cache is None or origin_of(aligner) is not None:
        return aligned(aligner, left, right, pair)
    fresh: list[Bead] = []

    def compute() -> list[list[Any]]:
        fresh.extend(aligned(aligner, left, right, pair))
        return [_row(bead) for bead in fresh]

    encoder = aligner.encoder if isinstance(aligner, Encoding) else None
    signatures = plugins.signature(aligner, without=("encoder",)), encoder.signature() if encoder else ""
    kept = recall(cache, ("beads", *signatures, pair, tuple(left), tuple(right)), compute)
    return fresh or [_bead(row) for row in kept]


def _row(bead: Bead) -> list[Any]:
    confidence = None if bead.confidence is None else float(bead.confidence)
    return [*map(int, (*bead.left, *bead.right)), float(bead.cost), confidence, bool(bead.moved)]


def _bead(row: Sequence[Any]) -> Bead:
    return Bead((row[0], row[1]), (row[2], row[3]), *row[4:])
