"""The page and the summary of a batch whose documents have these rows."""

from collections.abc import Sequence
from typing import Any

from toolkit.config.loading import load
from toolkit.reports.page.batch import DocumentRow
from toolkit.reports.page.overview import Overview, render_overview
from toolkit.run.batch.ledger import Ledger
from toolkit.run.batch.outcomes import DocumentOutcome
from toolkit.run.batch.summary import summary_of


def index(rows: Sequence[DocumentRow], most: int = 2000, **more: Any) -> str:
    ledger = Ledger(load(None, ("it", "en"), engines=False))
    for number, row in enumerate(rows):
        ledger.add(number, DocumentOutcome(row, {}))
    worst = [DocumentRow.of(row) for row in ledger.worst(most)]
    failures, groups = ledger.failures(50, 20)
    shown = Overview(ledger.tally.totals(), worst, failures=failures, failure_groups=groups, **more)
    ledger.close()
    return render_overview(shown, {}, {})


def summary(rows: Sequence[DocumentRow]) -> dict[str, Any]:
    outcomes = [DocumentOutcome(row, {}) for row in rows]
    return summary_of(outcomes, load(None, ("it", "en"), engines=False))
