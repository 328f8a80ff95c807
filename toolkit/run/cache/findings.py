"""What a check found in a case, kept in the cache: the same text is not read twice by the same check."""

from collections.abc import Iterable
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
from toolkit.run.cache.results import Key, known, recall
from toolkit.run.stages.check_answers import answers


class KeptFindings:
    """Asks checks about one case, through the cache where there is one."""

    def __init__(self, case: Case, cache: Cache | None) -> None:
        self._case = case
        self._readings = Readings(case)
        self._cache = cache
        self._mark = content.mark(case) if cache else ""
        self._known: dict[str, Any] = {}

    def expect(self, checks: Iterable[tuple[str, Check]]) -> None:
        """Look up at once what these checks found: a question for each costs more than its answer."""
        if self._cache is not None:
            kept = [self._key(name, check) for name, check in checks if _is_kept(check)]
            self._known = known(self._cache, kept)

    def find(self, name: str, check: Check) -> list[Finding | Unchecked]:
        """Return the check's answers. Answers with gaps are not kept: what was missing may be installed tomorrow."""
        if self._cache is None or not _is_kept(check):
            return list(answers(name, check, self._case, self._readings))
        fresh: list[Finding | Unchecked] = []

        def compute() -> list[dict[str, Any]] | None:
            fresh.extend(answers(name, check, self._case, self._readings))
            found = [answer for answer in fresh if isinstance(answer, Finding)]
            return [asdict(answer) for answer in found] if len(found) == len(fresh) else None

        key = self._key(name, check)
        kept = recall(self._cache, key, compute, self._known)
        return fresh or [finding_of(row) for row in kept or ()]

    def _key(self, name: str, check: Check) -> Key:
        return "findings", name, plugins.signature(check), self._mark


def _is_kept(check: Check) -> bool:
    # No signature has the code of another package, or what lies in a file that an option names.
    return self_contained(check) and origin_of(check) is None


def finding_of(row: dict[str, Any]) -> Finding:
    """Return the finding of which ``asdict`` made a row that was kept."""
    spans = tuple(Span(**span) for span in row["spans"])
    return Finding(**{**row, "spans": spans, "evidence": tuple(row["evidence"])})
