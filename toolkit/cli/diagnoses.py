"""How ``toolkit doctor`` says what can run: first the answer for the configuration, then everything in a table."""

import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from toolkit.errors import visible
from toolkit.plugins.plurals import counted

if TYPE_CHECKING:
    from toolkit.run.doctor.diagnosis import Diagnosis

_COLOURS = {"ok": "green", "missing": "red", "damaged": "red", "idle": None}
_LEAST_DETAIL = 30


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a configuration can run, and what keeps it from it, or what it goes without."""

    path: str
    lacking: tuple["Diagnosis", ...]
    needed: int
    can_run: bool

    @classmethod
    def of(cls, path: str, found: Sequence["Diagnosis"], *, skips: bool) -> "Verdict":
        """Judge what was found; with ``skips`` a configuration goes on without a route, if another one is left."""
        lacking = tuple(one for one in found if one.needed and one.state in ("missing", "damaged"))
        # Checks are there with the package: the question is about engines, models and metrics.
        needed = [one for one in found if one.needed and (one.kind != "check" or one in lacking)]
        routes = [one for one in needed if one.kind == "route"]
        spared = skips and any(one.state == "ok" for one in routes)
        stopping = [one for one in lacking if not (spared and one.kind == "route" and one.state == "missing")]
        return cls(path, lacking, len(needed), not stopping)

    def lines(self) -> Iterator[str]:
        """Yield the answer, and a line for each thing that is missing, with the command that brings it."""
        question = f"Can {visible(self.path)} run here?"
        if not self.lacking:
            yield f"{question} {click.style('Yes.', fg='green', bold=True)}"
            return
        some = f"{len(self.lacking)} of the {counted(self.needed, 'thing')} that it uses cannot"
        answer = (
            click.style("Yes,", fg="yellow", bold=True) if self.can_run else click.style("No:", fg="red", bold=True)
        )
        yield f"{question} {answer} {'but ' if self.can_run else ''}{some}."
        for reason, names in self._by_reason().items():
            yield f"  {', '.join(names)}: {visible(reason)}"

    def _by_reason(self) -> dict[str, list[str]]:
        """Return what is missing by what would bring it: several routes may want one model."""
        found: dict[str, list[str]] = {}
        for one in self.lacking:
            found.setdefault(one.detail, []).append(f"{one.kind} {visible(one.name)}")
        return found


def table(found: Sequence["Diagnosis"]) -> Iterator[str]:
    """Yield what was found as lines of a table; on a terminal, details are folded to its width."""
    width = max((len(one.name) for one in found), default=0)
    head = 8 + 1 + 8 + 1 + width + 1
    room = shutil.get_terminal_size().columns - head if sys.stdout.isatty() else 0
    yield click.style(f"{'state':<8} {'kind':<8} {'name':<{width}} what it is, or what it lacks", bold=True)
    for one in found:
        word = "-" if one.state == "idle" else one.state
        first, *rest = textwrap.wrap(one.detail, room) if room >= _LEAST_DETAIL and one.detail else [one.detail]
        mark = click.style(f"{word:<8}", fg=_COLOURS[one.state])
        yield f"{mark} {one.kind:<8} {one.name:<{width}} {first}"
        yield from (" " * head + line for line in rest)
