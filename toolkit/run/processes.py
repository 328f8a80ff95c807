"""Work that is shared among the cores, by copies of this process that are told the numbers of their items."""

import ctypes
import multiprocessing
import os
import signal
import sys
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, Generic, TypeVar

from toolkit.errors import ToolkitError

Item = TypeVar("Item")
Answer = TypeVar("Answer")

Office = Callable[[], AbstractContextManager[Callable[[int], Answer]]]
"""What a process opens for itself at its start and closes at its end: it gives what answers for an item's number."""

# A process takes about a second to load the language data; sharing less work than some seconds gains nothing.
FEWEST = 500
_CHUNK = 64
_FIRST = 32
_AHEAD = 2  # items a process has: one at work, one to go on with
_PR_SET_PDEATHSIG = 1
_STOPPING = (signal.SIGINT, signal.SIGTERM)
_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Reply(Generic[Answer]):
    """What became of an item: its answer, what the work raised, or neither where its process was killed."""

    number: int
    answer: Answer | None = None
    error: Exception | None = None

    @property
    def killed(self) -> bool:
        """Whether the process ended without a word."""
        return self.answer is None and self.error is None


def can_share() -> bool:
    """Whether a process can start as a copy of this one (Linux)."""
    return sys.platform == "linux"


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worth_sharing(count: int) -> bool:
    """Whether so many texts are checked sooner by several processes."""
    return count >= FEWEST and can_share() and _workers() > 1


def shared(
    work: Callable[[Sequence[Item], Any], list[Answer]], items: Sequence[Item], setting: Any
) -> Iterator[Answer]:
    """Yield the answers of ``work(some items, setting)`` for all items, in their order.

    Raises what ``work`` raises, and ToolkitError when a process was killed. No process outlives this one.
    """
    # What this process has loaded its copies have: language data and dictionaries are loaded once for all.
    yield from work(items[:_FIRST], setting)
    chunks = [items[start : start + _CHUNK] for start in range(_FIRST, len(items), _CHUNK)]
    early: dict[int, list[Answer]] = {}
    wanted = 0
    for reply in replies(lambda: nullcontext(lambda number: work(chunks[number], setting)), len(chunks), _workers()):
        if reply.error is not None:
            raise reply.error
        if reply.answer is None:
            raise ToolkitError("a process that checked texts was killed (too little memory?); try again")
        early[reply.number] = reply.answer
        while wanted in early:
            yield from early.pop(wanted)
            wanted += 1


def replies(
    office: Office[Answer],
    count: int,
    workers: int,
    *,
    tries: int = 1,
    enough: Callable[[], bool] = lambda: False,
) -> Iterator[Reply[Answer]]:
    """Yield what became of the items 0 to ``count`` - 1, as they are done; no process outlives this one.

    Where a process is killed, another takes its place; the item that it had at work is given to ``tries`` processes,
    and what else it had to others. Once there are ``enough``, what the processes have is done and nothing else
    begun.
    """
    waiting = deque(range(count))
    tried: Counter[int] = Counter()
    crew: dict[Any, _Worker] = {}
    whole = False
    try:
        while waiting or crew:
            if enough():
                waiting.clear()
            while waiting and len(crew) < workers:
                worker = _started(office)
                crew[worker.line] = worker
            for worker in crew.values():
                worker.fill(waiting)
            for line in wait([line for line, worker in crew.items() if worker.at_work]):
                worker = crew[line]
                try:
                    number, answer, error = worker.line.recv()
                except (EOFError, ConnectionError):
                    del crew[line]
                    number = worker.buried(waiting)
                    tried[number] += 1
                    if tried[number] < tries:
                        waiting.appendleft(number)
                    else:
                        yield Reply(number)
                    continue
                worker.at_work.remove(number)
                yield Reply(number, answer, error)
            if not waiting and not any(worker.at_work for worker in crew.values()):
                break
        whole = True
    finally:
        for worker in crew.values():
            worker.end(at_once=not whole)


@dataclass(frozen=True, slots=True, eq=False)
class _Worker:
    """A process, and the numbers of the items that it has, the first of them at work."""

    process: ForkProcess
    line: Connection
    at_work: deque[int] = field(default_factory=deque)

    def fill(self, waiting: deque[int]) -> None:
        with suppress(ConnectionError):  # then it was killed, which is seen where its answer is read
            while waiting and len(self.at_work) < _AHEAD:
                self.at_work.append(waiting.popleft())
                self.line.send(self.at_work[-1])

    def buried(self, waiting: deque[int]) -> int:
        """Give back what a killed process had not begun; return what it had at work."""
        number, *others = self.at_work
        waiting.extendleft(reversed(others))
        self.end(at_once=True)
        return number

    def end(self, *, at_once: bool) -> None:
        if not at_once:
            with suppress(ConnectionError):
                self.line.send(None)
            self.process.join(_PATIENCE_SECONDS)
        self.process.kill()
        self.process.join()
        self.line.close()


def _started(office: Office[Any]) -> _Worker:
    """Start a copy of this process, since that needs no importable main module; it writes nothing, starts no thread."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(ours, theirs, office), daemon=True)
    # What libraries do around a fork (logging and its locks) swallows an interruption that comes just then.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        process.start()
    finally:
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        except BaseException:  # it came in between: nobody else knows of the process yet
            if process.pid is not None:
                process.kill()
                process.join()
            raise
    theirs.close()
    return _Worker(process, ours)


def _workers() -> int:
    return min(cores(), 8)


def _serve(ours: Connection, line: Connection, office: Office[Any]) -> None:
    """Answer for the items whose numbers are sent, until the end."""
    from toolkit.plugins import endings

    ours.close()
    # Ctrl-C reaches every process of the terminal; only the first one answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    # However the first process ends, the kernel ends this one: it would wait for work for ever. prctl(2)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    with ExitStack() as stack:
        try:
            answer = stack.enter_context(office())
        except Exception as error:
            answer = _failing(error)
        with suppress(EOFError, ConnectionError):  # the first process is gone
            while (number := line.recv()) is not None:
                line.send(_reply(number, answer))
    endings.leave()


def _reply(number: int, answer: Callable[[int], Any]) -> tuple[int, Any, Exception | None]:
    try:
        return number, answer(number), None
    except Exception as error:
        error.add_note(f"in a process that shared the work:\n{traceback.format_exc()}")
        return number, None, error


def _failing(error: Exception) -> Callable[[int], Any]:
    """Return what answers for items where a process could not open what it needs."""

    def fail(_: int) -> Any:
        raise error

    return fail
