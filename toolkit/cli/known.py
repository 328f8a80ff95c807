"""What commands do with a baseline: open it, write it, and say what in it is no longer found.

A file of verdicts is one, too: what people dismissed in it is known.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from toolkit.errors import InputError, visible
from toolkit.plugins.disk import kind
from toolkit.plugins.plurals import counted
from toolkit.run.known.baseline import Baseline, Known
from toolkit.run.outputs import write_all


def open_baseline(path: Path | None, *, update: bool) -> Baseline | None:
    """Return the baseline, an empty one where it is to be written for the first time."""
    if path is None:
        return None
    from toolkit.run.verdicts.dismissals import Dismissals
    from toolkit.run.verdicts.journal import FILENAME, is_journal

    if path.name == FILENAME and not update and kind(path) == "nothing" and kind(path.parent) == "folder":
        # A review that is just begun has decided nothing; a folder that is not there is a slip of the pen.
        click.echo(visible(f"toolkit: {path}: no verdicts yet; `toolkit review {path.parent}` writes them"), err=True)
        return Baseline(path, {})
    if is_journal(path) and not (update and path.stat().st_size == 0):
        if update:
            raise InputError(f"{path}: verdicts are what people say; --update-baseline wants a baseline of its own")
        dismissals = Dismissals.read(path)
        for line in dismissals.problems:
            click.echo(visible(f"toolkit: warning: {line}"), err=True)
        return dismissals
    if path.name == FILENAME and update and kind(path) == "nothing":  # a desk could not be opened on it any more
        raise InputError(f"{path}: this is the name of a file of verdicts; call the baseline something else")
    is_new = kind(path) == "nothing" or is_journal(path)
    return Baseline(path, {}) if update and is_new else Baseline.read(path)


def update(baseline: Baseline, found: Sequence[Known], ran: Mapping[Path, frozenset[str]]) -> int:
    """Write the findings of these files to the baseline, say how many, and return the exit code.

    ``ran`` says which checks ran on each file.
    """
    text = baseline.updated(found, _by_place(baseline, ran))
    write_all(baseline.path.parent, {baseline.path.name: text})
    findings, files = counted(len(found), "finding"), counted(len(ran), "file")
    click.echo(f"toolkit: {baseline.path}: known now: {findings} in {files}", err=True)
    return 0


def _by_place(baseline: Baseline, ran: Mapping[Path, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {baseline.place(path): checks for path, checks in ran.items()}


def stale(baseline: Baseline | None, ran: Mapping[Path, frozenset[str]], *, strict: bool = False) -> list[str]:
    """Return lines on entries of these files that are no longer found: one each in a strict run, else one for all."""
    old = baseline.stale(_by_place(baseline, ran)) if baseline else []
    if baseline is None or not old:
        return []
    if strict:
        return [f"{baseline.path}: {one.path}: {one.check}: {one.near!r} is no longer found" for one in old]
    from toolkit.run.verdicts.dismissals import Dismissals

    if isinstance(baseline, Dismissals):
        return [f"{baseline.path}: no longer found: {counted(len(old), 'dismissed finding')}; --strict names them"]
    return [f"{baseline.path}: no longer found: {len(old)} of its entries; --update-baseline removes them"]
