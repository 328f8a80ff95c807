"""``toolkit translate``: a line in, a line out."""

import sys
from pathlib import Path

import click

from toolkit.cli.running import cache_option, config_option, open_config, running
from toolkit.errors import visible


@click.command("translate", short_help="Translate lines with an engine.")
@click.option("--engine", required=True, metavar="NAME", help="An engine of the configuration, or a plugin's name.")
@click.option("--from", "source", required=True, metavar="LANGUAGE", help="Language code, such as: it.")
@click.option("--to", "target", required=True, metavar="LANGUAGE", help="Language code, such as: en.")
@config_option
@cache_option
@click.pass_context
def command(
    context: click.Context, engine: str, source: str, target: str, config_path: Path | None, no_cache: bool
) -> None:
    """Translate standard input to standard output, a line for a line.

    What an engine had to do to a line (cut it, mask characters) is said on standard error. A line whose answer is no
    translation (a refusal, a loop, a copy ...) stays empty, standard error says why, and the exit code is 3.
    """
    from toolkit.run.translate import translate_lines

    config = open_config(config_path)
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        from toolkit.errors import InputError

        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(f"standard input:{line}: not UTF-8; convert it first") from None
    with running(config, no_cache=no_cache) as (wired, cache):
        lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []
        from toolkit.reports.wording.rejections import named

        rejected = 0
        for number, answer in enumerate(translate_lines(lines, engine, source, target, wired, cache), 1):
            click.echo("" if answer.rejection else answer.text)
            for note in answer.notes:
                click.echo(visible(f"toolkit: line {number}: {note}"), err=True)
            if answer.rejection is not None:
                rejected += 1
                click.echo(visible(f"toolkit: line {number}: not translated: {named(answer.rejection)}"), err=True)
    context.exit(3 if rejected else 0)
