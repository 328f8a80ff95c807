"""The SQLite file under the cache: opened, made, and brought from an older version to this one."""

import os
import sqlite3
import time
from pathlib import Path
from zlib import crc32

from toolkit.run.cache import claims, damage

VERSION = 3
_WITHOUT_CHECKSUMS, _WITHOUT_CLAIMS = 1, 2  # versions before; what they keep may have cost money
BUSY_SECONDS = 10.0
# The number of a space is that of its name (rows.py); files of older versions have counted them.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS spaces (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS entries (
    space INTEGER NOT NULL REFERENCES spaces (id), key BLOB NOT NULL, value BLOB NOT NULL, checksum INTEGER NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS entry ON entries (space, key)
"""
_ADDED = ("CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value) WITHOUT ROWID", claims.TABLE)
_OURS = {"spaces", "entries"}


class StoreError(Exception):
    """What is wrong with the file, on one line.

    ``lasting`` unless another try may go well; ``damaged`` if the file is no database, or a broken one, or of a version
    that is not known here.
    """

    def __init__(self, message: str, lasting: bool, damaged: bool = False) -> None:
        super().__init__(message, lasting, damaged)
        self.message, self.lasting, self.damaged = message, lasting, damaged

    def __str__(self) -> str:
        return self.message


def connected(path: Path) -> sqlite3.Connection:
    """Return a connection to the file, which is made or renewed where that must be."""
    new = not path.exists() or not path.stat().st_size
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        if new:  # said later, it has no effect
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def is_read_only(path: Path) -> bool:
    """Return whether the file is there, but it or its folder, where SQLite's log belongs, cannot be written."""
    effective = os.access in os.supports_effective_ids
    return path.is_file() and not all(os.access(one, os.W_OK, effective_ids=effective) for one in (path, path.parent))


def opened_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that writes nothing."""
    log = path.with_name(f"{path.name}-wal")
    # Without a log nobody is writing, and no file for sharing it is needed beside it.
    options = "mode=ro" if log.is_file() and log.stat().st_size else "mode=ro&immutable=1"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}", BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True
    )
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] not in (_WITHOUT_CLAIMS, VERSION):
            raise StoreError("is read-only, and of another version; going on without it", lasting=True)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    # Two processes that make the file at once can meet a lock for which SQLite does not wait by itself.
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            _require_ours(connection)  # before anything is changed
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found != VERSION:
                _renew(connection)
            damage.look(connection)
            claims.end_the_abandoned(connection)
            return
        except sqlite3.OperationalError as error:
            if not busy(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _renew(connection: sqlite3.Connection) -> None:
    """Make the tables, or bring those of an older version to this one."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found not in (_WITHOUT_CHECKSUMS, _WITHOUT_CLAIMS, VERSION):
            _require_ours(connection)
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
        if found == _WITHOUT_CHECKSUMS:
            connection.create_function("checksum_of", 1, lambda value: crc32(value) if isinstance(value, bytes) else -1)
            connection.execute("ALTER TABLE entries ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0")
            connection.execute("UPDATE entries SET checksum = checksum_of(value)")
        if found != VERSION:
            for statement in _ADDED:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _require_ours(connection: sqlite3.Connection) -> None:
    """Raise StoreError for a file that holds what this version does not know."""
    # In this order: another process may be making the file, tables and version at once.
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version in (_WITHOUT_CHECKSUMS, _WITHOUT_CLAIMS, VERSION):
        return
    if names >= _OURS:
        raise StoreError(f"is of version {version}, which is not known here", lasting=True, damaged=True)
    if names:
        raise StoreError("is the database of another program: name another file; going on without it", lasting=True)


def busy(error: sqlite3.Error) -> bool:
    """Whether another process is at work in the file."""
    return error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
