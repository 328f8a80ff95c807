"""The lines of a file or of a pipe, one at a time, with an answer to whether the next one has come already."""

import os
import select
import stat
from codecs import BOM_UTF8
from collections import deque
from pathlib import Path
from typing import IO, Any

from toolkit.errors import InputError

LONGEST_BYTES = 64_000_000
_READ_BYTES = 1 << 16


class ByteLines:
    r"""The lines that hold something, each with its number from 1, without its "\n"; only what is at hand is kept.

    An iterator. Raises InputError for a line of more than ``LONGEST_BYTES``, and OSError as the stream does.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self.name = name
        self.head = b""
        """The first bytes, which say what kind of file it is."""
        self.start = self.end = 0
        """The place of the first byte of the line that was given last, and of the first one behind it."""
        self._stream = stream
        # read1 gives what is there; read would wait until its buffer is full.
        self._read: Any = getattr(stream, "read1", stream.read)
        self._lines: deque[bytes] = deque()
        self._parts: list[bytes] = []
        self._held = 0
        self._number = 0
        self._over = False
        self._handle, self.size = _of_pipe(stream)

    @classmethod
    def open(cls, path: Path) -> "ByteLines":
        """Return the lines of a file; raises OSError."""
        return cls(path.open("rb"), str(path))

    def close(self) -> None:
        """Close the stream."""
        self._stream.close()

    def __iter__(self) -> "ByteLines":
        return self

    def __next__(self) -> tuple[int, bytes]:
        while True:
            while not self._lines and not self._over:
                self._more()
            if not self._lines:
                raise StopIteration
            line = self._next_line()
            if line.strip():
                return self._number, line

    def ready(self) -> bool:
        """Whether the next line, or the end, is there without waiting for whoever writes."""
        while True:
            while self._lines and not self._lines[0].strip():
                self._next_line()
            if self._lines or self._over or self._handle is None:
                return True
            if not select.select([self._handle], [], [], 0)[0]:
                return False
            self._more()

    def waits_on(self) -> int | None:
        """Return the handle that can be read when more has come, None of what never makes anybody wait."""
        return self._handle

    def _next_line(self) -> bytes:
        line = self._lines.popleft()
        self._number += 1
        self.start, self.end = self.end, self.end + len(line) + 1
        return line

    def _more(self) -> None:
        data = self._read(_READ_BYTES)
        if not self._number and not self._lines and not self._parts:
            self.head = data
            if data.startswith(BOM_UTF8):
                data = data.removeprefix(BOM_UTF8) or self._read(_READ_BYTES)
                self.end = len(BOM_UTF8)
        self._over = not data
        first, *others = data.split(b"\n")
        self._parts.append(first)
        self._held += len(first)
        if self._held > LONGEST_BYTES:
            where = f"{self.name}:{self._number + len(self._lines) + 1}"
            raise InputError(f"{where}: a line of more than {LONGEST_BYTES // 1_000_000} MB; is it JSON, a row a line?")
        if others or (self._over and self._held):
            self._lines.append(b"".join(self._parts))
            self._lines.extend(others[:-1])
            self._parts = others[-1:]
            self._held = sum(map(len, self._parts))


def _of_pipe(stream: IO[bytes]) -> tuple[int | None, int | None]:
    """Return the handle of what can make its reader wait, and the size of what cannot: one of them is None."""
    try:
        handle = stream.fileno()
        found = os.fstat(handle)
    except (OSError, ValueError):  # bytes in memory
        return None, None
    return (None, found.st_size) if stat.S_ISREG(found.st_mode) else (handle, None)
