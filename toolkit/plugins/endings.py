"""What is done, and what is told, when a command ends.

A module that has something to end or to tell says so here when it is loaded. The command line asks here and names no
module: one that was never loaded has nothing to end.
"""

from collections.abc import Callable

_acts: list[Callable[[], None]] = []
_tellers: list[Callable[[], list[str]]] = []


def when_left(act: Callable[[], None]) -> None:
    """Have this done when the programme is left at once, without waiting for what is under way."""
    _acts.append(act)


def when_done(teller: Callable[[], list[str]]) -> None:
    """Have the lines that this returns told when a command has done its work."""
    _tellers.append(teller)


def leave() -> None:
    """Do all that is to be done before the programme is left at once."""
    for act in _acts:
        act()


def lines() -> list[str]:
    """Return all that is to be told of the work that was done."""
    return [line for teller in _tellers for line in teller()]
