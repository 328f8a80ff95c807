"""Work that is shared among the cores, for checks that need no engine."""

import ctypes
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

from toolkit.errors import ToolkitError

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_Reply = tuple[int, list[Any], Exception | None]  # the number of a chunk, its answers, or what the work raised

# A process takes about a second to load the language data; sharing less work than some seconds gains nothing.
FEWEST = 500
_CHUNK = 64
_FIRST = 32
_PR_SET_PDEATHSIG = 1


def worth_sharing(count: int) -> bool:
    """Whether so many texts are checked sooner by several processes. Only where a process starts as a copy (Linux)."""
    return count >= FEWEST and sys.platform == "linux" and _workers() > 1


def shared(
    work: Callable[[Sequence[Item], Any], list[Answer]], items: Sequence[Item], setting: Any
) -> Iterator[Answer]:
    """Yield the answers of ``work(some items, setting)`` for all items, in their order.

    Raises what ``work`` raises, and ToolkitError when a process was killed. No process outlives this one.
    """
    # What this process has loaded its copies have: language data and dictionaries are loaded once for all.
    yield from work(items[:_FIRST], setting)
    chunks = [items[start : start + _CHUNK] for start in range(_FIRST, len(items), _CHUNK)]
    crew: list[_Worker] = []
    try:
        crew.extend(_started(work, chunks, setting) for _ in range(min(_workers(), len(chunks))))
        yield from _in_order(crew, len(chunks))
    except (EOFError, ConnectionError):
        raise ToolkitError("a process that checked texts was killed (too little memory?); try again") from None
    finally:
        # Done or broken off, there is nothing that they could still be good for.
        for worker in crew:
            worker.process.kill()
        for worker in crew:
            worker.process.join()
            worker.line.close()


@dataclass(frozen=True, slots=True, eq=False)
class _Worker:
    process: ForkProcess
    line: Connection


def _in_order(crew: Sequence[_Worker], count: int) -> Iterator[Any]:
    """Yield the answers of all chunks; each process has a chunk at work and one to go on with."""
    waiting = iter(range(count))
    replies: dict[int, list[Any]] = {}
    for worker, number in zip([*crew, *crew], waiting, strict=False):
        worker.line.send(number)
    lines: list[Any] = [worker.line for worker in crew]
    for wanted in range(count):
        while wanted not in replies:
            ready: list[Any] = wait(lines)
            for line in ready:
                number, answers, error = line.recv()
                if error is not None:
                    raise error
                replies[number] = answers
                following = next(waiting, None)
                if following is not None:
                    line.send(following)
        yield from replies.pop(wanted)


def _started(work: Callable[[Sequence[Any], Any], list[Any]], chunks: Sequence[Any], setting: Any) -> _Worker:
    """Start a copy of this process, since that needs no importable main module; it writes nothing, starts no thread."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, chunks, setting), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _workers() -> int:
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)


def _serve(
    line: Connection, work: Callable[[Sequence[Any], Any], list[Any]], chunks: Sequence[Any], setting: Any
) -> None:
    """Answer for the chunks whose numbers are sent, until the end."""
    # Ctrl-C reaches every process of the terminal; only the first one answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # However the first process ends, the kernel ends this one: it would wait for work for ever. prctl(2)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    while True:
        number = line.recv()
        try:
            reply: _Reply = (number, work(chunks[number], setting), None)
        except Exception as error:
            error.add_note(f"in a process that checked texts:\n{traceback.format_exc()}")
            reply = (number, [], error)
        line.send(reply)
