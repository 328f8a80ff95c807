"""A worker's ways to the desk: a store that asks there, and an account.

What is kept is sent along with the next question, or when there is much of it, and at the end of a document; what
others wait for is sent at once. So a document costs some messages, not hundreds.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from toolkit.plugins import spending
from toolkit.run.batch.cluster.desk import Refusal, State
from toolkit.run.cache.database import StoreError

Call = tuple[str, tuple[Any, ...]]
Send = Callable[[Sequence[Call]], Any]
"""Sends calls to the desk, and returns what their answers can be had by."""
Fetch = Callable[[Any], tuple[State, list[Any]]]
"""Waits for answers; raises StoreError where the desk is gone."""

_MOST_BYTES = 1 << 18


class DistantStore:
    """What the cache stands on in a worker: as ``Store``, and the file is the desk's alone."""

    def __init__(self, send: Send, fetch: Fetch) -> None:
        self._send, self._fetch = send, fetch
        self._kept: dict[str, dict[str, bytes]] = {}
        self._bytes = 0
        self._under_way: list[Any] = []
        self.damaged, self.read_only = 0, False
        self._ask([])

    def get(self, space: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the values that are there, and whole."""
        own = self._kept.get(space, {})
        found = {key: own[key] for key in keys if key in own}
        wanted = [key for key in keys if key not in found]
        if wanted:
            found.update(self._ask([("get", (space, wanted))])[-1])
        return found

    def put(
        self, space: str, values: Mapping[str, bytes], ended: Sequence[int] = (), begun: Sequence[int] = ()
    ) -> None:
        """Keep values; those that were claimed, for which others may wait, are sent at once."""
        if ended or begun:
            self._go([("put", (space, dict(values), ended, begun))])
            return
        self._kept.setdefault(space, {}).update(values)
        self._bytes += sum(map(len, values.values()))
        if self._bytes > _MOST_BYTES:
            self._go([])

    def claim(self, space: str, keys: Sequence[str], owner: str) -> tuple[int, list[str], list[str]]:
        """Claim keys, as ``Store.claim`` does."""
        number, ours, there = self._ask([("claim", (space, list(keys), owner))])[-1]
        return number, ours, there

    def release(self, numbers: Sequence[int]) -> None:
        """Give up claims."""
        self._go([("release", (list(numbers),))])

    def counts(self) -> dict[str, int]:
        """Return how many values each space holds."""
        found: dict[str, int] = self._ask([("counts", ())])[-1]
        return found

    def flush(self) -> None:
        """See to it that all is kept; raises StoreError where it is not."""
        if self._kept or self._under_way:
            self._ask([])

    def close(self) -> None:
        """Keep what is left, as far as that can be."""
        with suppress(StoreError):
            self.flush()

    def _go(self, calls: Sequence[Call]) -> None:
        """Send calls whose answers are looked at later."""
        self._under_way.append(self._send([*self._pending(), *calls]))

    def _ask(self, calls: Sequence[Call]) -> list[Any]:
        """Send calls, wait for all that is under way, and return the answers of these; raises StoreError."""
        self._under_way.append(self._send([*self._pending(), *calls]))
        waiting, self._under_way = self._under_way, []
        answers: list[Any] = []
        for one in waiting:
            state, answers = self._fetch(one)
            self.damaged, self.read_only = state.damaged, state.read_only
            for answer in answers:
                if isinstance(answer, Refusal):
                    raise answer.error()
        return answers

    def _pending(self) -> list[Call]:
        pending: list[Call] = [("put", (space, values)) for space, values in self._kept.items()]
        self._kept, self._bytes = {}, 0
        return pending


class DistantAccount:
    """What the job may spend, asked at the desk; where that is gone nothing more is spent."""

    def __init__(self, take: Callable[[int], str | None], paid: Callable[[float], Any]) -> None:
        self._take, self._paid = take, paid

    def asked(self, characters: int) -> str | None:
        """Note that so many characters are about to be sent; return the limit that forbids it."""
        return self._take(characters)

    def paid(self, price: float) -> None:
        """Note what a request cost."""
        self._paid(price)


def account(take: Callable[[int], str | None], paid: Callable[[float], Any]) -> None:
    """Have this process ask there from now on."""
    spending.ask(DistantAccount(take, paid))
