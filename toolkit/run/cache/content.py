"""A mark of everything that nouns hold: what computed results are kept under, taken from the nouns' own fields."""

import hashlib
import json
from collections.abc import Set
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


def mark(*values: object) -> str:
    """Return a mark of values; it changes with every field of every noun inside them, whatever fields there are.

    Equal values give equal marks on every machine. Raises TypeError for what has no content to look at, such as a path.
    """
    plain = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_parts, check_circular=False)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _parts(value: Any) -> Any:
    """Take apart what JSON does not know; of large arrays and bytes only a mark is left."""
    if is_dataclass(value) and not isinstance(value, type):
        name, known = _fields(type(value))
        return [name, *(getattr(value, field) for field in known)]
    if isinstance(value, Set):
        return sorted(mark(member) for member in value)
    try:
        whole = memoryview(value)
    except TypeError:
        raise TypeError(f"{value!r} has no content that a mark could be taken of") from None
    return [whole.format, whole.shape, hashlib.sha256(whole.tobytes()).hexdigest()]


@cache
def _fields(noun: type[Any]) -> tuple[str, tuple[str, ...]]:
    return noun.__qualname__, tuple(field.name for field in fields(noun))
