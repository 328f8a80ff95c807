"""Folders of results and plain files -> the documents of a desk."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from toolkit.desk.beside import beside, documents_of_rows
from toolkit.desk.documents import DeskDocument, document_of, failed
from toolkit.errors import InputError
from toolkit.plugins.disk import kind
from toolkit.run.records.reading import COMPARISON, SUMMARY, VERSIONS

VERDICTS = "verdicts.jsonl"
Made = TypeVar("Made")
_WANTED = "name a folder of `toolkit compare` or `toolkit batch`, or a translation"


@dataclass(frozen=True, slots=True)
class Opened:
    """A document, the file of verdicts that it belongs to, and the file that the translation is (None: it is gone)."""

    document: DeskDocument
    journal: Path
    file: Path | None


def open_all(
    paths: Sequence[Path], check: Callable[[Path], Mapping[str, Any]], journal: Path | None = None
) -> tuple[Opened, ...]:
    """Return all documents of several paths, each once; raises InputError, one line, for a path that holds none.

    ``check`` gives of a plain file what a ``comparison.json`` would hold. ``journal`` is for all of them; else a folder
    has its own, and a file that of the folder it is in.
    """
    found: list[Opened] = []
    seen: set[Path] = set()
    for path in paths:
        place = path.resolve()
        if place in seen:
            continue
        seen.add(place)
        found += _open(path, check, journal)
    if not any(one.document.units for one in found):
        reason = next((one.document.failure for one in found), "")
        raise InputError(f"{paths[0]}: nothing in it to review{f' ({reason})' if reason else ''}; {_WANTED}")
    return tuple(found)


def _open(path: Path, check: Callable[[Path], Mapping[str, Any]], journal: Path | None) -> Iterator[Opened]:
    what = kind(path)
    if what == "nothing":
        raise InputError(f"{path}: there is no such file or folder; {_WANTED}")
    if what == "folder" or path.name in (SUMMARY, VERSIONS, COMPARISON):
        folder = path if what == "folder" else path.parent
        for document, near in _results(folder):
            yield Opened(document, journal or folder / VERDICTS, located(document, near))
        return
    yield Opened(document_of(check(path), path.name), journal or path.parent / VERDICTS, path)


def _results(folder: Path, depth: int = 0) -> Iterator[tuple[DeskDocument, Path]]:
    """Yield the documents of a folder of results with the folder that each is in."""
    if kind(folder / SUMMARY) == "file":
        for row in _read(folder / SUMMARY, lambda data: list(data["documents"])):
            below = folder / str(row.get("id") or "")
            inside = row.get("id") and below.resolve().parent == folder.resolve()
            if (
                inside
                and kind(below) == "folder"
                and any(kind(below / one) == "file" for one in (VERSIONS, COMPARISON))
            ):
                yield from _results(below, depth + 1)
            else:
                yield (
                    failed(
                        str(row["path"]), Path(str(row["path"])).name, str(row["failure"] or "its results are gone")
                    ),
                    folder,
                )
    elif kind(folder / VERSIONS) == "file":
        yield from ((document, folder) for document in _versions(folder))
    elif kind(folder / COMPARISON) == "file":
        yield _document(folder / COMPARISON), folder
    else:
        inner = [one for one in sorted(folder.iterdir()) if kind(one) == "folder"] if depth < 1 else []
        holding = [one for one in inner if any(kind(one / name) == "file" for name in (VERSIONS, COMPARISON))]
        if not holding:
            raise InputError(f"{folder}: no results in it; {_WANTED}")
        for one in holding:
            yield from _results(one, depth + 1)


def _document(path: Path) -> DeskDocument:
    def made(data: Mapping[str, Any]) -> DeskDocument:
        if data.get("kind") == "failure":
            return failed(str(data["path"]), Path(data["path"]).name, str(data["reason"]))
        return document_of(data, Path(data["document"]["path"]).name)

    return _read(path, made)


def _versions(folder: Path) -> Iterator[DeskDocument]:
    """Yield each version, the units of which know what the others have for the same sentences."""
    from toolkit.run.result_folders import VERSIONS_FILES, folder_names

    data = _read(folder / VERSIONS, lambda data: {"rows": data["rows"], **data})
    names = _read(folder / VERSIONS, lambda _: [str(version["name"]) for version in data["versions"]])
    places = dict(zip(names, folder_names(names, VERSIONS_FILES), strict=True))
    documents = {
        name: replace(_document(folder / places[name] / COMPARISON), version=name, group=folder.name)
        for name in names
        if kind(folder / places[name] / COMPARISON) == "file"
    }
    if documents:
        yield from beside(documents, data)
    else:
        yield from documents_of_rows(data, folder.name)


def _read(path: Path, make: Callable[[Any], Made]) -> Made:
    try:
        return make(json.loads(path.read_bytes()))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    except (LookupError, TypeError, AttributeError, ValueError, ArithmeticError, RecursionError):
        raise InputError(f"{path}: damaged, or written by another version of the toolkit; make the run anew") from None


def located(document: DeskDocument, near: Path) -> Path | None:
    """Return where the translation of a run is now, None where it is nowhere.

    It is looked for where the run had it, then beside its results, by ever shorter ends of its path.
    """
    given = Path(document.path)
    if not document.path:
        return None
    parts = [part for part in given.parts if part not in (given.anchor, "..")]
    bases = [near, near.parent, near.parent.parent]
    places = [given, *(base / Path(*parts[at:]) for base in bases for at in range(len(parts)))]
    return next((place for place in places if kind(place) == "file"), None)
