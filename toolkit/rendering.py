"""An outcome in every format that a configuration asks for."""

from collections.abc import Iterable

from toolkit import plugins
from toolkit.contracts import Report
from toolkit.model import Outcome


def render(outcome: Outcome, formats: Iterable[str]) -> dict[str, str]:
    """Return file name -> text."""
    reports: list[Report] = [plugins.get("reports", name)() for name in formats]
    return {report.filename: report.render(outcome) for report in reports}


def filenames() -> tuple[str, ...]:
    """Return the name of every file that a report can be written to."""
    return tuple(plugins.get("reports", name)().filename for name in plugins.usable("reports"))
