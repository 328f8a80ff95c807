"""``toolkit reproduce``: a run again, with what it recorded, and what comes out otherwise."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.changing import is_offline, offline_option
from toolkit.cli.running import FILE

if TYPE_CHECKING:
    from toolkit.run.records.restoring import Restored
    from toolkit.run.records.runs import Run

CANNOT = 3


@click.command("reproduce", short_help="Run a recorded run again, and say what comes out otherwise.")
@click.argument("path", type=FILE, metavar="RUN")
@click.option("--base", type=FILE, metavar="FOLDER", help="Where the files are now, if they have moved.")
@click.option("--cache/--no-cache", default=False, help="Take answers from the cache [default: ask engines anew].")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--all", "everything", is_flag=True, help="Print all lines of every group, not the first few.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing; the exit code says it.")
@offline_option
@click.pass_context
def command(
    context: click.Context, path: Path, base: Path | None, cache: bool, form: str, everything: bool, quiet: bool
) -> None:
    """Run RUN again with what it recorded, and say what comes out otherwise, and why.

    RUN is a comparison.json, a versions.json, a batch's summary.json, or the folder of one of them. Its files are taken
    from where they were, seen from --base, from the current folder, or from a folder above RUN; its configuration is
    the one that it recorded, not what the YAML file says today. Engines are asked anew, since a run that reads the
    cache proves little. Nothing is written. Exit code: 0 the same, 1 something differs, 2 wrong use, 3 it cannot run
    here (a file is gone, an engine is missing).
    """
    from toolkit.cli.terminal import clean, echo
    from toolkit.errors import ToolkitError
    from toolkit.plugins.disk import kind
    from toolkit.run.records import wording
    from toolkit.run.records.difference import difference
    from toolkit.run.records.reading import find, read

    if base is not None and kind(base) != "folder":
        raise click.BadParameter(f"{base}: no such folder", context, param_hint="--base")
    old = read(path)
    try:
        new, made = _again(context, old, _bases(base, find(path)), cache=cache, quiet=quiet)
    except ToolkitError as error:
        lines = getattr(error, "problems", None) or [str(error)]
        for line in lines:
            click.echo(f"toolkit: error: {path}: it cannot be run again: {clean(line)}", err=True)
        context.exit(CANNOT)
    found = difference(old, new)
    differs = found.results_differ or bool(found.reasons.inputs)
    if quiet:
        context.exit(int(differs))
    if form == "json":
        of_run = {"run": old.source.provenance["run"], "byte_for_byte": _is_exact(old, new), "from_cache": cache}
        echo(json.dumps({**of_run, **wording.as_data(found)}, ensure_ascii=False, indent=2))
        context.exit(int(differs))
    for role, where in made.moved.items():
        echo(clean(f"{role}: found at {where}"))
    click.echo(_verdict(old, new, wording.same(found), differs=differs, cache=cache))
    for line in wording.lines(found, None if everything else wording.MOST):
        echo(clean(line))
    if found.results_differ and not found.reasons.any:
        click.echo(wording.unexplained(found))
    context.exit(int(differs))


def _again(
    context: click.Context, old: "Run", bases: list[Path], *, cache: bool, quiet: bool
) -> "tuple[Run, Restored]":
    from toolkit.cli.repetition import repeated
    from toolkit.config.leaving import offline
    from toolkit.languages import using
    from toolkit.run.records.restoring import restored

    made = restored(old, bases)
    if is_offline(context):
        made = replace(made, config=offline(made.config))
    context.with_resource(using(made.config.language_data))
    return repeated(old, made, cache=cache, quiet=quiet), made


def _bases(base: Path | None, found: Path) -> list[Path]:
    """Return the folders that the recorded names of files may be seen from, the likeliest first."""
    above = found.absolute().parents
    return [*([base] if base else []), Path.cwd(), *above]


def _verdict(old: "Run", new: "Run", same: str, *, differs: bool, cache: bool) -> str:
    """Return the first line of the answer."""
    name = old.source.provenance["run"]
    asked = "with answers from the cache" if cache else "with all engines asked anew"
    if differs:
        return f"run {name} does not come out the same, {asked}:"
    exactly = ", byte for byte" if _is_exact(old, new) else ""
    return f"run {name} comes out the same, {asked}: {same}{exactly}"


def _is_exact(old: "Run", new: "Run") -> bool:
    """Whether the files would be the same, byte for byte: they are written of this data, in this order."""
    before, after = (json.dumps(run.data, ensure_ascii=False) for run in (old, new))
    return before == after
