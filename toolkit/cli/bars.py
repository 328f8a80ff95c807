"""How far a command is: a bar on a terminal with rate and remaining time, once the work takes over two seconds.

It stands on standard error, and goes at the end. Where nobody watches, nothing is drawn.
"""

import re
import sys
import time
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from toolkit.plugins.durations import duration

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress

_COUNTED = re.compile(r": (\d+) of (\d+)$")
_FRESH = 0.2  # seconds for which a bar is fresh enough
_AFTER = 2.0


def rate(done: float, seconds: float) -> str:
    """Return "3 a second", "90 a minute": what is readable of so many things done in so long."""
    each = done / seconds if seconds else 0.0
    return f"{each:,.0f} a second" if each >= 2 else f"{60 * each:,.0f} a minute"


def left(share: float | None, seconds: float) -> str:
    """Return ", about 3 min left" where this share of the work (0 to 1) took so long; "" where nobody knows."""
    return f", about {duration(seconds * (1 - share) / share)} left" if share else ""


class Bar:
    """A bar; a context manager, since it must go from the terminal at the end. Called, it shows what is being done.

    What is being done may end in ": 3 of 40": then the bar is about that, unless ``at`` says how far all is.
    ``thread``: whether it is drawn by a thread, too, while nothing is told. A process that starts copies of itself
    must have none, since a thread's locks would be copied closed. ``after`` seconds it is seen; else after two.
    """

    def __init__(self, *, quiet: bool = False, thread: bool = True, after: float | None = None) -> None:
        self._wanted = not quiet and sys.stderr.isatty()
        self._thread, self._after = thread, _AFTER if after is None else after
        self._progress: Progress | None = None
        self._started = self._drawn = self._since = 0.0
        self._stage = ""
        self._overall = False

    @property
    def shown(self) -> bool:
        """Whether there is somebody to show it to."""
        return self._wanted

    def __enter__(self) -> Self:
        self._started = self._since = time.monotonic()
        if self._wanted:
            self._progress = _progress(self._started + self._after, thread=self._thread)
            self._progress.add_task("", total=None, count="", pace="")
            self._progress.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _where: TracebackType | None) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def __call__(self, what: str) -> None:
        """Show what is being done at the moment."""
        counted = _COUNTED.search(what)
        stage = what[: counted.start()] if counted else what
        if stage != self._stage:
            self._stage, self._since = stage, time.monotonic()
        if self._overall:
            self._draw(what=what)
        elif counted is None:
            self._draw(what=what, count="", pace="", done=0.0, total=None)
        else:
            done, total = int(counted[1]), int(counted[2])
            seconds = time.monotonic() - self._since
            pace = rate(done, seconds) + left(done / total if total else None, seconds) if done else ""
            self._draw(what=stage, count=f"{done}/{total}", pace=pace, done=done, total=total)

    def at(self, share: float | None, count: str, pace: str) -> None:
        """Show which part of all is done, from 0 to 1 (None: nobody knows), with its count and pace in words."""
        self._overall = True
        self._draw(count=count, pace=pace, done=share or 0.0, total=None if share is None else 1.0)

    def _draw(
        self,
        *,
        what: str | None = None,
        count: str | None = None,
        pace: str | None = None,
        done: float | None = None,
        total: float | None = None,
    ) -> None:
        if self._progress is None:
            return
        from rich.markup import escape

        (task,) = self._progress.task_ids
        if what is not None:
            self._progress.update(task, description=escape(what))
        if count is not None and pace is not None:
            self._progress.tasks[0].total = total
            self._progress.update(task, count=count, pace=pace, completed=done)
        now = time.monotonic()
        if now - self._drawn >= _FRESH or (total is not None and done == total):
            self._drawn = now
            self._progress.refresh()


def _progress(visible_from: float, *, thread: bool) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    class Late(Progress):
        """Nothing at all until it is time."""

        def get_renderables(self) -> "Iterable[RenderableType]":
            if time.monotonic() >= visible_from:
                yield from super().get_renderables()

    columns = (
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TextColumn("{task.fields[pace]}"),
        TextColumn("{task.description}"),
    )
    return Late(
        *columns,
        console=Console(stderr=True),
        auto_refresh=thread,
        refresh_per_second=4,
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
    )
