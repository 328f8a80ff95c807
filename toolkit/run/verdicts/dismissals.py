"""A file of verdicts as the baseline of a check: what people dismissed is not told again.

A false alarm, and what was tolerated, is left out while most reviewers say so; a finding that was confirmed, or said to
be fixed, is told as long as it is found, and so is one on which as many say one thing as the other.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from toolkit.model import Standing
from toolkit.run.known.baseline import Baseline, Known
from toolkit.run.verdicts.journal import Journal, read
from toolkit.run.verdicts.state import State, current, dismissed


class Dismissals(Baseline):
    """What a file of verdicts says need not be told; ``problems`` are lines on what in it cannot be read."""

    standing: ClassVar[Standing] = "dismissed"
    reason: ClassVar[str] = "a person dismissed it"

    def __init__(self, journal: Journal) -> None:
        self.state: State = current(journal.verdicts)
        self.problems = journal.problems
        entries: Counter[Known] = Counter()
        for key, verdict in dismissed(self.state).items():
            document, check, fingerprint, _ = key
            words = verdict.finding.near if verdict.finding else ""
            entries[Known(self.state.original(document), check, fingerprint, words)] += 1
        self._copies: set[str] = set()
        super().__init__(journal.path, entries)

    @classmethod
    def read(cls, path: Path) -> "Dismissals":
        """Read a file of verdicts; raises InputError where it is none."""
        return cls(read(path))

    def place(self, path: Path) -> str:
        """Return how the verdicts name a file; one that holds a document's edits gets what is known of the document."""
        name = super().place(path)
        original = self.state.original(name)
        if name != original and name not in self._copies:
            self._copies.add(name)
            self.add({replace(one, path=name): count for one, count in self.entries.items() if one.path == original})
        return name
