"""Small values under text keys in one SQLite file, shared by threads and processes.

A value belongs to a space (a name, such as what computed it) and a key; of the key only a 128-bit digest is kept
(BLAKE2b): a collision is not to be expected before 10^19 keys. Beside each value stands a checksum (CRC-32): a
value that is not what was written is as good as none. Write-ahead logging lets readers and a writer work at
once, and a killed process leaves the file whole. https://sqlite.org/wal.html
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

from toolkit.run.cache import claims
from toolkit.run.cache.database import StoreError, busy, checksum, connected, is_read_only, opened_to_read

_AT_ONCE = 900


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
            return {by_digest[digest]: value for digest, value in self._values(connection, number, list(by_digest))}

    def put(
        self, space: str, values: Mapping[str, bytes], ended: Sequence[int] = (), begun: Sequence[int] = ()
    ) -> None:
        """Keep values in one transaction; what was under a key is replaced.

        With them the claims ``ended`` are done, and those that are ``begun`` have time for their next values.
        """
        with self._writing(space) as (connection, number):
            rows = [(number, _digest(key), value, checksum(value)) for key, value in values.items()]
            connection.executemany(
                "INSERT OR REPLACE INTO entries (space, key, value, checksum) VALUES (?, ?, ?, ?)", rows
            )
            claims.end(connection, ended)
            for one in begun:
                claims.extend(connection, one)

    def claim(self, space: str, keys: Sequence[str], owner: str) -> tuple[int, list[str], list[str]]:
        """Claim the keys whose values the owner is about to compute; return the claim's number and its keys.

        In a second list are those whose values are there by now. All others are claimed by somebody who is at work.
        Without a key that is free there is no claim, and the number is 0.
        """
        by_digest = {_digest(key): key for key in keys}
        with self._ready() as connection:
            known = self._space(connection, space)
            if known is not None and claims.claimed(connection, known)[0] >= by_digest.keys():
                there = {digest for digest, _ in self._values(connection, known, list(by_digest))}
                # Who writes is not waited for, nor kept waiting.
                return 0, [], [key for digest, key in by_digest.items() if digest in there]
        number = 0
        with self._writing(space) as (connection, known):
            theirs, abandoned = claims.claimed(connection, known)
            claims.end(connection, abandoned)
            there = {digest for digest, _ in self._values(connection, known, list(by_digest))}
            ours = [digest for digest in by_digest if digest not in there and digest not in theirs]
            if ours:
                number = claims.take(connection, known, ours, owner)
        return (
            number,
            [by_digest[digest] for digest in ours],
            [key for digest, key in by_digest.items() if digest in there],
        )

    def release(self, numbers: Sequence[int]) -> None:
        """Give up claims: the values are not coming."""
        with self._ready() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            claims.end(connection, numbers)

    def give_up_all_of(self, owner: str) -> None:
        """Give up the claims of an owner who is gone."""
        with self._ready() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            claims.end_all_of(connection, owner)

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

    def _values(
        self, connection: sqlite3.Connection, space: int, digests: Sequence[bytes]
    ) -> Iterator[tuple[bytes, bytes]]:
        """Yield the digests whose values are there, and whole, with their values."""
        for start in range(0, len(digests), _AT_ONCE):
            some = digests[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, value, checksum FROM entries WHERE space = ? AND key IN ({marks})"  # noqa: S608 - marks only
            rows = connection.execute(query, (space, *some)).fetchall()
            whole = _whole(rows)
            self.damaged += len(rows) - len(whole)
            yield from ((key, value) for key, value, _ in whole)

    @contextmanager
    def _writing(self, space: str) -> Iterator[tuple[sqlite3.Connection, int]]:
        """Give the connection in a transaction, and the number of the space, which is made where there is none."""
        with self._ready() as connection:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("INSERT OR IGNORE INTO spaces (name) VALUES (?)", (space,))
                number = connection.execute("SELECT id FROM spaces WHERE name = ?", (space,)).fetchone()[0]
                yield connection, number
            self._spaces[space] = number  # not before it is surely written: what is undone is used again

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
                    self.read_only = is_read_only(self._path)
                    self._connection = opened_to_read(self._path) if self.read_only else connected(self._path)
                    self._owner = os.getpid()
                    self._spaces = {}
                yield self._connection
            except sqlite3.OperationalError as error:
                raise StoreError(f"the cache cannot be used ({error})", lasting=not busy(error)) from error
            except (sqlite3.DatabaseError, UnicodeError) as error:
                raise StoreError(
                    f"the cache is damaged ({error}); delete it with: toolkit cache --clear", lasting=True, damaged=True
                ) from error
            except OSError as error:
                raise StoreError(f"the cache cannot be opened ({error.strerror})", lasting=True) from error
            except ValueError as error:  # a NUL in the name
                raise StoreError(f"the cache cannot be opened ({error})", lasting=True) from error


def _whole(rows: list[tuple[bytes, bytes, int]]) -> list[tuple[bytes, bytes, int]]:
    """Return the rows (key, value, checksum) whose value is what was written."""
    with suppress(TypeError):  # a damaged value may have become a number or a text
        return [row for row in rows if crc32(row[1]) == row[2]]
    return [row for row in rows if checksum(row[1]) == row[2]]


def _digest(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=claims.DIGEST).digest()
