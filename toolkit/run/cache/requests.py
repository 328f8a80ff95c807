"""Whole requests of an engine whose answers depend on neighbouring texts, kept in the cache of translations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.model import Hypothesis

if TYPE_CHECKING:
    from toolkit.run.cache.cache import Cache


@dataclass(frozen=True, slots=True)
class CachedRequests:
    """The requests of one engine in one direction; each answer is an entry of the cache, and counts as one."""

    cache: "Cache"
    signature: str
    source: str
    target: str

    def known(self, request: str, count: int) -> list[str] | None:
        """Return the ``count`` answers to a request, or None unless all of them are there."""
        keys = _keys(request, count)
        found = self.cache.translations(self.signature, self.source, self.target, keys)
        return [found[key].text for key in keys] if len(found) == count else None

    def keep(self, request: str, answers: Sequence[str]) -> None:
        """Keep the answers to a request."""
        keys = _keys(request, len(answers))
        kept = {key: Hypothesis(answer) for key, answer in zip(keys, answers, strict=True)}
        self.cache.keep_translations(self.signature, self.source, self.target, kept)


def _keys(request: str, count: int) -> list[str]:
    return [f"{number} of {count} of {request}" for number in range(1, count + 1)]
