"""The desk on a port of this machine, until it is stopped."""

import secrets
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.desk.opening import Opened
from toolkit.desk.review import Review
from toolkit.desk.saving import Saver
from toolkit.errors import InputError
from toolkit.plugins import require
from toolkit.plugins.plurals import counted
from toolkit.readers.files.documents import AS_THEY_COME, Readers

_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk that is ready: its address, with the token in it, and what it shows; another thread may ``stop`` it."""

    address: str
    review: Review
    run: Callable[[], None]
    stop: Callable[[], None]

    def lines(self) -> list[str]:
        """Return what the user must know: where the desk is, what is on it, and where verdicts go."""
        documents = self.review.documents
        units = counted(len(self.review.entries), "unit")
        findings = counted(sum(len(one.marks) for one in documents), "finding")
        failed = [one.opened.document for one in documents if one.opened.document.failure]
        return [
            f"{counted(len(documents), 'document')}, {units}, {findings}",
            *(f"not shown: {one.path}: {one.failure}" for one in failed),
            *(f"verdicts: {journal.path}" for journal in self.review.journals),
            f"desk: {self.address}",
            "it is for this machine alone; Ctrl-C closes it",
        ]


def require_packages() -> None:
    """Raise MissingDependency, one line, where the extra is not installed."""
    for package in ("starlette", "uvicorn"):
        require(package, "review")


def desk(opened: Sequence[Opened], port: int = 0, readers: Readers = AS_THEY_COME, reviewer: str = "") -> Desk:
    """Return a desk that listens already; raises InputError for a port that is taken. ``run`` serves until it ends."""
    import uvicorn

    from toolkit.desk.server.application import application
    from toolkit.desk.server.guard import Guard

    review = Review(opened, readers)
    listening = _listen(port)
    taken = listening.getsockname()[1]
    token = secrets.token_urlsafe(24)
    saver = Saver(review)
    guarded = Guard(application(review, saver, token, reviewer), token, taken)
    settings = uvicorn.Config(
        guarded,
        log_level="critical",
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=2,
        proxy_headers=False,
    )
    server = uvicorn.Server(settings)

    def run() -> None:
        try:
            server.run(sockets=[listening])
        finally:
            saver.end()

    def stop() -> None:
        server.should_exit = True

    return Desk(f"http://{_LOOPBACK}:{taken}/?token={token}", review, run, stop)


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((_LOOPBACK, port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"port {port} of {_LOOPBACK} cannot be used ({reason}); choose another --port") from None
    return listening


def in_background(ready: Desk) -> threading.Thread:
    """Serve in a thread of this process, for programs that go on."""
    thread = threading.Thread(target=ready.run, name="desk", daemon=True)
    thread.start()
    return thread
