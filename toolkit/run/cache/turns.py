"""Values that several processes want at once: each is computed by one of them, and the others wait for it.

Who finds a value claimed does the rest of its own first. Nobody waits who has a claim, so nobody waits in a circle.
"""

import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

Turn = tuple[list[str], list[str]]
"""Keys whose values are ours to compute now, and keys whose values somebody else has kept since we looked."""

_SHORTEST_SECONDS, _LONGEST_SECONDS = 0.005, 0.2
_having = threading.local()


class Claiming(Protocol):
    """What gives out claims: a cache."""

    def claim(self, space: str, keys: Sequence[str]) -> tuple[int, list[str], list[str]]:
        """Claim keys of which neither the value nor a claim of somebody at work is there."""
        ...

    def release(self, *numbers: int) -> None:
        """Give up claims whose values were not all kept."""
        ...


def turns(cache: Claiming, space: str, keys: Sequence[str], most: int | None = None) -> Generator[Turn, None, None]:
    """Yield turns until all keys have had theirs: each is in one of them, and no more than ``most`` are in one.

    What is ours must be kept before the next turn; what is not kept by then, or when this ends, others may compute.
    """
    size = most or len(keys)
    if getattr(_having, "claims", 0):
        yield from ((list(keys[start : start + size]), []) for start in range(0, len(keys), size))
        return
    waiting = list(keys)
    pause = _SHORTEST_SECONDS
    while waiting:
        theirs: list[str] = []
        for start in range(0, len(waiting), size):
            some = waiting[start : start + size]
            number, ours, there = cache.claim(space, some)
            dealt = {*ours, *there}
            theirs += [key for key in some if key not in dealt]
            if dealt:
                yield from _held(cache, number, (ours, there))
        pause = _SHORTEST_SECONDS if len(theirs) < len(waiting) else min(2 * pause, _LONGEST_SECONDS)
        waiting = theirs
        if waiting:
            time.sleep(pause)


def computed(
    cache: Claiming,
    space: str,
    wanted: Mapping[str, Item],
    look_up: Callable[[Sequence[Item]], Mapping[Item, Answer]],
    compute: Callable[[list[Item]], Mapping[Item, Answer]],
    most: int | None = None,
) -> dict[Item, Answer]:
    """Return the answers for all items that are ``wanted``, which were not known a moment ago, by the keys of each.

    ``look_up`` returns what others have kept meanwhile, ``compute`` computes the answers of some and keeps them.
    """
    found: dict[Item, Answer] = {}
    with closing(turns(cache, space, list(wanted), most)) as our_turns:
        for ours, there in our_turns:
            theirs = [wanted[key] for key in there]
            if theirs:
                found |= look_up(theirs)
            some = [*(wanted[key] for key in ours), *(item for item in theirs if item not in found)]
            if some:
                found |= compute(some)
    return found


def _held(cache: Claiming, number: int, turn: Turn) -> Iterator[Turn]:
    _having.claims = getattr(_having, "claims", 0) + 1
    try:
        yield turn
    finally:
        _having.claims -= 1
        cache.release(number)


def pauses() -> Iterator[None]:
    """Wait a little at each step, and then longer."""
    pause = _SHORTEST_SECONDS
    while True:
        yield
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_SECONDS)
