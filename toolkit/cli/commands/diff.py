"""``toolkit diff``: what changed between two runs, and why."""

import json
from pathlib import Path

import click

from toolkit.cli.running import FILE


@click.command("diff", short_help="Say what changed between two runs, and why.")
@click.argument("old", type=FILE, metavar="RUN1")
@click.argument("new", type=FILE, metavar="RUN2")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--all", "everything", is_flag=True, help="Print all lines of every group, not the first few.")
@click.pass_context
def command(context: click.Context, old: Path, new: Path, form: str, everything: bool) -> None:
    """Say what changed from RUN1 to RUN2, and why.

    A run is a comparison.json, a versions.json, a batch's summary.json, or the folder of one of them; a folder of
    several runs is taken as a batch. First comes what may be the reason: texts that changed, settings key by key,
    versions of engines, packages and of the toolkit; then figures, findings (known by their content, wherever they
    stand now), and the units that look better or worse. Exit code: 0 the same, 1 something differs.
    """
    from toolkit.cli.terminal import clean, echo
    from toolkit.run.records import wording
    from toolkit.run.records.difference import difference
    from toolkit.run.records.reading import read

    runs = [read(old), read(new)]
    found = difference(*runs)
    differs = found.results_differ or found.reasons.any
    if form == "json":
        echo(json.dumps(wording.as_data(found), ensure_ascii=False, indent=2))
        context.exit(int(differs))
    for path, run in zip((old, new), runs, strict=True):
        echo(clean(f"{path}: run {run.source.provenance.get('run', 'without a name: written before runs had one')}"))
    for line in wording.lines(found, None if everything else wording.MOST):
        echo(clean(line))
    if not found.results_differ:
        but = " (other times)" if runs[0].data != runs[1].data and not found.reasons.any else ""
        nothing = "no result" if found.reasons.any else "nothing"
        click.echo(f"{nothing} differs{but}: {wording.same(found)} are the same")
    elif not found.reasons.any:
        click.echo(wording.unexplained(found))
    context.exit(int(differs))
