"""Folders of language data, one before the other: a file of the first hides the file of the same name of the next."""

import difflib
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.languages.compiled import compiled
from toolkit.languages.reading import read
from toolkit.languages.shape import fitted

_SHIPPED = Path(__file__).parent
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LANGUAGE_OR_PAIR = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,3})?")


class Languages:
    """The data of one run: what is shipped, and before it what the given folders bring.

    They are read when this is made: raises InputError for a folder that is none, and for the first file that cannot be
    used. ``made`` holds what was made of the data; ``digest`` marks the content of what was brought, empty if nothing.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.made: dict[Callable[..., Any], Any] = {}
        self._brought = {
            (language, path.stem): path for folder in reversed(folders) for language, path in _files(folder)
        }
        self._known = {
            place: fitted(path, read(path), _shipped(*place)) for place, path in sorted(self._brought.items())
        }
        self.digest = _digest(self._brought.items()) if self._brought else ""

    def load(self, language: str, topic: str) -> dict[str, Any]:
        """Return a topic of a language, a pair, or (with "") of none; empty where there is none."""
        place = language, topic
        if place not in self._known:
            path = _SHIPPED / language / f"{topic}.yaml"
            sound = not language or _LANGUAGE_OR_PAIR.fullmatch(language)
            self._known[place] = compiled(path, read) if sound and path.is_file() else {}
        return self._known[place]

    def lie_at(self, here: Callable[[Path], Path]) -> None:
        """Look for the files that were brought at other places: those of this machine, of which they were sent."""
        self._brought = {place: here(path) for place, path in self._brought.items()}

    def __getstate__(self) -> dict[str, Any]:
        """Return what another process needs: what was brought. The rest it reads, or makes, itself."""
        known = {place: self._known[place] for place in self._brought}
        return {"made": {}, "_brought": self._brought, "_known": known, "digest": self.digest}

    def brought(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Yield the files that were brought, with what they hold."""
        yield from ((path, self._known[place]) for place, path in sorted(self._brought.items()))

    def mark(self, language: str, topic: str) -> str:
        """Return a mark of the content of one topic that was brought; empty for what is shipped."""
        path = self._brought.get((language, topic))
        return _digest([((language, topic), path)]) if path else ""

    def content(self, language: str, topic: str = "") -> str:
        """Return a mark of the content of all topics of a language, or of one; empty where there are none."""
        folder = _SHIPPED / language if language else _SHIPPED
        files = {(language, path.stem): path for path in folder.glob("*.yaml")}
        files.update({place: path for place, path in self._brought.items() if place[0] == language})
        wanted = [item for item in files.items() if topic in ("", item[0][1])]
        return _digest(wanted) if wanted else ""

    def having(self, topic: str) -> tuple[str, ...]:
        """Return the codes of the languages with data of a topic, sorted."""
        return tuple(language for language in self.codes if self.load(language, topic))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of all languages with data of any topic, sorted."""
        shipped = {path.name for path in _SHIPPED.iterdir() if path.is_dir()}
        return tuple(sorted(filter(_LANGUAGE.fullmatch, shipped.union(language for language, _ in self._brought))))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder with their languages, "" for what belongs to none."""
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; language data is a folder with a folder for each language")
    for path in sorted(folder.iterdir()):
        if path.suffix == ".yaml":
            yield "", _named(path, "")
        elif path.is_dir() and any(path.glob("*.yaml")):
            if not _LANGUAGE_OR_PAIR.fullmatch(path.name):
                raise InputError(f"{path}: {path.name!r} is no language code such as 'it', nor a pair such as 'it-en'")
            yield from ((path.name, _named(file, path.name)) for file in sorted(path.glob("*.yaml")))


def _named(path: Path, language: str) -> Path:
    """Return the path. A name that is nearly a topic's is a slip; any other may be a topic of somebody's own check."""
    known = _topics(language)
    near = difflib.get_close_matches(path.stem, known, n=1, cutoff=0.8)
    if near and path.stem not in known:
        raise InputError(f"{path}: no topic is called {path.stem!r}; did you mean {near[0]!r}?")
    return path


def _topics(language: str) -> frozenset[str]:
    """Return the topics that are shipped for languages, for pairs, or for none."""
    return frozenset(path.stem for path in _SHIPPED.glob(f"{_like(language)}*.yaml"))


def _shipped(language: str, topic: str) -> list[dict[str, Any]]:
    """Return the data of a topic in all languages, or pairs, that are shipped with it."""
    return [read(path) for path in sorted(_SHIPPED.glob(f"{_like(language)}{topic}.yaml"))]


def _like(language: str) -> str:
    """Return a pattern of the folders like that of a language, of a pair, or of what belongs to none."""
    return "" if not language else "??-??/" if "-" in language else "??/"


def _digest(files: Iterable[tuple[tuple[str, str], Path]]) -> str:
    marks = [(place, hashlib.sha256(path.read_bytes()).hexdigest()) for place, path in sorted(files)]
    return hashlib.sha256(repr(marks).encode()).hexdigest()[:16]
