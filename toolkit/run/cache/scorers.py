"""A scorer that asks the cache first: each pair of texts is scored once for all runs."""

import json
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from toolkit.errors import EngineError
from toolkit.model.token_scores import Filling, TokenScores
from toolkit.plugins.contracts import Filler, Scorer
from toolkit.plugins.plurals import counted
from toolkit.plugins.signatures import name_of, score_signature_in
from toolkit.run.cache import token_score_lines
from toolkit.run.cache.cache import CHUNK, Cache, space_of_scores
from toolkit.run.cache.turns import computed

_DAMAGED = (ValueError, TypeError, KeyError, IndexError, zlib.error, json.JSONDecodeError)

Gap = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class CachedScorer:
    """Keeps the scorer's contract; every ``chunk`` of scores is written at once."""

    scorer: Scorer
    cache: Cache
    chunk: int = 4 * CHUNK

    def score_signature(self) -> str:
        """Give the scorer's: a cache changes no score."""
        return self.scorer.score_signature()

    def score_signature_in(self, source: str, target: str) -> str:
        """Give the scorer's in this direction."""
        return score_signature_in(self.scorer, source, target)

    def score_problem(self, source: str, target: str) -> str | None:
        """Return the scorer's."""
        return self.scorer.score_problem(source, target)

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        """Score what is not known yet."""
        signature = score_signature_in(self.scorer, source, target)
        pairs = list(zip(texts, given, strict=True))
        known = self._known(signature, source, target, list(dict.fromkeys(pairs)))
        missing = {json.dumps(pair): pair for pair in pairs if pair not in known}
        known |= computed(
            self.cache,
            space_of_scores("likelihood", signature, source, target),
            missing,
            lambda some: self._known(signature, source, target, some),
            lambda some: self._scored(signature, source, target, some),
            self.chunk,
        )
        return [known[pair] for pair in pairs]

    def _scored(
        self, signature: str, source: str, target: str, some: Sequence[tuple[str, str]]
    ) -> dict[tuple[str, str], TokenScores]:
        """Ask the scorer, and keep what it says."""
        answers = self.scorer.score([text for text, _ in some], [before for _, before in some], source, target)
        if len(answers) != len(some):
            raise EngineError(
                f"{name_of(signature)} scored {counted(len(answers), 'text')} of {len(some)} ({source} > {target})"
            )
        new = dict(zip(some, answers, strict=True))
        lines = {pair: token_score_lines.dumps(scores) for pair, scores in new.items()}
        self.cache.keep_likelihoods(signature, source, target, lines)
        return new

    def _known(
        self, signature: str, source: str, target: str, pairs: Sequence[tuple[str, str]]
    ) -> dict[tuple[str, str], TokenScores]:
        known = {}
        for (text, given), line in self.cache.likelihoods(signature, source, target, pairs).items():
            try:
                known[text, given] = token_score_lines.loads(text, given, line)
            except _DAMAGED:  # a damaged entry is as good as none
                continue
        return known


@dataclass(frozen=True, slots=True)
class CachedFiller(CachedScorer):
    """Keeps what the scorer would write in a gap, too."""

    scorer: Filler

    def fill(
        self, texts: Sequence[str], places: Sequence[int], given: Sequence[str], source: str, target: str
    ) -> list[Filling]:
        """Ask for what is not known yet."""
        signature = score_signature_in(self.scorer, source, target)
        gaps = list(zip(texts, places, given, strict=True))
        known = self._filled(signature, source, target, list(dict.fromkeys(gaps)))
        missing = {json.dumps(gap): gap for gap in gaps if gap not in known}

        def fill(some: Sequence[Gap]) -> dict[Gap, Filling]:
            some_texts, some_places, some_given = ([*column] for column in zip(*some, strict=True))
            answers = self.scorer.fill(some_texts, some_places, some_given, source, target)
            new = dict(zip(some, answers, strict=True))
            self.cache.keep_fillings(signature, source, target, new)
            return new

        known |= computed(
            self.cache,
            space_of_scores("filling", signature, source, target),
            missing,
            lambda some: self._filled(signature, source, target, some),
            fill,
            self.chunk,
        )
        return [known[gap] for gap in gaps]

    def _filled(self, signature: str, source: str, target: str, gaps: Sequence[Gap]) -> dict[Gap, Filling]:
        known: dict[Gap, Filling] = {}
        for gap, answer in self.cache.fillings(signature, source, target, gaps).items():
            with suppress(*_DAMAGED):
                known[gap] = Filling(str(answer[0]), bool(answer[1]), float(answer[2]))
        return known


def cached(scorer: Scorer, cache: Cache) -> CachedScorer:
    """Return the scorer behind the cache, with all that it can do."""
    return CachedFiller(scorer, cache) if isinstance(scorer, Filler) else CachedScorer(scorer, cache)
