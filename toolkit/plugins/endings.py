"""What is done, and what is told, when a command ends; and what a process that shares its work has counted for it.

A module that has something to end or to tell says so here when it is loaded. The command line asks here and names no
module: one that was never loaded has nothing to end.
"""

from collections.abc import Callable, Mapping
from typing import Any

_acts: list[Callable[[], None]] = []
_tellers: list[Callable[[], list[str]]] = []
_carried: dict[str, tuple[Callable[[], Any], Callable[[Any], None]]] = {}


def when_left(act: Callable[[], None]) -> None:
    """Have this done when the programme is left at once, without waiting for what is under way."""
    _acts.append(act)


def when_done(teller: Callable[[], list[str]]) -> None:
    """Have the lines that this returns told when a command has done its work."""
    _tellers.append(teller)


def when_carried(name: str, take: Callable[[], Any], add: Callable[[Any], None]) -> None:
    """Have what is counted here taken along from a process that shares the work, and added where the work is told.

    ``take`` returns what was counted, as plain data, and begins anew; nothing where that is empty.
    """
    _carried[name] = take, add


def taken() -> dict[str, Any]:
    """Return what was counted since it was taken last, by the names of those who count."""
    return {name: counts for name, (take, _) in _carried.items() if (counts := take())}


def added(counts: Mapping[str, Any]) -> None:
    """Add what was counted in another process."""
    for name, one in counts.items():
        if name in _carried:
            _carried[name][1](one)


def leave() -> None:
    """Do all that is to be done before the programme is left at once."""
    for act in _acts:
        act()


def lines() -> list[str]:
    """Return all that is to be told of the work that was done."""
    return [line for teller in _tellers for line in teller()]
