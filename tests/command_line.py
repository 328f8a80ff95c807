"""The command line for tests: in this process, or in one of its own where streams, signals or imports matter."""

import io
import os
import pty
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.paths import ROOT
from toolkit.cli.main import main

PROGRAM = (sys.executable, "-m", "toolkit")
# No test measures time: this only ends a run that hangs, on the busiest of machines.
PATIENCE_SECONDS = 1800


def surroundings(folder: Path, *, alone: bool = False, **variables: str) -> dict[str, str]:
    """Return an environment: the tree that is tested, a cache in the folder, lines of 100 columns, these variables.

    One that is ``alone`` has the folder as its home, and nothing else of the user's but the PATH.
    """
    known = {"PATH": os.environ["PATH"], "HOME": str(folder)} if alone else dict(os.environ)
    own = {"PYTHONPATH": str(ROOT), "TOOLKIT_CACHE": str(folder / ".cache"), "COLUMNS": "100"}
    return {**known, **own, **variables}


def toolkit(
    *arguments: object, folder: Path, text: str = "", alone: bool = False, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, through its own entry but in this process, which has everything loaded already."""
    call = ["toolkit", *map(str, arguments)]
    said = {"stdout": io.BytesIO(), "stderr": io.BytesIO()}
    handler = signal.getsignal(signal.SIGTERM)
    with pytest.MonkeyPatch.context() as patch:
        wanted = surroundings(folder, alone=alone, **variables)
        for name in os.environ.keys() - wanted.keys():
            patch.delenv(name)
        for name, value in wanted.items():
            patch.setenv(name, value)
        patch.chdir(folder)
        patch.setattr(sys, "argv", call)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
        for name, stream in said.items():
            errors = "strict" if name == "stdout" else "backslashreplace"
            patch.setattr(sys, name, io.TextIOWrapper(stream, "utf-8", errors, write_through=True))
        try:
            with pytest.raises(SystemExit) as leaving:
                main()
        finally:
            signal.signal(signal.SIGTERM, handler)
        printed, complained = (stream.getvalue().decode() for stream in said.values())
    assert isinstance(leaving.value.code, int)
    return subprocess.CompletedProcess(call, leaving.value.code, printed, complained)


def on_a_terminal(*command: str, folder: Path) -> tuple[subprocess.CompletedProcess[str], bytes]:
    """Run a program whose standard error is a terminal; return what came of it, and what the terminal was sent."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, cwd=folder, env=surroundings(folder, TERM="xterm")
    ) as run:
        os.close(theirs)
        with ThreadPoolExecutor(1) as reader:  # neither stream must fill up while the other is read
            showing = reader.submit(_all_of, ours)
            printed, _ = run.communicate(timeout=PATIENCE_SECONDS)
            shown = showing.result()
    os.close(ours)
    return subprocess.CompletedProcess(command, run.returncode, printed.decode(), ""), shown


def _all_of(terminal: int) -> bytes:
    shown = b""
    try:
        while part := os.read(terminal, 65536):
            shown += part
    except OSError:  # so Linux says that the other end is closed
        pass
    return shown


def toolkit_process(
    *arguments: object, folder: Path, text: str = "", alone: bool = False, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder and in a process of its own; everything else is as with ``toolkit``."""
    return python(*PROGRAM[1:], *arguments, folder=folder, text=text, alone=alone, **variables)


def python(
    *arguments: object, folder: Path, text: str = "", alone: bool = False, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, such as ``python("-c", code, folder=folder)``, in the same surroundings."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=folder,
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
        env=surroundings(folder, alone=alone, **variables),
    )
