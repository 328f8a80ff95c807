"""Options that may differ by direction: one value for all, or a map such as ``{it-en: ..., en-it: ...}``."""

import re
from collections.abc import Mapping

_DIRECTION = re.compile(r"[a-z]{2,3}-[a-z]{2,3}")


def check(name: str, said: str | Mapping[str, str]) -> None:
    """Raise ValueError for a map whose keys are no directions, or that says nothing of one."""
    if isinstance(said, str):
        return
    for direction, value in said.items():
        if not _DIRECTION.fullmatch(direction):
            raise ValueError(f"{name}: {direction!r} is no direction such as it-en")
        if not value:
            raise ValueError(f"{name}: {direction} is empty; leave it out")


def value(said: str | Mapping[str, str], source: str, target: str) -> str:
    """Return what holds in a direction, empty for nothing."""
    return said if isinstance(said, str) else said.get(f"{source}-{target}", "")
