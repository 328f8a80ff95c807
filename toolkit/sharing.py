"""Work that is shared among the cores, for checks that need no engine."""

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from toolkit.errors import ToolkitError

Item = TypeVar("Item")
Answer = TypeVar("Answer")

# A process takes about a second to load the language data; sharing less work than some seconds gains nothing.
FEWEST = 500
_CHUNK = 64
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
    chunks = [items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK)]
    # Copies of this process, since that needs no importable main module; they write nothing and start no threads.
    pool = ProcessPoolExecutor(_workers(), multiprocessing.get_context("fork"), _prepare, (work, setting))
    try:
        for answers in pool.map(_work, chunks):
            yield from answers
    except BrokenProcessPool:
        raise ToolkitError("a process that checked texts was killed (too little memory?); try again") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _workers() -> int:
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)


_given: list[Any] = []


def _prepare(work: Callable[[Sequence[Any], Any], list[Any]], setting: Any) -> None:
    # Ctrl-C reaches every process of the terminal; only the first one answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # However the first process ends, the kernel ends this one: it would wait for work for ever. prctl(2)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    _given[:] = [work, setting]


def _work(items: Sequence[Any]) -> list[Any]:
    work, setting = _given
    answers: list[Any] = work(items, setting)
    return answers
