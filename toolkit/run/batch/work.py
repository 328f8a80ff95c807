"""The work of a batch: one document from its files to its folder, and the summary that is true meanwhile."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.run.batch.contradictions import contradictions_between
from toolkit.run.batch.documents import DocumentResult, run_document, unread
from toolkit.run.batch.outcomes import DocumentOutcome, all_kept, forget, keep, outcome_of
from toolkit.run.batch.summary import summary_files
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress
from toolkit.run.inputs import Job
from toolkit.run.outputs import write_all
from toolkit.run.stages.requirements import Skipped

_SECONDS_BETWEEN = 5.0
_SHARE = 20  # of the time, at most one part in so many goes into summaries that are overwritten


@dataclass(frozen=True, slots=True)
class Done:
    """A document that is done or has failed; ``line`` is its line for the terminal.

    ``unwritten`` is its outcome where the disk did not take it. ``seconds`` of wall clock it took.
    """

    id: str
    line: str
    failure: str | None
    seconds: float
    units: int = 0
    unwritten: DocumentOutcome | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """With what documents are done: the wired configuration, its cache, and where results go."""

    config: Config
    cache: Cache | None
    folder: Path
    skipped: Skipped


def complete(job: Job, setting: Setting, say: Progress) -> Done:
    """Take one document the whole way to its folder; what fails is told, and stops no other document."""
    started = time.monotonic()
    try:
        forget(setting.folder, job.id)
    except InputError as error:
        result = unread(job, str(error))
        return _refused(result, setting)
    result = run_document(job, setting.config, setting.cache, say, setting.skipped)
    outcome = outcome_of(result, setting.config, round(time.monotonic() - started, 3))
    try:
        keep(setting.folder, result, outcome, setting.config)
    except InputError as error:
        return _refused(replace(result, comparison=None, failure=str(error)), setting)
    return Done(job.id, result.line(), result.failure, outcome.seconds, outcome.row.units or 0)


def _refused(result: DocumentResult, setting: Setting) -> Done:
    """Return what is told of a document that the disk did not take."""
    return Done(result.job.id, result.line(), result.failure, 0.0, 0, outcome_of(result, setting.config))


class Summary:
    """The files of a batch beside its folders, made of the outcomes that are there and of nothing else.

    ``names`` are the folders of all documents in order, ``current`` those whose outcome is that of today's texts and
    settings; ``missing`` is how many documents the files that were written last lack.
    """

    def __init__(self, names: Sequence[str], current: Sequence[str], setting: Setting) -> None:
        self._names, self._current, self._setting = names, set(current), setting
        self.missing = len(names)
        self._unwritten: dict[str, DocumentOutcome] = {}
        self._next = 0.0

    def add(self, done: Done) -> None:
        """Note that a document is done, and write the files again if they were written some time ago.

        What the disk refuses here is tried again at the end.
        """
        self._current.add(done.id)
        if done.unwritten is not None:
            self._unwritten[done.id] = done.unwritten
        if time.monotonic() >= self._next:
            try:
                self.write()
            except InputError:
                self._next = time.monotonic() + _SECONDS_BETWEEN

    def write(self) -> tuple[list[DocumentOutcome], list[dict[str, Any]]]:
        """Write the files; return the outcomes and the contradictions that they hold. Raises InputError."""
        started = time.monotonic()
        setting = self._setting
        there = {
            one.id: one for one in all_kept(setting.folder, [name for name in self._names if name in self._current])
        }
        there.update(self._unwritten)
        outcomes = [there[name] for name in self._names if name in there]
        contradictions = contradictions_between(outcomes, setting.config)
        self.missing = len(self._names) - len(outcomes)
        write_all(setting.folder, summary_files(outcomes, contradictions, setting.config, setting.cache, self.missing))
        ended = time.monotonic()
        self._next = ended + max(_SECONDS_BETWEEN, _SHARE * (ended - started))
        return outcomes, contradictions
