"""The operators change what they say and nothing else; draws repeat; changes that tests notice are told apart."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.mutants.__main__ import ROOT
from benchmarks.mutants.changes import alters, changes
from benchmarks.mutants.drawing import draw, modules

TINY = '''"""Adds."""

LIMIT = 3


def capped(left: int, right: int) -> int:
    """Return the sum, at most the limit."""
    if left + right > LIMIT:
        return LIMIT
    return left + right


def unasked(text: str) -> bool:
    """No test asks."""
    return text == "yes"
'''
TINY_TEST = """from toolkit.tiny import capped


def test_small_sums_are_exact() -> None:
    assert capped(1, 1) == 2


def test_large_sums_are_capped() -> None:
    assert capped(5, 2) <= 3
"""


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("comparison", "x = (a) < (b)  # <\n", ["x = (a) <= (b)  # <\n"]),
        ("comparison", "x = 'è' not in (not b)\n", ["x = 'è' in (not b)\n"]),
        ("comparison", "x = a is  not b\n", ["x = a is b\n"]),
        ("comparison", "x = a == b > c\n", ["x = a != b > c\n", "x = a == b >= c\n"]),
        ("arithmetic", "x = (a\n     + b)\n", ["x = (a\n     - b)\n"]),
        ("arithmetic", "x //= y\n", ["x *= y\n"]),
        ("arithmetic", 'x = "a" + b\n', []),
        ("and, or", "x = a and (b) or c\n", ["x = a or (b) or c\n", "x = a and (b) and c\n"]),
        ("not", "x = not  (a or b)\n", ["x = (a or b)\n"]),
        ("condition", "if a and b:\n    c()\n", ["if not (a and b):\n    c()\n"]),
        ("condition", "if not a:\n    c()\n", []),
        ("condition", "x = [a for a in b if a.c]\n", ["x = [a for a in b if not (a.c)]\n"]),
        ("number", "x = 3\n", ["x = 4\n", "x = 6\n"]),
        ("number", "x = 0\n", ["x = 1\n"]),
        ("truth", "x = f(True)\n", ["x = f(False)\n"]),
        ("text", "x = 'a', 'three whole words'\n", ["x = \"\", 'three whole words'\n"]),
        ("text", "x = f('')\n", ['x = f("~")\n']),
        ("default argument", "def f(a=7):\n    return\n", ["def f(a=8):\n    return\n", "def f(a=14):\n    return\n"]),
        ("slice", "x = a[b : c + d]\n", ["x = a[ : c + d]\n", "x = a[b : ]\n"]),
        ("keyword argument", "f(a, b=c, d=e)\n", ["f(a, d=e)\n", "f(a, b=c)\n"]),
        ("keyword argument", "f(b=c, d=e)\n", ["f(d=e)\n", "f(b=c)\n"]),
        ("statement", "f(a)\nb = f(a)\n", ["pass\nb = f(a)\n"]),
        ("refusal", "def f():\n    raise Fault('a', 1)\n", ["def f():\n    pass\n"]),
        ("return", "def f():\n    return g(a)\n", ["def f():\n    return None\n"]),
        ("early return", "def f():\n    return g(a)\n", []),
        ("loop", "while a:\n    break\n", ["while a:\n    continue\n"]),
    ],
)
def test_an_operator_changes_its_place_alone(kind: str, before: str, after: list[str]) -> None:
    made = {change.applied(before) for change in changes("a.py", before) if change.kind == kind}
    assert made == set(after)


def test_an_early_return_is_dropped() -> None:
    text = "def f(a):\n    if a:\n        return 1\n    return 2\n"
    assert "def f(a):\n    if a:\n        pass\n    return 2\n" in [one.applied(text) for one in changes("a.py", text)]


@pytest.mark.parametrize(
    "text",
    [
        '"""Three."""\n',
        "__all__ = ['a']\n",
        "def f(a: 'int | None') -> 'b':\n    'Text.'\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    x = 1\n",
        "Told = str | Literal['a']\n",
        "x: Literal['a']\n",
        "@dataclass(frozen=True)\nclass A:\n    x: int\n",
        "x = ValueError('a', 1)\n",
        "x = f'a {1 + 2}'\n",
    ],
)
def test_what_no_behaviour_hangs_on_is_left(text: str) -> None:
    assert changes("a.py", text) == []


def test_a_change_that_leaves_the_bytecode_is_told() -> None:
    text = "def f(a):\n    if a:\n        return None\n    return None\n"
    idle = [change for change in changes("a.py", "for a in b:\n    continue\n") if change.new == "pass"]
    assert [alters(change, "for a in b:\n    continue\n") for change in idle] == [False]
    assert all(alters(change, text) for change in changes("a.py", text) if change.kind == "condition")


def test_a_seed_draws_the_same_changes_each_time_and_no_module_dominates(tmp_path: Path) -> None:
    (tmp_path / "large.py").write_text("x = [" + "1, " * 500 + "]\n")
    (tmp_path / "small.py").write_text("x = [" + "1, " * 20 + "]\n")
    names = modules(tmp_path, ["."])
    first, again, other = (draw(tmp_path, names, 30, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert 8 <= sum(change.path == "small.py" for change in first) <= 22


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Every change of a tiny module with tiny tests, and what became of it."""
    root = tmp_path_factory.mktemp("tiny") / "tree"
    for name, text in (("toolkit/tiny.py", TINY), ("tests/test_tiny.py", TINY_TEST)):
        path = root / name
        path.parent.mkdir(parents=True)
        (path.parent / "__init__.py").write_text("")
        path.write_text(text)
    options = ("--root", str(root), "--kept", str(root.parent / "kept"), "--json", str(root.parent / "out.json"))
    call = [sys.executable, "-m", "benchmarks.mutants", "toolkit/tiny.py", "--count", "999", *options]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert (root / "toolkit" / "tiny.py").read_text() == TINY
    rows: list[dict[str, Any]] = json.loads((root.parent / "out.json").read_text())
    for row in rows:
        assert row["noticed"] != (row["id"] in done.stdout)
    return rows


def fates(rows: list[dict[str, Any]], old: str, new: str) -> list[str]:
    return [row["fate"] for row in rows if row["change"]["old"] == old and row["change"]["new"] == new]


def test_a_change_that_a_test_sees_is_killed(tiny: list[dict[str, Any]]) -> None:
    assert "killed" in fates(tiny, "+", "-")
    assert fates(tiny, "left + right", "None") == ["killed"]


def test_a_change_of_a_constant_is_put_to_the_tests_of_its_users(tiny: list[dict[str, Any]]) -> None:
    assert fates(tiny, "3", "4") == ["killed"]


def test_a_change_that_no_test_tells_apart_survives(tiny: list[dict[str, Any]]) -> None:
    assert fates(tiny, ">", ">=") == ["survived"]


def test_a_change_that_no_test_runs_is_named_as_such(tiny: list[dict[str, Any]]) -> None:
    assert fates(tiny, "==", "!=") == ["no test"]
