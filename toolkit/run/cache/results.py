"""Results that are worth keeping, by what they depend on: the inputs, the toolkit's own files, and language data."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache as once
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

import toolkit
from toolkit.languages import in_force
from toolkit.run.cache import content
from toolkit.run.cache.cache import Cache
from toolkit.run.packages import LIBRARIES, version

Key = tuple[object, ...]
_adopted: list[str] = []


def recall(
    cache: Cache | None, key: Key, compute: Callable[[], Any], looked_up: Mapping[str, Any] = MappingProxyType({})
) -> Any:
    """Return what is kept under a key, or compute it and keep it. Values are what JSON can hold; None is not kept.

    A key begins with the name of its kind, and names all that the value depends on: whole nouns, no chosen fields.
    What was ``looked_up`` (``known``) is not asked for again.
    """
    if cache is None:
        return compute()
    name = _name(key)
    found = looked_up[name] if name in looked_up else cache.score(name)
    if found is None:
        found = compute()
        if found is not None:
            cache.keep_score(name, found)
    return found


class LookedUp:
    """What is kept under several keys, asked for at once: a question for each costs more than its answer.

    A key that is None has nothing kept, and what is computed for it is not kept.
    """

    def __init__(self, cache: Cache | None, keys: Sequence[Key | None]) -> None:
        self._cache = cache
        self._names = [None if cache is None or key is None else _name(key) for key in keys]
        self._found = {} if cache is None else cache.scores([name for name in self._names if name is not None])

    def recall(self, place: int, compute: Callable[[], Any]) -> Any:
        """Return what is kept under the key at this place, or compute it and keep it."""
        name = self._names[place]
        found = self._found.get(name) if name is not None else None
        if found is None:
            found = compute()
            if self._cache is not None and name is not None and found is not None:
                self._cache.keep_score(name, found)
        return found


def known(cache: Cache, keys: Iterable[Key]) -> dict[str, Any]:
    """Return what ``recall`` need not ask for again: what is kept under several keys, or that nothing is."""
    names = [_name(key) for key in keys]
    return {**dict.fromkeys(names), **cache.scores(names)}


def recall_all(
    cache: Cache | None,
    keys: Sequence[Key],
    compute: Callable[[list[int]], list[Any]],
    worth_keeping: Callable[[Any], bool] = lambda _: True,
) -> list[Any]:
    """Return what ``recall`` does of several keys; what is not kept is computed at once, by the places of its keys."""
    names = [_name(key) for key in keys] if cache else []
    kept = cache.scores(names) if cache else {}
    found = [kept.get(name) for name in names] if cache else [None] * len(keys)
    missing = [place for place, value in enumerate(found) if value is None]
    for place, value in zip(missing, compute(missing) if missing else [], strict=True):
        found[place] = value
        if cache is not None and worth_keeping(value):
            cache.keep_score(names[place], value)
    return found


def _name(key: Key) -> str:
    return f"{key[0]}|{content.mark(code(), in_force().digest, *key)}"


def code() -> str:
    """Return a mark of the toolkit's files and of the libraries that checks ask; it changes when one of them does.

    What a check finds depends on its code and its language data, so an edit must not be answered from the cache.
    """
    return _adopted[0] if _adopted else _own_code()


def adopt(mark: str) -> None:
    """Keep results under the mark of another machine, on which the toolkit's files are the same, with other times."""
    _adopted[:] = [mark]


@once
def _own_code() -> str:
    versions = [version(package) for package in LIBRARIES]
    return content.mark(versions, _files(toolkit))


@once
def foreign_code(plugin: type[Any]) -> str:
    """Return a mark of the files of the package that a plugin of another distribution lies in; "" for our own."""
    package = plugin.__module__.partition(".")[0]
    return "" if package == toolkit.__name__ else content.mark(_files(sys.modules[package]))


def _files(package: ModuleType) -> list[tuple[str, int, int]]:
    """Return name, size and time of every file of code or data of a package, or of a module that is one file."""
    roots = list(getattr(package, "__path__", ()))
    if not roots and package.__file__:
        state = Path(package.__file__).stat()
        return [(Path(package.__file__).name, state.st_size, state.st_mtime_ns)]
    return sorted(stamp for root in roots for stamp in _stamps(root, ""))


def _stamps(folder: str, prefix: str) -> Iterator[tuple[str, int, int]]:
    """Yield the stamps of a folder's files, and of those below it; every run asks for hundreds."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _stamps(entry.path, f"{prefix}{entry.name}/") if entry.name != "__pycache__" else ()
            elif entry.name.endswith((".py", ".yaml", ".json")):
                state = entry.stat()
                yield prefix + entry.name, state.st_size, state.st_mtime_ns
