"""Where the models of Firefox's translation are: a folder for each direction, named as ``it-en``, in one folder."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from toolkit.plugins import model_files
from toolkit.plugins.disk import kind

INSTALL = "pip install 'translation-toolkit[firefox]'"
_MODEL, _SHORTLIST = "model.*.intgemm*.bin", "lex.*.s2t.bin"
_VOCABULARIES = ("vocab.*.spm", "srcvocab.*.spm", "trgvocab.*.spm")


def installed() -> bool:
    """Whether the package that runs them is there."""
    return importlib.util.find_spec("fxtranslate") is not None


def default_folder() -> Path:
    """Return where ``toolkit fetch firefox`` puts them."""
    return model_files.own_folder() / "firefox"


def problem(root: Path, source: str, target: str) -> str | None:
    """Return what is missing, the folder looked in, and the command that fetches it."""
    if not installed():
        return f"the package fxtranslate is not installed; install it with: {INSTALL}"
    folder = root / f"{source}-{target}"
    if kind(folder) != "folder":
        return f"the Firefox model {source}-{target} is not in {root}; {again(root, source, target)}"
    files = _files(folder)
    empty = [path.name for path in files.values() if path.stat().st_size == 0]
    if len(files) < 3 or empty:
        lacks = f"an empty {empty[0]}" if empty else f"not all of {_MODEL}, vocab.*.spm"
        return f"the Firefox model in {folder} has {lacks}; {again(root, source, target)}"
    return None


def fetched(root: Path) -> list[tuple[str, str]]:
    """Return the directions that there is a folder for, in order."""
    names = sorted(path.name for path in root.glob("*-*")) if kind(root) == "folder" else []
    return [(source, target) for source, _, target in (name.partition("-") for name in names)]


def again(root: Path, source: str, target: str) -> str:
    """Return how to get a model; what is fetched goes to one folder, and takes the place of what is there."""
    where = "" if root == default_folder() else ", and leave the option folder out"
    return f"fetch it with: toolkit fetch firefox {source}-{target}{where}"


def source_vocabulary(folder: Path) -> Path | None:
    """Return the vocabulary that a model reads with."""
    return _files(folder).get("src_vocab")


def read(folder: Path) -> dict[str, bytes]:
    """Return the contents of a model's files by the names that ``fxtranslate.Translator`` has for them."""
    return {name: path.read_bytes() for name, path in _files(folder).items()}


def _files(folder: Path) -> dict[str, Path]:
    return dict(_found(folder))


def _found(folder: Path) -> Iterator[tuple[str, Path]]:
    one, source, target = (_first(folder, pattern) for pattern in _VOCABULARIES)
    wanted = {
        "model": _first(folder, _MODEL),
        "src_vocab": source or one,
        "trg_vocab": target or one,
        "shortlist": _first(folder, _SHORTLIST),
    }
    for name, path in wanted.items():
        if path is not None:
            yield name, path


def _first(folder: Path, pattern: str) -> Path | None:
    return min(folder.glob(pattern), default=None)
