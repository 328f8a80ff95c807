"""The work of a batch: one document from its files to its folder, and the summary that is true meanwhile."""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from toolkit.config.settings import Config
from toolkit.errors import InputError, ToolkitError
from toolkit.plugins.plurals import counted
from toolkit.run import bugs
from toolkit.run.batch.beside import Compared, Task, files_of, options_of
from toolkit.run.batch.contradictions import contradictions
from toolkit.run.batch.documents import require_no_pipe, run_document
from toolkit.run.batch.known import KnownFindings
from toolkit.run.batch.ledger import Ledger
from toolkit.run.batch.outcomes import (
    DocumentOutcome,
    all_kept,
    as_kept,
    failed,
    forget,
    keep,
    kept,
    outcome_of,
    outcome_of_versions,
)
from toolkit.run.batch.summary import Written, write_summary
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress
from toolkit.run.inputs.entries import Job
from toolkit.run.outputs import Content, is_full, render
from toolkit.run.records.provenance import Inputs, inputs_of
from toolkit.run.sent import heard
from toolkit.run.stages.requirements import Skipped
from toolkit.run.tables.writing import write_tables

_SECONDS_BETWEEN = 5.0
_COUNT = re.compile(r": \d+ of \d+$")
_SHARE = 50  # of the time, at most one part in so many goes into summaries that are overwritten


@dataclass(frozen=True, slots=True)
class Done:
    """A document that is done or has failed; ``line`` is its line for the terminal.

    ``unwritten`` is its outcome where the disk did not take it. ``seconds`` of wall clock it took, and each of
    its ``stages``. ``bug`` is whether a bug of the toolkit's cost it, or a part of it: its folder has ``bug.txt`` then.
    ``used`` is what services were asked for, where that was in another process (``endings.taken``).
    """

    id: str
    line: str
    failure: str | None
    seconds: float
    units: int = 0
    unwritten: DocumentOutcome | None = None
    stages: Mapping[str, float] = field(default_factory=dict)
    bug: bool = False
    disk_is_full: bool = False
    used: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """With what documents are done: the configuration, its cache, where results go, and how versions are laid.

    ``given`` is the configuration as it was loaded, ``config`` is wired to the cache.
    """

    given: Config
    config: Config
    cache: Cache | None
    folder: Path
    skipped: Skipped
    compared: Compared


@dataclass(frozen=True, slots=True)
class Made:
    """What became of an entry, not written yet: its outcome, its reports by name, and its line for the terminal.

    ``stages`` are the seconds that each took; ``bug`` is whether a fault of ours is among the reports.
    """

    outcome: DocumentOutcome
    texts: Mapping[str, str | bytes]
    line: str
    stages: Mapping[str, float]
    bug: bool = False


def complete(task: Task, setting: Setting, say: Progress) -> Done:
    """Take one entry the whole way to its folder; what fails, in whatever way, is told, and stops no other entry."""
    try:
        forget(setting.folder, task.id)
    except InputError as error:
        return _unwritten(task, error)
    return written(task, make(task, setting, say), setting.folder)


def make(task: Task, setting: Setting, say: Progress) -> Made:
    """Take one entry the whole way to its reports; what fails, in whatever way, is told. Nothing is written."""
    started = time.monotonic()
    clock = _Clock(say, task.id)
    bugs.taken()
    with heard() as given:
        try:
            outcome, texts, line = _made(task, setting, clock.say)
        except Exception as error:
            outcome, texts = failed(task, bugs.reason(error), marks(task)), {}
            line = failure_line(outcome)
    trace = bugs.taken()
    if trace:
        outcome, texts = replace(outcome, files=(*outcome.files, bugs.FILE)), {**texts, bugs.FILE: trace}
    # Of one that failed, too, and of versions. What is told to a comparison is told here as well.
    outcome = replace(outcome, seconds=round(time.monotonic() - started, 3), sent=given.sent())
    return Made(outcome, texts, line, clock.stages(), bool(trace))


def written(task: Task, made: Made, folder: Path) -> Done:
    """Write what became of an entry into its folder; what the disk refuses is told."""
    started = time.monotonic()
    outcome = made.outcome
    try:
        keep(folder, outcome, made.texts)
    except InputError as error:
        return _unwritten(task, error)
    stages = {**made.stages, "writing": round(time.monotonic() - started, 4)}
    units = outcome.row.units or 0
    return Done(task.id, made.line, outcome.row.failure, outcome.seconds, units, None, stages, made.bug)


def _unwritten(task: Task, error: InputError) -> Done:
    outcome = failed(task, str(error))
    full = is_full(error)
    return Done(task.id, failure_line(outcome), outcome.row.failure, 0.0, 0, outcome, disk_is_full=full)


def marks(task: Task) -> Inputs | None:
    """Return the files of an entry with marks of their content, None where they cannot be read."""
    try:
        return inputs_of(files_of(task))
    except InputError:
        return None


class _Clock:
    """Hands on what is being done at the moment, and measures how long it is."""

    def __init__(self, say: Progress, name: str) -> None:
        self._say, self._prefix = say, f"{name}: "
        self._stage, self._since = "opening", time.monotonic()
        self._seconds: dict[str, float] = {}

    def say(self, what: str) -> None:
        self._say(what)
        self._turn(what)

    def _turn(self, what: str) -> None:
        stage = _COUNT.sub("", what.removeprefix(self._prefix))
        if stage != self._stage:
            now = time.monotonic()
            self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + now - self._since
            self._stage, self._since = stage, now

    def stages(self) -> dict[str, float]:
        """Return the seconds of each stage by its name, up to now."""
        self._turn("")
        return {stage: round(seconds, 4) for stage, seconds in self._seconds.items()}


