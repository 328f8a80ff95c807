"""What programs said on standard error though they ended well, such as "WARNING: input truncated".

It is said once, at the end of a command: each program's last line. It is no part of a result.
"""

import re
import threading

from toolkit.plugins import endings

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x1f\x7f-\x9f]+")

_lock = threading.Lock()
_said: dict[str, str] = {}


def heard(program: str, line: str) -> None:
    """Keep the last line that a program said, on one line and without what would move a terminal's cursor."""
    plain = " ".join(_CONTROL.sub(" ", line).split())
    if plain:
        with _lock:
            _said[program] = plain


def lines() -> list[str]:
    """Return a line for each program that said something since it was told last, sorted by name."""
    return [f"{program}: it ended well, and said: {line}" for program, line in sorted(_taken().items())]


def _taken() -> dict[str, str]:
    with _lock:
        found = dict(_said)
        _said.clear()
    return found


def _added(said: dict[str, str]) -> None:
    with _lock:
        _said.update(said)


endings.when_done(lines)
endings.when_carried("programs", _taken, _added)
