"""Which tests run which line, kept by what the tests and the toolkit look like; and the nearest to a change."""

import ast
import hashlib
import json
import os
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import coverage
import pytest

from benchmarks.mutants.changes import Change
from benchmarks.mutants.forks import Tree, Work, run, tests

MOST_TESTS = 400
MOST_SECONDS = 10.0
_FILE_SECONDS = 600
_STEPS = 3
# Whose functions forget between two tests. What others remember are models and word lists: slow to read again, and read
# the same whichever test asks.
_FORGETFUL = tuple(
    f"toolkit.{name}"
    for name in ("run", "config", "aligners", "checks", "analysis.names", "analysis.negation", "analysis.quantities")
)
_DATA = (".py", ".yaml", ".json", ".txt", ".md", ".jinja", ".html", ".csv", ".tbx")


@dataclass(frozen=True, slots=True)
class Test:
    """A test, and the processor time it took when it passed."""

    __test__ = False
    name: str
    seconds: float

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.name.split("::", 1)[0]

    @property
    def function(self) -> str:
        """The test without its parameters."""
        return self.name.split("[", 1)[0]


class _Recorder:
    """Gives each test its own context, and forgets what functions remember before it, so that it runs their lines."""

    def __init__(self, record: coverage.Coverage) -> None:
        self.record = record
        self.seconds: dict[str, float] = defaultdict(float)
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        _forget()
        begin = _processor_seconds()
        self.record.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.record.switch_context("")
            self.seconds[item.nodeid] = round(_processor_seconds() - begin, 3)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self.failed.add(report.nodeid)


