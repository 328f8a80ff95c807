"""The two ways in which tests call the command are one to who reads exit code and text."""

import os
import pkgutil
import sys
import tomllib
from pathlib import Path

import pytest

from tests.command_line import python, toolkit, toolkit_process
from tests.paths import ROOT
from toolkit.cli.main import main

TEXT = "They saw the the ferry leave the harbour on a cold morning in March.\n"
CALLS = [
    (("check", "t.txt"), 0),
    (("check", "t.txt", "--config", "c.yaml"), 1),
    (("split", "t.txt", "--language", "en"), 0),
    (("translate", "--engine", "copy", "--from", "it", "--to", "en"), 0),
    (("check", "none.txt"), 2),
    (("lits",), 2),
    (("--version",), 0),
    ((), 0),
]


@pytest.mark.parametrize(("arguments", "code"), CALLS)
def test_a_call_in_this_process_says_and_ends_as_one_in_its_own(
    tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.yaml").write_text("fail_on: warning\n", encoding="utf-8")
    here, apart = (run(*arguments, folder=tmp_path, text="Perché no?\n") for run in (toolkit, toolkit_process))
    assert (here.returncode, here.stdout, here.stderr) == (apart.returncode, apart.stdout, apart.stderr)
    assert here.returncode == code


def test_a_call_leaves_the_process_as_it_was(tmp_path: Path) -> None:
    before = (Path.cwd(), dict(os.environ), sys.argv, sys.stdin, sys.stdout, sys.stderr)
    toolkit("list", folder=tmp_path, alone=True, MARK="1")
    assert (Path.cwd(), dict(os.environ), sys.argv, sys.stdin, sys.stdout, sys.stderr) == before


def test_a_process_has_the_tree_that_is_tested_and_nothing_else_of_the_users(tmp_path: Path) -> None:
    code = "import os, toolkit; print(toolkit.__file__, os.environ.get('PYTEST_CURRENT_TEST'), os.environ['HOME'])"
    tree = Path(sys.modules["toolkit"].__file__ or "")
    assert python("-c", code, folder=tmp_path, alone=True).stdout == f"{tree} None {tmp_path}\n"


def test_the_program_that_is_installed_starts_at_the_same_entry() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert pkgutil.resolve_name(project["scripts"]["toolkit"]) is main
