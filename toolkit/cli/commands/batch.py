"""``toolkit batch``: every document of a configuration, through every route it names."""

import json
from pathlib import Path

import click

from toolkit.cli.running import FILE, cache_option, open_config, progress, remove_all, running, set_option


@click.command("batch", short_help="Compare every document that a configuration names.")
@click.argument("config_path", type=FILE, metavar="CONFIG")
@set_option
@click.option("--out", type=FILE, metavar="DIR", help="Folder for the results [default: runs/CONFIG].")
@cache_option
@click.option("--quiet", "-q", is_flag=True, help="Write the files, print only failures.")
@click.pass_context
def command(context: click.Context, config_path: Path, out: Path | None, no_cache: bool, quiet: bool) -> None:
    """Compare every document that CONFIG names; a folder of results each, and a summary.

    A document that fails is listed with its reason, the others are done, and the exit code is 3. Otherwise it is that
    of compare. Where documents contradict each other (one source translated two ways), that is printed and written to
    consistency.jsonl.
    """
    from toolkit.config.settings import at_least
    from toolkit.run.batch import contradictions_between, run, summary_files
    from toolkit.run.inputs import jobs
    from toolkit.run.outputs import filenames, render, require_writable, write_all
    from toolkit.run.result_folders import folder_name

    config = open_config(config_path)
    folder = out or config.folder / folder_name(config_path.stem)
    work = jobs(config)
    require_writable(folder)
    results = []
    with running(config, no_cache=no_cache) as (wired, cache), progress(quiet=quiet) as say:
        for result in run(work, wired, cache, say):
            results.append(result)
            if result.comparison is not None:
                write_all(folder / result.job.id, render(result.comparison, config.formats))
            else:  # an earlier run's reports would look like this one's
                remove_all(folder / result.job.id, filenames())
            if result.failure:
                click.echo(f"toolkit: {result.job.id}: failed: {result.failure}", err=True)
            elif not quiet:
                click.echo(result.line())
        files = summary_files(results, wired, cache)
    contradictions = contradictions_between(results, config)
    for row in contradictions:
        if not quiet:
            place = f"{row['path']}:{row['line']}:{row['column']}"
            click.echo(f"{place}: {row['severity']}: {row['check']}: {row['message']} ({row['other']})")
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in contradictions)
    write_all(folder, {**files, "consistency.jsonl": lines})
    failures = sum(bool(result.failure) for result in results)
    if not quiet:
        click.echo(f"{len(results)} documents, {failures} failed; summary: {folder / 'index.html'}")
    if failures:
        context.exit(3)
    differ = any(at_least(row["severity"], config.fail_on) for row in contradictions)
    context.exit(int(differ or any(result.counts(config.fail_on) for result in results)))
