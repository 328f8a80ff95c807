"""Chains of programs that stay open and answer one text after another, each text ended by a NUL byte.

This is Apertium's "null flush": a program that reads NUL writes all it has, then NUL. Pipelines are shared by all
engines of a process; only the most recently used stay open, since one holds 5 to 15 processes and 50 to 200 MB.
"""

import atexit
import os
import selectors
import subprocess
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import IO

from toolkit.errors import EngineError
from toolkit.plugins.programs import processes

Command = tuple[str, ...]

MOST_OPEN = 8

_lock = threading.Lock()
_open: OrderedDict[tuple[tuple[Command, ...], int], "Pipeline"] = OrderedDict()


def exchange(commands: tuple[Command, ...], texts: Sequence[bytes], timeout_seconds: float) -> list[bytes]:
    """Send texts through the pipeline of these commands and return as many answers, in order.

    Opens the pipeline if it is not open; raises EngineError when a program dies or nothing moves for
    ``timeout_seconds``, and the next call starts afresh.
    """
    if not texts:
        return []
    while True:
        pipeline = _opened(commands)
        with pipeline.busy:
            # Another thread may have closed it while this one waited.
            if not pipeline.closed:
                return pipeline.exchange(texts, timeout_seconds)


def _opened(commands: tuple[Command, ...]) -> "Pipeline":
    key = (commands, os.getpid())
    with _lock:
        pipeline = _open.get(key)
        if pipeline is None or pipeline.closed:
            pipeline = _open[key] = Pipeline(commands)
        _open.move_to_end(key)
        excess = [_open.popitem(last=False)[1] for _ in range(len(_open) - MOST_OPEN)]
    for other in excess:
        with other.busy:
            other.close()
    return pipeline


def close_all() -> None:
    """End every open pipeline; the next text opens it again."""
    with _lock:
        pipelines = list(_open.values())
        _open.clear()
    processes.stop(*(process for pipeline in pipelines for process in pipeline.programs))
    for pipeline in pipelines:
        pipeline.close()


class Pipeline:
    """Programs joined by pipes; hold ``busy`` to use it."""

    def __init__(self, commands: Sequence[Command]) -> None:
        self._commands = commands
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the programs
        self.programs: list[processes.Process] = []
        self.busy = threading.Lock()
        self.closed = False
        given: int | IO[bytes] = subprocess.PIPE
        try:
            for command in commands:
                process, output = processes.start(command, stdin=given, stderr=self._errors)
                self.programs.append(process)
                if not isinstance(given, int):
                    given.close()
                given = output
        except BaseException:
            self.close()
            raise
        first = self.programs[0].stdin
        assert first is not None  # noqa: S101 - stdin=PIPE
        self._input, self._output = first, output
        os.set_blocking(self._input.fileno(), False)

    @property
    def complained(self) -> bool:
        """Whether any of the programs has written to standard error."""
        return os.fstat(self._errors.fileno()).st_size > 0

    def exchange(self, texts: Sequence[bytes], timeout_seconds: float) -> list[bytes]:
        """Return one answer for each text."""
        try:
            return self._exchanged(texts, timeout_seconds)
        except BaseException:
            # After an interruption nobody knows how far the stream has come.
            self.close()
            raise

    def _exchanged(self, texts: Sequence[bytes], timeout_seconds: float) -> list[bytes]:
        waiting = memoryview(b"".join(text + b"\0" for text in texts))
        answers: list[bytes] = []
        rest = b""
        with selectors.DefaultSelector() as selector:
            selector.register(self._output, selectors.EVENT_READ)
            if selector.select(0) and self._read():
                raise EngineError(f"{self._name()}: more answers than texts")
            selector.register(self._input, selectors.EVENT_WRITE)
            while len(answers) < len(texts):
                ready = selector.select(timeout_seconds)
                if not ready:
                    raise EngineError(f"{self._name()}: no answer for {timeout_seconds:g} s")
                for key, _ in ready:
                    if key.fileobj is self._input:
                        waiting = waiting[self._write(waiting) :]
                        if not waiting:
                            selector.unregister(self._input)
                        continue
                    *whole, rest = (rest + self._read()).split(b"\0")
                    answers += whole
        if len(answers) > len(texts) or rest:
            raise EngineError(f"{self._name()}: more answers than texts")
        return answers

    def _write(self, waiting: memoryview) -> int:
        try:
            return os.write(self._input.fileno(), waiting[: 1 << 16])
        except BrokenPipeError:
            raise self._died() from None

    def _read(self) -> bytes:
        part = os.read(self._output.fileno(), 1 << 16)
        if not part:
            raise self._died()
        return part

    def _name(self) -> str:
        return f"{self._commands[0][0]} ... {self._commands[-1][0]}"

    def _died(self) -> EngineError:
        ended = [
            command[0]
            for command, process in zip(self._commands, self.programs, strict=True)
            if process.poll() is not None
        ]
        self._errors.seek(0)
        said = self._errors.read().decode("utf-8", "replace").split("\n")
        last = next((line.strip() for line in reversed(said) if line.strip()), "it said nothing")
        return EngineError(f"{ended[-1] if ended else self._name()}: ended in the middle of its work ({last[:200]})")

    def close(self) -> None:
        """Kill the programs."""
        self.closed = True
        processes.stop(*self.programs)
        for process in self.programs:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
        self._errors.close()


atexit.register(close_all)
