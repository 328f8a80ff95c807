"""``toolkit compare``: one document the whole way."""

from pathlib import Path
from typing import Literal

import click

from toolkit.cli.gates import checks_option, fail_option, failing_on
from toolkit.cli.printing.formats import Format, elsewhere, format_option, require_room, with_formats, write_elsewhere
from toolkit.cli.running import (
    FILE,
    cache_option,
    columns_option,
    config_option,
    exit_code,
    found_config_options,
    from_pipe,
    languages_option,
    open_config,
    progress,
    reading,
    running,
    say_incomplete,
    whole_page_option,
)
from toolkit.errors import visible


def _makers(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """Return who made which version, by its name; by "" what was said without one."""
    parts = [part.rpartition("=") for part in value]
    if not all(who.strip() and bool(name.strip()) == bool(equals) for name, equals, who in parts):
        raise click.BadParameter("say which version, and who: --made-by NAME=WHO", context, parameter)
    names = [name.strip() for name, _, _ in parts]
    for name in names:
        if names.count(name) > 1:
            what = f"who made {name}" if name else "who made it"
            raise click.BadParameter(f"say once {what}", context, parameter)
    return {name.strip(): who.strip() for name, _, who in parts}


@click.command("compare", short_help="Take one document the whole way, to a report.")
@click.argument("translations", type=FILE, nargs=-1, metavar="[TRANSLATION]...")
@click.option("--source", type=FILE, metavar="FILE", help="The original; without it, fidelity cannot be judged.")
@click.option("--reference", type=FILE, metavar="FILE", help="A human translation to hold several versions against.")
@click.option("--lines", is_flag=True, help="Files of segments, one a line; several versions only.")
@click.option("--documents", type=FILE, metavar="FILE", help="With --lines: the name of each segment's document.")
@click.option(
    "--test", type=click.Choice(["randomization", "bootstrap"]), default="randomization", help="For several versions."
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=12345, show_default=True, help="Of the test of several versions."
)
@click.option(
    "--made-by",
    multiple=True,
    callback=_makers,
    metavar="[NAME=]WHO",
    help="Who made the version NAME (or the only one): human, an engine, or a family of engines. Repeatable.",
)
@format_option(
    (),
    "A report to write beside those of the configuration (toolkit list reports), such as sarif; with =FILE it is "
    "written there. Repeatable.",
)
@fail_option
@checks_option
@columns_option
@whole_page_option
@config_option
@found_config_options
@languages_option
@click.option("--out", type=FILE, metavar="DIR", help="Folder for the results [default: runs/NAME].")
@cache_option
@click.option("--quiet", "-q", is_flag=True, help="Write the files, print only failures.")
@click.pass_context
def command(
    context: click.Context,
    translations: tuple[Path, ...],
    source: Path | None,
    reference: Path | None,
    lines: bool,
    documents: Path | None,
    test: Literal["randomization", "bootstrap"],
    seed: int,
    made_by: dict[str, str],
    formats: tuple[Format, ...],
    fail_on: str | None,
    max_findings: int,
    columns: dict[str, str | int] | None,
    whole_page: bool,
    config_path: Path | None,
    languages: tuple[str, str] | None,
    out: Path | None,
    no_cache: bool,
    quiet: bool,
) -> None:
    """Send TRANSLATION back and forward again, score it, check it, and say where it goes wrong.

    Writes comparison.json and report.html. With only --config, the configuration names the input. Exit code: 0 clean,
    1 findings at or above fail_on, 2 something to mend, 3 incomplete.

    Several TRANSLATIONs of one --source are laid beside each other, and it is said which of them are better by more
    than chance: versions.json, report.html, scores.csv, pairs.csv, scores.md, scores.tex, and a folder for each. Then
    findings do not count for the exit code. A configuration may name them instead: versions, in an entry of inputs.
    """
    from toolkit.cli.versions import Sides, compared, print_summary, several
    from toolkit.reports.wording.verdict import incomplete
    from toolkit.run.compare import compare
    from toolkit.run.inputs.entries import only_input, stem
    from toolkit.run.outputs import render, write_all
    from toolkit.run.result_folders import folder_name, folder_of_run
    from toolkit.run.verdicts.pages import with_verdicts

    config = reading(open_config(config_path, languages or None, upwards=True), columns, whole_page=whole_page)
    config = failing_on(with_formats(config, formats), fail_on)
    job = several(context, translations, Sides(source, reference, documents, lines, made_by), config)
    if job is not None:
        if job.lines and (columns or whole_page):
            raise click.UsageError("--lines takes texts as they stand: no --columns or --whole-page", context)
        if elsewhere(formats):
            raise click.UsageError("--format NAME=FILE goes with one translation; name the format alone", context)
        found = compared(job, config, test, seed, out, no_cache=no_cache, quiet=quiet)
        if not quiet:
            print_summary(found.data, found.folder)
        for path, reasons in found.incomplete.items():
            say_incomplete(path, reasons)
        context.exit(3 if found.incomplete else 0)
    translation = translations[0] if translations else None
    if translation is None:
        translation, source = only_input(config, source)
    name = stem(translation, config.translation_language)
    folder = out or folder_of_run(config.folder, name, translation, source)
    require_room(folder, config, formats, [translation, source, config_path])
    with running(config, no_cache=no_cache) as (wired, cache), progress(quiet=quiet) as say:
        original = from_pipe(source) if source else None
        comparison = compare(from_pipe(translation), original, wired, cache, say, made_by=made_by.get(""))
        say("reports")
        texts = render(comparison, config.formats, config.fail_on)
        texts, unread = with_verdicts(folder, texts, lambda: render(comparison, ["json"]))
        write_all(folder, texts)
        write_elsewhere(comparison, formats, config.fail_on)
    for line in unread:
        click.echo(visible(f"toolkit: warning: {line}"), err=True)
    plain = config.folder / folder_name(name)
    if out is None and folder != plain:
        line = f"toolkit: {plain} holds another run, so this one is in {folder}; --out chooses a folder"
        click.echo(visible(line), err=True)
    if quiet:
        say_incomplete(translation, incomplete(comparison))
    else:
        from rich.console import Console

        from toolkit.cli.terminal import summary

        console = Console()
        if console.width < 1:  # COLUMNS=0, as some services set it, would leave no room for a single letter
            console = Console(width=80)
        summary(comparison, console, folder / "report.html" if "html" in config.formats else folder)
    context.exit(exit_code(config, comparison, max_findings))
