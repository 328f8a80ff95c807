import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from toolkit.errors import EngineError
from toolkit.plugins.programs import processes

WAITING = """
import subprocess, sys
from toolkit.plugins.programs import processes
processes.start(["sleep", "60"], stdin=subprocess.DEVNULL)
processes.start(["sleep", "60"], stdin=subprocess.DEVNULL)
print("ready", flush=True)
"""


def alive(mark: str) -> list[str]:
    """Return the programs that run with this mark in their environment; zombies do not run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
            state = (folder / "stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if mark.encode() in environment and state != "Z":
            found.append((folder / "comm").read_text().strip())
    return found


def started(script: str, mark: str) -> "subprocess.Popen[str]":
    child = subprocess.Popen(
        [sys.executable, "-c", script], env={**os.environ, "TOOLKIT_MARK": mark}, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def gone(mark: str) -> bool:
    for _ in range(1200):
        if not alive(mark):
            return True
        time.sleep(0.05)
    return False


def test_programs_do_not_outlive_python() -> None:
    mark = uuid.uuid4().hex
    child = started(WAITING, mark)
    child.communicate()
    assert child.returncode == 0
    assert gone(mark)


def test_kill_all_kills_everything_and_lets_nothing_start() -> None:
    mark = uuid.uuid4().hex
    script = WAITING + (
        "processes.kill_all()\n"
        "try: processes.start(['sleep', '60'], stdin=subprocess.DEVNULL)\n"
        "except Exception as error: print(error, flush=True)\n"
        "sys.stdin.read()\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script], env={**os.environ, "TOOLKIT_MARK": mark},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    assert child.stdout.readline() == "sleep: not started, because the programme is ending\n"
    assert "sleep" not in alive(mark)
    child.communicate()


def test_the_terminals_interrupt_does_not_reach_the_programs() -> None:
    process, output = processes.start(["sleep", "60"], stdin=subprocess.DEVNULL)
    with output:
        assert os.getpgid(process.pid) == process.pid
        processes.stop(process)
    assert process.returncode == -signal.SIGKILL


def test_a_program_that_is_not_there_is_one_line() -> None:
    with pytest.raises(EngineError, match=r"^no-such-program: cannot be started \(No such file or directory\)"):
        processes.start(["no-such-program"], stdin=subprocess.DEVNULL)
