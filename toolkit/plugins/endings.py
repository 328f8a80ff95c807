"""What is done, and what is told, when a command ends; and what a process that shares its work has counted for it.

A module that has something to end or to tell says so here when it is loaded. The command line asks here and names no
module: one that was never loaded has nothing to end.
"""

from collections.abc import Callable, Mapping
from typing import Any

_acts: list[Callable[[], None]] = []
_tellers: list[Callable[[], list[str]]] = []
_counts: dict[str, tuple[Callable[[], Any], Callable[[Any], None]]] = {}


def when_left(act: Callable[[], None]) -> None:
    """Have this done when the programme is left at once, without waiting for what is under way."""
    _acts.append(act)


def when_done(teller: Callable[[], list[str]]) -> None:
    """Have the lines that this returns told when a command has done its work."""
    _tellers.append(teller)


def when_shared(name: str, give: Callable[[], Any], take: Callable[[Any], None]) -> None:
    """Have what a process counted handed on: ``give`` returns it as plain data and counts anew, ``take`` adds it."""
    _counts[name] = give, take


def handed_on() -> dict[str, Any]:
    """Return what was counted in this process since the last time, for the one whose work it shares."""
    return {name: counted for name, (give, _) in _counts.items() if (counted := give())}


def add(counted: Mapping[str, Any]) -> None:
    """Add what a process that shares the work has handed on."""
    for name, one in counted.items():
        if name in _counts:
            _counts[name][1](one)


def leave() -> None:
    """Do all that is to be done before the programme is left at once."""
    for act in _acts:
        act()


def lines() -> list[str]:
    """Return all that is to be told of the work that was done."""
    return [line for teller in _tellers for line in teller()]
