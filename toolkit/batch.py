"""Documents one after the other, each on its own, with plain outcomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.cache import Cache
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


def run(work: Sequence[Job], config: Config, cache: Cache | None, progress: Progress) -> Iterator[Result]:
    """Yield a result for every job, in order; an error that belongs to one document stops only that document."""
    for job in work:

        def say(what: str, name: str = job.id) -> None:
            progress(f"{name}: {what}")

        try:
            comparison = compare(job.translation, job.source, config, cache, say)
        except ToolkitError as error:
            yield Result(job, None, str(error))
            continue
        failed = comparison.failed.items()
        reason = "; ".join(f"{name if name.startswith('witness ') else f'route {name}'}: {why}" for name, why in failed)
        yield Result(job, comparison, reason or None)


def summary_files(results: Sequence[Result], formats: Sequence[str]) -> dict[str, str]:
    """Return the batch's own files: name -> text; ``formats`` are the reports that each document has."""
    from toolkit.reports._batch import render_batch, row

    report = "report.html" if "html" in formats else "comparison.json" if "json" in formats else None
    return render_batch(
        [
            row(
                str(result.job.translation),
                result.comparison,
                f"{result.job.id}/{report}" if report and result.comparison else None,
                result.failure,
            )
            for result in results
        ]
    )
