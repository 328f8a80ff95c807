"""``toolkit compare``: one document the whole way."""

from pathlib import Path

import click

from toolkit.commands._running import (
    FILE,
    cache_option,
    config_option,
    exit_code,
    languages_option,
    open_config,
    progress,
    require_writable,
    running,
    write_all,
)


@click.command("compare", short_help="Take one document the whole way, to a report.")
@click.argument("translation", type=FILE, required=False)
@click.option("--source", type=FILE, metavar="FILE", help="The original; without it, fidelity cannot be judged.")
@config_option
@languages_option
@click.option("--out", type=FILE, metavar="DIR", help="Folder for the results [default: runs/NAME].")
@cache_option
@click.option("--quiet", "-q", is_flag=True, help="Write the files, print nothing.")
@click.pass_context
def command(
    context: click.Context,
    translation: Path | None,
    source: Path | None,
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
    from toolkit.inputs import only_input, stem
    from toolkit.pipeline import compare
    from toolkit.rendering import render

    config = open_config(config_path, languages or None)
    if translation is None:
        translation, source = only_input(config, source)
    folder = out or config.folder / stem(translation, config.translation_language)
    require_writable(folder)
    with running(config, no_cache=no_cache) as (wired, cache), progress(quiet=quiet) as say:
        comparison = compare(translation, source, wired, cache, say)
        say("reports")
        write_all(folder, render(comparison, config.formats))
    if not quiet:
        from rich.console import Console

        from toolkit.terminal import summary

        console = Console()
        if console.width < 1:  # COLUMNS=0, as some services set it, would leave no room for a single letter
            console = Console(width=80)
        summary(comparison, console, folder / "report.html" if "html" in config.formats else folder)
    context.exit(exit_code(config, comparison))
