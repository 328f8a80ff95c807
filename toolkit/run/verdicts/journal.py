"""The file of verdicts, ``verdicts.jsonl``: a verdict a line, only ever added to, by several processes at once.

What ``append`` returned from is on the disk, whatever happens to the process or the machine afterwards. A process that
was killed while it wrote leaves a last line that is cut off: readers leave it out and say so, the next who writes takes
it away. All else in the file stays, damaged lines too.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.run.verdicts.verdict import VERSION, Verdict, from_row, to_row

FILENAME = "verdicts.jsonl"
_HEAD = f'{{"verdict": {VERSION}, '.encode()
"""With what each line begins that is written here."""
_BINARY = getattr(os, "O_BINARY", 0)  # Windows alone knows another way
_TAIL = 65536  # bytes in which the start of a last line is looked for at a time


@dataclass(frozen=True, slots=True)
class Journal:
    """The verdicts of a file in the order in which they were written, and lines on what in it cannot be read."""

    path: Path
    verdicts: tuple[Verdict, ...] = ()
    problems: tuple[str, ...] = ()


def append(path: Path, *verdicts: Verdict) -> None:
    """Add verdicts, all or none of them, and return when they are on the disk; raises InputError where that fails."""
    lines = [json.dumps(to_row(verdict), ensure_ascii=False) for verdict in verdicts]
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY, 0o666)
        try:
            with _locked(handle, shared=False):
                _end_last_line(handle)
                size = os.fstat(handle).st_size
                try:
                    _write(handle, data)
                    os.fsync(handle)
                except OSError:
                    os.ftruncate(handle, size)  # a full disk must not leave half of it
                    raise
        finally:
            os.close(handle)
        if is_new:
            _keep_name(path.parent)
    except OSError as error:
        raise InputError(f"{path}: the verdict cannot be written ({error.strerror}); it is not saved") from None


def read(path: Path) -> Journal:
    """Return the verdicts of a file, each once (by its id); raises InputError where it holds none but other things."""
    try:
        handle = os.open(path, os.O_RDONLY | _BINARY)
        try:
            with _locked(handle, shared=True), os.fdopen(os.dup(handle), "rb") as file:
                data = file.read()
        finally:
            os.close(handle)
    except FileNotFoundError:
        raise InputError(f"{path}: there are no such verdicts; check the name") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    found: dict[str, Verdict] = {}
    problems = []
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            verdict = _verdict(line)
            found.setdefault(verdict.id, verdict)
        except ValueError as error:
            cut = number == len(lines) and line.startswith(_HEAD[: len(line)])
            reason = "cut off, its writer was stopped" if cut else str(error)
            problems.append(f"{path}:{number}: left out: {reason}")
    if problems and not found and not lines[0].startswith(_HEAD[: len(lines[0])]):
        raise InputError(f'{path}:1: no verdicts; each line begins with {{"verdict": {VERSION}, ...}}')
    return Journal(path, tuple(found.values()), tuple(problems))


def read_all(paths: Sequence[Path]) -> Journal:
    """Return the verdicts of several files as one, each once (by its id), those of equal time in the files' order."""
    return together([read(path) for path in paths])


def together(journals: Sequence[Journal]) -> Journal:
    """Return several files as one, as ``read_all`` does."""
    if len(journals) == 1:
        return journals[0]
    found = {verdict.id: verdict for journal in journals for verdict in journal.verdicts}
    in_order = tuple(sorted(found.values(), key=lambda verdict: verdict.time))
    return Journal(journals[0].path, in_order, tuple(line for journal in journals for line in journal.problems))


def is_journal(path: Path) -> bool:
    """Whether a file is one of verdicts, by how it begins; one whose first writer was stopped has little or nothing."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_HEAD) + 3).removeprefix(b"\xef\xbb\xbf")[: len(_HEAD)]
    except OSError:
        return False
    return start == _HEAD[: len(start)]


def _verdict(line: bytes) -> Verdict:
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise ValueError("not JSON in UTF-8; mend the line or remove it") from None
    if not isinstance(row, dict):
        raise ValueError("not a JSON object; mend the line or remove it")
    return from_row(row)


@contextmanager
def _locked(handle: int, *, shared: bool) -> Iterator[None]:
    """Hold the kernel's lock, which ends with the process however it ends; where there is none, go on without."""
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    yield  # closing the file lets it go


def _end_last_line(handle: int) -> None:
    """Take a last line away that was cut off; a whole one that lacks its end, or one that is not ours, gets the end."""
    size = os.fstat(handle).st_size
    if not size or _part(handle, size - 1, size) == b"\n":
        return
    start, rest = size, b""
    while start and b"\n" not in rest:
        first = max(0, start - _TAIL)
        rest, start = _part(handle, first, start) + rest, first
    cut = rest.rpartition(b"\n")[2]
    if cut.startswith(_HEAD[: len(cut)]) and not _is_whole(cut):
        os.ftruncate(handle, size - len(cut))
    else:
        os.write(handle, b"\n")


def _part(handle: int, start: int, end: int) -> bytes:
    os.lseek(handle, start, os.SEEK_SET)
    return os.read(handle, end - start)


def _is_whole(line: bytes) -> bool:
    try:
        _verdict(line)
    except ValueError:
        return False
    return True


def _write(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def _keep_name(folder: Path) -> None:
    """Write the name of a new file to the disk, too."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
