"""The one actor on the first machine: it owns the file of the cache, and the account of what the job may spend.

Workers ask it, and never open the file. A message holds several calls, of which each gets its answer or what is wrong.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.plugins import spending
from toolkit.run.cache.database import StoreError
from toolkit.run.cache.store import Store


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong with the file of the cache (``StoreError``), on its way to another process."""

    message: str
    lasting: bool
    damaged: bool

    def error(self) -> StoreError:
        """Return it as the error that it was."""
        return StoreError(self.message, lasting=self.lasting, damaged=self.damaged)


@dataclass(frozen=True, slots=True)
class State:
    """What every answer tells: how many values were found damaged, and whether none can be kept."""

    damaged: int
    read_only: bool


class Desk:
    """Has the open file, None where the job goes without a cache, and the limits of the job.

    ``environment`` is what the user says of the cache: the actor's own is that of whoever started the cluster.
    """

    def __init__(
        self, path: Path | None, limits: tuple[int | None, float | None], environment: Mapping[str, str]
    ) -> None:
        os.environ.update(environment)
        self._path = path
        self._store: Store | None = None
        self._account = spending.opened(*limits)

    def ask(self, calls: Sequence[tuple[str, tuple[Any, ...]]]) -> tuple[State, list[Any]]:
        """Return the answers to calls of methods of the store, in order: (name, arguments)."""
        answers: list[Any] = []
        for name, arguments in calls:
            try:
                answers.append(getattr(self._opened(), name)(*arguments))
            except StoreError as error:
                answers.append(Refusal(str(error), error.lasting, error.damaged))
        store = self._store
        return State(0, False) if store is None else State(store.damaged, store.read_only), answers

    def gone(self, owner: str) -> None:
        """Give up the claims of a worker that was lost, for which others would wait."""
        self.ask([("give_up_all_of", (owner,))])

    def take(self, characters: int) -> str | None:
        """Note that so many characters are about to be sent; return the limit that forbids it."""
        return self._account.asked(characters)

    def paid(self, price: float) -> None:
        """Note what a request cost."""
        self._account.paid(price)

    def spent(self) -> Sequence[float]:
        """Return what is spent."""
        return list(self._account.spent)

    def leave(self) -> None:
        """Close the file."""
        if self._store is not None:
            self._store.close()

    def _opened(self) -> Store:
        if self._store is None:
            if self._path is None:
                raise StoreError("there is no cache", lasting=True)
            self._store = Store(self._path)
        return self._store
