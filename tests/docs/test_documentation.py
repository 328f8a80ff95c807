"""Every block of Python in the documentation runs, in order, and a strict type checker accepts what it shows."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT

_BLOCK = re.compile(r"(<!-- engine -->\n)?```python\n(.*?)```", re.DOTALL)


def blocks(page: str) -> list[tuple[bool, str]]:
    """Return the blocks of Python of a page, and whether each asks engines."""
    return [(bool(engine), code) for engine, code in _BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))]


def run(code: str, folder: Path) -> None:
    (folder / "block.py").write_text(code, encoding="utf-8")
    given = {**os.environ, "PYTHONPATH": str(ROOT), "TOOLKIT_CACHE": str(folder / ".cache")}
    line = [sys.executable, "block.py"]
    result = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False, env=given)
    assert result.returncode == 0, f"{code}\n{result.stderr}"


@pytest.mark.parametrize("page", ["README.md", "docs/library.md"])
def test_the_blocks_run_in_order(page: str, tmp_path: Path) -> None:
    plain = [code for engine, code in blocks(page) if not engine]
    assert plain
    run("\n".join(plain), tmp_path)


@pytest.mark.engine
def test_the_blocks_that_ask_engines_run(tmp_path: Path) -> None:
    asking = [code for page in ("README.md", "docs/library.md") for engine, code in blocks(page) if engine]
    assert asking
    run("\n".join(asking), tmp_path)
    assert (tmp_path / "results" / "report.html").exists()


USER = """
from collections.abc import Iterator
from pathlib import Path

import toolkit

config: toolkit.Config = toolkit.load_config({"aligner": "length"}, languages=("it", "en"))
comparison: toolkit.Comparison = toolkit.compare(Path("a.txt"), "Un testo.", config=config, progress=print)
line: int = comparison.place(comparison.findings[0]).line
checked: toolkit.CheckedText = toolkit.check(toolkit.Text("A text.", "a.md"), cache=Path("cache"))
severity: str = checked.findings[0].severity
answers: Iterator[toolkit.CheckedPair] = toolkit.check_pairs([("a", "b"), {"source": "a", "translation": "b"}])
beads: list[tuple[str, str]] = toolkit.align(["a"], ["b"], config="toolkit:offline").pairs()
texts: list[str] = [sentence.text for sentence in toolkit.split("A text.", "en")]
error: type[Exception] = toolkit.ToolkitError
"""
WRONG = "import toolkit\nwrong: int = toolkit.split('A text.', 'en')\ntoolkit.check(3)\ntoolkit.nothing\n"


def mypy(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "user.py").write_text(code)
    # With the project's own settings and folder, so that what `make lint` knows of the toolkit is not found out again.
    line = [sys.executable, "-m", "mypy", "--strict", str(folder / "user.py"), "toolkit/__init__.py"]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_strict_type_checker_knows_all_types_of_the_library(tmp_path: Path) -> None:
    assert (ROOT / "toolkit" / "py.typed").exists()
    result = mypy(USER, tmp_path)
    assert result.returncode == 0, result.stdout
    refused = mypy(WRONG, tmp_path).stdout
    assert re.findall(r"user.py:(\d+)", refused) == ["2", "3", "4"]
