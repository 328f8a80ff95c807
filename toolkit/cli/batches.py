"""What ``toolkit batch`` does: see what is to be done, do it, and tell the truth of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

import click

from toolkit.cli.known import stale, update
from toolkit.cli.running import open_config, running
from toolkit.cli.versions import in_a_batch
from toolkit.cli.watching import Watch
from toolkit.config.settings import Config
from toolkit.errors import InputError, visible
from toolkit.plugins import spending
from toolkit.plugins.durations import duration
from toolkit.plugins.plurals import counted
from toolkit.plugins.suggestions import nearest
from toolkit.run import bugs
from toolkit.run.batch.beside import Task
from toolkit.run.batch.documents import require_all
from toolkit.run.batch.executor import Executor, carry_out
from toolkit.run.batch.known import KnownFindings
from toolkit.run.batch.states import State, states
from toolkit.run.batch.work import Setting, Summary
from toolkit.run.cache.cache import Cache
from toolkit.run.inputs.entries import entries
from toolkit.run.known.baseline import Baseline
from toolkit.run.outputs import alone_in, remove_leftovers
from toolkit.run.result_folders import BATCH_FILES
from toolkit.run.tables.writing import STATE

INCOMPLETE = 3
_MOST = 20
_NAMES = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line says of the work; ``only`` are patterns of names, ``limit`` how many documents at most.

    ``updating``: whether the ``baseline`` is to be written at the end; until then nothing is known.
    """

    force: bool = False
    failed: bool = False
    only: tuple[str, ...] = ()
    limit: int | None = None
    fail_fast: bool = False
    dry_run: bool = False
    executor: Executor = field(default_factory=Executor)
    events: Path | None = None
    max_characters: int | None = None
    max_cost: float | None = None
    quiet: bool = False
    baseline: Baseline | None = None
    updating: bool = False
    max_findings: int = 0

    def caps(self, config: Config) -> tuple[int | None, float | None]:
        """Return how many characters may be sent, and what may be spent: as the options say, or the configuration."""
        return (
            config.max_characters if self.max_characters is None else self.max_characters,
            config.max_cost if self.max_cost is None else self.max_cost,
        )

    def chosen(self, found: Sequence[State]) -> list[State]:
        """Return which documents are to be done; raises InputError for a pattern that is the name of none."""
        for pattern in self.only:
            if not any(fnmatchcase(state.job.id, pattern) for state in found):
                hint = nearest(pattern, [state.job.id for state in found], "documents")
                raise InputError(f"--only {pattern}: no document of the {len(found)} is called so{hint}")
        to_do = [
            state
            for state in found
            if (self.force or state.standing != "done")
            and (state.failed or not self.failed)
            and (not self.only or any(fnmatchcase(state.job.id, pattern) for pattern in self.only))
        ]
        return to_do[: self.limit]


def say_left_out(lines: Sequence[str]) -> None:
    """Say on standard error which documents lack a file, so that nothing that lies in a folder is dropped silently."""
    for line in lines[:_MOST]:
        click.echo(visible(f"toolkit: {line}"), err=True)
    if len(lines) > _MOST:
        click.echo(f"toolkit: ... and {len(lines) - _MOST} more that lack a file", err=True)


def setting_of(work: Sequence[Task], given: Config, config: Config, cache: Cache | None, folder: Path) -> Setting:
    """Return with what a batch is done; raises ToolkitError, before any work, for what cannot run here."""
    return Setting(given, config, cache, folder, require_all(work, config), in_a_batch)


def carried_out(work: Sequence[Task], setting: Setting, wanted: Wanted) -> int:
    """Do what is to be done of a batch, write its files, and return the exit code."""
    if wanted.dry_run:
        _dry_run(work, setting, wanted)
        return 0
    with alone_in(setting.folder):
        return _carried_out(work, setting, wanted)


def _carried_out(work: Sequence[Task], setting: Setting, wanted: Wanted) -> int:
    folder = setting.folder
    remove_leftovers(folder, (*BATCH_FILES, STATE))
    found = list(states(work, setting.config, folder, setting.cache))
    to_do = wanted.chosen(found)
    if not wanted.quiet:
        for line in _plan(found, to_do):
            click.echo(line)
    chosen = {state.job.id for state in to_do}
    kept = [state for state in found if state.standing in ("done", "failed") and state.job.id not in chosen]
    names = [job.id for job in work]
    known = KnownFindings(wanted.baseline) if wanted.baseline is not None and not wanted.updating else None
    summary = Summary(names, [state.job.id for state in kept], setting, known)
    summary.write()
    spending.limit(*wanted.caps(setting.given))
    watch = Watch(wanted.events, quiet=wanted.quiet)

    def enough() -> bool:
        return (wanted.fail_fast and watch.failed > 0) or spending.reached() is not None or watch.disk_is_full

    with watch.at_work(len(work), len(to_do)):
        for done in carry_out([state.job for state in to_do], setting, wanted.executor, watch.say, enough):
            watch.done(replace(done, line=summary.line(done)))
            summary.add(done)
    if watch.disk_is_full:
        click.echo("toolkit: stopped: the disk is full; make room and start the batch again: it goes on", err=True)
    if watch.bugs:
        click.echo(
            f"toolkit: {counted(watch.bugs, 'document')} met a bug in toolkit, not a fault of yours: please report it "
            f"with {bugs.FILE} of the folder (README, 'Reporting a bug')",
            err=True,
        )
    code = _ended(summary, setting, wanted)
    if wanted.baseline is None:
        return code
    if wanted.updating:
        return _updated(wanted.baseline, summary, names, setting, code, quiet=wanted.quiet)
    if known is not None and not wanted.quiet:
        known.use_up()
        for line in stale(wanted.baseline, known.ran(setting.config, whole=not summary.missing)):
            click.echo(visible(f"toolkit: warning: {line}"), err=True)
    return code


