"""The configuration nearest to a folder: ``toolkit.yaml`` in it or above it, as far as a project reaches."""

import os
from pathlib import Path

from toolkit.errors import InputError

NAME = "toolkit.yaml"
_REPOSITORIES = (".git", ".hg", ".svn")

NOT_FOUND = ("engines", "routes", "matrix", "witnesses", "encoder", "aligner", "metrics", "calibration", "heads")
"""Sections that a file has to be named for: what they say starts programs, loads models, or goes with such."""


def nearest_config(folder: Path) -> Path | None:
    """Return the nearest ``toolkit.yaml`` from a folder on upwards, None where there is none.

    The last folder that is looked at is the root of a repository, the user's home, or that of a file system. Raises
    InputError for a file that belongs to another user: whoever may write into a folder above could change what is
    checked here.
    """
    try:
        start = folder.resolve()
        device = start.stat().st_dev
        home = Path.home().resolve()
    except (OSError, RuntimeError):
        return None
    for place in (start, *start.parents):
        try:
            if place.stat().st_dev != device:
                return None
            found = place / NAME
            if found.is_file():
                return _own(found, start)
            if place == home or any((place / name).exists() for name in _REPOSITORIES):
                return None
        except OSError:
            return None
    return None


def _own(found: Path, start: Path) -> Path:
    """Return a file as it is called from a folder; raises InputError where another user could have written it."""
    owner = found.stat().st_uid
    if hasattr(os, "getuid") and owner not in (os.getuid(), 0):
        advice = "name it with --config, or go without it with --no-config"
        raise InputError(f"{found}: belongs to another user, so it is not used unasked; {advice}")
    return Path(os.path.relpath(found, start)) if start == Path.cwd().resolve() else found
