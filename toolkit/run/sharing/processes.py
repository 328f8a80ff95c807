"""Work that is shared among the cores, by copies of this process that are given items as they come."""

import ctypes
import multiprocessing
import os
import signal
import sys
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any, Generic, TypeVar

from toolkit.run.sharing.arrivals import Arrivals, arrivals

Answer = TypeVar("Answer")

Office = Callable[[], AbstractContextManager[Callable[[Any], Answer]]]
"""What a process opens for itself at its start and closes at its end: it gives what answers for an item."""

_AHEAD = 2  # items a process has: one at work, one to go on with
_SMALL_BYTES = 50_000  # two of them fit into a pipe
_PR_SET_PDEATHSIG = 1
_STOPPING = (signal.SIGINT, signal.SIGTERM)
_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Reply(Generic[Answer]):
    """What became of an item: its answer, what the work raised, or neither where its process was killed.

    ``number`` is its place among all items, from 0.
    """

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


def replies(
    office: Office[Answer],
    items: Iterable[Any],
    workers: int,
    *,
    tries: int = 1,
    enough: Callable[[], bool] = lambda: False,
) -> Iterator[Reply[Answer]]:
    """Yield what became of the items, as they are done; no process outlives this one.

    Items are taken when a process has room for one; of ``Arrivals``, while they have come. Where a process is killed,
    another takes its place; the item that it had at work is given to ``tries`` processes, and what else it had to
    others. Once there are ``enough``, what the processes have is done and nothing else begun.
    """
    queue = _Queue(arrivals(items))
    tried: Counter[int] = Counter()
    crew: dict[Any, _Worker] = {}
    whole = False
    try:
        while True:
            if enough():
                queue.end()
            _give(queue, crew, workers, office)
            lines = [line for line, worker in crew.items() if worker.at_work]
            if not lines:
                break
            more = None if _is_full(crew, workers) else queue.waits_on()
            for line in wait([*lines, *(() if more is None else (more,))]):
                if line not in crew:
                    continue
                worker = crew[line]
                try:
                    number, answer, error = worker.line.recv()
                except (EOFError, ConnectionError):
                    del crew[line]
                    number, item = worker.buried(queue.again)
                    tried[number] += 1
                    if tried[number] < tries:
                        queue.again.appendleft((number, item))
                    else:
                        yield Reply(number)
                    continue
                worker.done()
                yield Reply(number, answer, error)
        whole = True
    finally:
        for worker in crew.values():
            worker.end(at_once=not whole)


class _Queue:
    """Items with their numbers, those first that a killed process gives back."""

    def __init__(self, items: Arrivals[Any]) -> None:
        self._items, self._number, self._over = items, 0, False
        self.again: deque[tuple[int, Any]] = deque()

    def end(self) -> None:
        """Give out nothing more."""
        self._over = True
        self.again.clear()

    def waits_on(self) -> int | None:
        """Return the handle that tells when more has come; None where nothing more will, or where that can be asked."""
        return None if self._over or self._items.ready() else self._items.waits_on()

    def take(self, *, patient: bool) -> tuple[int, Any] | None:
        """Return the next item, None where there is none, or where it would have to be waited for."""
        if self.again:
            return self.again.popleft()
        if self._over or not (patient or self._items.ready()):
            return None
        try:
            item = next(self._items)
        except StopIteration:
            self._over = True
            return None
        self._number += 1
        return self._number - 1, item


def _is_full(crew: "Mapping[Any, _Worker]", workers: int) -> bool:
    return len(crew) >= workers and all(len(worker.at_work) >= _AHEAD for worker in crew.values())


def _give(queue: _Queue, crew: "dict[Any, _Worker]", workers: int, office: Office[Any]) -> None:
    """Give items to those who have least, and start processes while all that there are have something."""
    while not _is_full(crew, workers):
        taken = queue.take(patient=not any(worker.at_work for worker in crew.values()))
        if taken is None:
            return
        if len(crew) < workers and all(worker.at_work for worker in crew.values()):
            worker = _started(office)
            crew[worker.line] = worker
        min(crew.values(), key=lambda worker: len(worker.at_work)).give(taken)


@dataclass(frozen=True, slots=True, eq=False)
class _Worker:
    """A process, and the items that it has with their numbers, the first of them at work.

    ``later`` are those of them that are too large to be sent before the others are answered: it would not read them
    while it writes an answer that nobody reads.
    """

    process: ForkProcess
    line: Connection
    at_work: deque[tuple[int, Any]] = field(default_factory=deque)
    later: deque[bytes] = field(default_factory=deque)

    def give(self, item: tuple[int, Any]) -> None:
        message = bytes(ForkingPickler.dumps(item))
        if self.at_work and len(message) > _SMALL_BYTES:
            self.later.append(message)
        else:
            self._send(message)
        self.at_work.append(item)

    def done(self) -> None:
        self.at_work.popleft()
        if self.later:
            self._send(self.later.popleft())

    def _send(self, message: bytes) -> None:
        with suppress(ConnectionError):  # then it was killed, which is seen where its answer is read
            self.line.send_bytes(message)

    def buried(self, again: deque[tuple[int, Any]]) -> tuple[int, Any]:
        """Give back what a killed process had not begun; return what it had at work."""
        first, *others = self.at_work
        again.extendleft(reversed(others))
        self.end(at_once=True)
        return first

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


def _serve(ours: Connection, line: Connection, office: Office[Any]) -> None:
    """Answer for the items that are sent, until the end."""
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
            while (sent := line.recv()) is not None:
                number, item = sent
                line.send(_reply(number, item, answer))
    endings.leave()


def _reply(number: int, item: Any, answer: Callable[[Any], Any]) -> tuple[int, Any, Exception | None]:
    try:
        return number, answer(item), None
    except Exception as error:
        error.add_note(f"in a process that shared the work:\n{traceback.format_exc()}")
        return number, None, error


def _failing(error: Exception) -> Callable[[Any], Any]:
    """Return what answers for items where a process could not open what it needs."""

    def fail(_: Any) -> Any:
        raise error

    return fail
