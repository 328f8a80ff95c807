"""``toolkit compare``: one document the whole way."""

from pathlib import Path

import click

from toolkit.cli.running import (
    FILE,
    cache_option,
    columns_option,
    config_option,
    exit_code,
    from_pipe,
    languages_option,
    open_config,
    progress,
    reading,
    running,
    say_incomplete,
    whole_page_option,
)


@click.command("compare", short_help="Take one document the whole way, to a report.")
@click.argument("translation", type=FILE, required=False)
@click.option("--source", type=FILE, metavar="FILE", help="The original; without it, fidelity cannot be judged.")
@columns_option
@whole_page_option
@config_option
@languages_option
@click.option("--out", type=FILE, metavar="DIR", help="Folder for the results [default: runs/NAME].")
@cache_option
@click.option("--quiet", "-q", is_flag=True, help="Write the files, print only failures.")
@click.pass_context
def command(
    context: click.Context,
    translation: Path | None,
    source: Path | None,
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
    """
    from toolkit.reports.wording.verdict import incomplete
    from toolkit.run.compare import compare
    from toolkit.run.inputs import only_input, stem
    from toolkit.run.outputs import render, require_writable, write_all
    from toolkit.run.result_folders import folder_name, folder_of_run

    config = reading(open_config(config_path, languages or None), columns, whole_page=whole_page)
    if translation is None:
        translation, source = only_input(config, source)
    name = stem(translation, config.translation_language)
    folder = out or folder_of_run(config.folder, name, translation, source)
    require_writable(folder)
    with running(config, no_cache=no_cache) as (wired, cache), progress(quiet=quiet) as say:
        comparison = compare(from_pipe(translation), from_pipe(source) if source else None, wired, cache, say)
        say("reports")
        write_all(folder, render(comparison, config.formats))
    plain = config.folder / folder_name(name)
    if out is None and folder != plain:
        click.echo(f"toolkit: {plain} holds another run, so this one is in {folder}; --out chooses a folder", err=True)
    if quiet:
        say_incomplete(translation, incomplete(comparison))
    else:
        from rich.console import Console

        from toolkit.cli.terminal import summary

        console = Console()
        if console.width < 1:  # COLUMNS=0, as some services set it, would leave no room for a single letter
            console = Console(width=80)
        summary(comparison, console, folder / "report.html" if "html" in config.formats else folder)
    context.exit(exit_code(config, comparison))
