"""Whether texts may leave this machine: what runs with ``network: off`` is held to it here, whatever a plugin does.

Engines that leave are refused when a configuration is read. What stands here is for those that nobody foresaw: services
are not asked, libraries of models look for nothing on their hub, and where the whole process belongs to the toolkit, no
socket of Python is connected to another machine (PEP 578, audit events ``socket.*``).
"""

import errno
import ipaddress
import os
import re
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from toolkit.errors import EngineError
from toolkit.plugins import endings
from toolkit.plugins.plurals import counted

ANYWHERE = "*"
"""What ``sends_to`` of a plugin is where nobody can know whether its texts go to another machine, and to which."""

_HERE = re.compile(r"localhost|.*\.localhost|127(?:\.\d{1,3}){3}|::1")
# https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables, https://docs.ray.io (usage stats)
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
}
_OWN_NAME = socket.gethostname()
_REFUSED = "network is off, so nothing is sent to"

_lock = threading.Lock()
_sent: dict[str, tuple[int, int]] = {}
_runs: list[dict[str, str | None]] = []
_guarded: list[bool] = []


def count(url: str, texts: int, characters: int) -> None:
    """Note that so much is sent to an address; what goes to this machine does not count, nor what will be refused."""
    host = urlsplit(url).hostname or ""
    if not is_here(host) and not is_off():
        _added({host: (texts, characters)})


def _added(sent: dict[str, tuple[int, int]]) -> None:
    with _lock:
        for host, (texts, characters) in sent.items():
            known, before = _sent.get(host, (0, 0))
            _sent[host] = known + texts, before + characters


def _taken() -> dict[str, tuple[int, int]]:
    with _lock:
        found = dict(_sent)
        _sent.clear()
    return found


def _lines() -> list[str]:
    return [
        f"{host} was sent {counted(texts, 'text')}, {counted(characters, 'character')}"
        for host, (texts, characters) in sorted(_sent.items())
    ]


endings.when_done(_lines)
endings.when_carried("network", _taken, _added)


def is_here(host: str) -> bool:
    """Whether a host is this machine, by its name or address."""
    return bool(_HERE.fullmatch(host))


def is_off() -> bool:
    """Whether a run is under way that may send nothing."""
    return bool(_runs)


def require(url: str, who: str) -> None:
    """Raise EngineError for an address on another machine where nothing may be sent."""
    host = urlsplit(url).hostname or ""
    if is_off() and not is_here(host):
        raise EngineError(f"{who}: {_REFUSED} {host}")


@contextmanager
def switched(*, on: bool) -> Iterator[None]:
    """Hold all that runs inside the block to it, if it is not ``on``; programs that are started there inherit it."""
    if on:
        yield
        return
    with _lock:
        _runs.append({name: os.environ.get(name) for name in _QUIET})
        os.environ.update(_QUIET)
    try:
        yield
    finally:
        with _lock:
            before = _runs.pop()
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def guard() -> None:
    """Have no socket of this process, and of its copies, connected to another machine while the network is off.

    For a process that is the toolkit's own alone: it would break off what else a program does.
    """
    if not _guarded:
        _guarded.append(True)
        sys.addaudithook(_heard)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if not event.startswith("socket.") or not _runs:
        return
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) and address else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = None if arguments[0] == _OWN_NAME else arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if isinstance(host, str) and host and not (is_here(host) or _is_own(host)):
        raise OSError(errno.ENETUNREACH, f"{_REFUSED} {host}")


def _is_own(host: str) -> bool:
    """Whether a numeric address is this machine's: a loopback one, or the one that stands for all of its own."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