def _made(task: Task, setting: Setting, say: Progress) -> tuple[DocumentOutcome, dict[str, Content], str]:
    """Return the outcome of an entry, its reports by name, and its line for the terminal."""
    config = setting.config
    if isinstance(task, Job):
        result = run_document(task, config, setting.cache, say, setting.skipped)
        say(f"{task.id}: reports")
        texts = render(result.comparison, config.formats, config.fail_on) if result.comparison else {}
        return outcome_of(result, config), texts, result.line()
    inputs: Inputs = {}
    try:
        for path in files_of(task).values():
            require_no_pipe(path)
        inputs = inputs_of(files_of(task))
        beside = setting.compared(task, config, setting.cache, lambda what: say(f"{task.id}: {what}"), options_of(task))
    except ToolkitError as error:
        outcome = failed(task, str(error), inputs)
        return outcome, {}, failure_line(outcome)
    return outcome_of_versions(task, beside, config), dict(beside.texts), beside.line(task)


def failure_line(outcome: DocumentOutcome) -> str:
    """Return the line for the terminal of a document that failed."""
    return f"{outcome.id}: failed: {outcome.row.failure}"


class Summary:
    """The files of a batch beside its folders, made of the outcomes that are there and of nothing else.

    ``names`` are the folders of all documents in order, ``current`` those whose outcome is that of today's texts and
    settings. Each outcome is taken in once; ``missing`` is how many documents the files that were written last lack.
    What a baseline knows does not count.
    """

    def __init__(
        self, names: Sequence[str], current: Sequence[str], setting: Setting, known: KnownFindings | None = None
    ) -> None:
        self._setting, self._baseline = setting, known
        self._ledger = Ledger(setting.config)
        self._number = {name: number for number, name in enumerate(names)}
        self.missing = len(names)
        self._written: Written | None = None
        self._next = self._next_tables = 0.0
        self._unwritten: dict[str, DocumentOutcome] = {}
        self._known = set(current)
        for outcome in all_kept(setting.folder, sorted(current, key=self._number.__getitem__)):
            self._ledger.add(self._number[outcome.id], self._news(outcome))

    def add(self, done: Done) -> None:
        """Take in a document that is done, and write the files again if they were written some time ago.

        What goes wrong with them here is tried again, and told, at the end: the documents are done till then.
        """
        outcome = as_kept(done.unwritten) if done.unwritten is not None else kept(self._setting.folder, done.id)
        if outcome is not None:
            self._ledger.add(self._number[done.id], self._news(outcome))
            self._known.add(done.id)
            self._written = None
        if done.unwritten is not None and outcome is not None:
            self._unwritten[done.id] = outcome
        if time.monotonic() >= self._next:
            try:
                self.write(tables=time.monotonic() >= self._next_tables)
            except Exception:
                self._next = time.monotonic() + _SECONDS_BETWEEN

    def write(self, *, tables: bool = True) -> Written:
        """Write the files, if anything is new, and return what they hold; raises InputError.

        Without ``tables`` those that take longest to write stay as they are: they have a time of their own.
        """
        if self._written is not None:
            return self._written
        started = time.monotonic()
        setting, ledger = self._setting, self._ledger
        self.missing = len(self._number) - ledger.tally.documents
        written = write_summary(setting.folder, ledger, setting.config, setting.cache, self.missing, self._baseline)
        ended = time.monotonic()
        self._next = ended + max(_SECONDS_BETWEEN, _SHARE * (ended - started))
        if tables:
            self._write_tables()
            self._written = written
        return written

    def outcomes(self) -> Iterator[DocumentOutcome]:
        """Yield what is kept of each document, in order, with all that is known of it."""
        for name in self._number:
            outcome = self._unwritten.get(name) or kept(self._setting.folder, name) if name in self._known else None
            if outcome is not None:
                yield outcome

    def contradictions(self) -> Iterator[dict[str, Any]]:
        """Yield where the documents contradict each other, known or not."""
        yield from contradictions(self._ledger)

    def line(self, done: Done) -> str:
        """Return the line of a document for the terminal, with what is new in it."""
        outcome = kept(self._setting.folder, done.id) if self._baseline is not None and not done.failure else None
        row = self._news(outcome).row if outcome is not None else None
        if row is None or not row.known:
            return done.line
        parts = [(row.units or 0, "unit"), (row.errors, "error"), (row.warnings, "warning")]
        counts = ", ".join(counted(number, name) for number, name in parts)
        return f"{done.id}: {counts} ({counted(row.known, 'known finding')} left out)"

    def _news(self, outcome: DocumentOutcome) -> DocumentOutcome:
        return outcome if self._baseline is None else self._baseline.news(outcome)

    def _write_tables(self) -> None:
        started = time.monotonic()
        folder, ledger = self._setting.folder, self._ledger
        outcomes = map(self._news, self.outcomes())
        try:
            write_tables(folder, self._setting.config.tables, ledger.mark(), outcomes, ledger.tally.totals())
        finally:
            ended = time.monotonic()
            self._next_tables = ended + max(_SECONDS_BETWEEN, _SHARE * (ended - started))
