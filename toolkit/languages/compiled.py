"""Shipped language data as Python keeps modules: parsed once, and read again from what was made of it.

Parsing the YAML of six languages takes as long as everything else that a short run does. What is kept belongs to a
file's path, size and time, and to this version of Python; what cannot be read is parsed again, what cannot be written
is not kept. As with modules, ``PYTHONDONTWRITEBYTECODE`` keeps nothing.
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
    kept = _folder() / f"{path.stem}-{blake2b(str(path).encode(), digest_size=8).hexdigest()}.{_TAG}"
    with suppress(OSError, EOFError, ValueError, TypeError):
        found, data = marshal.loads(kept.read_bytes())  # noqa: S302 - the user's own cache, as Python's own
        if found == stamp and isinstance(data, dict):
            return data
    data = read(path)
    if not sys.dont_write_bytecode:
        with suppress(OSError, ValueError):
            _write(kept, marshal.dumps((stamp, data)))
    return data


_TAG = sys.implementation.cache_tag


def _folder() -> Path:
    return Path(user_cache_dir("toolkit", appauthor=False)) / "languages"


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)  # noqa: PTH105 - beside mkstemp
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
