"""``toolkit check``: findings like a linter's."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.commands._running import FILE, cache_option, config_option, languages_option, progress, running, write_all

if TYPE_CHECKING:
    from toolkit.baseline import Baseline
    from toolkit.config import Config
    from toolkit.linting import Checked


@click.command("check", short_help="Print what is wrong in a text, like a linter.")
@click.argument("files", type=FILE, nargs=-1, metavar="FILE...")
@click.option("--source", type=FILE, metavar="FILE", help="The original of the one FILE.")
@click.option("--pairs", type=FILE, metavar="FILE.jsonl", help="Check pairs of texts, a JSON object a line.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "jsonl"]), help="[default: text, or jsonl for --pairs]"
)
@click.option("--baseline", "baseline_path", type=FILE, metavar="FILE", help="Leave out the findings that FILE knows.")
@click.option("--update-baseline", is_flag=True, help="Write what is found now to the --baseline; print nothing.")
@click.option("--strict", is_flag=True, help="Count what ignores nothing: unused comments, stale baseline entries.")
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
    baseline_path: Path | None,
    update_baseline: bool,
    strict: bool,
    config_path: Path | None,
    languages: tuple[str, str] | None,
    no_cache: bool,
) -> None:
    """Check each FILE and print what is wrong, with its place: path:line:column: severity: check: message [category].

    No engine is started unless --config names routes. With --source, the translation is checked against its original;
    without, only its own form is. --pairs takes lines {"id", "source", "translation", "source_language",
    "translation_language"} and prints one line per pair, in order.

    Comments in a FILE leave findings out: <!-- toolkit: ignore[calque] --> in Markdown and HTML, a line of its own
    "# toolkit: ignore[calque]" in plain text, for its line or for the block that follows; ignore-file is for the file.
    """
    from toolkit.config import at_least, load

    if bool(files) == bool(pairs):
        raise click.UsageError("name files, or --pairs FILE.jsonl, one of the two", context)
    if source and len(files) != 1:
        raise click.UsageError("--source goes with exactly one file", context)
    if update_baseline and not baseline_path:
        raise click.UsageError("--update-baseline needs --baseline FILE", context)
    if baseline_path and pairs:
        raise click.UsageError("--baseline goes with files, not with --pairs", context)
    config = load(config_path, languages or None, engines=config_path is not None)
    if pairs:
        from toolkit.pairs import check_pairs

        worst = False
        with running(config, no_cache=no_cache) as (wired, _), progress() as say:
            for line, severities in check_pairs(pairs, wired, say):
                click.echo(line)
                worst = worst or any(at_least(severity, config.fail_on) for severity in severities)
        context.exit(int(worst))
    baseline = _open(baseline_path, update=update_baseline)
    results, failures = _lint(files, source, config, baseline, no_cache=no_cache)
    for failure in failures:
        click.echo(f"toolkit: error: {failure}", err=True)
    if baseline and update_baseline:
        context.exit(2 if failures else _update(baseline, results, config))
    _print(results, form)
    noted = _notes(results, baseline, config, strict=strict)
    worst = any(at_least(row["severity"], config.fail_on) for result in results for row in result.findings)
    context.exit(2 if failures else int(worst or (strict and noted)))


def _open(path: Path | None, *, update: bool) -> "Baseline | None":
    """Return the baseline, an empty one where it is to be written for the first time."""
    from toolkit.baseline import Baseline

    if path is None:
        return None
    return Baseline(path, {}) if update and not path.exists() else Baseline.read(path)


def _lint(
    files: Sequence[Path], source: Path | None, config: "Config", baseline: "Baseline | None", *, no_cache: bool
) -> tuple[list["Checked"], list[str]]:
    """Return the results of the files that could be checked, and the errors of the others."""
    from toolkit.errors import InputError
    from toolkit.linting import lint

    results, failures = [], []
    with running(config, no_cache=no_cache) as (wired, cache), progress() as say:
        for path in files:
            try:
                results.append(lint(path, source, wired, cache, say, baseline))
            except InputError as error:
                # The other files are still checked: one bad file must not hide what is wrong with the rest.
                if len(files) == 1:
                    raise
                failures.append(str(error))
    return results, failures


def _print(results: Sequence["Checked"], form: str | None) -> None:
    from toolkit.linting import as_json, as_jsonl, as_text

    text = {"json": as_json, "jsonl": as_jsonl}.get(form or "text", as_text)(results)
    if text:
        click.echo(text)


def _update(baseline: "Baseline", results: Sequence["Checked"], config: "Config") -> int:
    """Write the findings of these files to the baseline, and say how many."""
    from toolkit.baseline import checked_by

    found = [known for result in results for known in result.found]
    paths = [baseline.place(Path(result.path)) for result in results]
    write_all(baseline.path.parent, {baseline.path.name: baseline.updated(found, paths, checked_by(config))})
    click.echo(f"toolkit: {baseline.path}: {len(found)} findings in {len(results)} files are known now", err=True)
    return 0


def _notes(results: Sequence["Checked"], baseline: "Baseline | None", config: "Config", *, strict: bool) -> bool:
    """Print what is wrong with comments and the baseline; return whether there is any such thing."""
    from toolkit.baseline import checked_by

    lines = [line for result in results for line in result.problems + (result.unused if strict else ())]
    if baseline:
        stale = baseline.stale([baseline.place(Path(result.path)) for result in results], checked_by(config))
        if strict:
            lines += [f"{baseline.path}: {one.path}: {one.check}: {one.near!r} is no longer found" for one in stale]
        elif stale:
            lines.append(
                f"{baseline.path}: no longer found: {len(stale)} of its entries; --update-baseline removes them"
            )
    for line in lines:
        click.echo(f"toolkit: warning: {line}", err=True)
    return bool(lines)
