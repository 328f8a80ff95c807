"""``toolkit batch``: every document of a configuration, through every route it names."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.changing import set_option
from toolkit.cli.gates import fail_option, failing_on
from toolkit.cli.printing.formats import with_formats
from toolkit.cli.running import FILE, cache_option, open_config, running

if TYPE_CHECKING:
    from toolkit.config.settings import TableKind


def _kinds(context: click.Context, parameter: click.Parameter, value: str | None) -> "tuple[TableKind, ...] | None":
    """Return the kinds of table; None where nothing is said."""
    if value is None:
        return None
    known: dict[str, TableKind] = {"csv": "csv", "xlsx": "xlsx", "parquet": "parquet"}
    kinds = [kind.strip() for kind in value.split(",") if kind.strip()]
    for kind in kinds:
        if kind not in known:
            raise click.BadParameter(f"{kind!r} is none of {', '.join(known)}", context, parameter)
    return tuple(dict.fromkeys(known[kind] for kind in kinds))


@click.command("batch", short_help="Compare every document that a configuration names.")
@click.argument("config_path", type=FILE, metavar="CONFIG | status")
@click.argument("results", type=FILE, required=False, metavar="[DIR]")
@set_option
@click.option("--out", type=FILE, metavar="DIR", help="Folder for the results [default: runs/CONFIG].")
@click.option("--force", is_flag=True, help="Do all again, also what is done and has not changed.")
@click.option("--failed", is_flag=True, help="Do only what failed.")
@click.option("--only", multiple=True, metavar="PATTERN", help="Only documents of these names (*, ?). Repeatable.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Do N documents at most.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first document that fails.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that share the documents [1; with ray one for each processor].",
)
@click.option(
    "--executor",
    type=click.Choice(["local", "ray"]),
    default="local",
    help="Who does the work: processes of this machine [default], or a cluster of Ray, its own without --address.",
)
@click.option(
    "--address", metavar="HOST:PORT", help="With ray: the cluster to join, or auto for the one on this machine."
)
@click.option(
    "--max-characters",
    type=click.IntRange(min=0),
    metavar="N",
    help="Send no more than N characters to services that may cost something; then stop, with exit code 3.",
)
@click.option(
    "--max-cost",
    type=click.FloatRange(min=0),
    metavar="X",
    help="Ask no more once X is spent, by the prices in the configuration; then stop, with exit code 3.",
)
@click.option(
    "--tables",
    callback=_kinds,
    metavar="KINDS",
    help="Write all documents, units, findings and metrics as csv, xlsx, parquet, too (with commas) [output.tables].",
)
@click.option(
    "--baseline",
    "baseline_path",
    type=FILE,
    metavar="FILE",
    help="Leave out what FILE knows: a baseline, or verdicts.",
)
@click.option("--update-baseline", is_flag=True, help="Write all that is found to the --baseline, at the end.")
@click.option("--events", type=FILE, metavar="FILE", help="Add what happens to FILE, an event a line (JSON).")
@click.option("--dry-run", is_flag=True, help="Say what would be done and about how long; do nothing.")
@fail_option
@cache_option
@click.option("--quiet", "-q", is_flag=True, help="Write the files, print only failures.")
@click.pass_context
def command(
    context: click.Context,
    config_path: Path,
    results: Path | None,
    out: Path | None,
    force: bool,
    failed: bool,
    only: tuple[str, ...],
    limit: int | None,
    fail_fast: bool,
    workers: int | None,
    executor: str,
    address: str | None,
    tables: "tuple[TableKind, ...] | None",
    baseline_path: Path | None,
    update_baseline: bool,
    events: Path | None,
    max_characters: int | None,
    max_cost: float | None,
    dry_run: bool,
    fail_on: str | None,
    max_findings: int,
    no_cache: bool,
    quiet: bool,
) -> None:
    """Compare every document that CONFIG names; a folder of results each, and a summary that is true meanwhile.

    Started again on the same folder, it does what is missing, failed, or was made of other texts, settings or versions,
    says which and why, and leaves the rest. A document that fails is listed with its reason, the others are done, and
    the exit code is 3. Otherwise it is that of compare. Where documents contradict each other (one source translated
    two ways), that is printed and written to consistency.jsonl. Several versions in an entry of inputs are laid beside
    each other, as compare does.

    What a --baseline knows of findings and contradictions is left out of the summary, where it is counted, and of the
    exit code; the reports of documents have all. It is the file of toolkit check --baseline. No document is done again
    for it, so a batch that is done says in seconds what is new.

    toolkit batch status DIR says of the documents of such a folder which are done, failed, missing or changed. Exit
    code: 0 all done, 1 something is to be done, 3 something failed.
    """
    from toolkit.cli.batches import Wanted, carried_out, say_left_out, setting_of, status
    from toolkit.cli.known import open_baseline
    from toolkit.plugins.disk import kind
    from toolkit.run.batch.executor import Executor
    from toolkit.run.inputs.entries import look_up, manifests
    from toolkit.run.outputs import require_apart, require_writable
    from toolkit.run.result_folders import BATCH_FILES, folder_name
    from toolkit.run.tables.writing import require_kinds

    if address and executor != "ray":
        raise click.UsageError(f"--address {address}: only with --executor ray", context)
    if results is not None:
        if str(config_path) != "status":
            raise click.UsageError(f"one configuration, not two: {results}", context)
        context.exit(status(results))
    if str(config_path) == "status" and kind(config_path) == "nothing":
        raise click.UsageError("status: of which folder? toolkit batch status DIR", context)
    if update_baseline and not baseline_path:
        raise click.UsageError("--update-baseline needs --baseline FILE", context)
    config = failing_on(with_formats(open_config(config_path), ()), fail_on)
    baseline = open_baseline(baseline_path, update=update_baseline)
    config = config if tables is None else replace(config, tables=tables)
    require_kinds(config.tables)
    folder = out or config.folder / folder_name(config_path.stem)
    found = look_up(config)
    work = found.work
    if not quiet:
        say_left_out(found.left_out)
    require_writable(folder)
    written = [folder / name for name in BATCH_FILES]
    require_apart([*written, *([events] if events else [])], [config_path, *manifests(config)])
    require_apart([events] if events else [], written)
    doer = Executor(workers)
    if executor == "ray":
        from toolkit.run.batch.cluster.joining import address_of

        doer = Executor(workers, True, address_of(address))
        if doer.address is not None and not config.network:
            raise click.UsageError(
                f"--address {doer.address}: network is off, and a cluster has other machines; without an address, Ray "
                "starts one on this machine",
                context,
            )
    wanted = Wanted(
        force=force,
        failed=failed,
        only=only,
        limit=limit,
        fail_fast=fail_fast,
        dry_run=dry_run,
        executor=doer,
        events=events,
        max_characters=max_characters,
        max_cost=max_cost,
        quiet=quiet,
        baseline=baseline,
        updating=update_baseline,
        max_findings=max_findings,
    )
    with running(config, no_cache=no_cache) as (wired, cache):
        code = carried_out(work, setting_of(work, config, wired, cache, folder), wanted)
    context.exit(code)
