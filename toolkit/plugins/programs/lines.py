"""A program that reads lines and writes as many: started without a shell, and killed with its children.

Lines are UTF-8 and end with a line feed, both ways. The program gets them all, then the end of its input; it may answer
as it goes or at the end.
"""

import contextlib
import os
import re
import select
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from toolkit.errors import EngineError
from toolkit.plugins.disk import kind
from toolkit.plugins.plurals import counted
from toolkit.plugins.programs import complaints, processes

_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SAID = 200
_PATIENCE_SECONDS = 0.5
_KEPT_COMPLAINTS = 1 << 16
LONGEST_TIMEOUT_SECONDS = 7 * 86_400.0
LARGEST_BYTES = 16 << 20
"""What a program may answer, beside a hundred times what it is given: one that never ends must not fill the memory."""


def problem(command: Sequence[str]) -> str | None:
    """Return what is missing if the program is not there to be started."""
    program = command[0]
    if shutil.which(program) is not None:
        return None
    if kind(Path(program)) == "file":
        return f"the program {program!r} may not be run; type: chmod +x {program}, or write its interpreter before it"
    if os.sep in program:
        return f"the program {program!r} is not there; write where it is, from the current folder or from the root"
    return f"the program {program!r} is not on the PATH; install it, or write where it is"


def check(command: Sequence[str], timeout_seconds: float) -> None:
    """Raise ValueError for a command without a program or with what no command holds, and for a limit that is none."""
    if not command or not command[0].strip():
        raise ValueError("command must be a list: the program, then its arguments")
    try:
        sound = all(b"\0" not in os.fsencode(part) for part in command)
    except UnicodeEncodeError:
        sound = False
    if not sound:
        raise ValueError("command holds a NUL or half a character, which no program can be given")
    if not 0 < timeout_seconds <= LONGEST_TIMEOUT_SECONDS:
        raise ValueError("timeout_seconds must be more than 0, and a week at most")


def one_line(text: str) -> str:
    """Return the text with a space for every line break and without halves of characters, which have no UTF-8."""
    return _BREAKS.sub(" ", text.replace("\0", " ")).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def exchange(command: Sequence[str], lines: Sequence[str], timeout_seconds: float) -> list[str]:
    """Return as many lines as were given; raises EngineError with the last line that the program complained with.

    What a program says though it ends well is told at the end of the command (``complaints``).
    ``timeout_seconds`` is for all lines together.
    """
    if not lines:
        return []
    name = command[0]
    written = "".join(f"{one_line(line)}\n" for line in lines).encode()
    process, _ = processes.start(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        out, complained = _talk(process, written, time.monotonic() + timeout_seconds)
    except TimeoutError:
        raise EngineError(f"{name}: not ready after {timeout_seconds:g} s; raise timeout_seconds") from None
    except OverflowError:
        raise EngineError(
            f"{name}: writes without end, for {counted(len(lines), 'line')}; is it the right program?"
        ) from None
    finally:
        processes.stop(process)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None and not stream.closed:
                with contextlib.suppress(OSError):
                    stream.close()
    said = _last(complained)
    if process.returncode != 0:
        raise EngineError(f"{name}: ended with {_ending(process.returncode)} ({said or 'it said nothing'})")
    try:
        answers = out.decode("utf-8").removesuffix("\n").split("\n") if out else []
    except UnicodeDecodeError as error:
        raise EngineError(f"{name}: line {out[: error.start].count(10) + 1} of its answer is not UTF-8") from None
    if len(answers) != len(lines):
        there = f"{counted(len(answers), 'line')} for {len(lines)}{f' ({said})' if said else ''}"
        raise EngineError(f"{name}: {there}; it must write one for each")
    complaints.heard(name, said)
    return [answer.removesuffix("\r") for answer in answers]


def _talk(process: processes.Process, written: bytes, deadline: float) -> tuple[bytes, bytes]:
    """Write and read at once, so that no full pipe stops both sides; return the output and the end of the complaints.

    Raises TimeoutError, and OverflowError for an output without an end.
    """
    unsent, out, complained = bytearray(written), bytearray(), bytearray()
    largest = LARGEST_BYTES + 100 * len(written)
    with selectors.DefaultSelector() as selector:
        selector.register(_own(process.stdin), selectors.EVENT_WRITE, unsent)
        for stream, kept in ((process.stdout, out), (process.stderr, complained)):
            selector.register(_own(stream), selectors.EVENT_READ, kept)
        while selector.get_map():
            ready = selector.select(min(max(0.0, deadline - time.monotonic()), _PATIENCE_SECONDS))
            if not ready and _ended(process):
                break  # a program that it left behind still holds the pipes
            for key, _ in ready:
                if _written(process, unsent) if key.data is unsent else _read(key.fd, key.data):
                    selector.unregister(key.fileobj)
            del complained[:-_KEPT_COMPLAINTS]
            if len(out) > largest:
                raise OverflowError
            _check(deadline)
    while not _ended(process):
        _check(deadline)
        time.sleep(0.002)
    return bytes(out), bytes(complained)


def _written(process: processes.Process, unsent: bytearray) -> bool:
    """Write as much as surely fits, and return whether that was the last of it."""
    stdin = _own(process.stdin)
    try:
        del unsent[: os.write(stdin.fileno(), unsent[: select.PIPE_BUF])]
    except BrokenPipeError:  # it had enough; its exit code says whether that is well
        unsent.clear()
    if unsent:
        return False
    with contextlib.suppress(BrokenPipeError):
        stdin.close()
    return True


def _read(descriptor: int, kept: bytearray) -> bool:
    """Read what is there, and return whether that was the end."""
    part = os.read(descriptor, 1 << 16)
    kept.extend(part)
    return not part


def _check(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise TimeoutError


def _ended(process: processes.Process) -> bool:
    """Whether a program has ended; it is not reaped, so that those that it left behind can still be found by it."""
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _own(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # noqa: S101 - started with three pipes
    return stream


def _ending(code: int) -> str:
    if code > 0:
        return f"exit code {code}"
    try:
        return f"signal {-code}, {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


def _last(complained: bytes) -> str:
    """Return the last line with something on it, which in most programs is the error."""
    lines = [line.strip() for line in complained.decode("utf-8", "replace").splitlines()]
    return next((line for line in reversed(lines) if line), "")[:_SAID]
