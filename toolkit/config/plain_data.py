"""A configuration that is a dict of a program, not a file: plain data whose places are its own keys."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.config.files.environment import filled
from toolkit.config.yaml12 import KeyPath, Tree, YamlPlace, scalar
from toolkit.errors import ConfigError

NAME = Path("configuration")
"""What messages call it. It lies in the current folder: files that it names are relative to that."""


@dataclass(frozen=True, slots=True)
class _InDict(YamlPlace):
    """The line is the number of the key, so that problems come in the order of the dict."""

    def __str__(self) -> str:
        return self.file


def tree_of(data: Mapping[str, Any]) -> Tree:
    """Return a dict as what a file with the same keys would be; raises ConfigError for what no file could hold."""
    places: dict[KeyPath, YamlPlace] = {}
    try:
        return Tree(_plain(data, (), places), places)
    except RecursionError:
        raise ConfigError([f"{NAME}: nested too deeply, or holds itself"]) from None


def _plain(value: Any, path: KeyPath, places: dict[KeyPath, YamlPlace]) -> Any:
    places[path] = _InDict(str(NAME), len(places) + 1, 1)
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise _fault(path, f"the key {key!r} is no word")
        return {key: _plain(below, (*path, key), places) for key, below in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(below, (*path, number), places) for number, below in enumerate(value)]
    if isinstance(value, os.PathLike):
        return str(Path(value))
    if isinstance(value, str):
        return _filled(value, path, places)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    raise _fault(path, f"{type(value).__name__} is no plain data; say it in words, numbers, lists and dicts")


def _filled(value: str, path: KeyPath, places: dict[KeyPath, YamlPlace]) -> Any:
    found = filled(value)
    if found.faults:
        raise _fault(path, found.faults[0])
    places[path] = replace(places[path], variables=found.variables)
    return scalar(found.text) if found.whole else found.text


def _fault(path: KeyPath, message: str) -> ConfigError:
    where = ".".join(map(str, path))
    return ConfigError([f"{NAME}: {where}: {message}" if where else f"{NAME}: {message}"])
