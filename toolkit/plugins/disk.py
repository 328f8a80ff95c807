"""What is at a path that a user named, asked so that a closed folder or an impossible name is theirs to mend."""

import stat
from pathlib import Path
from typing import Literal

from toolkit.errors import InputError

Kind = Literal["file", "folder", "other", "nothing"]


def kind(path: Path) -> Kind:
    """Return what is there; raises InputError where the disk does not say, which is not the same as nothing.

    ``Path.exists`` and its like raise OSError, or answer no, according to the reason and the version of Python.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "nothing"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: cannot be looked at ({reason}); choose another path") from None
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"
