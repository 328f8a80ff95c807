"""The programs the toolkit starts: each in a process group of its own, and none of them left behind.

A group of its own keeps the terminal's Ctrl-C away from the programs: the toolkit alone decides what becomes of them.
Whatever still runs when Python ends, or when ``kill_all`` is called, is killed.
"""

import atexit
import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from typing import IO

from toolkit.errors import EngineError
from toolkit.plugins import endings

Process = subprocess.Popen[bytes]

_lock = threading.Lock()
_running: dict[Process, int] = {}
_ending = threading.Event()


def start(
    command: Sequence[str], *, stdin: int | IO[bytes], stderr: int | IO[bytes] = subprocess.DEVNULL
) -> tuple[Process, IO[bytes]]:
    """Start a program and return it with its standard output; raises EngineError if it cannot be started.

    Texts are UTF-8 whatever the user's locale says.
    """
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    with _lock:
        if _ending.is_set():
            raise EngineError(f"{command[0]}: not started, because the programme is ending")
        try:
            process = subprocess.Popen(
                command, stdin=stdin, stdout=subprocess.PIPE, stderr=stderr, env=environment, process_group=0
            )
        except OSError as error:
            raise EngineError(f"{command[0]}: cannot be started ({error.strerror}); is it installed?") from error
        _running[process] = os.getpid()
    assert process.stdout is not None  # noqa: S101 - stdout=PIPE
    return process, process.stdout


def stop(*programs: Process) -> None:
    """Kill programs that still run, and reap them."""
    for process in programs:
        _kill(process)
    for process in programs:
        process.wait()
    with _lock:
        for process in programs:
            _running.pop(process, None)


def kill_all() -> None:
    """Kill everything that was started here and start nothing more: for the end of the programme."""
    _ending.set()
    with _lock:
        own = [process for process, owner in _running.items() if owner == os.getpid()]
        _running.clear()
    for process in own:
        _kill(process)
    for process in own:
        process.wait()


def _kill(process: Process) -> None:
    """Kill a program and the programs that it started, unless it has ended and is reaped."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


atexit.register(kill_all)
endings.when_left(kill_all)
