"""``toolkit align``: which sentences of two files correspond."""

from pathlib import Path
from typing import Literal

import click

from toolkit.cli.running import (
    FILE,
    PluginName,
    cache_option,
    config_option,
    found_config_options,
    from_pipe,
    languages_option,
    open_config,
    running,
)


@click.command("align", short_help="Say which sentences of two files correspond.")
@click.argument("left", type=FILE)
@click.argument("right", type=FILE)
@languages_option
@click.option("--presegmented", is_flag=True, help="The files hold one sentence a line already.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["vecalign", "tsv", "tmx", "json", "html"]),
    default="vecalign",
    show_default=True,
    help="tmx leaves out what has no counterpart; html is a page to look at.",
)
@click.option("--aligner", type=PluginName("aligners"), help="Instead of the configuration's.")
@click.option(
    "--profile",
    type=click.Choice(["auto", "news", "literary"]),
    help="What kind of text the embedding aligner expects: auto takes it from the text.",
)
@click.option("--out", type=FILE, metavar="FILE", help="Write there instead of to standard output.")
@config_option
@found_config_options
@cache_option
def command(
    left: Path,
    right: Path,
    languages: tuple[str, str] | None,
    presegmented: bool,
    form: str,
    aligner: str | None,
    profile: Literal["auto", "news", "literary"] | None,
    out: Path | None,
    config_path: Path | None,
    no_cache: bool,
) -> None:
    """Print the beads of LEFT and RIGHT, each sentence in exactly one; sentences count from zero.

    They stand in the order of RIGHT. What stands elsewhere in LEFT is a bead all the same, at its place in RIGHT.

    Without --presegmented the files are split into sentences first, credit lines left out. With it every line counts,
    also a blank one, which is a bead of its own unless the bead around it spans it.
    """
    from toolkit.model import Bitext
    from toolkit.run.align import aligned, choose, read_sides, render
    from toolkit.run.outputs import write_file

    if left == right == Path("-"):
        raise click.UsageError("only one text can come through the pipe (-)")
    if out is not None:
        _require_target(out, (left, right))
    config = choose(open_config(config_path, languages or None, engines=False, upwards=True), aligner, profile)
    sides = read_sides(
        (from_pipe(left), from_pipe(right)),
        (config.source_language, config.translation_language),
        presegmented=presegmented,
        readers=config.readers,
    )
    with running(config, no_cache=no_cache) as (wired, _):
        beads = aligned(wired.aligner, sides[0].sentences, sides[1].sentences, config.pair)
    text = render(Bitext(*sides, tuple(beads)), form)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_file(out, text)


def _require_target(out: Path, sides: tuple[Path, Path]) -> None:
    """Raise InputError before the work if the alignment could not be written, or would overwrite a text."""
    from toolkit.run.outputs import require_apart, require_file

    require_apart([out], sides)
    require_file(out)
