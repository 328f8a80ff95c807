"""Where documents of a batch contradict each other: one source translated two ways, two translated alike."""

from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.analysis.style.consistency import Conflict, Use, conflict_wording
from toolkit.config.settings import CheckSetting, Config
from toolkit.model import Finding
from toolkit.model.places import Place as TextPlace
from toolkit.plugins.contracts import Collecting, Place
from toolkit.reports.wording.finding_rows import BATCH_KEYS, finding_row
from toolkit.run.batch.outcomes import DocumentOutcome


def contradictions_between(outcomes: Sequence[DocumentOutcome], config: Config) -> list[dict[str, Any]]:
    """Return where documents of a batch contradict each other, a row each.

    Empty where no check that collects is on (``contracts.Collecting``). What a document contradicts in itself is among
    its own findings, and two versions of one original, translated twice, need not agree.
    """
    uses = [
        Use((number, unit), use.source, use.translation)
        for number, outcome in enumerate(outcomes)
        for unit, use in enumerate(outcome.uses)
    ]
    rows = []
    for setting, conflict in collected(config, uses):
        (number, unit), (other, other_unit) = conflict.use.place, conflict.other.place
        one, two = outcomes[number], outcomes[other]
        if number == other or (one.original is not None and one.original == two.original):
            continue
        severity, category, message = conflict_wording(conflict)
        finding = Finding(setting.name, setting.severity or severity, category, message, unit, ())
        here, there = one.uses[unit], two.uses[other_unit]
        rows.append(
            {
                "path": one.row.path,
                **finding_row(finding, TextPlace(here.line, here.column, 0, 0), BATCH_KEYS),
                "other": f"{two.row.path}:{there.line}:{there.column}",
            }
        )
    return rows


def collected(config: Config, uses: Sequence[Use[Place]]) -> Iterator[tuple[CheckSetting, Conflict[Place]]]:
    """Yield what each check that collects says of units of several texts."""
    for setting in config.checks:
        if isinstance(setting.check, Collecting):
            for conflict in setting.check.conflicts(uses):
                yield setting, conflict
