"""Files that belong together by their names: ``articles/**/{name}.en.txt`` and ``articles/**/{name}.it.*``.

What ``{name}`` stands for, within one part of a path, is the same in all files of a document, and so are the folders
that ``**`` stands for; ``*``, ``?`` and ``[...]`` stand for anything.
"""

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.plugins.plurals import counted

NAME = "{name}"
_WILD = re.compile(r"\*\*|\*|\?|\[!?[^\]]+\]|\{name\}")
_TEMPORARY = (".", "~$")  # what desktops and word processors leave beside a file
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """The files of one document by their sides; ``key`` is its name with the folders that ``**`` stands for."""

    key: str
    files: Mapping[str, Path]

    @property
    def name(self) -> str:
        """What ``{name}`` stands for."""
        return self.key.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Matched:
    """The documents of which every file is there, in the order of their keys, and a line on each that lacks one."""

    documents: tuple[NamedFiles, ...]
    left_out: tuple[str, ...]


def matched(patterns: Mapping[str, str], folder: Path) -> Matched:
    """Return the documents whose files have the same names; ``patterns`` are by side ("translation", "source").

    Raises InputError for patterns that cannot go together, and where no document has all files.
    """
    for side, pattern in patterns.items():
        _require_sound(side, pattern, patterns)
    found = {side: _files(pattern, folder) for side, pattern in patterns.items()}
    documents, left_out = [], []
    for key in sorted({key for files in found.values() for key in files}):
        here = {side: files.get(key, []) for side, files in found.items()}
        if all(len(files) == 1 for files in here.values()):
            documents.append(NamedFiles(key, {side: files[0] for side, files in here.items()}))
        else:
            left_out.append(_why(key, here))
    if not documents:
        counts = ", ".join(f"{counted(len(files), 'name')} for {patterns[side]!r}" for side, files in found.items())
        first = f"; {left_out[0]}" if left_out else ""
        raise InputError(f"no document has all its files in {folder} ({counts}){first}")
    return Matched(tuple(documents), tuple(left_out))


def _require_sound(side: str, pattern: str, patterns: Mapping[str, str]) -> None:
    if NAME not in pattern:
        raise InputError(f"{side}: {pattern!r} has no {NAME}, by which its files would be found")
    if pattern.count("**") > 1 or re.search(r"[^/]\*\*|\*\*[^/]", pattern):
        raise InputError(f"{side}: {pattern!r}: '**' stands once, for whole folders, as in 'articles/**/{{name}}.txt'")
    other = next((one for one, said in patterns.items() if ("**" in said) != ("**" in pattern)), None)
    if other is not None:
        raise InputError(f"{side} and {other}: '**' stands for the same folders in both, or in neither")


def _files(pattern: str, folder: Path) -> dict[str, list[Path]]:
    """Return the files that a pattern names by their keys."""
    path = Path(pattern).expanduser()
    root = Path(path.anchor) if path.is_absolute() else folder
    inner = path.relative_to(path.anchor).as_posix() if path.is_absolute() else path.as_posix()
    fixed = _fixed(inner)
    root, inner = root.joinpath(*fixed), "/".join(inner.split("/")[len(fixed) :])
    expected = _expression(inner)
    found: dict[str, list[Path]] = {}
    for match in root.glob(re.sub(r"\*?\{name\}\*?", "*", inner)):
        said = expected.fullmatch(match.relative_to(root).as_posix())
        if said is None or match.name.startswith(_TEMPORARY) or match.is_dir():
            continue
        # Disks of one kind decompose the letters of names, and others do not.
        key = unicodedata.normalize("NFC", said.groupdict().get("folders", "") + said["name"])
        found.setdefault(key, []).append(Path(os.path.normpath(match)))
    return {key: sorted(files) for key, files in found.items()}


def _fixed(pattern: str) -> list[str]:
    """Return the first parts of a pattern that stand for themselves; some of them may lead upwards."""
    parts = pattern.split("/")
    number = next(number for number, part in enumerate(parts) if _WILD.search(part))
    return parts[:number]


def _expression(pattern: str) -> re.Pattern[str]:
    """Return what a path below the pattern's root looks like."""
    parts, at, has_name = [], 0, False
    for match in _WILD.finditer(pattern):
        parts.append(re.escape(pattern[at : match.start()]))
        at = match.end()
        if match[0] == "**":
            parts.append("(?P<folders>(?:[^/]+/)*)")
            at += pattern.startswith("/", at)
        elif match[0] == NAME:
            parts.append("(?P=name)" if has_name else "(?P<name>[^/]+)")
            has_name = True
        elif match[0].startswith("["):
            parts.append(match[0].replace("[!", "[^").replace("\\", "\\\\"))
        else:
            parts.append("[^/]*" if match[0] == "*" else "[^/]")
    return re.compile("".join([*parts, re.escape(pattern[at:])]), re.DOTALL)


def _why(key: str, here: Mapping[str, Sequence[Path]]) -> str:
    """Return why a document is left out: it lacks a file, or two could be it."""
    lacking = [side for side, files in here.items() if not files]
    if lacking:
        beside = ", ".join([path.name for paths in here.values() for path in paths][:_SHOWN])
        return f"{key}: no {' and no '.join(lacking)} beside {beside}"
    side, several = next((side, files) for side, files in here.items() if len(files) > 1)
    return f"{key}: {len(several)} files could be the {side} ({', '.join(path.name for path in several[:_SHOWN])})"
