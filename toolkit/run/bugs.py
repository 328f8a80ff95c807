"""What nobody expected: it costs what it happened to, is told in a line, and its traceback is kept for who mends it."""

import traceback
from collections import deque
from pathlib import Path

import toolkit
from toolkit.errors import EngineError, ToolkitError, one_line
from toolkit.secrets.masking import masked

FILE = "bug.txt"
"""Where a document's folder has the tracebacks."""
_ROOT = Path(toolkit.__file__).parent.parent
_MOST = 20
_kept: deque[str] = deque(maxlen=_MOST)


def reason(error: Exception) -> str:
    """Return why something failed, on a line; of what is no fault of the user's the traceback is kept.

    The line is the same on every machine and for every number of workers.
    """
    if isinstance(error, ToolkitError):
        return str(error)
    if isinstance(error, MemoryError):
        return f"too little memory ({_place(error)})"
    _kept.append(masked("".join(traceback.format_exception(error))))
    if isinstance(error, OSError) and error.strerror:
        return masked(f"the system refused: {error.strerror} ({_place(error)})")
    said = one_line(error)
    return masked(f"bug: {type(error).__name__}{f': {said}' if said else ''} ({_place(error)})")


def to_mend(error: Exception) -> bool:
    """Whether this is the user's to mend, in the configuration or on the machine, before anything goes on."""
    return isinstance(error, ToolkitError) and not isinstance(error, EngineError)


def taken() -> str:
    """Return the tracebacks since they were taken last, and forget them; "" where there are none."""
    text = "\n".join(dict.fromkeys(_kept))
    _kept.clear()
    return text


def _place(error: BaseException) -> str:
    """Return the last place of our own on the way to where it happened, or where it happened."""
    frames = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    ours = [(path.relative_to(_ROOT).as_posix(), line) for path, line in frames if path.is_relative_to(_ROOT)]
    path, line = ours[-1] if ours else (frames[-1][0].name, frames[-1][1]) if frames else ("?", 0)
    return f"{path}:{line}"
