"""Results that are worth keeping, by what they depend on: the inputs, the toolkit's own files, and language data."""

import hashlib
import json
from collections.abc import Callable
from functools import cache as once
from pathlib import Path
from typing import Any

from toolkit.cache import Cache
from toolkit.languages import in_force

Key = tuple[str, ...]
_LIBRARIES = ("babel", "harper-py", "sacrebleu", "simplemma", "text2num", "wordfreq")


def recall(cache: Cache | None, key: Key, compute: Callable[[], Any]) -> Any:
    """Return what is kept under a key, or compute it and keep it. Values are what JSON can hold; None is not kept."""
    if cache is None:
        return compute()
    digest = hashlib.sha256(
        json.dumps([code(), in_force().digest, *key], ensure_ascii=False).encode("utf-8", "surrogatepass")
    )
    name = f"{key[0]}|{digest.hexdigest()}"
    known = cache.score(name)
    if known is None:
        known = compute()
        if known is not None:
            cache.keep_score(name, known)
    return known


@once
def code() -> str:
    """Return a mark of the toolkit's files and of the libraries that checks ask; it changes when one of them does.

    What a check finds depends on its code and its language data, so an edit must not be answered from the cache.
    """
    versions = [_version(package) for package in _LIBRARIES]
    root = Path(__file__).parent
    files = sorted(path for path in root.rglob("*") if path.suffix in (".py", ".yaml", ".json"))
    marks = ((str(path.relative_to(root)), path.stat().st_size, path.stat().st_mtime_ns) for path in files)
    return hashlib.sha256(repr([versions, *marks]).encode()).hexdigest()


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
