"""``toolkit check``: findings like a linter's."""

from pathlib import Path

import click

from toolkit.commands._running import FILE, cache_option, config_option, languages_option, progress, running


@click.command("check", short_help="Print what is wrong in a text, like a linter.")
@click.argument("files", type=FILE, nargs=-1, metavar="FILE...")
@click.option("--source", type=FILE, metavar="FILE", help="The original of the one FILE.")
@click.option("--pairs", type=FILE, metavar="FILE.jsonl", help="Check pairs of texts, a JSON object a line.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "jsonl"]), help="[default: text, or jsonl for --pairs]"
)
@config_option
@languages_option
@cache_option
@click.pass_context
def command(
    context: click.Context,
    files: tuple[Path, ...],
    source: Path | None,
    pairs: Path | None,
    form: str | None,
    config_path: Path | None,
    languages: tuple[str, str] | None,
    no_cache: bool,
) -> None:
    """Check each FILE and print what is wrong, with its place: path:line:column: severity: check: message [category].

    No engine is started unless --config names routes. With --source, the translation is checked against its original;
    without, only its own form is. --pairs takes lines {"id", "source", "translation", "source_language",
    "translation_language"} and prints one line per pair, in order.
    """
    from toolkit.config import at_least, load
    from toolkit.errors import InputError

    if bool(files) == bool(pairs):
        raise click.UsageError("name files, or --pairs FILE.jsonl, one of the two", context)
    if source and len(files) != 1:
        raise click.UsageError("--source goes with exactly one file", context)
    config = load(config_path, languages or None, engines=config_path is not None)
    failures: list[str] = []
    worst = False
    with running(config, no_cache=no_cache) as (wired, cache), progress() as say:
        if pairs:
            from toolkit.pairs import check_pairs

            for line, severities in check_pairs(pairs, wired, say):
                click.echo(line)
                worst = worst or any(at_least(severity, config.fail_on) for severity in severities)
        else:
            from toolkit.linting import as_json, as_jsonl, as_text, lint

            results = []
            for path in files:
                try:
                    results.append(lint(path, source, wired, cache, say))
                except InputError as error:
                    # The other files are still checked: one bad file must not hide what is wrong with the rest.
                    if len(files) == 1:
                        raise
                    failures.append(str(error))
            render = {"json": as_json, "jsonl": as_jsonl}.get(form or "text", as_text)
            text = render(results)
            if text:
                click.echo(text)
            worst = any(at_least(row["severity"], config.fail_on) for result in results for row in result.findings)
    for failure in failures:
        click.echo(f"toolkit: error: {failure}", err=True)
    context.exit(2 if failures else int(worst))
