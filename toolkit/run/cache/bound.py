"""How large the cache may become: what was written first goes first, a little at a time, while others work."""

import os
import re
import sqlite3
from itertools import accumulate

from toolkit.errors import InputError

VARIABLE = "TOOLKIT_CACHE_MAX_SIZE"
"""The environment variable that bounds the cache in the place of what the file says of itself."""
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12, "ki": 2**10, "mi": 2**20, "gi": 2**30, "ti": 2**40}
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([kmgt]i?)?b?\s*", re.IGNORECASE | re.ASCII)
_ROWS = 500
ROW_BYTES = 60  # beside the value: digests in the table and its index, and what SQLite needs
_ROWS_AT_MOST = 20_000
_PAGES_AT_MOST = 1000
_INCREMENTAL = 2


def size_of(text: str) -> int | None:
    """Return the bytes of "2GB", "500 MB" or "1.5 GiB", None for "none"; raises ValueError for what is no size."""
    if text.strip().lower() == "none":
        return None
    found = _SIZE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no size; write one such as 2GB or 500MB, or none")
    return int(float(found[1]) * _UNITS[(found[2] or "").lower()])


def shown(size: int) -> str:
    """Return "2 GB", "1.5 GB" or "312 bytes"."""
    for unit, factor in (("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            return f"{size / factor:.3g} {unit}"
    return f"{size} bytes"


def from_environment() -> tuple[int | None] | None:
    """Return the bound that the environment sets, None where it sets none; raises InputError for what is no size."""
    named = os.environ.get(VARIABLE)
    try:
        return (size_of(named),) if named else None
    except ValueError as error:
        raise InputError(f"{VARIABLE}: {error}") from None


def kept_in(connection: sqlite3.Connection) -> int | None:
    """Return the bound that stands in the file, in bytes."""
    row = connection.execute("SELECT value FROM settings WHERE name = 'max_size'").fetchone()
    return row[0] if row and isinstance(row[0], int) else None


def keep(connection: sqlite3.Connection, size: int | None) -> None:
    """Write the bound into the file, for all who open it from now on."""
    connection.execute("INSERT OR REPLACE INTO settings (name, value) VALUES ('max_size', ?)", (size,))


def trim(connection: sqlite3.Connection, size: int) -> int:
    """Delete some of the oldest values of a file that is over its size; return how many. Not inside a transaction.

    It takes a fraction of a second at most, and never keeps others waiting for longer than a few hundred values take.
    """
    gone = 0
    while gone < _ROWS_AT_MOST and (over := _used(connection) - size) > 0:
        oldest = connection.execute(
            "SELECT rowid, length(value) FROM entries ORDER BY rowid LIMIT ?", (_ROWS,)
        ).fetchall()
        if not oldest:
            break
        freed = accumulate(length + ROW_BYTES for _, length in oldest)
        enough = [row for (row, _), total in zip(oldest, freed, strict=True) if total >= over]
        last = enough[0] if enough else oldest[-1][0]
        gone += connection.execute("DELETE FROM entries WHERE rowid <= ?", (last,)).rowcount
    give_back(connection, size)
    return gone


def give_back(connection: sqlite3.Connection, size: int) -> bool:
    """Give the disk some of the free pages above a size, and return whether there are more; not of an older file.

    A file that was made before it could do that keeps its length, and uses the pages again.
    """
    pages, page = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    over = min(free, pages - size // page)
    if over <= 0 or not can_shrink(connection):
        return False
    # Of a statement whose rows have no columns, ``execute`` takes one step alone, which is one page.
    connection.executescript(f"PRAGMA incremental_vacuum({min(over, _PAGES_AT_MOST)})")
    return bool(over > _PAGES_AT_MOST)


def can_shrink(connection: sqlite3.Connection) -> bool:
    """Whether the file gives back pages by the piece; an older one must be written anew for it (VACUUM)."""
    mode: int = connection.execute("PRAGMA auto_vacuum").fetchone()[0]
    return mode == _INCREMENTAL


def _used(connection: sqlite3.Connection) -> int:
    pages, free, page = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * page)
