"""What a job may spend on services that cost something: asked before each request, for all its processes together.

Without a limit nothing is counted and nothing refused. A process on another machine has no account of its own and
``ask``s one that is kept elsewhere.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from toolkit.errors import EngineError

_CHARACTERS, _COST, _REFUSED = range(3)
_PATIENCE_SECONDS = 5.0


class CapReached(EngineError):
    """A request was not made, since the job may spend no more."""


class Account(Protocol):
    """Where is counted what a job spends."""

    def asked(self, characters: int) -> str | None:
        """Note that so many characters are about to be sent; return the limit that forbids it."""

    def paid(self, price: float) -> None:
        """Note what a request cost."""


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """Limits, and what is spent by all processes that are copies of this one: characters, price, refused requests."""

    max_characters: int | None
    max_cost: float | None
    spent: Any  # memory that processes share, three numbers
    lock: Any

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep others away."""
        # A process that was killed at this very moment never lets go: better one request too many than none any more.
        mine = self.lock.acquire(timeout=_PATIENCE_SECONDS)
        try:
            yield
        finally:
            if mine:
                self.lock.release()

    def asked(self, characters: int) -> str | None:
        """Note that so many characters are about to be sent; return the limit that forbids it."""
        with self.held():
            why = self.full(characters)
            self.spent[_REFUSED if why else _CHARACTERS] += 1 if why else characters
        return why

    def paid(self, price: float) -> None:
        """Note what a request cost."""
        with self.held():
            self.spent[_COST] += price

    def full(self, characters: float) -> str | None:
        """Return which limit keeps a request of so many characters from being made."""
        sent, cost = self.spent[_CHARACTERS], self.spent[_COST]
        if self.max_characters is not None and sent + characters > self.max_characters:
            return f"limit of {self.max_characters:,} characters ({sent:,.0f} sent)"
        if self.max_cost is not None and cost >= self.max_cost:
            return f"limit of cost, {self.max_cost:g} ({cost:.4f} spent)"
        return None


_account: list[OwnAccount] = []
_elsewhere: list[Account] = []


def limit(max_characters: int | None, max_cost: float | None) -> None:
    """Begin a job that may spend so much, None for no limit; before it is shared among processes.

    ``max_cost`` is in the money of the prices that a configuration gives.
    """
    _account.clear()
    if max_characters is not None or max_cost is not None:
        _account.append(opened(max_characters, max_cost))


def opened(max_characters: int | None, max_cost: float | None) -> OwnAccount:
    """Return an account for a job that may spend so much, None for no limit."""
    from multiprocessing import Lock, RawArray

    return OwnAccount(max_characters, max_cost, RawArray("d", 3), Lock())


def limits() -> tuple[int | None, float | None]:
    """Return what the job may spend, as ``limit`` was told."""
    return next(((account.max_characters, account.max_cost) for account in _account), (None, None))


def ask(account: Account | None) -> None:
    """Have this process ask an account that is kept elsewhere, from now on; its own again for None."""
    _elsewhere[:] = [account] if account is not None else []


def asked(characters: int) -> str | None:
    """Note that so many characters are about to be sent; return the limit that forbids it."""
    return next((why for account in (_elsewhere or _account) if (why := account.asked(characters))), None)


def take(characters: int) -> None:
    """Note that so many characters are about to be sent; raises CapReached where that may not be."""
    if why := asked(characters):
        raise CapReached(f"not asked: the job reached its {why}")


def paid(price: float) -> None:
    """Note what a request cost."""
    for account in _elsewhere or _account:
        account.paid(price)


def stands(numbers: Sequence[float]) -> None:
    """Put in this process's account what was counted in another: its ``spent``."""
    for account in _account:
        account.spent[:] = numbers


def reached() -> str | None:
    """Return the limit that the job reached, once a request was refused; None before."""
    for account in _account:
        if account.spent[_REFUSED]:
            return account.full(float("inf"))
    return None
