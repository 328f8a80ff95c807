"""What the command ``check`` does with a baseline: open it, write it, and say what in it is no longer found.

A file of verdicts is one, too: what people dismissed in it is known.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from toolkit.errors import InputError, visible
from toolkit.plugins.disk import kind
from toolkit.plugins.plurals import counted
from toolkit.run.known.baseline import Baseline, Known
from toolkit.run.outputs import write_all
from toolkit.run.verdicts.dismissals import Dismissals
from toolkit.run.verdicts.journal import is_journal


def open_baseline(path: Path | None, *, update: bool) -> Baseline | None:
    """Return the baseline, an empty one where it is to be written for the first time."""
    if path is None:
        return None
    if is_journal(path) and not (update and path.stat().st_size == 0):
        if update:
            raise InputError(f"{path}: verdicts are what people say; --update-baseline wants a baseline of its own")
        dismissals = Dismissals.read(path)
        for line in dismissals.problems:
            click.echo(visible(f"toolkit: warning: {line}"), err=True)
        return dismissals
    is_new = kind(path) == "nothing" or is_journal(path)
    return Baseline(path, {}) if update and is_new else Baseline.read(path)


def update(baseline: Baseline, found: Sequence[Known], paths: Sequence[Path], ran: frozenset[str]) -> int:
    """Write the findings of these files to the baseline, say how many, and return the exit code."""
    places = [baseline.place(path) for path in paths]
    write_all(baseline.path.parent, {baseline.path.name: baseline.updated(found, places, ran)})
    findings, files = counted(len(found), "finding"), counted(len(paths), "file")
    click.echo(f"toolkit: {baseline.path}: known now: {findings} in {files}", err=True)
    return 0


def stale(baseline: Baseline | None, paths: Sequence[Path], ran: frozenset[str], *, strict: bool) -> list[str]:
    """Return lines on entries of these files that are no longer found: one each in a strict run, else one for all."""
    old = baseline.stale([baseline.place(path) for path in paths], ran) if baseline else []
    if baseline is None or not old:
        return []
    if strict:
        return [f"{baseline.path}: {one.path}: {one.check}: {one.near!r} is no longer found" for one in old]
    if isinstance(baseline, Dismissals):
        return [f"{baseline.path}: no longer found: {counted(len(old), 'dismissed finding')}; --strict names them"]
    return [f"{baseline.path}: no longer found: {len(old)} of its entries; --update-baseline removes them"]