def _forget() -> None:
    """Make functions forget what they remember by themselves, and with the data of languages."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_FORGETFUL):
            for member in list(vars(module).values()):
                if hasattr(member, "cache_clear"):
                    member.cache_clear()
    force = sys.modules.get("toolkit.languages.force")
    made = force.in_force().made if force else {}
    for function in [one for one in made if one.__module__.startswith(_FORGETFUL)]:
        del made[function]


def _processor_seconds() -> float:
    """Return the time of this process and of the programs that it ran."""
    return sum(os.times()[:4])


def _record(tree: Tree, file: str, marks: str) -> int:
    """Run a file of tests; leave the lines and the seconds of those that pass in the scratch folder."""
    record = coverage.Coverage(
        data_file=str(tree.scratch / "lines"), source=[str(tree.root / "toolkit")], config_file=False, messages=False
    )
    record.set_option("run:core", "ctrace")
    record.set_option("run:relative_files", True)
    record.set_option("run:disable_warnings", ["no-data-collected", "module-not-measured", "no-ctracer"])
    recorder = _Recorder(record)
    record.start()
    code = tests(tree, [file], marks, recorder)
    record.stop()
    record.save()
    passed = {name: seconds for name, seconds in recorder.seconds.items() if name not in recorder.failed}
    (tree.scratch / "passed.json").write_text(json.dumps(passed), encoding="utf-8")
    return code


def _digest(paths: Iterable[Path], root: Path, marks: str) -> str:
    digest = hashlib.sha256(f"{marks} {sys.version} {coverage.__version__}".encode())
    for path in sorted(paths):
        digest.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:24]


def _shared(root: Path) -> Iterator[Path]:
    """Yield what every file of tests rests on: the toolkit, and what tests share."""
    for path in (root / "toolkit").rglob("*"):
        if path.suffix in _DATA:
            yield path
    for path in (root / "tests").rglob("*.py"):
        if not path.name.startswith("test_"):
            yield path


def _own(path: Path) -> Iterator[Path]:
    """Yield a file of tests and the data beside it."""
    yield path
    for other in path.parent.iterdir():
        if other.suffix in _DATA and other.suffix != ".py":
            yield other


def record(root: Path, files: Sequence[str], marks: str, trees: Sequence[Tree], kept: Path) -> list[Path]:
    """Return the folders with the lines of each file of tests; those that are not kept yet are run."""
    shared = _digest(_shared(root), root, marks)
    folders = {file: kept / f"{shared}-{_digest(_own(root / file), root, marks)}" for file in files}
    missing = [file for file in files if not folders[file].is_dir()]

    def done(file: str, tree: Tree, code: int | None) -> None:
        if code is None or not (tree.scratch / "passed.json").is_file():
            reason = f"took more than {_FILE_SECONDS} s" if code is None else f"ended with {code}"
            print(f"{file}: {reason}; its tests are left out", file=sys.stderr)
            return
        part = folders[file].with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        for name in ("lines", "passed.json"):
            if (tree.scratch / name).is_file():
                shutil.copy(tree.scratch / name, part / name)
        part.rename(folders[file])

    def work(file: str) -> Work:
        return Work(
            begin=lambda _: print(f"lines of {file}", file=sys.stderr),
            do=lambda tree: _record(tree, file, marks),
            done=lambda tree, code: done(file, tree, code),
            seconds=_FILE_SECONDS,
        )

    run([work(file) for file in missing], trees)
    return [folder for folder in folders.values() if folder.is_dir()]


class Lines:
    """What every line of the toolkit is run by."""

    def __init__(self, root: Path, folders: Sequence[Path]) -> None:
        self._root = root
        self._tests: dict[str, Test] = {}
        self._lines: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for folder in folders:
            passed = json.loads((folder / "passed.json").read_text(encoding="utf-8"))
            self._tests.update({name: Test(name, seconds) for name, seconds in passed.items()})
            if (folder / "lines").is_file():
                self._add(folder / "lines", set(passed))

    def _add(self, path: Path, passed: set[str]) -> None:
        data = coverage.CoverageData(str(path))
        data.read()
        for file in data.measured_files():
            for line, names in data.contexts_by_lineno(file).items():
                self._lines[file][line] |= passed.intersection(names)

    def tests(self, change: Change) -> list[Test]:
        """Return the tests nearest to a change, the quickest first, as many as the limits allow.

        Its own file of tests comes first, then what costs least; the cases of one function wait for others.
        """
        names = self._names(change)
        home = _home(change.path)
        groups: dict[str, int] = defaultdict(int)
        ranked = []
        for test in sorted((self._tests[name] for name in names), key=lambda test: (test.seconds, test.name)):
            groups[test.function] += 1
            ranked.append((test.file != home, test.seconds * groups[test.function], test.name))
        chosen: list[Test] = []
        spent = 0.0
        for *_, name in sorted(ranked)[:MOST_TESTS]:
            spent += self._tests[name].seconds
            if chosen and spent > MOST_SECONDS:
                break
            chosen.append(self._tests[name])
        return sorted(chosen, key=lambda test: (test.seconds, test.name))

    def _names(self, change: Change) -> set[str]:
        module = self._module(change.path)
        lines = self._lines[change.path]
        if module.in_body(change.line):
            return lines[change.line] or self._run(change.path, module.statement(change.line))
        return self._users(change.path, change.line) or set().union(*lines.values())

    def _run(self, path: str, lines: range) -> set[str]:
        return set().union(*(self._lines[path][line] for line in lines))

    def _users(self, path: str, line: int) -> set[str]:
        """Return the tests that run a line which names what is made when the module is imported."""
        found: set[str] = set()
        seen: set[str] = set()
        places = [(path, line)]
        for _ in range(_STEPS):
            made = [(where, name) for where, at in places for name in self._module(where).made(at)]
            places = []
            for where, name in made:
                if name in seen:
                    continue
                seen.add(name)
                for file in [where] if name.startswith("_") else self._modules:
                    module = self._module(file)
                    for at in module.mentions(name):
                        if module.in_body(at):
                            found |= self._lines[file][at]
                        else:
                            places.append((file, at))
            for where, at in places:
                found |= self._run(where, self._module(where).body(at))
        return found | self._run(path, self._module(path).body(line))

    @cached_property
    def _modules(self) -> list[str]:
        paths = sorted((self._root / "toolkit").rglob("*.py"))
        return [path.relative_to(self._root).as_posix() for path in paths]

    @cached_property
    def _known(self) -> dict[str, "_Module"]:
        return {}

    def _module(self, path: str) -> "_Module":
        if path not in self._known:
            self._known[path] = _Module((self._root / path).read_text(encoding="utf-8"))
        return self._known[path]


def _home(path: str) -> str:
    """Return the file of tests that mirrors a module."""
    module = Path(path)
    return Path("tests", *module.parts[1:-1], f"test_{module.name}").as_posix()


class _Module:
    """Where the statements of a module begin and end, and what they make."""

    def __init__(self, text: str) -> None:
        self._texts = text.splitlines()
        self._tree = ast.parse(text)
        self._functions = [node for node in ast.walk(self._tree) if isinstance(node, ast.FunctionDef)]

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        words: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts, 1):
            for word in set(re.findall(r"\w+", text)):
                words[word].append(number)
        return words

    def mentions(self, name: str) -> list[int]:
        """Return the lines that name something."""
        return self._words.get(name, [])

    def in_body(self, line: int) -> bool:
        """Return whether a line runs when a function is called, not when the module is imported."""
        return any(node.body[0].lineno <= line <= _last(node) for node in self._functions)

    def statement(self, line: int) -> range:
        """Return the lines of the smallest statement on a line, of a compound one its head."""
        spans = [_head(node) for node in ast.walk(self._tree) if isinstance(node, ast.stmt)]
        around = [span for span in spans if line in span]
        return min(around, key=len) if around else range(line, line + 1)

    def body(self, line: int) -> range:
        """Return the lines of the function whose head a line belongs to."""
        heads = [node for node in self._functions if node.lineno <= line < node.body[0].lineno]
        return range(heads[0].body[0].lineno, _last(heads[0]) + 1) if heads else range(0)

    def made(self, line: int) -> Iterator[str]:
        """Yield the names that the statement on a line makes: the innermost that makes any."""
        around = [node for node in ast.walk(self._tree) if isinstance(node, ast.stmt) and line in _span(node)]
        for node in sorted(around, key=lambda node: len(_span(node))):
            names = list(_made(node))
            if names:
                yield from names
                return


def _made(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id


def _last(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _span(node: ast.stmt) -> range:
    return range(node.lineno, _last(node) + 1)


def _head(node: ast.stmt) -> range:
    body = getattr(node, "body", None)
    return range(node.lineno, max(node.lineno + 1, body[0].lineno)) if body else _span(node)
