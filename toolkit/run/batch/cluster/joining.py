"""A cluster of Ray, one of our own or somebody's, joined for one job and left without a trace.

What Ray prints is kept away from the user's terminal, and nothing is reported to anybody. What the user says of Ray in
variables of the environment (``RAY_...``) holds; only what nobody said is set here.
"""

import logging
import os
import shutil
import signal
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

from toolkit.errors import InputError, one_line
from toolkit.plugins import endings
from toolkit.plugins.signatures import require

LOCAL = "local"
PATIENCE_SECONDS = 5.0
_OBJECT_BYTES = 128 << 20  # documents and reports on their way; containers have little shared memory
_LONGEST = 40  # letters of a folder in which sockets still find room: their paths have at most 107
_FOLDER = "tkray"
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
    "RAY_ENABLE_METRICS_COLLECTION": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_worker_niceness": "0",  # as the processes of the other executor
}
_left = {"ray": True}


def ray_package() -> Any:
    """Return Ray, which is asked to be quiet; raises MissingDependency where it is not installed."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    ray = require("ray", "ray")
    # What Ray tells of lost nodes it prints between our lines, whatever it is told of logs; the job tells it itself.
    printer: Any = import_module("ray._private.worker")
    if hasattr(printer, "print_to_stdstream"):
        printer.print_to_stdstream = _print_nothing
    return ray


def _print_nothing(*_: Any, **__: Any) -> None:
    pass


def address_of(said: str | None) -> str | None:
    """Return the address of the cluster that the user means, None for one of our own; raises InputError for another.

    Raises MissingDependency where Ray is not installed.
    """
    ray_package()
    address = said or os.environ.get("RAY_ADDRESS") or None
    if address is not None and address.startswith("ray://"):
        raise InputError(
            f"{address}: an address of Ray's client, through which results cannot come; have this machine join the "
            "cluster (ray start --address=HOST:PORT), and say: --address auto"
        )
    return None if address == LOCAL else address


@contextmanager
def joined(address: str | None, workers: int) -> Iterator[Any]:
    """Give Ray, in a cluster of our own with so many processors or in that of the address, which is left at the end.

    Raises InputError where none answers, or none can be started.
    """
    ray = ray_package()
    folder = _folder() if address is None else None
    own = {"num_cpus": workers, "object_store_memory": _OBJECT_BYTES, "include_dashboard": False}
    # Ray puts handlers of its own in the place of ours, which know what is to be ended.
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    _left["ray"] = False
    try:
        try:
            _require_answer(address)
            with _unheard():
                ray.init(
                    address=address or LOCAL,
                    log_to_driver=False,
                    logging_level=logging.CRITICAL,
                    **(own if address is None else {}),
                    **({"_temp_dir": str(folder)} if folder else {}),
                )
        except (ConnectionError, RuntimeError, ValueError, OSError, AssertionError) as error:
            raise _refused(address, error) from None
        finally:
            for number, handler in handlers.items():
                with suppress(TypeError, ValueError):  # it was not set from Python, or this is a thread
                    signal.signal(number, handler)
        with _stopped_as_told():
            yield ray
    finally:
        leave()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def leave() -> None:
    """Leave the cluster, which ends where it is our own. Nothing happens the second time."""
    if not _left["ray"]:
        _left["ray"] = True
        with suppress(Exception):  # nobody is left to whom it could matter
            require("ray", "ray").shutdown()


endings.when_left(leave)


@contextmanager
def _stopped_as_told() -> Iterator[None]:
    """Let what a signal raised go on as it was: Ray's waiting puts another KeyboardInterrupt in its place."""
    handler = signal.getsignal(signal.SIGTERM)
    told: list[KeyboardInterrupt] = []

    def heard(number: int, frame: FrameType | None) -> None:
        if callable(handler):
            try:
                handler(number, frame)
            except KeyboardInterrupt as stopping:
                told.append(stopping)
                raise

    in_charge = callable(handler) and threading.current_thread() is threading.main_thread()
    if in_charge:
        signal.signal(signal.SIGTERM, heard)
    try:
        yield
    except KeyboardInterrupt:
        if told:
            raise told[0] from None
        raise
    finally:
        if in_charge:
            signal.signal(signal.SIGTERM, handler)


def _require_answer(address: str | None) -> None:
    """Raise OSError where nobody listens: Ray would try for minutes."""
    host, _, port = (address or "").rpartition(":")
    if host and port.isdigit():
        with socket.create_connection((host.strip("[]"), int(port)), PATIENCE_SECONDS):
            pass


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep off the terminal what Ray's native part writes to standard error while it starts."""
    try:
        heard, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # standard error is closed
        yield
        return
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(heard, 2)
        os.close(heard)
        os.close(nowhere)


def _refused(address: str | None, error: Exception) -> InputError:
    if address is None:
        return InputError(f"Ray cannot start a cluster on this machine ({one_line(error)}); try: --executor local")
    return InputError(
        f"{address}: no cluster of Ray can be joined there ({one_line(error)}); this machine must be a node of it (ray "
        "start --address=HOST:PORT); without --address, Ray starts one of its own"
    )


def _folder() -> Path | None:
    """Make the folder for Ray's logs and sockets, which goes with the job; None where the user names one."""
    if os.environ.get("RAY_TMPDIR"):
        return None
    place = Path(tempfile.gettempdir())
    place = place if len(str(place)) <= _LONGEST else Path("/tmp")  # noqa: S108
    for left in place.glob(f"{_FOLDER}*-*"):  # of a job that was killed
        number = left.name.removeprefix(_FOLDER).partition("-")[0]
        if number.isdigit() and not Path("/proc", number).exists() and Path("/proc/self").exists():
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-", dir=place))
