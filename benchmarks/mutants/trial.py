"""Makes a change in a copy of the tree, runs the tests nearest to it, and says whether one of them noticed."""

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from benchmarks.mutants.changes import Change
from benchmarks.mutants.drawing import text_of
from benchmarks.mutants.forks import Tree, Work, tests
from benchmarks.mutants.nearest import Test

Fate = Literal["killed", "out of time", "survived", "no test"]
_SPARE_SECONDS = 10.0
_SLOWNESS = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change; ``by`` is the test that noticed it, or what pytest ended with before any test."""

    change: Change
    fate: Fate
    tests: int
    by: str = ""

    @property
    def noticed(self) -> bool:
        """Whether the tests told the change from the original."""
        return self.fate in ("killed", "out of time")


class _Chosen:
    """Runs the chosen tests alone, in their order, and writes down which one fails."""

    def __init__(self, chosen: Sequence[Test], failed: Path) -> None:
        self._order = {test.name: number for number, test in enumerate(chosen)}
        self._failed = failed

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((item for item in items if item.nodeid in self._order), key=self._place)

    def _place(self, item: pytest.Item) -> int:
        return self._order[item.nodeid]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self._failed.exists():
            self._failed.write_text(report.nodeid, encoding="utf-8")


def trial(
    root: Path, change: Change | None, chosen: Sequence[Test], marks: str, done: Callable[[str | None], None]
) -> Work:
    """Return the work of a trial; ``done`` hears who failed: None for nobody, "" for time.

    Without a change it shows that the tests pass in the copy.
    """
    files = list(dict.fromkeys(test.file for test in chosen))

    def begin(tree: Tree) -> None:
        if change is not None:
            path = tree.root / change.path
            with path.open("w", encoding="utf-8", newline="") as file:
                file.write(change.applied(text_of(root, change.path)))
            # Python looks at whole seconds and the size to know whether compiled code is old.
            os.utime(path, (path.stat().st_atime, int(change.id, 16)))

    def do(tree: Tree) -> int:
        return tests(tree, files, marks, _Chosen(chosen, tree.scratch / "failed"), "-x")

    def end(tree: Tree, code: int | None) -> None:
        if change is not None:
            shutil.copy2(root / change.path, tree.root / change.path)
        failed = tree.scratch / "failed"
        if code is None:
            done("")
        elif code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            done(None)
        else:
            done(failed.read_text(encoding="utf-8") if failed.exists() else f"pytest ended with {code}")

    return Work(begin, do, end, _SPARE_SECONDS + _SLOWNESS * sum(test.seconds for test in chosen))


def outcome(change: Change, chosen: Sequence[Test], failed: str | None) -> Outcome:
    """Return what a trial came to."""
    if failed is None:
        return Outcome(change, "survived" if chosen else "no test", len(chosen))
    return Outcome(change, "killed" if failed else "out of time", len(chosen), failed)
