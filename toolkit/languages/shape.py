"""Whether data that was brought has the shape of the same topic of the shipped languages, and what it lacks."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.errors import InputError

_KINDS = {dict: "a map of keys", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}


def fitted(path: Path, data: Mapping[str, Any], shipped: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the data, with what every shipped language has and it lacks, empty.

    Raises InputError with the line of the key for a value of another kind than theirs, for a key that is nearly one of
    theirs, and for one that lacks in a topic of one language alone. A topic that nobody ships may have any shape.
    """
    if not shipped:
        return dict(data)
    for key, value in data.items():
        _check(path, key, value, shipped)
    lacking = set.intersection(*(set(other) for other in shipped)) - set(data)
    if lacking and len(shipped) == 1:
        raise InputError(f"{path}: lacks {', '.join(map(repr, sorted(lacking)))}; copy the file that is shipped")
    return {**{key: type(shipped[0][key])() for key in lacking}, **data}


def _check(path: Path, key: str, value: Any, shipped: Sequence[Mapping[str, Any]]) -> None:
    theirs = [other[key] for other in shipped if key in other]
    place = f"{path}:{line_of(path, key)}:1"
    if not theirs:
        near = difflib.get_close_matches(str(key), sorted(set().union(*shipped)), n=1, cutoff=0.8)
        if near and len(shipped) > 1:
            raise InputError(f"{place}: unknown key {key!r}; did you mean {near[0]!r}?")
        theirs = [value for other in shipped for value in other.values()]
    wanted = {_kind(other) for other in theirs}
    if _kind(value) not in wanted:
        raise InputError(f"{place}: {key!r} is {_kind(value)}, where {' or '.join(sorted(wanted))} is wanted")
    within = {_kind(part) for other in theirs for part in _parts(other)}
    for part in _parts(value):
        if within and _kind(part) not in within:
            raise InputError(f"{place}: {key!r} holds {_kind(part)}, where {' or '.join(sorted(within))} is wanted")


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), "nothing")


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, list | dict):
        yield from value.values() if isinstance(value, dict) else value


def line_of(path: Path, key: str) -> int:
    """Return the line on which a key of the map begins."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.lstrip("\"'{ ").startswith(str(key))), 1)
