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
from pathlib import Path

from toolkit.run.cache import bound, claims, damage
from toolkit.run.cache.database import StoreError, busy, connected, is_read_only, opened_to_read
from toolkit.run.cache.rows import checksum, digest_of, number_of, require_right, whole

_AT_ONCE = 900
_WEIGH_BYTES = 2_000_000


class Store:
    """One open file. Methods raise StoreError, and nothing else.

    A damaged file is set aside and a new one begun, unless it is the caller's to delete (``keep_damaged``); ``remark``
    says so where it was found on opening. ``damaged`` counts the values that were not what was written; ``read_only``
    tells that none can be kept.
    """

    def __init__(self, path: Path, *, keep_damaged: bool = True) -> None:
        self._path = path
        self._keep_damaged = keep_damaged
        self.damaged = 0
        self.read_only = False
        self.remark: str | None = None
        self._lock = threading.RLock()
        self._spaces: dict[str, int] = {}
        self._connection: sqlite3.Connection | None = None
        self._inherited: sqlite3.Connection | None = None
        self._owner = 0
        self._identity: damage.Identity | None = None
        self._unweighed = _WEIGH_BYTES  # what was written since the size was looked at; a run looks at its first value
        try:
            self._open()
        except StoreError as error:
            if error.lasting:
                raise
            self.remark = str(error)
            self._open()

    def _open(self) -> None:
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
            by_digest = {digest_of(key): key for key in keys}
            return {by_digest[digest]: value for digest, value in self._values(connection, number, list(by_digest))}

    def put(
        self, space: str, values: Mapping[str, bytes], ended: Sequence[int] = (), begun: Sequence[int] = ()
    ) -> None:
        """Keep values in one transaction; what was under a key is replaced.

        With them the claims ``ended`` are done, and those that are ``begun`` have time for their next values.
        """
        with self._writing(space) as (connection, number):
            rows = [(number, digest_of(key), value, checksum(value)) for key, value in values.items()]
            connection.executemany(
                "INSERT OR REPLACE INTO entries (space, key, value, checksum) VALUES (?, ?, ?, ?)", rows
            )
            claims.end(connection, ended)
            for one in begun:
                claims.extend(connection, one)
        self._unweighed += sum(len(value) + bound.ROW_BYTES for value in values.values())
        if self._unweighed >= _WEIGH_BYTES:
            self._unweighed = 0
            self.trim()

    def claim(self, space: str, keys: Sequence[str], owner: str) -> tuple[int, list[str], list[str]]:
        """Claim the keys whose values the owner is about to compute; return the claim's number and its keys.

        In a second list are those whose values are there by now. All others are claimed by somebody who is at work.
        Without a key that is free there is no claim, and the number is 0.
        """
        by_digest = {digest_of(key): key for key in keys}
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

    def trim(self, *, whole: bool = False) -> int:
        """Delete values, the oldest first, of a file over its bound, some or till it keeps to it; return how many."""
        gone = 0
        with self._ready() as connection:
            most = self._max_size(connection)
            while most is not None:
                count = bound.trim(connection, most)
                gone += count
                if not whole or not count:
                    break
        return gone

    def max_size(self) -> int | None:
        """Return how many bytes the file may have, None for any number."""
        with self._ready() as connection:
            return self._max_size(connection)

    def set_max_size(self, size: int | None) -> None:
        """Bound the file from now on, for all who use it; nothing is deleted before the next value is kept."""
        with self._ready() as connection:
            bound.keep(connection, size)

    def shrink(self) -> None:
        """Give the disk what is free in the file; where another process is at work, it is used again later."""
        with self._ready() as connection, suppress(sqlite3.OperationalError):
            if bound.can_shrink(connection):
                while bound.give_back(connection, 0):
                    pass
            else:
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
                connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _max_size(self, connection: sqlite3.Connection) -> int | None:
        named = bound.from_environment()
        return named[0] if named else bound.kept_in(connection)

    def counts(self) -> dict[str, int]:
        """Return how many values each space holds."""
        query = "SELECT name, COUNT(*) FROM entries JOIN spaces ON spaces.id = entries.space GROUP BY name"
        with self._ready() as connection:
            return {str(name): count for name, count in connection.execute(query).fetchall()}

    def delete(self, wanted: Callable[[str], bool]) -> int:
        """Delete the spaces with a wanted name and return how many values went with them."""
        with self._ready() as connection:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                spaces = connection.execute("SELECT id, name FROM spaces").fetchall()
                gone = [number for number, name in spaces if wanted(str(name))]
                count = 0
                for number in gone:
                    count += connection.execute("DELETE FROM entries WHERE space = ?", (number,)).rowcount
                    connection.execute("DELETE FROM spaces WHERE id = ?", (number,))
            self._spaces.clear()
        self.shrink()
        return count

    def _values(
        self, connection: sqlite3.Connection, space: int, digests: Sequence[bytes]
    ) -> Iterator[tuple[bytes, bytes]]:
        """Yield the digests whose values are there, and whole, with their values."""
        for start in range(0, len(digests), _AT_ONCE):
            some = digests[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            # What is asked of the index is read again in the row: an index may be damaged, too.
            query = (
                "SELECT row.key, row.value, row.checksum, row.space FROM entries AS place JOIN entries AS row "  # noqa: S608 - marks only
                f"ON row.rowid = place.rowid WHERE place.space = ? AND place.key IN ({marks})"
            )
            found = connection.execute(query, (space, *some)).fetchall()
            wanted = {*some}
            sound = whole([row[:3] for row in found if row[3] == space and row[0] in wanted])
            self.damaged += len(found) - len(sound)
            yield from ((key, value) for key, value, _ in sound)

    @contextmanager
    def _writing(self, space: str) -> Iterator[tuple[sqlite3.Connection, int]]:
        """Give the connection in a transaction, and the number of the space, which is made where there is none."""
        with self._ready() as connection:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                row = connection.execute("SELECT id FROM spaces WHERE name = ?", (space,)).fetchone()
                number = row[0] if row else number_of(space)
                if row is None:
                    connection.execute("INSERT INTO spaces (id, name) VALUES (?, ?)", (number, space))
                require_right(number, space)
                yield connection, number
            self._spaces[space] = number  # not before it is surely written: what is undone is used again

    def _space(self, connection: sqlite3.Connection, name: str) -> int | None:
        if name not in self._spaces:
            row = connection.execute("SELECT id FROM spaces WHERE name = ?", (name,)).fetchone()
            if row is None:
                return None
            require_right(row[0], name)
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
                    self._connection = self._opened()
                    self._owner = os.getpid()
                    self._spaces = {}
                yield self._connection
            except sqlite3.Error as error:
                if damage.is_damage(error):
                    raise self._set_aside(f"is damaged ({error})") from error
                if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
                    raise StoreError(
                        "cannot grow, the disk is full: what is in it is used, and nothing is added", lasting=False
                    ) from error
                raise StoreError(f"cannot be used ({error}); going on without it", lasting=not busy(error)) from error
            except StoreError as error:
                if error.damaged:
                    raise self._set_aside(str(error)) from error
                raise
            except UnicodeError as error:
                raise self._set_aside(f"is damaged ({error})") from error
            except OSError as error:
                raise StoreError(f"cannot be opened ({error.strerror}); going on without it", lasting=True) from error
            except ValueError as error:  # a NUL in the name
                raise StoreError(f"cannot be opened ({error}); going on without it", lasting=True) from error

    def _opened(self) -> sqlite3.Connection:
        if self.read_only:
            return opened_to_read(self._path)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with damage.lock(self._path):
            self._identity = damage.identity(self._path)
            connection = connected(self._path)
            self._identity = self._identity or damage.identity(self._path)
        return connection

    def _set_aside(self, what: str) -> StoreError:
        """Set the damaged file aside and return what to say of it; "" where another process did."""
        if self.read_only:
            return StoreError(f"{what}, and read-only; going on without it", lasting=True, damaged=True)
        if not self._keep_damaged:
            return StoreError(what, lasting=True, damaged=True)
        self.close()
        try:
            aside = damage.set_aside(self._path, self._identity)
        except OSError as error:
            why = f"{what}, and cannot be set aside ({error.strerror}); going on without it"
            return StoreError(why, lasting=True, damaged=True)
        if aside is None:
            return StoreError("", lasting=False, damaged=True)
        return StoreError(
            f"{what}: it is set aside as {aside.name}, and a new one begun; what it held is computed, or asked for, "
            "again (delete that file if you need the room)",
            lasting=False,
            damaged=True,
        )
