"""``toolkit worst``: the units of all documents that should be looked at first."""

from pathlib import Path

import click

from toolkit.cli.running import FILE


@click.command("worst", short_help="Print the units of a batch that should be looked at first.")
@click.argument("path", type=FILE, metavar="DIR")
@click.option("--limit", type=click.IntRange(min=1), default=20, metavar="N", help="So many units at most [20].")
@click.option(
    "--by",
    default="suspicion",
    metavar="WHAT",
    help="suspicion, a check (numbers), a metric (chrf), or one of a route ('neural via pt chrf') [suspicion].",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="How to print it.")
def command(path: Path, limit: int, by: str, form: str) -> None:
    """Print the worst units of the results in DIR, with both texts, what is found in them, and what witnesses say.

    DIR is the folder of a batch, of a comparison, or of versions beside each other. Suspicion is how many serious
    errors are to be expected: by length, by likelihood where a witness was asked, and by what is found.
    """
    import json

    from toolkit.cli.terminal import clean, echo
    from toolkit.cli.units import as_csv, lines
    from toolkit.plugins.plurals import counted
    from toolkit.run.tables.worst import worst

    found, count = worst(path, limit, by)
    if form == "json":
        echo(json.dumps([one.as_data() for one in found], ensure_ascii=False, indent=2))
        return
    if form == "csv":
        click.echo(as_csv(found), nl=False)
        return
    for number, one in enumerate(found, 1):
        for line in lines(number, one, by):
            echo(clean(line))
    if not found:
        click.echo(f"nothing by {by} in {counted(count, 'unit')}")
    elif len(found) < count:
        click.echo(f"{len(found)} of {counted(count, 'unit')}")
