"""Break the toolkit in one small place at a time, and count how often the tests notice.

    python -m benchmarks.mutants [--count 300] [--seed 1] [--workers 2] [FOLDER|FILE ...] [--show ID] [--json FILE]

Draws changes of the given modules, runs for each the tests that run its line (in a copy of the tree), and prints those
that no test noticed, with the share that was noticed by folder. Which tests run a line is recorded once for each state
of the toolkit and each file of tests, and kept in the cache folder of the user; what tests run in programs that they
start is not seen. A change that keeps the tests from ending counts as noticed.
"""

import argparse
import difflib
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import platformdirs

from benchmarks.mutants.changes import Change
from benchmarks.mutants.drawing import draw, every, modules, text_of
from benchmarks.mutants.forks import Tree, Work, copies, load_libraries, run
from benchmarks.mutants.nearest import Lines, Test, record
from benchmarks.mutants.trial import Outcome, outcome, trial

ROOT = Path(__file__).parent.parent.parent
# What decides over findings and keeps results, as seen from toolkit/.
TARGETS = (
    *("run/stages", "run/cache", "aligners/search", "config"),
    *("analysis/quantities", "analysis/names", "analysis/negation"),
)
# Their tests, and the cases of the checks; the rest of the suite takes long to record and tells little more.
TESTS = ("tests/run", "tests/aligners", "tests/config", "tests/analysis", "tests/checks")
MARKS = "not browser and not engine and not model"
_CONTROLS = 20


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.mutants", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="FOLDER|FILE", help="what to change, e.g. toolkit/analysis/names")
    parser.add_argument("--count", type=int, default=300, help="how many changes (300)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws others (1)")
    parser.add_argument("--workers", type=int, default=2, help="how many run at a time (2)")
    parser.add_argument("--tests", nargs="+", metavar="FOLDER|FILE", help=f"the tests to ask ({' '.join(TESTS)})")
    parser.add_argument("--marks", default=MARKS, help=f"which of them, as for pytest -m ({MARKS!r})")
    parser.add_argument("--show", metavar="ID", help="print a change instead")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all outcomes here as well")
    parser.add_argument("--root", type=Path, default=ROOT, help="another tree with toolkit/ and tests/")
    parser.add_argument(
        "--kept", type=Path, default=platformdirs.user_cache_path("toolkit-mutants"), help="where lines are kept"
    )
    return parser.parse_args()


def wanted(root: Path, names: Sequence[str]) -> list[str]:
    """Return the modules to change; ends with a line where there are none."""
    missing = [name for name in names if not (root / name).exists()]
    if missing:
        sys.exit(f"{missing[0]}: not there; name files and folders as seen from {root}")
    found = modules(root, [*names] or [f"toolkit/{name}" for name in TARGETS if (root / "toolkit" / name).exists()])
    if not found:
        sys.exit(f"{root}: no module to change; name files or folders")
    return found


def show(root: Path, names: Sequence[str], wanted_id: str) -> None:
    """Print a change as a difference of lines."""
    for change in every(root, names):
        if change.id == wanted_id:
            old = text_of(root, change.path)
            print(f"{change.id} {change.path}:{change.line} {change.kind}")
            before, after = old.splitlines(), change.applied(old).splitlines()
            print("\n".join(difflib.unified_diff(before, after, change.path, change.path, lineterm="")))
            return
    sys.exit(f"{wanted_id}: no such change in these modules as they stand now")


def line(one: Outcome) -> str:
    """Return the line of a change that nobody noticed."""
    change = one.change
    what = f"{' '.join(change.old.split()) or 'nothing'} -> {' '.join(change.new.split()) or 'nothing'}"
    asked = f"{one.tests} tests" if one.tests else "no test"
    return f"{change.id}  {change.path}:{change.line}  {change.kind}: {what}  ({asked})"


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the totals by folder."""
    folders: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        folders[str(Path(one.change.path).parent)].append(one)
    lines = [
        "| folder | changes | noticed | of these out of time | no test | share noticed |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for folder, group in [*sorted(folders.items()), ("all", list(outcomes))]:
        noticed = sum(one.noticed for one in group)
        late, bare = (sum(one.fate == fate for one in group) for fate in ("out of time", "no test"))
        lines.append(f"| {folder} | {len(group)} | {noticed} | {late} | {bare} | {noticed / max(1, len(group)):.0%} |")
    return "\n".join(lines)


def require_passing(root: Path, chosen: Sequence[Sequence[Test]], marks: str, trees: Sequence[Tree]) -> None:
    """End unless the tests pass in the copies without any change: else every change would count as noticed."""
    some = list(dict.fromkeys(test for tests in chosen for test in tests[-_CONTROLS:]))[: 10 * _CONTROLS]
    failed: list[str | None] = []
    run([trial(root, None, some, marks, failed.append)], trees)
    if failed != [None]:
        log = trees[-1].log.read_text(encoding="utf-8", errors="replace")
        sys.exit(f"the tests do not pass without a change ({failed[0] or 'out of time'}):\n{log[-3000:]}")


def outcomes_of(drawn: Sequence[Change], options: argparse.Namespace) -> list[Outcome]:
    """Run the tests nearest to each change; return what became of them, in the order of their places."""
    root = options.root.resolve()
    asked = options.tests or [name for name in TESTS if (root / name).exists()] or ["tests"]
    files = [name for name in modules(root, asked) if Path(name).name.startswith("test_")]
    load_libraries(root)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        trees = copies(root, Path(folder), options.workers)
        lines = Lines(root, record(root, files, options.marks, trees, options.kept))
        chosen = {change: lines.tests(change) for change in drawn}
        found = {change: outcome(change, (), None) for change in drawn if not chosen[change]}

        def work(change: Change) -> Work:
            def done(failed: str | None) -> None:
                found[change] = outcome(change, chosen[change], failed)
                print(f"{len(found)} of {len(drawn)}: {change.id} {found[change].fate}", file=sys.stderr)

            return trial(root, change, chosen[change], options.marks, done)

        require_passing(root, list(chosen.values()), options.marks, trees)
        run([work(change) for change in drawn if chosen[change]], trees)
    return sorted(found.values(), key=lambda one: one.change)


def main() -> None:
    options = parsed()
    root = options.root.resolve()
    names = wanted(root, options.names)
    if options.show:
        show(root, names, options.show)
        return
    outcomes = outcomes_of(draw(root, names, options.count, options.seed), options)
    for one in outcomes:
        if not one.noticed:
            print(line(one))
    print(f"\n{table(outcomes)}")
    if options.json:
        rows = [{"id": one.change.id, **asdict(one), "noticed": one.noticed} for one in outcomes]
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
