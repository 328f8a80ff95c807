"""The five commands of the README take a newcomer to a reviewed article: each runs, in a home with nothing in it."""

import re
import shlex
import signal
import subprocess
from pathlib import Path

import pytest

from tests.command_line import PATIENCE_SECONDS, PROGRAM, surroundings, toolkit_process
from tests.paths import ROOT
from toolkit.run.verdicts.journal import append
from toolkit.run.verdicts.verdict import Verdict

_BLOCK = re.compile(r"<!-- five commands -->\n```console\n(.*?)```", re.DOTALL)


def commands() -> list[list[str]]:
    """Return the commands of the README, their comments left out."""
    found = _BLOCK.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert found
    return [shlex.split(line.removeprefix("$ "), comments=True) for line in found[1].splitlines()]


def reviewed(arguments: list[str], folder: Path) -> None:
    """Open the desk, wait until it says where it is, and leave it as Ctrl-C does."""
    desk = subprocess.Popen(
        [*PROGRAM, *arguments, "--no-open"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=surroundings(folder, alone=True),
    )
    assert desk.stdout is not None
    said = ""
    while "http://127.0.0.1:" not in said and (line := desk.stdout.readline()):
        said += line
    desk.send_signal(signal.SIGINT)
    said += desk.communicate(timeout=PATIENCE_SECONDS)[0]
    assert "http://127.0.0.1:" in said
    assert desk.returncode in (0, 130), said


@pytest.mark.slow
def test_the_five_commands_run_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "article.it.txt").write_text("Il molo apre lunedì.\n\nSono venute duecento persone.\n")
    (tmp_path / "article.en.txt").write_text("The pier opens on Monday.\n\nThree hundred people came.\n")
    first, *others = commands()
    assert first[:2] == ["pip", "install"]
    assert len(others) == 4
    for name, *arguments in others:
        assert name == "toolkit"
        if arguments[0] == "review":
            if (ROOT / "toolkit" / "cli" / "commands" / "review.py").is_file():
                reviewed(arguments, tmp_path)
            # What the desk does when somebody says something.
            said = Verdict("comment", "Anna", document="../../article.en.txt", comment="Three or two hundred?")
            append(tmp_path / arguments[1] / "verdicts.jsonl", said)
            continue
        ran = toolkit_process(*arguments, folder=tmp_path, alone=True)
        assert ran.returncode in (0, 1), ran.stderr
    assert (tmp_path / "runs" / "article" / "report.html").is_file()
    assert "numbers" in ran.stdout
