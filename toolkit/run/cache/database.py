"""The SQLite file under the cache: opened, made, and brought from an older version to this one."""

import os
import sqlite3
import time
from pathlib import Path
from zlib import crc32

from toolkit.run.cache import claims

VERSION = 3
_WITHOUT_CHECKSUMS, _WITHOUT_CLAIMS = 1, 2  # versions before; what they keep may have cost money
BUSY_SECONDS = 10.0
# A number is never used twice (AUTOINCREMENT): another process may still remember it for a space that was deleted.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS spaces (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS entries (
    space INTEGER NOT NULL REFERENCES spaces (id), key BLOB NOT NULL, value BLOB NOT NULL, checksum INTEGER NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS entry ON entries (space, key);
"""


class StoreError(Exception):
    """What is wrong with the file, on one line.

    ``lasting`` unless another try may go well; ``damaged`` if the file is no database, or a broken one.
    """

    def __init__(self, message: str, *, lasting: bool, damaged: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting
        self.damaged = damaged


def connected(path: Path) -> sqlite3.Connection:
    """Return a connection to the file, which is made or renewed where that must be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
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
            raise StoreError("the cache is read-only, and of another version", lasting=True)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    # Two processes that make the file at once can meet a lock for which SQLite does not wait by itself.
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found != VERSION:
                _renew(connection)
            claims.end_the_abandoned(connection)
            return
        except sqlite3.OperationalError as error:
            if not busy(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _renew(connection: sqlite3.Connection) -> None:
    """Make the tables, or bring those of an older version to this one; what a stranger made is dropped.

    All can be computed again, but may have cost money.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found not in (_WITHOUT_CHECKSUMS, _WITHOUT_CLAIMS, VERSION):
            tables = ("entries", "spaces", "claims")
            for statement in (*(f"DROP TABLE IF EXISTS {table}" for table in tables), *_SCHEMA.split(";")):
                connection.execute(statement)
        if found == _WITHOUT_CHECKSUMS:
            connection.create_function("checksum_of", 1, checksum, deterministic=True)
            connection.execute("ALTER TABLE entries ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0")
            connection.execute("UPDATE entries SET checksum = checksum_of(value)")
        if found != VERSION:
            connection.execute(claims.TABLE)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def busy(error: sqlite3.Error) -> bool:
    """Whether another process is at work in the file."""
    return error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def checksum(value: bytes | str | float) -> int:
    """Return the CRC-32 of a value, -1 of what a damaged one became."""
    return crc32(value) if isinstance(value, bytes) else -1
