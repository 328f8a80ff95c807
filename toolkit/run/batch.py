"""Documents one after the other, each on its own, with plain outcomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.analysis.style.consistency import Conflict, Use, conflict_wording, uses_of
from toolkit.config.settings import CheckSetting, Config, FailOn, at_least
from toolkit.errors import InputError, ToolkitError
from toolkit.model import Comparison, Finding
from toolkit.model.places import unit_place
from toolkit.plugins.contracts import Collecting, Place
from toolkit.plugins.plurals import counted
from toolkit.reports.wording.finding_rows import BATCH_KEYS, finding_row
from toolkit.reports.wording.verdict import incomplete
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress, compare
from toolkit.run.inputs import Job
from toolkit.run.records.provenance import Signed, inputs_of, signed
from toolkit.run.route_documents import limited, require_documents
from toolkit.run.stages.requirements import require


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What became of one document: a comparison, a failure, or both where only routes failed."""

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
        units = counted(len(self.comparison.units), "unit")
        return f"{self.job.id}: {units}, {counted(errors, 'error')}, {counted(warnings, 'warning')}"


def run(work: Sequence[Job], config: Config, cache: Cache | None, progress: Progress) -> Iterator[DocumentResult]:
    """Yield a result for every job, in order; an error that belongs to one document stops only that document.

    Raises MissingDependency before the first one for what cannot run here and the configuration wants.
    """
    require_documents(config, work)
    skipped = require(config, has_source=any(job.source for job in work))
    for job in work:

        def say(what: str, name: str = job.id) -> None:
            progress(f"{name}: {what}")

        try:
            for path in (job.translation, job.source):
                _require_no_pipe(path)
            chosen = limited(config, job.translation, job.id)
            comparison = compare(job.translation, job.source, chosen, cache, say, skipped=skipped)
        except ToolkitError as error:
            yield DocumentResult(job, None, str(error))
            continue
        yield DocumentResult(job, comparison, "; ".join(incomplete(comparison)) or None)


def _require_no_pipe(path: Path | None) -> None:
    """Raise InputError for a named pipe: a batch that a folder's wildcard led to one would wait for ever."""
    if path is not None and path.is_fifo():
        raise InputError(f"{path}: a named pipe, into which nobody may ever write; name a file")


def contradictions_between(results: Sequence[DocumentResult], config: Config) -> list[dict[str, Any]]:
    """Return where documents of a batch contradict each other: one source translated two ways, two translated alike.

    Empty where no check that collects is on (``contracts.Collecting``). What a document contradicts in itself is among
    its own findings, and two versions of one original, translated twice, need not agree.
    """
    done = [result.comparison for result in results if result.comparison is not None]
    uses = [use for number, comparison in enumerate(done) for use in uses_of(comparison.units, number)]
    rows = []
    for setting, conflict in collected(config, uses):
        (number, unit), (other, other_unit) = conflict.use.place, conflict.other.place
        if number == other or _are_versions(done[number], done[other]):
            continue
        severity, category, message = conflict_wording(conflict.kind, conflict.other.translation, conflict.other.source)
        finding = Finding(setting.name, setting.severity or severity, category, message, unit, ())
        here = unit_place(done[number].units, unit, done[number].document)
        there = unit_place(done[other].units, other_unit, done[other].document)
        rows.append(
            {
                "path": done[number].document.path,
                **finding_row(finding, here, BATCH_KEYS),
                "other": f"{done[other].document.path}:{there.line}:{there.column}",
            }
        )
    return rows


def _are_versions(one: Comparison, other: Comparison) -> bool:
    """Whether two documents are translations of one original, told by its text: it may lie there under two names."""
    return one.source is not None and other.source is not None and one.source.text == other.source.text


def collected(config: Config, uses: Sequence[Use[Place]]) -> Iterator[tuple[CheckSetting, Conflict[Place]]]:
    """Yield what each check that collects says of units of several texts."""
    for setting in config.checks:
        if isinstance(setting.check, Collecting):
            for conflict in setting.check.conflicts(uses):
                yield setting, conflict


def summary_files(results: Sequence[DocumentResult], config: Config, cache: Cache | None = None) -> dict[str, str]:
    """Return the batch's own files: name -> text; ``config`` is wired, as the documents had it."""
    from toolkit.reports.page.batch import render_batch, row

    formats = config.formats
    report = "report.html" if "html" in formats else "comparison.json" if "json" in formats else None
    said = _signed(results, config, cache)
    return render_batch(
        [
            row(
                str(result.job.translation),
                result.comparison,
                f"{result.job.id}/{report}" if report and result.comparison else None,
                result.failure,
                result.job.id,
            )
            for result in results
        ],
        said.signature,
        said.provenance,
    )


def _signed(results: Sequence[DocumentResult], config: Config, cache: Cache | None) -> Signed:
    """Return what a batch says of itself; its inputs are those of its documents, as ``ID/translation``."""
    inputs = {}
    for result in results:
        job = result.job
        known = result.comparison.provenance["inputs"] if result.comparison else None
        own = known or inputs_of({"translation": job.translation, "source": job.source})
        inputs.update({f"{job.id}/{role}": one for role, one in own.items()})
    with_source = any(result.job.source or (result.comparison and result.comparison.source) for result in results)
    return signed(config, inputs, with_source=bool(with_source), cache=cache)
