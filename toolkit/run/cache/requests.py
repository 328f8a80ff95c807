"""Whole requests of an engine whose answers depend on neighbouring texts, kept in the cache of translations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Self

from toolkit.model import Hypothesis
from toolkit.run.cache.cache import space_of_translations
from toolkit.run.cache.turns import pauses

if TYPE_CHECKING:
    from toolkit.run.cache.cache import Cache


@dataclass(frozen=True, slots=True)
class CachedRequests:
    """The requests of one engine in one direction; each answer is an entry of the cache, and counts as one.

    A request that another process has at work is waited for. A context manager: at its end, others may make what was
    ``begun`` here (the numbers of the claims, and their keys) and has failed.
    """

    cache: "Cache"
    signature: str
    source: str
    target: str
    begun: dict[str, int] = field(default_factory=dict)

    def known(self, request: str, count: int) -> list[Hypothesis] | None:
        """Return the ``count`` answers to a request, or None unless all of them are there."""
        keys = _keys(request, count)
        for _ in pauses():
            found = self._answers(keys)
            if found is not None:
                return found
            if keys[0] in self.begun:  # it failed, or is under way here for the same texts in another place
                return None
            number, ours, there = self.cache.claim(self._space, keys[:1])
            if ours:
                self.begun[keys[0]] = number
                return None
            if there:
                return self._answers(keys)
        raise AssertionError("pauses have no end")

    def keep(self, request: str, answers: Sequence[Hypothesis]) -> None:
        """Keep the answers to a request; none of them where one is rejected, on which the others may depend."""
        if any(answer.rejection for answer in answers):
            return
        kept = dict(zip(_keys(request, len(answers)), answers, strict=True))
        self.cache.keep_translations(self.signature, self.source, self.target, kept)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Give up what was begun and is not kept."""
        self.cache.release(*self.begun.values())

    @property
    def _space(self) -> str:
        return space_of_translations(self.signature, self.source, self.target)

    def _answers(self, keys: Sequence[str]) -> list[Hypothesis] | None:
        found = self.cache.translations(self.signature, self.source, self.target, keys)
        return [found[key] for key in keys] if len(found) == len(keys) else None


def _keys(request: str, count: int) -> list[str]:
    return [f"{number} of {count} of {request}" for number in range(1, count + 1)]
