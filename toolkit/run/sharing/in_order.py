"""Many small items, such as pairs of sentences, answered in order by several processes as they come."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from typing import Any, Generic, TypeVar

from toolkit.errors import ToolkitError
from toolkit.run.sharing.arrivals import Ahead
from toolkit.run.sharing.processes import can_share, cores, replies

Item = TypeVar("Item")
Answer = TypeVar("Answer")

# A process takes about a second to load the language data; sharing less work than some seconds gains nothing.
FEWEST = 500
_CHUNK = 64
_FIRST = 32
_MOST_WORKERS = 8
# Chunks that are begun and not yielded, for each process: one that takes long must not let the others heap up theirs.
_BEGUN = 4


def shared(
    work: Callable[[Sequence[Item], Any], list[Answer]],
    items: Iterable[Item],
    setting: Any,
    workers: int | None = None,
) -> Iterator[Answer]:
    """Yield the answers of ``work(some items, setting)`` for all items, in their order, as the items come.

    Without a number of ``workers`` the cores share the work from ``FEWEST`` items on. What ``work`` answers for an item
    must not depend on the others. An item is answered when it has come, without waiting for more. Raises what ``work``
    and ``items`` raise, in its turn, and ToolkitError when a process was killed. No process outlives this one.
    """
    flow = Ahead(items)
    count = workers or min(cores(), _MOST_WORKERS)
    alone = count < 2 or not can_share()
    done = 0
    # What this process has loaded its copies have: language data and dictionaries are loaded once for all.
    while alone or done < _FIRST or done + flow.at_hand(FEWEST - done) < (FEWEST if workers is None else 1):
        some = flow.some(1)
        if not some:
            return
        yield from work(some, setting)
        done += 1
    chunks = _Chunks(flow, _BEGUN * count)
    early: dict[int, list[Answer]] = {}
    for reply in replies(lambda: nullcontext(lambda chunk: work(chunk, setting)), chunks, count):
        if reply.error is not None:
            raise reply.error
        if reply.answer is None:
            raise ToolkitError("a process that checked texts was killed (too little memory?); try again")
        early[reply.number] = reply.answer
        while chunks.yielded in early:
            yield from early.pop(chunks.yielded)
            chunks.yielded += 1
    if chunks.fault is not None:
        raise chunks.fault


class _Chunks(Generic[Item]):
    """Items that have come, some at a time, as many as may be begun; an error ends them and is kept in ``fault``."""

    def __init__(self, items: Ahead[Item], most: int) -> None:
        self._items, self._most = items, most
        self._begun = self.yielded = 0
        self.fault: Exception | None = None

    def __iter__(self) -> Iterator[list[Item]]:
        return self

    def __next__(self) -> list[Item]:
        try:
            some = self._items.some(_CHUNK)
        except Exception as error:
            self.fault = error
            some = []
        if not some:
            raise StopIteration
        self._begun += 1
        return some

    def ready(self) -> bool:
        """Whether another chunk may be begun, and has come."""
        return self._may_begin() and self._items.ready()

    def waits_on(self) -> int | None:
        """Return the handle to wait on, None while enough is begun."""
        return self._items.waits_on() if self._may_begin() else None

    def _may_begin(self) -> bool:
        return self._begun - self.yielded < self._most
