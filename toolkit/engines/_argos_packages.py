"""Packages of Argos Translate as they lie on this machine: folders, or the archives they are handed round as.

A package (https://argos-translate.readthedocs.io: package) is a zip archive, ``*.argosmodel``, of one folder with
``metadata.json`` (from_code, to_code, package_version, target_prefix), the CTranslate2 model in ``model/`` and the
pieces of words in ``sentencepiece.model``. Argos unpacks it into its folder of packages; both are read here.
"""

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.plugins.disk import kind

_ARCHIVE = ".argosmodel"
_LARGEST_BYTES = 8 << 30
PIECES, BPE = "sentencepiece.model", "bpe.model"
_MODEL = "model/"
_DAMAGED = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,  # a password, JSON without end
    zipfile.BadZipFile,
    zlib.error,
)
_PREFERRED = "en"
"""Between ways of one length, the one over English is taken: most packages go to or from it."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package of one direction; ``root`` is the folder inside an archive, "" for a package that is a folder."""

    path: Path
    root: str
    source: str
    target: str
    version: str
    prefix: str
    members: tuple[str, ...]
    state: str

    @property
    def fault(self) -> str | None:
        """Why it cannot be used, None if it can."""
        if PIECES in self.members and f"{_MODEL}model.bin" in self.members:
            return None
        if BPE in self.members:
            return f"{self.path} cuts words by {BPE}, which is not read here; take a package with {PIECES}"
        return f"{self.path} lacks {_MODEL}model.bin or {PIECES}; install the package again"

    def read(self, name: str) -> bytes:
        """Return what is in one of its files; raises OSError and BadZipFile."""
        if not self.root and self.path.is_dir():
            return (self.path / name).read_bytes()
        with zipfile.ZipFile(self.path) as archive:
            return archive.read(self.root + name)

    def model(self) -> dict[str, bytes]:
        """Return the files of its model by their names; raises OSError and BadZipFile."""
        return {name.removeprefix(_MODEL): self.read(name) for name in self.members if name.startswith(_MODEL)}


def usual_folder() -> Path:
    """Return the folder of installed packages, as Argos Translate finds it."""
    for name in ("ARGOS_PACKAGES_DIR", "ARGOS_TRANSLATE_PACKAGES_DIR"):
        if os.environ.get(name):
            return Path(os.environ[name]).expanduser()
    data = Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser()
    return data / "argos-translate" / "packages"


def packages(folder: Path) -> tuple[Package, ...]:
    """Return the packages of a folder, of each direction the one of the latest version, in the order of directions."""
    found: dict[tuple[str, str], Package] = {}
    for path in sorted(folder.iterdir()) if kind(folder) == "folder" else ():
        package = _package(path)
        if package is not None:
            known = found.get((package.source, package.target))
            if known is None or _rank(package) > _rank(known):
                found[package.source, package.target] = package
    return tuple(found[direction] for direction in sorted(found))


def way(there: Sequence[Package], source: str, target: str) -> tuple[Package, ...]:
    """Return the packages that lead from one language to the other, as few as there can be; none where none do."""
    ways: dict[str, tuple[Package, ...]] = {source: ()}
    queue = deque([source])
    while queue and target not in ways:
        here = queue.popleft()
        onward = [package for package in there if package.source == here and package.target not in ways]
        for package in sorted(onward, key=lambda one: (one.target != _PREFERRED, one.target)):
            ways[package.target] = (*ways[here], package)
            queue.append(package.target)
    return ways.get(target, ())


def identity(there: Sequence[Package]) -> str:
    """Return what tells one state of some packages from another."""
    states = [f"{one.source}>{one.target}:{one.version}:{one.state}" for one in there]
    return hashlib.blake2b("\n".join(states).encode(), digest_size=6).hexdigest()


def _rank(package: Package) -> tuple[bool, list[int]]:
    return package.fault is None, [int(part) for part in re.findall(r"\d+", package.version)]


def _package(path: Path) -> Package | None:
    """Return the package at a path, None where there is none."""
    try:
        if path.is_dir():
            files = [*path.iterdir(), *((path / _MODEL).iterdir() if (path / _MODEL).is_dir() else ())]
            states = {one.relative_to(path).as_posix(): one.stat() for one in files if one.is_file()}
            sizes = {name: (one.st_size, one.st_mtime_ns) for name, one in states.items()}
            return _of_files(path, "", sizes, (path / "metadata.json").read_bytes())
        if path.suffix != _ARCHIVE:
            return None
        with zipfile.ZipFile(path) as archive:
            members = {one.filename: one for one in archive.infolist() if not one.is_dir()}
            said = min((name for name in members if name.rpartition("/")[2] == "metadata.json"), key=len)
            if sum(one.file_size for one in members.values()) > _LARGEST_BYTES:
                return None
            root = said.removesuffix("metadata.json")
            inside = {name: one for name, one in members.items() if name.startswith(root)}
            return _of_files(
                path,
                root,
                {name.removeprefix(root): (one.file_size, one.CRC) for name, one in inside.items()},
                archive.read(said),
            )
    except _DAMAGED:
        return None


def _of_files(path: Path, root: str, sizes: dict[str, tuple[int, int]], metadata: bytes) -> Package | None:
    said: Any = json.loads(metadata)
    if said.get("type", "translate") != "translate":
        return None
    members = tuple(sorted(name for name in sizes if name.startswith(_MODEL) or name in (PIECES, BPE)))
    state = " ".join(f"{name}:{sizes[name][0]}:{sizes[name][1]}" for name in members)
    prefix = str(said.get("target_prefix") or "")
    version = str(said.get("package_version") or "")
    return Package(path, root, str(said["from_code"]), str(said["to_code"]), version, prefix, members, state)
