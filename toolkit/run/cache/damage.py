"""A damaged cache is set aside: nothing is deleted, and nobody works with it any more.

A file is judged when it is opened by its first page, its length and both ends of its tables, which takes less than a
millisecond however large it is. Damage in the middle is noticed when somebody asks for it: by SQLite, by a checksum, or
by a row that is not where its index says. To look at every page would take a minute for ten gigabytes.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CODES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_MISMATCH)
_ENDS = (
    "SELECT value, checksum FROM entries ORDER BY rowid LIMIT 1",
    "SELECT value, checksum FROM entries ORDER BY rowid DESC LIMIT 1",
    "SELECT space, key FROM entries ORDER BY space, key LIMIT 1",
    "SELECT space, key FROM entries ORDER BY space DESC, key DESC LIMIT 1",
    "SELECT id, name FROM spaces ORDER BY id DESC LIMIT 1",
)
Identity = tuple[int, int]


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error means that the file is no database, or not whole; what is busy, full or closed is neither."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # Python's own: a text of the file that is none; of our mistakes it makes other errors
        return type(error) is sqlite3.OperationalError
    return code & 0xFF in _CODES or (code == sqlite3.SQLITE_ERROR and "no such" in str(error))


def look(connection: sqlite3.Connection) -> None:
    """Read both ends of the tables; raises sqlite3.Error where they are damaged."""
    for query in _ENDS:
        connection.execute(query).fetchall()


def identity(path: Path) -> Identity | None:
    """Return what tells a file from another one that takes its name, None where no file is."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def set_aside(path: Path, seen: Identity | None) -> Path | None:
    """Give the damaged file another name, which is returned; raises OSError.

    Several processes may find the damage at once: None where another file has that name by now, or none.
    """
    with lock(path, alone=True):
        if seen is None or identity(path) != seen:
            return None
        number = 1
        while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
            number += 1
        # The log goes first: one that is left behind would be taken for that of the next file.
        for ending in ("-wal", "-shm", ""):
            part = path.with_name(f"{path.name}{ending}")
            if part.exists():
                part.rename(aside.with_name(f"{aside.name}{ending}"))
        return aside


@contextmanager
def lock(path: Path, *, alone: bool = False) -> Iterator[None]:
    """Keep the file's name from changing hands while it is opened, or all who open it away while it does (``alone``).

    SQLite finds a file's log by its name: one who had opened the old file would take the log of the new one for its
    own. Where the system knows no locks, or the disk takes no file for it, nobody is kept away.
    """
    try:
        handle = os.open(path.with_name(f"{path.name}-lock"), os.O_RDONLY | os.O_CREAT, 0o666)
    except (OSError, ValueError):
        yield
        return
    try:
        try:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        except (ImportError, OSError):
            pass
        yield
    finally:
        os.close(handle)
