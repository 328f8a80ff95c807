"""Small values under text keys in one SQLite file, shared by threads and processes.

A value belongs to a space (a name, such as what computed it) and a key; of the key only a 128-bit digest is kept
(BLAKE2b): a collision is not to be expected before 10^19 keys. Beside each value stands a checksum (CRC-32): a
value that is not what was written is as good as none. Write-ahead logging lets readers and a writer work at
once, and a killed process leaves the file whole. https://sqlite.org/wal.html
"""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

VERSION = 2
_WITHOUT_CHECKSUMS = 1  # the version before; what it keeps may have cost money
BUSY_SECONDS = 10.0
_AT_ONCE = 900
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


class Store:
    """One open file. Methods raise StoreError, and nothing else.

    ``damaged`` counts the values that were found not to be what was written; ``read_only`` tells that none can be kept.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.damaged = 0
        self.read_only = False
        self._lock = threading.RLock()
        self._spaces: dict[str, int] = {}
        self._connection: sqlite3.Connection | None = None
        self._inherited: sqlite3.Connection | None = None
        self._owner = 0
        with self._ready():
            pass

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None and self._owner == os.getpid():
                self._connection.close()
            self._connection = None

    def get(self, space: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the values that are there, and whole."""
        with self._ready() as connection:
            number = self._space(connection, space)
            if number is None:
                return {}
            by_digest = {_digest(key): key for key in keys}
            digests = list(by_digest)
            found: dict[str, bytes] = {}
            for start in range(0, len(digests), _AT_ONCE):
                some = digests[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, value, checksum FROM entries WHERE space = ? AND key IN ({marks})"  # noqa: S608 - marks only
                rows = connection.execute(query, (number, *some)).fetchall()
                whole = _whole(rows)
                self.damaged += len(rows) - len(whole)
                found.update([(by_digest[key], value) for key, value, _ in whole])
            return found

    def put(self, space: str, values: Mapping[str, bytes]) -> None:
        """Keep values in one transaction; what was under a key is replaced."""
        with self._ready() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT OR IGNORE INTO spaces (name) VALUES (?)", (space,))
            number = connection.execute("SELECT id FROM spaces WHERE name = ?", (space,)).fetchone()[0]
            connection.executemany(
                "INSERT OR REPLACE INTO entries (space, key, value, checksum) VALUES (?, ?, ?, ?)",
                [(number, _digest(key), value, _checksum(value)) for key, value in values.items()],
            )
        self._spaces[space] = number

    def counts(self) -> dict[str, int]:
        """Return how many values each space holds."""
        query = "SELECT name, COUNT(*) FROM entries JOIN spaces ON spaces.id = entries.space GROUP BY name"
        with self._ready() as connection:
            return dict(connection.execute(query).fetchall())

    def delete(self, wanted: Callable[[str], bool]) -> int:
        """Delete the spaces with a wanted name and return how many values went with them."""
        with self._ready() as connection:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                spaces = connection.execute("SELECT id, name FROM spaces").fetchall()
                gone = [number for number, name in spaces if wanted(name)]
                count = 0
                for number in gone:
                    count += connection.execute("DELETE FROM entries WHERE space = ?", (number,)).rowcount
                    connection.execute("DELETE FROM spaces WHERE id = ?", (number,))
            self._spaces.clear()
            with suppress(sqlite3.OperationalError):  # another process is at work: the space is used again later
                connection.execute("VACUUM")
            return count

    def _space(self, connection: sqlite3.Connection, name: str) -> int | None:
        if name not in self._spaces:
            row = connection.execute("SELECT id FROM spaces WHERE name = ?", (name,)).fetchone()
            if row is None:
                return None
            self._spaces[name] = row[0]
        return self._spaces[name]

    @contextmanager
    def _ready(self) -> Iterator[sqlite3.Connection]:
        """Give the connection of this process; SQLite's and the disk's errors become StoreError."""
        with self._lock:
            try:
                if self._connection is None or self._owner != os.getpid():
                    # After a fork a connection must neither be used nor closed.
                    self._inherited = self._connection
                    self.read_only = _is_read_only(self._path)
                    self._connection = _opened_to_read(self._path) if self.read_only else _connected(self._path)
                    self._owner = os.getpid()
                    self._spaces = {}
                yield self._connection
            except sqlite3.OperationalError as error:
                raise StoreError(f"the cache cannot be used ({error})", lasting=not _busy(error)) from error
            except (sqlite3.DatabaseError, UnicodeError) as error:
                raise StoreError(
                    f"the cache is damaged ({error}); delete it with: toolkit cache --clear", lasting=True, damaged=True
                ) from error
            except OSError as error:
                raise StoreError(f"the cache cannot be opened ({error.strerror})", lasting=True) from error
            except ValueError as error:  # a NUL in the name
                raise StoreError(f"the cache cannot be opened ({error})", lasting=True) from error


def _connected(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_read_only(path: Path) -> bool:
    """Return whether the file is there, but it or its folder, where SQLite's log belongs, cannot be written."""
    effective = os.access in os.supports_effective_ids
    return path.is_file() and not all(os.access(one, os.W_OK, effective_ids=effective) for one in (path, path.parent))


def _opened_to_read(path: Path) -> sqlite3.Connection:
    log = path.with_name(f"{path.name}-wal")
    # Without a log nobody is writing, and no file for sharing it is needed beside it.
    options = "mode=ro" if log.is_file() and log.stat().st_size else "mode=ro&immutable=1"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}", BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True
    )
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
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
            return
        except sqlite3.OperationalError as error:
            if not _busy(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _renew(connection: sqlite3.Connection) -> None:
    """Make the tables; of another version, all but the one before is dropped: everything can be computed again."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found == _WITHOUT_CHECKSUMS:
            connection.create_function("checksum_of", 1, _checksum, deterministic=True)
            connection.execute("ALTER TABLE entries ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0")
            connection.execute("UPDATE entries SET checksum = checksum_of(value)")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        elif found != VERSION:
            for statement in ("DROP TABLE IF EXISTS entries", "DROP TABLE IF EXISTS spaces", *_SCHEMA.split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _busy(error: sqlite3.Error) -> bool:
    return error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _whole(rows: list[tuple[bytes, bytes, int]]) -> list[tuple[bytes, bytes, int]]:
    """Return the rows (key, value, checksum) whose value is what was written."""
    with suppress(TypeError):  # a damaged value may have become a number or a text
        return [row for row in rows if crc32(row[1]) == row[2]]
    return [row for row in rows if _checksum(row[1]) == row[2]]


def _checksum(value: bytes | str | float) -> int:
    return crc32(value) if isinstance(value, bytes) else -1


def _digest(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
