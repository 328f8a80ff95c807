"""What a check found in a case, kept in the cache: the same text is not read twice by the same check."""

from dataclasses import asdict
from typing import Any

from toolkit import plugins
from toolkit.analysis.text.prose import Readings
from toolkit.model import Case, Finding, Span, Unchecked
from toolkit.plugins.contracts import Check
from toolkit.plugins.foreign.origins import origin_of
from toolkit.plugins.traits import self_contained
from toolkit.run.cache import content
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.results import recall
from toolkit.run.stages.check_answers import answers


class KeptFindings:
    """Asks checks about one case, through the cache where there is one."""

    def __init__(self, case: Case, cache: Cache | None) -> None:
        self._case = case
        self._readings = Readings(case)
        self._cache = cache
        self._mark = content.mark(case) if cache else ""

    def find(self, name: str, check: Check) -> list[Finding | Unchecked]:
        """Return the check's answers. Answers with gaps are not kept: what was missing may be installed tomorrow."""
        if self._cache is None or not self_contained(check) or origin_of(check) is not None:
            # No signature has the code of another package, or what lies in a file that an option names.
            return list(answers(name, check, self._case, self._readings))
        fresh: list[Finding | Unchecked] = []

        def compute() -> list[dict[str, Any]] | None:
            fresh.extend(answers(name, check, self._case, self._readings))
            found = [answer for answer in fresh if isinstance(answer, Finding)]
            return [asdict(answer) for answer in found] if len(found) == len(fresh) else None

        key = ("findings", name, plugins.signature(check), self._mark)
        kept = recall(self._cache, key, compute)
        return fresh or [finding_of(row) for row in kept or ()]


def finding_of(row: dict[str, Any]) -> Finding:
    """Return the finding of which ``asdict`` made a row that was kept."""
    spans = tuple(Span(**span) for span in row["spans"])
    return Finding(**{**row, "spans": spans, "evidence": tuple(row["evidence"])})
