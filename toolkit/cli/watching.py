"""How far a batch is: a bar on a terminal, a line now and then where nobody watches, and events for programs."""

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click

from toolkit.cli.bars import Bar
from toolkit.errors import InputError
from toolkit.plugins.durations import duration
from toolkit.plugins.plurals import counted
from toolkit.run.batch.work import Done
from toolkit.secrets.masking import masked

_SECONDS_BETWEEN = 30.0


class Watch:
    """Tells of a batch while it works; a context manager, since a bar must go from the terminal at the end.

    No thread draws the bar: processes start as copies of this one, and a thread's locks would be copied closed.
    """

    def __init__(self, events: Path | None, *, quiet: bool) -> None:
        self._events, self._quiet = events, quiet
        self._file: IO[str] | None = None
        self._bar = Bar(quiet=True)
        self.disk_is_full = False
        self._total, self._count, self.failed, self.bugs = 0, 0, 0, 0
        self._started = self._told = 0.0

    @contextmanager
    def at_work(self, documents: int, to_do: int) -> Iterator[None]:
        """Tell of ``to_do`` of so many documents inside the block; raises InputError for events that nobody takes."""
        self._total = to_do
        self._started = self._told = time.monotonic()
        bar = Bar(quiet=self._quiet or not to_do, thread=False, after=0.0)
        with _opened(self._events) as self._file, bar as self._bar:
            self._bar.at(0.0, f"0/{to_do}", "")
            self.event("started", documents=documents, to_do=to_do)
            try:
                yield
            finally:
                self.event("ended", done=self._count, failed=self.failed, seconds=self._seconds)

    def say(self, what: str) -> None:
        """Show what is being done at the moment."""
        self._bar(what)

    def done(self, done: Done) -> None:
        """Tell that a document is done: its line, its event, and how far the batch is."""
        self._count += 1
        self.failed += done.failure is not None
        self.bugs += done.bug
        self.disk_is_full |= done.disk_is_full
        self.event(
            "document",
            id=done.id,
            failure=done.failure,
            units=done.units,
            seconds=done.seconds,
            stages=dict(done.stages),
        )
        if done.failure:
            click.echo(f"toolkit: {done.id}: failed: {done.failure}", err=True)
        elif not self._quiet:
            self._print(done.line)
        self._bar(done.id)
        self._bar.at(self._count / self._total, f"{self._count}/{self._total}", self.line().partition(", ")[2])
        if not self._bar.shown and not self._quiet and time.monotonic() - self._told >= _SECONDS_BETWEEN:
            self._told = time.monotonic()
            click.echo(f"toolkit: {self.line()}", err=True)

    def _print(self, line: str) -> None:
        """Print a line; where its reader has gone (| head) the job goes on, and prints nothing more."""
        try:
            click.echo(line)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self._quiet = True

    def line(self) -> str:
        """Return how far the batch is."""
        pace = self._count / self._seconds if self._seconds else 0.0
        left = f", about {duration((self._total - self._count) / pace)} left" if pace else ""
        failed = f", {self.failed} failed" if self.failed else ""
        return f"{self._count:,} of {counted(self._total, 'document')}{failed}, {60 * pace:,.0f} a minute{left}"

    def event(self, name: str, **values: Any) -> None:
        """Write an event, a line of JSON, at once."""
        if self._file is not None:
            row: Mapping[str, Any] = {"event": name, "time": datetime.now(UTC).isoformat(), **values}
            self._file.write(masked(json.dumps(row, ensure_ascii=False)) + "\n")
            self._file.flush()

    @property
    def _seconds(self) -> float:
        return round(time.monotonic() - self._started, 3)


def _opened(path: Path | None) -> "Any":
    """Return the file of the events, to which those of this run are added."""
    if path is None:
        return nullcontext()
    try:
        return path.open("a", encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path}: events cannot be written there ({error.strerror})") from None
