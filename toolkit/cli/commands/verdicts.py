"""``toolkit verdicts``: what reviewers said, brought in from elsewhere and scored."""

from pathlib import Path

import click

from toolkit.cli.running import FILE


@click.group("verdicts", short_help="Bring in what reviewers said, and score it.")
def command() -> None:
    """Bring in what reviewers said elsewhere, and print the MQM score of what they confirmed.

    `toolkit review` writes verdicts, `toolkit check --baseline verdicts.jsonl` leaves out what they dismissed, `toolkit
    calibrate --verdicts` counts how often checks are right, `toolkit evaluate agreement` how far reviewers agree.
    """


@command.command("import", short_help="Add MQM annotations to a file of verdicts.")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--out", type=FILE, required=True, metavar="VERDICTS.jsonl", help="The file to add them to.")
@click.option("--reviewer", default="", metavar="NAME", help="Who made annotations that name no rater.")
def import_annotations(files: tuple[Path, ...], out: Path, reviewer: str) -> None:
    """Add MQM annotations that were made elsewhere to a file of verdicts; those that it has already are left.

    FILE is a table of the public WMT layout (system, doc, doc_id, seg_id, rater, source, target, category, severity,
    separated by tabs, with <v> and </v> around what is wrong), or JSON Lines of segments: {"id": "doc/7", "system",
    "rater", "source", "translation", "errors": [{"category", "severity", "start", "end", "text"}]}.
    """
    from toolkit.plugins.disk import kind
    from toolkit.plugins.plurals import counted
    from toolkit.run.verdicts.annotations import imported
    from toolkit.run.verdicts.journal import append, read

    known = {one.id for one in read(out).verdicts} if kind(out) != "nothing" else set()
    every = {one.id: one for path in files for one in imported(path, reviewer)}
    fresh = [one for one in every.values() if one.id not in known]
    if fresh:
        append(out, *fresh)
    marked = [one for one in fresh if one.kind == "missed"]
    lost = sum(not one.spans for one in marked)
    units, raters = len(fresh) - len(marked), len({one.reviewer for one in fresh})
    here = f", {len(every) - len(fresh):,} were there already" if len(every) > len(fresh) else ""
    placeless = f" ({lost:,} of them without a place)" if lost else ""
    issues, segments = counted(len(marked), "marked issue"), counted(units, "segment")
    said = f"{issues}{placeless} in {segments} read, by {counted(raters, 'reviewer')}"
    click.echo(f"{out}: added {said}{here}")


@command.command("report", short_help="Show what reviewers said in the reports of a folder.")
@click.argument("folder", type=FILE, metavar="DIR")
@click.option("--verdicts", "journal", type=FILE, metavar="FILE", help="[default: the verdicts.jsonl that lies in DIR]")
def report(folder: Path, journal: Path | None) -> None:
    """Show in every report.html of a folder of results what reviewers said, with the MQM score; again after a review.

    DIR is a folder of `toolkit compare` or `toolkit batch`. What was shown before is replaced.
    """
    from toolkit.errors import visible
    from toolkit.plugins.plurals import counted
    from toolkit.run.verdicts.pages import refresh

    done, problems = refresh(folder, journal)
    for line in problems:
        click.echo(visible(f"toolkit: warning: {line}"), err=True)
    where = str(done[0]) if len(done) == 1 else f"{folder}: {counted(len(done), 'report')}"
    click.echo(visible(f"{where}: shows what was said"))


@command.command("score", short_help="Print the MQM score of what reviewers confirmed.")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--weights", type=click.Choice(["mqm", "freitag2021"]), default="mqm", show_default=True)
@click.option("--remaining", is_flag=True, help="Leave out what was mended: the text as it is now.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def score(files: tuple[Path, ...], weights: str, remaining: bool, as_json: bool) -> None:
    """Print penalty points in 1,000 words, with a 95 % interval: of all documents, each system and each document.

    Counted is what people confirmed or marked, as the text came, in the words of the units that they read: minor 1,
    major 5, critical 25 points (MQM 2.0), or by --weights those of Freitag et al. 2021. The score is 100 less the
    points in 100 words.
    """
    import json

    from toolkit.cli.terminal import clean
    from toolkit.run.verdicts.journal import read_all
    from toolkit.run.verdicts.score_table import lines, scores
    from toolkit.run.verdicts.state import current

    journal = read_all(files)
    for line in journal.problems:
        click.echo(clean(f"toolkit: warning: {line}"), err=True)
    found = scores(current(journal.verdicts), weights, mended=not remaining)  # type: ignore[arg-type]
    if as_json:
        click.echo(json.dumps({name: one.to_dict() for name, one in found.items()}, ensure_ascii=False))
        return
    for line in lines(found):
        click.echo(clean(line))
