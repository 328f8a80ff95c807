"""Several versions of one original as one entry of a batch: what is asked of them, and what comes back.

How they are compared is not known here: statistics stand above the runs. Whoever starts the batch brings it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.config.settings import Config
from toolkit.plugins.plurals import counted
from toolkit.reports.page.batch import DocumentRow
from toolkit.run.batch.findings import FindingRow
from toolkit.run.batch.units import KeptUnit
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress
from toolkit.run.inputs.entries import Job, VersionsJob
from toolkit.run.outputs import Content

TEST, SEED = "randomization", 12345

Task = Job | VersionsJob
"""An entry of a batch: a document, or several versions of one."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What came of a comparison of versions: ``data`` is that of ``versions.json``, ``texts`` are its files by name.

    A name may have a folder in it. ``failure`` says why what is said of a version is incomplete. ``findings`` are the
    rows of all versions, ``units`` are theirs.
    """

    data: Mapping[str, Any]
    texts: Mapping[str, Content]
    failure: str | None
    findings: Sequence[FindingRow] = ()
    units: Sequence[KeptUnit] = ()

    def row(self, job: VersionsJob) -> DocumentRow:
        """Return its row in the summary: what was found in all versions, and the suspicion of the worst row."""
        versions = self.data["versions"]
        found = [cell for row in self.data["rows"] for cell in row["versions"].values()]
        return DocumentRow(
            named(job),
            f"{job.id}/report.html",
            self.failure,
            len(self.data["rows"]),
            sum(version["errors"] for version in versions),
            sum(version["warnings"] for version in versions),
            sum(version["infos"] for version in versions),
            max((cell["suspicion"] or 0.0 for cell in found), default=0.0),
            id=job.id,
            run=self.data["provenance"]["run"],
            versions=len(versions),
        )

    def line(self, job: VersionsJob) -> str:
        """Return its line for the terminal."""
        row = self.row(job)
        parts = [(row.versions, "version"), (row.units or 0, "unit"), (row.errors, "error"), (row.warnings, "warning")]
        return f"{job.id}: {', '.join(counted(number, name) for number, name in parts)}"


Compared = Callable[[VersionsJob, Config, Cache | None, Progress, Mapping[str, Any]], Beside]
"""Compares versions with these options (those of ``options_of``); raises ToolkitError."""


def options_of(task: Task) -> dict[str, Any]:
    """Return what no configuration says of the settings: nothing for a document by itself."""
    if isinstance(task, Job):
        return {}
    lines = task.lines or task.source is None
    return {"test": TEST, "seed": SEED, "lines": lines, "made_by": dict(task.made_by)}


def files_of(task: Task) -> dict[str, Path | None]:
    """Return the files of an entry by their roles, as results record them."""
    if isinstance(task, Job):
        return {"translation": task.translation, "source": task.source}
    sides = {"source": task.source, "reference": task.reference, "documents": task.documents}
    return {**sides, **{f"version {name}": path for name, path in task.translations.items()}}


def named(task: Task) -> str:
    """Return the file that an entry is called by."""
    if isinstance(task, Job):
        return str(task.translation)
    return str(task.source or next(iter(task.translations.values())))
