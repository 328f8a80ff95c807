"""``toolkit check``: findings like a linter's."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from toolkit.cli.fixing import fix_options, mend, require_fixable
from toolkit.cli.gates import checks_option, fail_option, failing_on, fails
from toolkit.cli.printing.formats import (
    OWN,
    Format,
    format_option,
    hand_out,
    needs_whole,
    require_possible,
    say_outside,
    with_printed,
)
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
    from toolkit.cli.pairs import Wanted
    from toolkit.config.settings import Config
    from toolkit.run.check_files import Checked
    from toolkit.run.known.baseline import Baseline
    from toolkit.run.known.changed_lines import ChangedLines, Changes

_INCOMPLETE = 3


class OfEachFile(NamedTuple):
    """What the command line says of each file: the lines that count, what the pipe is called, and what reports need."""

    changes: "Changes | None"
    stdin_filename: Path | None
    whole: bool

    def lines(self, path: Path) -> "ChangedLines | None":
        """Return which lines of a file changed, None where all of them count."""
        named = self.stdin_filename if self.stdin_filename and str(path) == "-" else path
        return self.changes.of(named) if self.changes else None


@click.command("check", short_help="Print what is wrong in a text, like a linter.")
@click.argument("files", type=FILE, nargs=-1, metavar="FILE...")
@click.option("--source", type=FILE, metavar="FILE", help="The original of the one FILE.")
@click.option("--pairs", type=FILE, metavar="FILE", help="Check pairs of texts, a JSON object or a table's row each.")
@format_option(
    OWN,
    "text, full, concise, json, jsonl, or a report (toolkit list reports), such as sarif; with =FILE it is written "
    "there. Repeatable. [default: text, which is full on a terminal and else concise; jsonl for --pairs]",
)
@fail_option
@checks_option
@click.option(
    "--changed-since", metavar="BRANCH", help="Tell only findings on lines that changed since BRANCH was left."
)
@click.option("--stdin-filename", type=FILE, metavar="NAME", help="What the text through the pipe (-) is called.")
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
    formats: tuple[Format, ...],
    fail_on: str | None,
    max_findings: int,
    changed_since: str | None,
    stdin_filename: Path | None,
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
    from toolkit.run.known.changed_lines import Changes

    wrong = {
        "name files, or --pairs FILE, one of the two": bool(files) == bool(pairs),
        "--source goes with exactly one file": bool(source and len(files) != 1),
        "only one text can come through the pipe (-)": [*files, source].count(Path("-")) > 1,
        "--update-baseline needs --baseline FILE": bool(update_baseline and not baseline_path),
        "--workers goes with --pairs; `toolkit batch` shares documents": bool(workers and not pairs),
        "--together goes with --pairs; `toolkit batch` compares documents": bool(together and not pairs),
        "--changed-since goes with none of --pairs, --update-baseline and --fix": bool(
            changed_since and (pairs or update_baseline or fix)
        ),
        "--changed-since: the name of the branch is missing": changed_since == "",
        "--stdin-filename names the text that comes through the pipe: name the file -": bool(
            stdin_filename and Path("-") not in files
        ),
    }
    for message, is_so in wrong.items():
        if is_so:
            raise click.UsageError(message, context)
    require_fixable(context, [*files, source], fix=fix, dry_run=dry_run, update=update_baseline)
    formats = with_printed(formats, "jsonl" if pairs else "text")
    require_possible(context, formats, len(files) or 1, [*files, source, pairs, baseline_path, config_path])
    config = open_config(config_path, languages or None, engines=config_path is not None, upwards=True)
    config = failing_on(reading(config, columns, whole_page=whole_page), fail_on)
    baseline = open_baseline(baseline_path, update=update_baseline)
    if pairs:
        from toolkit.cli.pairs import Wanted

        wanted = Wanted(together, update_baseline, workers, no_cache, quiet)
        context.exit(_pairs(pairs, config, baseline, wanted, formats, max_findings, strict=strict))
    mended = mend(context, files, source, config, baseline, fix=fix, dry_run=dry_run, no_cache=no_cache)
    of_each = OfEachFile(Changes(changed_since) if changed_since else None, stdin_filename, needs_whole(formats))
    results, failures = _lint(files, source, config, baseline, of_each, no_cache=no_cache, quiet=quiet)
    for failure in failures:
        click.echo(visible(f"toolkit: error: {failure}"), err=True)
    for result in results:
        say_incomplete(Path(result.path), result.incomplete)
    undone = 2 if failures or mended.left else _INCOMPLETE if any(result.incomplete for result in results) else 0
    ran = {Path(result.path): result.ran for result in results}
    if baseline and update_baseline:
        found = [known for result in results for known in result.found]
        context.exit(undone or update(baseline, found, ran))
    hand_out(results, formats)
    if not quiet and all(one.path or one.name in ("text", "full", "concise") for one in formats):
        _say_unchecked(results)
    mended.say(sum(len(result.findings) for result in results))
    say_outside(results, changed_since)
    lines = [line for result in results for line in result.problems + (result.unused if strict else ())]
    noted = _note([*lines, *stale(baseline, ran, strict=strict)])
    worst = fails((row["severity"] for result in results for row in result.findings), config, max_findings)
    context.exit(undone or int(worst or (strict and noted)))


def _pairs(
    path: Path,
    config: "Config",
    baseline: "Baseline | None",
    wanted: "Wanted",
    formats: Sequence[Format],
    most: int,
    *,
    strict: bool,
) -> int:
    """Check pairs, hand out what is said of them, and return the exit code."""
    from toolkit.cli.known import stale, update
    from toolkit.cli.pairs import check_rows
    from toolkit.cli.printing.pairs import Output
    from toolkit.run.known.baseline import checked_by

    output = Output(path, () if wanted.updating else formats, config)
    counts, found, missing = check_rows(path, config, baseline, wanted, output)
    say_incomplete(path, missing)
    ran = {path: checked_by(config, together=wanted.together)}
    if baseline and wanted.updating:
        return _INCOMPLETE if missing else update(baseline, found, ran)
    output.end()
    noted = _note(stale(baseline, ran, strict=strict))
    return _INCOMPLETE if missing else int(fails(counts.elements(), config, most) or (strict and noted))


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
    of_each: OfEachFile,
    *,
    no_cache: bool,
    quiet: bool,
) -> tuple[list["Checked"], list[str]]:
    """Return the results of the files that could be checked, and the errors of the others."""
    from toolkit.cli.bars import left, rate
    from toolkit.errors import InputError
    from toolkit.run import bugs
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
                lines = of_each.lines(path)
                text = from_pipe(path, of_each.stdin_filename)
                results.append(
                    lint(
                        text,
                        original,
                        wired,
                        cache,
                        tell,
                        baseline,
                        skipped=skipped,
                        changed=lines,
                        whole=of_each.whole,
                    )
                )
            except Exception as error:
                # The other files are still checked: one bad file must not hide what is wrong with the rest.
                if len(files) == 1 or (bugs.to_mend(error) and not isinstance(error, InputError)):
                    raise
                failures.append(str(error) if isinstance(error, InputError) else f"{path}: {bugs.reason(error)}")
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


def _note(lines: Sequence[str]) -> bool:
    """Print what is wrong with comments and the baseline; return whether there is any such thing."""
    for line in lines:
        click.echo(visible(f"toolkit: warning: {line}"), err=True)
    return bool(lines)
