"""Who computes which values at the moment, kept in the file itself: nobody else computes them meanwhile.

A claim ends with its last value, when it is given up, with the process of its owner, or when its time is over: a minute
and five seconds a value, ten minutes at most, anew with each value that comes. Then another takes it. So a killed
process costs the others nothing but its own work, and one that hangs some minutes; a value that is computed twice is no
harm. The functions work inside a transaction of the caller's.
"""

import sqlite3
import time
from collections.abc import Collection

from toolkit.run.cache import owners

TABLE = """
CREATE TABLE IF NOT EXISTS claims (
    id INTEGER PRIMARY KEY AUTOINCREMENT, space INTEGER NOT NULL, owner TEXT NOT NULL, until REAL NOT NULL,
    digests BLOB NOT NULL
)
"""
DIGEST = 16
"""Bytes of a key's digest; those of a claim stand one after the other, for few claims stand at once."""
_SECONDS, _SECONDS_A_VALUE, _MOST_SECONDS = 60.0, 5.0, 600.0


def claimed(connection: sqlite3.Connection, space: int) -> tuple[set[bytes], list[int]]:
    """Return what is being computed in a space, and the numbers of claims whose owners are not at work any more."""
    found: set[bytes] = set()
    ended = []
    for number, owner, until, digests in connection.execute(
        "SELECT id, owner, until, digests FROM claims WHERE space = ?", (space,)
    ):
        if _at_work(owner, until):
            found.update(digests[start : start + DIGEST] for start in range(0, len(digests), DIGEST))
        else:
            ended.append(number)
    return found, ended


def take(connection: sqlite3.Connection, space: int, digests: Collection[bytes], owner: str) -> int:
    """Claim these for an owner; return the number of the claim."""
    until = time.time() + min(_SECONDS + _SECONDS_A_VALUE * len(digests), _MOST_SECONDS)
    row = space, owner, until, b"".join(digests)
    done = connection.execute("INSERT INTO claims (space, owner, until, digests) VALUES (?, ?, ?, ?)", row)
    return done.lastrowid or 0


def extend(connection: sqlite3.Connection, number: int) -> None:
    """Give a claim time for its next values."""
    until = time.time() + _MOST_SECONDS / 2
    connection.execute("UPDATE claims SET until = max(until, ?) WHERE id = ?", (until, number))


def end(connection: sqlite3.Connection, numbers: Collection[int]) -> None:
    """End claims."""
    connection.executemany("DELETE FROM claims WHERE id = ?", [(number,) for number in numbers])


def end_all_of(connection: sqlite3.Connection, owner: str) -> None:
    """End the claims of one owner."""
    connection.execute("DELETE FROM claims WHERE owner = ?", (owner,))


def end_the_abandoned(connection: sqlite3.Connection) -> None:
    """End the claims of those who are not at work any more; nothing is written where there are none."""
    known = connection.execute("SELECT id, owner, until FROM claims").fetchall()
    end(connection, [number for number, owner, until in known if not _at_work(owner, until)])


def _at_work(owner: str, until: float) -> bool:
    now = time.time()
    # A time that is farther off is that of a clock which was put back since.
    return now < until <= now + _MOST_SECONDS + 1 and owners.alive(owner)