def _updated(
    baseline: Baseline, summary: Summary, names: Sequence[str], setting: Setting, code: int, *, quiet: bool
) -> int:
    """Write all that was found to the baseline, and the summary by it; return the exit code."""
    if code == INCOMPLETE:
        click.echo(f"toolkit: {baseline.path}: not updated, for the batch is incomplete", err=True)
        return code
    known = KnownFindings(baseline)
    there = [known.news(outcome).id for outcome in summary.outcomes()]
    found = known.found(summary.outcomes(), summary.contradictions())
    update(baseline, found, known.ran(setting.config, whole=not summary.missing))
    Summary(names, there, setting, KnownFindings(Baseline.read(baseline.path))).write()
    if not quiet:
        click.echo("the summary is made anew: nothing in it is new")
    return 0


def _plan(found: Sequence[State], to_do: Sequence[State]) -> list[str]:
    """Return what a batch that was begun before says first: what it leaves, what it does again, and why."""
    left = sum(state.standing == "done" for state in found) - sum(state.standing == "done" for state in to_do)
    again: dict[str, list[str]] = {}
    for state in to_do:
        if state.standing != "missing":
            again.setdefault(state.why or "as was asked", []).append(state.job.id)
    if not left and not again:
        return []
    lines = [f"again: {_listed(names)}: {why}" for why, names in [*again.items()][:_MOST]]
    if len(again) > _MOST:
        lines.append(f"... and for {len(again) - _MOST} more reasons")
    return [f"{counted(left, 'document')} done before, {len(to_do)} to do", *lines]


def _dry_run(work: Sequence[Task], setting: Setting, wanted: Wanted) -> None:
    """Print what would be done, and do nothing."""
    from toolkit.run.batch.estimate import estimate

    found = list(states(work, setting.config, setting.folder, setting.cache))
    to_do = wanted.chosen(found)
    for line in _plan(found, to_do):
        click.echo(line)
    new = [state.job.id for state in to_do if state.standing == "missing"]
    if new:
        click.echo(f"new: {_listed(new)}")
    said = estimate(to_do, found, setting.config, setting.cache)
    for name, reason in said.unread.items():
        click.echo(f"{name}: cannot be read: {reason}")
    parts = [f"{counted(said.documents, 'document')} of {len(found)}", counted(said.sentences, "sentence")]
    if said.texts:
        parts.append(f"{said.cached} of {said.texts} texts for engines are in the cache, the way forward not counted")
    if said.characters:
        cost = (
            f", about {said.cost:.2f} by the prices in the configuration"
            if said.cost
            else ", of which no price is known"
        )
        parts.append(f"about {said.characters:,} characters for services{cost}")
    parts.append("no time known" if said.seconds is None else f"about {duration(said.seconds)} of work")
    click.echo(f"would run: {'; '.join(parts)}")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= _NAMES else f"{', '.join(names[:_NAMES])} and {len(names) - _NAMES} more"


def _ended(summary: Summary, setting: Setting, wanted: Wanted) -> int:
    try:
        written = summary.write()
    except InputError as error:
        click.echo(f"toolkit: the summary is not that of this run: {error}", err=True)
        return INCOMPLETE
    if not wanted.quiet:
        for row in written.contradictions:
            place = f"{row['path']}:{row['line']}:{row['column']}"
            click.echo(f"{place}: {row['severity']}: {row['check']}: {row['message']} ({row['other']})")
        more = written.contradicting - len(written.contradictions)
        if more:
            click.echo(
                f"... and {more:,} more contradictions between documents: {setting.folder / 'consistency.jsonl'}"
            )
    spent = spending.reached()
    if spent:
        click.echo(f"toolkit: stopped: the job reached its {spent}; started again, it goes on", err=True)
    if not wanted.quiet and summary.missing:
        click.echo(f"{counted(summary.missing, 'document')} not done: started again, the batch goes on with them")
    if not wanted.quiet:
        index = setting.folder / "index.html"
        known = f", {counted(written.known, 'known finding')} left out" if written.known else ""
        click.echo(f"{counted(written.documents, 'document')}, {written.failed} failed{known}; summary: {index}")
    return INCOMPLETE if written.failed or spent else int(written.differs(setting.config, wanted.max_findings))


def status(folder: Path) -> int:
    """Print how the documents of a batch stand, by its configuration as it is today; return the exit code."""
    try:
        signature = json.loads((folder / "summary.json").read_bytes())["signature"]
        path, changes = Path(signature["config"]), tuple(signature.get("set", ()))
    except OSError as error:
        raise InputError(f"{folder / 'summary.json'}: no batch was begun there ({error.strerror})") from None
    except (ValueError, LookupError, TypeError, AttributeError):
        raise InputError(f"{folder / 'summary.json'}: damaged, or no summary of a batch; run the batch again") from None
    config = open_config(path, changes=changes)
    with running(config, no_cache=False) as (wired, cache):
        found = list(states(entries(config), wired, folder, cache))
    counts = {
        standing: sum(state.standing == standing for state in found)
        for standing in ("done", "failed", "missing", "changed")
    }
    for state in found:
        if state.standing != "done":
            click.echo(f"{state.job.id}: {state.standing}{f': {state.why}' if state.why else ''}")
    click.echo(f"{counted(len(found), 'document')}: {', '.join(f'{n} {name}' for name, n in counts.items())}")
    if counts["failed"]:
        return INCOMPLETE
    return int(bool(counts["missing"] or counts["changed"]))
