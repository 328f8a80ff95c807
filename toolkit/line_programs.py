"""A program that reads lines and writes as many: started without a shell, and killed with its children.

Lines are UTF-8 and end with a line feed, both ways. The program gets them all, then the end of its input; it may answer
as it goes or at the end.
"""

import re
import shutil
import subprocess
from collections.abc import Sequence

from toolkit import processes
from toolkit.errors import EngineError

_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SAID = 200


def problem(command: Sequence[str]) -> str | None:
    """Return what is missing if the program is not there to be started."""
    if shutil.which(command[0]) is None:
        return f"the program {command[0]!r} is not on the PATH; install it, or write where it is"
    return None


def check(command: Sequence[str], timeout_seconds: float) -> None:
    """Raise ValueError for a command without a program and for a limit of no time."""
    if not command or not command[0].strip():
        raise ValueError("command must be a list: the program, then its arguments")
    if timeout_seconds <= 0:
        raise ValueError("timeout_seconds must be more than 0")


def one_line(text: str) -> str:
    """Return the text with a space for every line break and without halves of characters, which have no UTF-8."""
    return _BREAKS.sub(" ", text.replace("\0", " ")).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def exchange(command: Sequence[str], lines: Sequence[str], timeout_seconds: float) -> list[str]:
    """Return as many lines as were given; raises EngineError with the last line that the program complained with.

    ``timeout_seconds`` is for all lines together.
    """
    if not lines:
        return []
    name = command[0]
    process, _ = processes.start(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        written = "".join(f"{one_line(line)}\n" for line in lines).encode()
        try:
            out, complaints = process.communicate(written, timeout_seconds)
        except subprocess.TimeoutExpired:
            raise EngineError(f"{name}: not ready after {timeout_seconds:g} s; raise timeout_seconds") from None
    finally:
        processes.stop(process)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None and not stream.closed:
                stream.close()
    said = _last(complaints)
    if process.returncode != 0:
        ended = f"exit code {process.returncode}" if process.returncode > 0 else f"signal {-process.returncode}"
        raise EngineError(f"{name}: ended with {ended} ({said or 'it said nothing'})")
    try:
        answers = out.decode("utf-8").removesuffix("\n").split("\n") if out else []
    except UnicodeDecodeError as error:
        raise EngineError(f"{name}: line {out[: error.start].count(10) + 1} of its answer is not UTF-8") from None
    if len(answers) != len(lines):
        raise EngineError(f"{name}: {len(answers)} lines for {len(lines)}" + (f" ({said})" if said else ""))
    return [answer.removesuffix("\r") for answer in answers]


def _last(complaints: bytes) -> str:
    """Return the last line with something on it, which in most programs is the error."""
    lines = [line.strip() for line in complaints.decode("utf-8", "replace").splitlines()]
    return next((line for line in reversed(lines) if line), "")[:_SAID]
