"""Shipped language data as Python keeps modules: parsed once, and read again from what was made of it.

Parsing the YAML of six languages takes as long as everything else that a short run does. What is kept lies where
modules have theirs, in ``__pycache__`` beside the file, so that one run serves every user; where that cannot be
written, in the user's cache. It belongs to a file's path, size and time, and to this version of Python; what cannot be
read is parsed again, what cannot be written is not kept. As with modules, ``PYTHONDONTWRITEBYTECODE`` keeps nothing.
"""

import marshal
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from platformdirs import user_cache_dir

VERSION = 1


def compiled(path: Path, read: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    """Return what ``read`` makes of a file, from what is kept where that is whole and of this file."""
    state = path.stat()
    stamp = (VERSION, str(path), state.st_size, state.st_mtime_ns)
    places = _places(path)
    for kept in places:
        with suppress(OSError, EOFError, ValueError, TypeError):
            found, data = marshal.loads(kept.read_bytes())  # noqa: S302 - read and written as Python's own
            if found == stamp and isinstance(data, dict):
                return data
    data = read(path)
    if not sys.dont_write_bytecode:
        _keep(places, marshal.dumps((stamp, data)), state.st_mode & 0o666)
    return data


_TAG = sys.implementation.cache_tag


def _places(path: Path) -> tuple[Path, Path]:
    """Return where the content of a file may be kept: beside it, or else in the user's cache."""
    mark = blake2b(str(path).encode(), digest_size=8).hexdigest()
    folder = Path(user_cache_dir("toolkit", appauthor=False)) / "languages"
    return path.parent / "__pycache__" / f"{path.stem}.{_TAG}.data", folder / f"{path.stem}-{mark}.{_TAG}"


def _keep(places: tuple[Path, Path], content: bytes, mode: int) -> None:
    """Write to the first place that can be written, for those who may read the file itself."""
    for place in places:
        with suppress(OSError, ValueError):
            _write(place, content, mode)
            return


def _write(path: Path, content: bytes, mode: int) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, mode)  # noqa: PTH101 - beside mkstemp
        os.replace(name, path)  # noqa: PTH105
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
