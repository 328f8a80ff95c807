"""What a terminal shows of a command that takes its time, and what it does not."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.command_line import on_a_terminal

SCRIPT = """
import sys
from toolkit.cli import bars
from toolkit.cli.main import main
bars._AFTER, bars._FRESH = float(sys.argv.pop(1)), 0.0
main()
"""


def watched(folder: Path, seconds: float, *arguments: str) -> bytes:
    """Run a command whose standard error is a terminal, with a bar after so many seconds; return what that shows."""
    run, shown = on_a_terminal(sys.executable, "-c", SCRIPT, str(seconds), *arguments, folder=folder)
    assert run.returncode in (0, 1)
    return shown


def write(folder: Path) -> None:
    (folder / "c.yaml").write_text("checks: {'*': off, doubled-words: error}\nmetrics: off\n", encoding="utf-8")
    row = json.dumps({"id": "1", "source": "Piove.", "translation": "It rains."})
    (folder / "p.jsonl").write_text(f"{row}\n" * 5, encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("It rains today.\n", encoding="utf-8")


PAIRS = ("check", "--pairs", "p.jsonl", "--config", "c.yaml")
FILES = ("check", "a.txt", "b.txt", "--config", "c.yaml")
ONE = ("compare", "a.txt", "--config", "c.yaml", "--out", "out")


@pytest.mark.parametrize(
    ("call", "expected"),
    [(PAIRS, rb"4 pairs \S.* a second, about \d+ s left"), (FILES, rb"1/2 files .*b\.txt: checks"), (ONE, rb"checks")],
)
def test_a_terminal_shows_how_far_it_is_and_nothing_of_it_stays(
    tmp_path: Path, call: tuple[str, ...], expected: bytes
) -> None:
    write(tmp_path)
    shown = watched(tmp_path, 0.0, *call)
    assert re.search(expected, shown)
    assert shown.rstrip().endswith((b"\x1b[2K", b"\x1b[?25h"))


def test_nothing_is_shown_of_what_takes_no_time_or_is_to_be_quiet(tmp_path: Path) -> None:
    write(tmp_path)
    assert b"pair" not in watched(tmp_path, 3600.0, *PAIRS)
    assert watched(tmp_path, 0.0, *PAIRS, "--quiet") == b""
