"""``toolkit check``: findings like a linter's."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.fixing import Mended, fix_options, mend, require_fixable
from toolkit.cli.running import (
    FILE,
    cache_option,
    columns_option,
    config_option,
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

if TYPE_CHECKING:
    from toolkit.config.settings import Config
    from toolkit.run.check_files import Checked
    from toolkit.run.known.baseline import Baseline

_INCOMPLETE = 3


@click.command("check", short_help="Print what is wrong in a text, like a linter.")
@click.argument("files", type=FILE, nargs=-1, metavar="FILE...")
@click.option("--source", type=FILE, metavar="FILE", help="The original of the one FILE.")
@click.option("--pairs", type=FILE, metavar="FILE", help="Check pairs of texts, a JSON object or a table's row each.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "jsonl"]), help="[default: text, or jsonl for --pairs]"
)
@click.option(
    "--baseline", "baseline_path", type=FILE, metavar="FILE", help="Leave out what FILE knows: a baseline, or verdicts."
)
@click.option("--update-baseline", is_flag=True, help="Write what is found now to the --baseline; print nothing.")
@click.option("--strict", is_flag=True, help="Count what ignores nothing: unused comments, stale baseline entries.")
@fix_options
@click.option("--together", is_flag=True, help="Find pairs that contradict each other, too; goes with --pairs.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes that share the pairs [one a core].")
@columns_option
@whole_page_option
@config_option
@found_config_options
@languages_option
@cache_option
@click.option("--quiet", "-q", is_flag=True, help="Print findings and failures only: no progress, no notes.")
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
    fix: bool,
    dry_run: bool,
    together: bool,
    workers: int | None,
    columns: dict[str, str | int] | None,
    whole_page: bool,
    config_path: Path | None,
    languages: tuple[str, str] | None,
    no_cache: bool,
    quiet: bool,
) -> None:
    """Check each FILE and print what is wrong, with its place: path:line:column: severity: check: message [category].

    No engine is started unless --config names routes. With --source, the translation is checked against its original;
    without, only its own form is. --pairs takes lines {"id", "source", "translation", "source_language",
    "translation_language"}, or a table with such columns, and prints one line per pair, in order, as soon as it is
    known, also of a pipe (-) that stays open. A row that cannot be used ends the run with exit code 2, behind the
    answers to all rows before it. With --together they are one collection, which is read whole first: a source that is
    translated two ways is a finding of the pair that departs from the others.

    A FILE that holds both sides (xliff, tmx, po, csv, tsv, xlsx) needs no --source. Any of the kinds may stand beside
    any other; - is a text through the pipe.

    Comments in a FILE leave findings out: <!-- toolkit: ignore[calque] --> in Markdown and HTML, a line of its own
    "# toolkit: ignore[calque]" in plain text, for its line or for the block that follows; ignore-file is for the file.

    With --fix, suggestions of checks whose fixes are safe (spaces, marks, words that stand twice: `toolkit explain`
    says it) are written into each FILE, and what remains is printed; nothing is written that brings a new finding.
    """
    from toolkit.cli.known import open_baseline, stale, update
    from toolkit.cli.pairs import Wanted, check_rows
    from toolkit.config.settings import at_least
    from toolkit.run.known.baseline import checked_by

    if bool(files) == bool(pairs):
        raise click.UsageError("name files, or --pairs FILE, one of the two", context)
    if update_baseline and not baseline_path:
        raise click.UsageError("--update-baseline needs --baseline FILE", context)
    if source and pairs:
        raise click.UsageError("--source goes with exactly one file", context)
    if not pairs:
        _require_files(context, files, source, workers=bool(workers), together=together)
    require_fixable(context, [*files, source], fix=fix, dry_run=dry_run, update=update_baseline)
    config = open_config(config_path, languages or None, engines=config_path is not None, upwards=True)
    config = reading(config, columns, whole_page=whole_page)
    baseline = open_baseline(baseline_path, update=update_baseline)
    if pairs:
        wanted = Wanted(together, update_baseline, workers, no_cache, quiet)
        worst, found, missing = check_rows(pairs, config, baseline, wanted)
        say_incomplete(pairs, missing)
        by_checks = {pairs: checked_by(config, together=together)}
        if baseline and update_baseline:
            context.exit(_INCOMPLETE if missing else update(baseline, found, by_checks))
        noted = _note(stale(baseline, by_checks, strict=strict))
        context.exit(_INCOMPLETE if missing else int(worst or (strict and noted)))
    how = {"dry_run": dry_run, "no_cache": no_cache}
    mended = mend(context, files, source, config, baseline, **how) if fix else Mended()
    results, failures = _lint(files, source, config, baseline, no_cache=no_cache, quiet=quiet)
    for failure in failures:
        click.echo(visible(f"toolkit: error: {failure}"), err=True)
    for result in results:
        say_incomplete(Path(result.path), result.incomplete)
    undone = 2 if failures or mended.left else _INCOMPLETE if any(result.incomplete for result in results) else 0
    ran = {Path(result.path): result.ran for result in results}
    if baseline and update_baseline:
        found = [known for result in results for known in result.found]
        context.exit(undone or update(baseline, found, ran))
    _print(results, form)
    if form in (None, "text") and not quiet:
        _say_unchecked(results)
    mended.say(sum(len(result.findings) for result in results))
    lines = [line for result in results for line in result.problems + (result.unused if strict else ())]
    noted = _note([*lines, *stale(baseline, ran, strict=strict)])
    worst = any(at_least(row["severity"], config.fail_on) for result in results for row in result.findings)
    context.exit(undone or int(worst or (strict and noted)))


def _require_files(
    context: click.Context, files: Sequence[Path], source: Path | None, *, workers: bool, together: bool
) -> None:
    """Raise UsageError for what does not go with files."""
    if source and len(files) != 1:
        raise click.UsageError("--source goes with exactly one file", context)
    if [*files, source].count(Path("-")) > 1:
        raise click.UsageError("only one text can come through the pipe (-)", context)
    if workers:
        raise click.UsageError("--workers goes with --pairs; `toolkit batch` shares documents", context)
    if together:
        raise click.UsageError("--together goes with --pairs; `toolkit batch` compares documents", context)


def _say_unchecked(results: Sequence["Checked"]) -> None:
    """Say on standard error what a text without findings is not clean of; the other formats hold it themselves."""
    from toolkit.run.check_files import not_checked

    for line in not_checked(results):
        click.echo(visible(line), err=True)


def _lint(
    files: Sequence[Path],
    source: Path | None,
    config: "Config",
    baseline: "Baseline | None",
    *,
    no_cache: bool,
    quiet: bool,
) -> tuple[list["Checked"], list[str]]:
    """Return the results of the files that could be checked, and the errors of the others."""
    from toolkit.cli.bars import left, rate
    from toolkit.errors import InputError
    from toolkit.run.check_files import lint, requirements_of

    results, failures = [], []
    original = from_pipe(source) if source else None
    start = time.monotonic()
    with running(config, no_cache=no_cache) as (wired, cache), progress(quiet=quiet) as say:
        skipped = requirements_of(wired, has_source=any(_has_original(path, source, wired) for path in files))
        for number, path in enumerate(files):
            if len(files) > 1:
                seconds, share = time.monotonic() - start, number / len(files)
                say.at(share, f"{number}/{len(files)} files", rate(number, seconds) + left(share, seconds))
            try:
                tell = partial(_tell, say, path) if len(files) > 1 else say
                results.append(lint(from_pipe(path), original, wired, cache, tell, baseline, skipped=skipped))
            except InputError as error:
                # The other files are still checked: one bad file must not hide what is wrong with the rest.
                if len(files) == 1:
                    raise
                failures.append(str(error))
    return results, failures


def _tell(say: Callable[[str], None], path: Path, what: str) -> None:
    say(f"{path}: {what}")


def _has_original(path: Path, source: Path | None, config: "Config") -> bool:
    """Whether a file has an original; one that cannot be read has none, and says why when its turn comes."""
    from toolkit.errors import InputError
    from toolkit.run.stages.opening import has_original

    try:
        return has_original(path, source, config.readers)
    except InputError:
        return False


def _print(results: Sequence["Checked"], form: str | None) -> None:
    from toolkit.run.check_files import as_json, as_jsonl, as_text

    text = {"json": as_json, "jsonl": as_jsonl}.get(form or "text", as_text)(results)
    if text:
        click.echo(text)


def _note(lines: Sequence[str]) -> bool:
    """Print what is wrong with comments and the baseline; return whether there is any such thing."""
    for line in lines:
        click.echo(visible(f"toolkit: warning: {line}"), err=True)
    return bool(lines)
