"""What stands in a row of the cache's file: a key as its digest, a value with its checksum, a space as its number."""

from contextlib import suppress
from hashlib import blake2b
from typing import Any
from zlib import crc32

from toolkit.run.cache.claims import DIGEST
from toolkit.run.cache.database import StoreError

Row = tuple[bytes, bytes, int]
"""Key, value, checksum."""
_NAMED = 1 << 47


def whole(rows: list[Row]) -> list[Row]:
    """Return the rows whose value is what was written."""
    with suppress(TypeError):  # a damaged value may have become a number or a text
        return [row for row in rows if crc32(row[1]) == row[2]]
    return [row for row in rows if checksum(row[1]) == row[2]]


def checksum(value: bytes | str | float) -> int:
    """Return the CRC-32 of a value, -1 of what a damaged one became."""
    return crc32(value) if isinstance(value, bytes) else -1


def digest_of(key: str) -> bytes:
    """Return what is kept of a key."""
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def number_of(space: str) -> int:
    """Return the number of a new space: that of its name, so that in no other file another space has it."""
    return int.from_bytes(blake2b(space.encode("utf-8", "surrogatepass"), digest_size=6).digest()) | _NAMED


def require_right(number: Any, space: str) -> None:
    """Raise StoreError where a space has the number of another; those of older versions have small ones."""
    if not isinstance(number, int) or (number >= _NAMED and number != number_of(space)):
        raise StoreError("is damaged (a space with the number of another)", lasting=False, damaged=True)
