"""A baseline over a whole batch: what it knows does not count, and no document is done again for it.

It is applied to what is kept of the documents, whenever they were done, so that another baseline needs no other run. A
document by itself has the answer for it, whatever was asked of others, in whatever order.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.config.settings import Config
from toolkit.run.batch.outcomes import DocumentOutcome
from toolkit.run.known.baseline import Baseline, Known, checked_by, content_mark

_COUNTS = {"error": "errors", "warning": "warnings", "info": "infos"}
_WORDS_NEAR = 8


class KnownFindings:
    """What a baseline knows of the findings of documents, and of contradictions between them."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline
        self._places: dict[str, str] = {}
        self._used: Counter[Known] = Counter()
        self._between: Counter[Known] = Counter()
        self._with_source: dict[str, bool] = {}

    def news(self, outcome: DocumentOutcome) -> DocumentOutcome:
        """Return a document without the findings that are known; its row says how many these are."""
        for role, one in outcome.inputs.items() if outcome.signature else ():
            if role == "translation" or role.startswith("version "):
                path = one["path"]
                self._with_source[path] = outcome.with_source or self._with_source.get(path, False)
        used: Counter[Known] = Counter()
        fresh, known = [], Counter[str]()
        for row in outcome.findings:
            entry = self.entry(row)
            if used[_bare(entry)] < self.baseline.count(entry):
                used[_bare(entry)] += 1
                known[row["severity"]] += 1
            else:
                fresh.append(row)
        for entry, count in used.items():
            self._used[entry] = max(self._used[entry], count)
        if not known:
            return outcome
        counts = {name: max(0, getattr(outcome.row, name) - known[severity]) for severity, name in _COUNTS.items()}
        return replace(outcome, findings=tuple(fresh), row=replace(outcome.row, known=known.total(), **counts))

    def between(self) -> Callable[[Mapping[str, Any]], bool]:
        """Return what says of each contradiction, once for each, whether it is known; documents come before them."""
        used = Counter(self._used)
        self._between = Counter()

        def is_known(row: Mapping[str, Any]) -> bool:
            entry = self.contradiction(row)
            bare = _bare(entry)
            if used[bare] >= self.baseline.count(entry):
                return False
            used[bare] += 1
            self._between[bare] += 1
            return True

        return is_known

    def entry(self, row: Mapping[str, Any]) -> Known:
        """Return what a baseline says of a finding, a row of ``finding_rows``."""
        return Known(self._place(row["path"]), row["check"], row["fingerprint"], row["near"])

    def contradiction(self, row: Mapping[str, Any]) -> Known:
        """Return what a baseline says of a contradiction: that this unit departs, not from which one."""
        source, translation = row["source"], row["translation"]
        spans = ("translation", 0, len(translation)), ("source", 0, len(source))
        mark = content_mark(row["check"], row["category"], spans, translation, source)
        return Known(self._place(row["path"]), row["check"], mark, " ".join(translation.split()[:_WORDS_NEAR]))

    def use_up(self) -> None:
        """Use up what was known, so that the baseline can say what is stale; once, at the end."""
        for entry, count in (self._used + self._between).items():
            for _ in range(count):
                self.baseline.is_known(entry)

    def found(self, outcomes: Iterable[DocumentOutcome], contradictions: Iterable[Mapping[str, Any]]) -> list[Known]:
        """Return every finding and contradiction, known or not."""
        most: Counter[Known] = Counter()
        for outcome in outcomes:
            for entry, count in Counter(map(self.entry, outcome.findings)).items():
                most[entry] = max(most[entry], count)
        most.update(map(self.contradiction, contradictions))
        return [*most.elements()]

    def ran(self, config: Config, *, whole: bool) -> dict[Path, frozenset[str]]:
        """Return which checks ran on each file of the documents that ``news`` was asked of.

        ``whole``: whether all documents of the batch are there, so that all contradictions are.
        """
        checks = {here: checked_by(config, has_source=here, together=whole) for here in (True, False)}
        return {Path(path): checks[with_source] for path, with_source in self._with_source.items()}

    def _place(self, path: str) -> str:
        if path not in self._places:
            self._places[path] = self.baseline.place(Path(path))
        return self._places[path]


def _bare(entry: Known) -> Known:
    """Return the entry by what makes two findings the same."""
    return replace(entry, near="")
