"""Files that hold a JSON object a line (https://jsonlines.org/), with every fault one line that names its place."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.readers.files.byte_lines import ByteLines
from toolkit.readers.files.decoding import binary_kind


@dataclass(frozen=True, slots=True)
class Wording:
    """What a kind of file says of its faults; "{reason}" and "{byte}" are filled in, blank lines are no fault.

    ``empty`` is said of a file without a line, and nothing where that is None; ``folder`` is as ``unreadable`` if None.
    """

    no_object: str
    empty: str | None
    missing: str = "no such file; check the name"
    folder: str | None = None
    unreadable: str = "cannot be read ({reason}); name another file"
    encoding: str = "not UTF-8 (byte {byte}); convert it first"
    no_json: str = "not JSON: {reason}"


def read_objects(
    path: Path, wording: Wording, *, most_bytes: int | None = None, of: str = "rows", lines: ByteLines | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the place ("file:line") and the object of each line as it is read; raises InputError where its turn comes.

    The error names the line and column. A file of more than ``most_bytes`` of what it is a file ``of`` is not read;
    ``lines`` are those of what was opened already, which is closed at the end.
    """
    empty = True
    try:
        lines = ByteLines.open(path) if lines is None else lines
        with closing(lines):
            _refuse_large(lines.size or 0, path, most_bytes, of)
            for number, line in lines:
                _refuse_large(lines.start, path, most_bytes, of)
                text = _text(line, number, lines, path, wording)
                if text.strip():
                    empty = False
                    yield f"{path}:{number}", _object(text, f"{path}:{number}", wording)
    except FileNotFoundError:
        raise InputError(f"{path}: {wording.missing}") from None
    except OSError as error:
        said = wording.folder if isinstance(error, IsADirectoryError) and wording.folder else wording.unreadable
        raise InputError(f"{path}: {said.format(reason=error.strerror)}") from None
    if empty and wording.empty is not None:
        raise InputError(f"{path}: {wording.empty}")


def json_fault(error: ValueError | RecursionError) -> tuple[int, str]:
    """Return the column and the reason of what a line of JSON was refused for."""
    if isinstance(error, json.JSONDecodeError):
        return error.colno, error.msg
    # Python says no column of these; no other ValueError is one of a line that keeps to the syntax.
    return 1, "nested too deeply" if isinstance(error, RecursionError) else "a number of too many digits"


def text_of(row: Mapping[str, Any], name: str, place: str) -> str:
    """Return the text of a key that must be there; raises InputError where it is missing, no text, or not whole."""
    value = row.get(name)
    if not isinstance(value, str):
        raise InputError(f"{place}: {name!r} is {'missing' if value is None else 'not text'}")
    return require_whole(value, name, place)


def require_whole(text: str, name: str, place: str) -> str:
    """Return the text of a key; raises InputError where it holds what cannot be written as UTF-8."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InputError(f"{place}: {name!r} holds half a character (a lone surrogate)")
    return text


def _refuse_large(size: int, path: Path, most_bytes: int | None, of: str) -> None:
    if most_bytes is not None and size > most_bytes:
        raise InputError(f"{path}: more than {most_bytes // 1_000_000} MB of {of}; split the file")


def _text(line: bytes, number: int, lines: ByteLines, path: Path, wording: Wording) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        if kind := binary_kind(lines.head):
            raise InputError(f"{path}: this is {kind}, not JSON Lines; name another file") from None
        fault = wording.encoding.format(byte=lines.start + error.start)
        raise InputError(f"{path}:{number}: {fault}") from None


def _object(line: str, place: str, wording: Wording) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        column, reason = json_fault(error)
        raise InputError(f"{place}:{column}: {wording.no_json.format(reason=reason)}") from None
    if not isinstance(row, dict):
        raise InputError(f"{place}: {wording.no_object}")
    return row
