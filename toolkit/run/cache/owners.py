"""Who works: a name for this process that others can look after, and whether the process of a name is still there.

A process of the same machine and the same view of it (a container has its own) is looked up by its number and the
moment it started, for numbers are used again. Of any other nothing can be seen: it counts as there, and its time runs
out.
"""

import os
import platform
from functools import cache
from pathlib import Path

_PROC = Path("/proc")


def name() -> str:
    """Return the name of this process, which no other process has or will have."""
    return _name(os.getpid())


@cache
def _name(number: int) -> str:
    return f"{_machine()} {number} {_started(number)}"


def alive(owner: str) -> bool:
    """Whether the process of a name may still be at work; sure where it is of this machine, and True elsewhere."""
    machine, _, rest = owner.partition(" ")
    number, _, started = rest.partition(" ")
    if machine != _machine() or not number.isascii() or not number.isdigit():
        return True
    return _started(int(number)) == started


@cache
def _machine() -> str:
    """Return what is the same for all processes that can see each other, and survives no start of the machine."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}/{(_PROC / 'self/ns/pid').readlink()}"
    except OSError:
        return platform.node().replace(" ", "-") or "here"


def _started(number: int) -> str:
    """Return when a process started, in ticks of the system; "" where there is none, or one that only waits to go."""
    try:
        state, *fields = (_PROC / str(number) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "" if _PROC.joinpath("self/stat").exists() or not _answers(number) else "running"
    return "" if state in "ZX" else fields[18]


def _answers(number: int) -> bool:
    """Whether a process is there, where the system has no files that tell of it."""
    if os.name != "posix":
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
