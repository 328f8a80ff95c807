"""Runs tests in copies of the tree, each time in a child that begins with the libraries already loaded."""

import ast
import gc
import importlib
import os
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

_LEFT_OUT = (".git", ".venv", ".*_cache", ".hypothesis", ".setup", "__pycache__", "runs", "dist", "build", "*.egg-info")
_OURS = ("toolkit", "tests", "benchmarks")
_SLOW = ("sentence_transformers", "ctranslate2")  # half a minute; few tests ask for them
_MOST_MEMORY = 16 << 30
_LOOK_EVERY_SECONDS = 0.005
_WAITING = 4


@dataclass(frozen=True, slots=True)
class Tree:
    """A copy of the tree for one worker, and a folder that each child finds empty."""

    root: Path
    scratch: Path

    @property
    def log(self) -> Path:
        """What the child before last wrote."""
        return self.scratch.with_suffix(".log")


@dataclass(frozen=True, slots=True)
class Work:
    """What a child does in a tree, and who hears its exit code; None is one that ran out of time.

    ``seconds`` are of its own processor time, which does not depend on what else the machine does; a child that only
    waits is ended after some times as many.
    """

    begin: Callable[[Tree], None]
    do: Callable[[Tree], int]
    done: Callable[[Tree, int | None], None]
    seconds: float


def copies(root: Path, folder: Path, count: int) -> list[Tree]:
    """Copy the tree for each worker."""
    trees = []
    for number in range(count):
        trees.append(Tree(folder / f"tree{number}", folder / f"scratch{number}"))
        shutil.copytree(root, trees[-1].root, symlinks=True, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    return trees


def load_libraries(root: Path) -> None:
    """Import what the tree imports and is not its own; what is not installed is left to the tests.

    A child has only the thread that forked it, so libraries must not have started any.
    """
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
    for name in sorted(set(_imported(root))):
        if name.split(".")[0] not in (*_OURS, *_SLOW, *sys.stdlib_module_names):
            with suppress(Exception):
                importlib.import_module(name)
    gc.freeze()  # so that a child does not look through all of it again


def _imported(root: Path) -> Iterator[str]:
    for part in _OURS:
        for path in (root / part).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    yield node.module
                elif isinstance(node, ast.Import):
                    yield from (alias.name for alias in node.names)


def run(works: Iterable[Work], trees: Sequence[Tree]) -> None:
    """Do all works, one at a time in each tree."""
    waiting, idle = list(works)[::-1], list(trees)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that no child outlives its parent
    running: dict[int, tuple[Work, Tree, float]] = {}
    try:
        while waiting or running:
            while waiting and idle:
                work, tree = waiting.pop(), idle.pop()
                running[_fork(work, tree)] = (work, tree, time.monotonic() + _WAITING * work.seconds)
            for pid, (work, tree, end) in list(running.items()):
                ended, status = os.waitpid(pid, os.WNOHANG)
                late = not ended and time.monotonic() > end
                if ended or late:
                    _kill(pid)
                    if late:
                        os.waitpid(pid, 0)
                    del running[pid]
                    idle.append(tree)
                    late = late or os.waitstatus_to_exitcode(status) == -signal.SIGXCPU
                    work.done(tree, None if late else os.waitstatus_to_exitcode(status))
            time.sleep(_LOOK_EVERY_SECONDS)
    finally:
        for pid in running:
            _kill(pid)


def _kill(pid: int) -> None:
    """End a child and whatever it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _fork(work: Work, tree: Tree) -> int:
    shutil.rmtree(tree.scratch, ignore_errors=True)
    tree.scratch.mkdir(parents=True)
    work.begin(tree)
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        with suppress(PermissionError):
            os.setpgid(pid, pid)
        return pid
    code = 70
    try:
        _move_in(tree, round(work.seconds))
        code = work.do(tree)
    except BaseException:  # whatever happens, the child must never go on as its parent
        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _move_in(tree: Tree, seconds: int) -> None:
    """Make the copy the tree that is imported, here and in programs that tests start."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(PermissionError):
        os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, 2 * seconds))
    log = os.open(tree.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for own, standard in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(own, standard)
    os.chdir(tree.root)
    os.environ.update(
        PYTHONPATH=str(tree.root),
        XDG_CACHE_HOME=str(tree.scratch / "cache"),
        HYPOTHESIS_STORAGE_DIRECTORY=str(tree.scratch / "hypothesis"),
    )
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    for name in [name for name in sys.modules if name.split(".")[0] in _OURS]:
        del sys.modules[name]
    sys.path[:] = [str(tree.root), *(path for path in sys.path if not (Path(path) / "toolkit").is_dir())]
    importlib.invalidate_caches()


def tests(tree: Tree, files: Sequence[str], marks: str, plugin: object, *more: str) -> int:
    """Run pytest on files of the tree, the same way each time; return its exit code."""
    with suppress(ImportError):
        from hypothesis import settings

        settings.register_profile("mutants", derandomize=True, deadline=None)
        settings.load_profile("mutants")
    where = ("--rootdir", str(tree.root), "--basetemp", str(tree.scratch / "tmp"), "-p", "no:cacheprovider")
    quiet = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
    return int(pytest.main(["-q", *where, *quiet, "-m", marks, *more, *files], plugins=[plugin]))
