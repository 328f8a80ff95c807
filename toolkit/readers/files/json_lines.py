"""Files that hold a JSON object a line (https://jsonlines.org/), with every fault one line that names its place."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
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
    path: Path, wording: Wording, *, most_bytes: int | None = None, of: str = "rows", data: bytes | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the place ("file:line") and the object of each line; raises InputError that names the line and column.

    A file of more than ``most_bytes`` of what it is a file ``of`` is not read; ``data`` are its bytes where they came
    through a pipe.
    """
    empty = True
    for number, line in enumerate(_text(path, wording, most_bytes, of, data).split("\n"), 1):
        if line.strip():
            empty = False
            yield f"{path}:{number}", _object(line, f"{path}:{number}", wording)
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


def _text(path: Path, wording: Wording, most_bytes: int | None, of: str, data: bytes | None) -> str:
    try:
        if data is None:
            with path.open("rb") as file:
                data = file.read(-1 if most_bytes is None else most_bytes + 1)
        if most_bytes is not None and len(data) > most_bytes:
            raise InputError(f"{path}: more than {most_bytes // 1_000_000} MB of {of}; split the file")
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path}: {wording.missing}") from None
    except OSError as error:
        said = wording.folder if isinstance(error, IsADirectoryError) and wording.folder else wording.unreadable
        raise InputError(f"{path}: {said.format(reason=error.strerror)}") from None
    except UnicodeDecodeError as error:
        if kind := binary_kind(error.object):
            raise InputError(f"{path}: this is {kind}, not JSON Lines; name another file") from None
        raise InputError(f"{path}: {wording.encoding.format(byte=error.start)}") from None


def _object(line: str, place: str, wording: Wording) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        column, reason = json_fault(error)
        raise InputError(f"{place}:{column}: {wording.no_json.format(reason=reason)}") from None
    if not isinstance(row, dict):
        raise InputError(f"{place}: {wording.no_object}")
    return row
