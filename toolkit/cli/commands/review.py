"""``toolkit review``: the local desk where people read, decide and mend."""

import sys
import webbrowser
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from toolkit.cli.running import (
    FILE,
    cache_option,
    columns_option,
    config_option,
    found_config_options,
    languages_option,
    open_config,
    progress,
    reading,
    running,
    whole_page_option,
)
from toolkit.errors import visible


@click.command("review", short_help="Open the desk in a browser: read, decide, mend.")
@click.argument("paths", type=FILE, nargs=-1, required=True, metavar="DIR|FILE...")
@click.option("--source", type=FILE, metavar="FILE", help="The original of the one FILE.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Of 127.0.0.1 [default: a free one].")
@click.option("--open/--no-open", "wants_browser", default=None, help="Open the browser [default: on a terminal].")
@click.option("--reviewer", metavar="NAME", help="Who reviews [default: the page asks].")
@click.option("--verdicts", type=FILE, metavar="FILE", help="Where verdicts go [default: verdicts.jsonl of each DIR].")
@columns_option
@whole_page_option
@config_option
@found_config_options
@languages_option
@cache_option
def command(
    paths: tuple[Path, ...],
    source: Path | None,
    port: int,
    wants_browser: bool | None,
    reviewer: str | None,
    verdicts: Path | None,
    columns: dict[str, str | int] | None,
    whole_page: bool,
    config_path: Path | None,
    languages: tuple[str, str] | None,
    no_cache: bool,
) -> None:
    """Open the results of `toolkit compare` and `toolkit batch` (DIR), or translations that are checked at once (FILE).

    A page on this machine alone shows the units, the most suspicious first, beside their originals. What reviewers say
    is added to verdicts.jsonl, which `toolkit check --baseline` takes; what they edit is saved beside the original, as
    NAME.reviewed.docx (or whatever it is), never over it. Several may review at once. Ctrl-C ends it.
    """
    from toolkit.desk.opening import open_all
    from toolkit.desk.server.serving import desk, require_packages

    require_packages()
    if source and (len(paths) != 1 or paths[0].is_dir()):
        raise click.UsageError("--source goes with exactly one FILE")
    config = open_config(config_path, languages or None, engines=config_path is not None, upwards=True)
    config = reading(config, columns, whole_page=whole_page)
    with running(config, no_cache=no_cache) as (wired, cache), progress() as say:

        def check(path: Path) -> Mapping[str, Any]:
            from toolkit.run.compare import compare
            from toolkit.run.results import Comparison

            return Comparison.of(compare(path, source, wired, cache, say)).to_dict()

        opened = open_all(paths, check, verdicts)
    ready = desk(opened, port, config.readers, reviewer or "")
    for line in ready.review.problems:
        click.echo(visible(f"toolkit: warning: {line}"), err=True)
    for line in ready.lines():
        click.echo(visible(line))
    sys.stdout.flush()
    if wants_browser or (wants_browser is None and sys.stdout.isatty()):
        webbrowser.open(ready.address)
    try:
        ready.run()
    except KeyboardInterrupt as stopping:
        if stopping.args:  # a polite kill, which the exit code tells
            raise
        click.echo("the desk is closed; what was said is kept")
    _show_in_reports(paths, verdicts)


def _show_in_reports(paths: Sequence[Path], journal: Path | None) -> None:
    """Bring the reports of the folders that were reviewed up to date with what was said."""
    from toolkit.errors import InputError
    from toolkit.run.verdicts.pages import refresh

    for folder in paths:
        if folder.is_dir():
            with suppress(InputError):  # no report there, or nothing said
                done, _ = refresh(folder, journal)
                click.echo(visible(f"shown in {done[0] if len(done) == 1 else f'{len(done)} reports in {folder}'}"))
