"""Documents one after the other, each on its own, with plain outcomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.config.settings import Config
from toolkit.errors import InputError, ToolkitError
from toolkit.model import Comparison
from toolkit.plugins.plurals import counted
from toolkit.reports.wording.verdict import incomplete
from toolkit.run.batch.beside import Task
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress, compare
from toolkit.run.inputs.entries import Job
from toolkit.run.records.provenance import Inputs, inputs_of
from toolkit.run.route_documents import limited, require_documents
from toolkit.run.stages.requirements import Skipped, require


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What became of one document: a comparison, a failure, or both where only routes failed.

    ``inputs`` are its files with marks of the content that was read, empty where
    nothing was.
    """

    job: Job
    comparison: Comparison | None
    failure: str | None
    inputs: Inputs

    def line(self) -> str:
        """Return the document's line for the terminal."""
        if self.comparison is None:
            return f"{self.job.id}: failed: {self.failure}"
        severities = [finding.severity for finding in self.comparison.findings]
        errors, warnings = severities.count("error"), severities.count("warning")
        units = counted(len(self.comparison.units), "unit")
        return f"{self.job.id}: {units}, {counted(errors, 'error')}, {counted(warnings, 'warning')}"


def require_all(work: Sequence[Task], config: Config) -> Skipped:
    """Return what the configuration goes without here; raises ToolkitError, before any work, for what it wants."""
    alone = [task for task in work if isinstance(task, Job)]
    if alone or not work:
        require_documents(config, alone)
    return require(config, has_source=any(task.source for task in work))


def run(work: Sequence[Job], config: Config, cache: Cache | None, progress: Progress) -> Iterator[DocumentResult]:
    """Yield a result for every job, in order; raises MissingDependency before the first one as ``require_all`` does."""
    skipped = require_all(work, config)
    for job in work:
        yield run_document(job, config, cache, progress, skipped)


def run_document(job: Job, config: Config, cache: Cache | None, progress: Progress, skipped: Skipped) -> DocumentResult:
    """Return what becomes of one document; an error that belongs to it is its failure."""

    def say(what: str) -> None:
        progress(f"{job.id}: {what}")

    inputs: Inputs = {}
    try:
        for path in (job.translation, job.source):
            require_no_pipe(path)
        inputs = inputs_of({"translation": job.translation, "source": job.source})
        chosen = limited(config, job.translation, job.id)
        comparison = compare(job.translation, job.source, chosen, cache, say, skipped=skipped)
    except ToolkitError as error:
        return DocumentResult(job, None, str(error), inputs)
    return DocumentResult(job, comparison, "; ".join(incomplete(comparison)) or None, comparison.provenance["inputs"])


def require_no_pipe(path: Path | None) -> None:
    """Raise InputError for a named pipe: a batch that a folder's wildcard led to one would wait for ever."""
    if path is not None and path.is_fifo():
        raise InputError(f"{path}: a named pipe, into which nobody may ever write; name a file")
