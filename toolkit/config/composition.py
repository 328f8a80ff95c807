"""A configuration as it was composed: one map without ``extends``, and the files that it names.

It is what a run records, so that it can be run again: the file, and those that it extends, may have changed since.
"""

import os
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import toolkit
from toolkit.config.files.environment import escaped
from toolkit.config.yaml12 import KeyPath, Tree, YamlPlace

# What says where results go, what may be spent, and which documents there are: a run records its own documents.
_LEFT_OUT = ("extends", "inputs", "output", "cache", "batch")
_FILES = ("language_data", "calibration", "heads", "alarm_rates", "precision")
_OWN = "toolkit:"


@dataclass(frozen=True, slots=True)
class Composition:
    """``data`` is what one file would say; ``files`` are the files and folders that it names, by their places in it."""

    data: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[KeyPath, Path] = field(default_factory=dict)


def composed(tree: Tree, named: Mapping[KeyPath, Path], spoken: tuple[str, str]) -> Composition:
    """Return the composition of a tree; ``named`` are the files of its plugins' options."""
    data = {key: deepcopy(value) for key, value in tree.data.items() if not str(key).startswith("x-")}
    for key in _LEFT_OUT:
        data.pop(key, None)
    with_whole_patterns(data, tree)
    data = _unfilled(data)
    data["languages"] = {"source": spoken[0], "translation": spoken[1]}
    files: dict[KeyPath, Path] = {}
    for key in _FILES:
        value = data.get(key)
        if isinstance(value, str) and value != "off":
            files[(key,)] = Path(os.path.normpath(Path(tree.place((key,)).file).parent / Path(value).expanduser()))
    files |= {place: path for place, path in named.items() if put(data, place, str(path))}
    for place, path in files.items():
        put(data, place, shown(path))
    return Composition(data, files)


def _unfilled(value: Any) -> Any:
    """Return data whose texts give themselves where a configuration fills in variables of the environment."""
    if isinstance(value, dict):
        return {key: _unfilled(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_unfilled(below) for below in value]
    return escaped(value) if isinstance(value, str) else value


def whole_pattern(pattern: str, place: YamlPlace) -> str:
    """Return a pattern for files with its whole path; one without a "/" is for ids and names, and stays."""
    if "/" not in pattern:
        return pattern
    return os.path.abspath(Path(place.file).parent / Path(pattern).expanduser())  # noqa: PTH100 - links stay


def with_whole_patterns(data: dict[str, Any], tree: Tree) -> None:
    """Put whole paths into what the routes of a configuration are for."""
    routes = data.get("routes")
    for name, entry in routes.items() if isinstance(routes, dict) else ():
        documents = entry.get("documents") if isinstance(entry, dict) else None
        if not isinstance(documents, list):
            continue
        for number, pattern in enumerate(documents):
            if isinstance(pattern, str):  # what is none is told where routes are read
                documents[number] = whole_pattern(pattern, tree.place(("routes", name, "documents", number)))


def put(data: Any, place: KeyPath, value: Any) -> bool:
    """Put a value at a place of nested data; False where there is no such place."""
    holder: Any = data
    try:
        for part in place[:-1]:
            holder = holder[part]
        _ = holder[place[-1]]
        holder[place[-1]] = value
    except (KeyError, IndexError, TypeError):
        return False
    return True


def shown(path: Path) -> str:
    """Return how a file is recorded: relative to the current folder if it is below it, "toolkit:..." for our own."""
    whole = path.resolve()
    package = Path(toolkit.__file__).resolve().parent
    if whole.is_relative_to(package):
        return _OWN + whole.relative_to(package).as_posix()
    here = Path.cwd()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else str(path)


def own(name: str) -> Path | None:
    """Return the toolkit's own file that ``shown`` called so, None for any other."""
    if not name.startswith(_OWN):
        return None
    return Path(toolkit.__file__).resolve().parent / name.removeprefix(_OWN)
