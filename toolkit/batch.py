"""Documents one after the other, each on its own, with plain outcomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.config import Config, FailOn, at_least
from toolkit.errors import ToolkitError
from toolkit.inputs import Job
from toolkit.model import Comparison
from toolkit.pipeline import Progress, compare


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document: a comparison, a failure, or both where only a route failed."""

    job: Job
    comparison: Comparison | None
    failure: str | None

    def counts(self, limit: FailOn) -> bool:
        """Whether a finding is at least as severe as the limit."""
        return self.comparison is not None and any(
            at_least(finding.severity, limit) for finding in self.comparison.findings
        )

    def line(self) -> str:
        """Return the document's line for the terminal."""
        if self.comparison is None:
            return f"{self.job.id}: failed: {self.failure}"
        severities = [finding.severity for finding in self.comparison.findings]
        errors, warnings = severities.count("error"), severities.count("warning")
        return f"{self.job.id}: {len(self.comparison.units)} units, {errors} errors, {warnings} warnings"


def run(work: Sequence[Job], config: Config, cache: Any, progress: Progress) -> Iterator[Result]:
    """Yield a result for every job, in order; an error that belongs to one document stops only that document."""
    for job in work:
        try:
            comparison = compare(
                job.translation, job.source, config, cache, lambda what, job=job: progress(f"{job.id}: {what}")
            )
        except ToolkitError as error:
            yield Result(job, None, str(error))
            continue
        reason = "; ".join(f"route {name}: {why}" for name, why in comparison.failed.items())
        yield Result(job, comparison, reason or None)


def summary_files(results: Sequence[Result]) -> dict[str, str]:
    """Return the batch's own files: name -> text."""
    from toolkit.reports._batch import Row, render_batch

    return render_batch([_row(Row, result) for result in results])


def _row(kind: Any, result: Result) -> Any:
    raise NotImplementedError
