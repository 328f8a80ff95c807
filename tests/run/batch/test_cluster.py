"""A batch on a cluster of Ray: the bytes of one machine, whoever is lost meanwhile."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.test_interruption import named
from tests.command_line import PATIENCE_SECONDS, PROGRAM, surroundings, toolkit, toolkit_process
from tests.paths import ROOT
from tests.run.batch.newsdesk import files, times, write

STEP_SECONDS = 0.05
# Each call notes what it was asked; one that is told to waits, so that a document is surely under way.
WATCHED = """
import os, time
(here / f"asked{os.getpid()}-{time.monotonic_ns()}").write_text("".join(text))
while any("WAIT" in line for line in text) and (here / "wait").exists():
    time.sleep(0.05)
"""


class Nodes:
    """Two nodes of Ray on this machine."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self._process, self.address = process, address

    def kill_one(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("kill\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "killed\n"


@contextmanager
def nodes(folder: Path) -> Iterator[Nodes]:
    """Start a cluster whose processes have a mark in their environment, and see that none of them stays."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.run.batch.ray_nodes"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env=surroundings(folder, TOOLKIT_TEST_MARK=folder.name),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address
        try:
            yield Nodes(process, address)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(PATIENCE_SECONDS)
    left = named(f"TOOLKIT_TEST_MARK={folder.name}")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (left := [one for one in left if Path(f"/proc/{one}/exe").exists()]) and time.monotonic() < deadline:
        time.sleep(STEP_SECONDS)
    assert left == []


def watched(folder: Path, wait: str = "never") -> None:
    """Have the engine note what it is asked, and wait where it is asked for such words while the file is there."""
    code = (folder / "engine.py").read_text().replace("for line in sys.stdin", "for line in text")
    more = f"text = sys.stdin.readlines()\n{WATCHED.replace('WAIT', wait)}"
    (folder / "engine.py").write_text(code.replace("more =", f"{more}more =", 1))
    (folder / "wait").touch()


def asked(folder: Path) -> list[str]:
    """Return all lines that engines were asked for."""
    return [line for path in folder.glob("asked*") for line in path.read_text().splitlines()]


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(STEP_SECONDS)


def workers(folder: Path) -> list[int]:
    """Return the processes of Ray's that started an engine which is at work."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            engine = entry.name.isdigit() and b"engine.py" in (entry / "cmdline").read_bytes()
            if engine and (entry / "cwd").readlink() == folder:
                found.append(int((entry / "stat").read_text().rpartition(")")[2].split()[1]))
        except OSError:
            continue
    return found


@pytest.mark.ray
def test_a_cluster_of_its_own_writes_the_bytes_of_one_process_and_asks_for_a_text_once(tmp_path: Path) -> None:
    versions = {"source": "d00.it.txt", "versions": {"one": "d00.en.txt", "two": "d01.en.txt"}}
    write(tmp_path, 7, versions, {"translation": "gone.en.txt"}, checks={"*": "off", "inconsistency": "on"})
    alone = toolkit("batch", "c.yaml", "--out", "alone", folder=tmp_path, TOOLKIT_CACHE=str(tmp_path / "one"))
    watched(tmp_path)
    options = ("--executor", "ray", "--workers", 2, "--events", "events.jsonl")
    place = str(tmp_path / "two")
    ran = toolkit_process(
        "batch", "c.yaml", "--out", "ray", *options,
        folder=tmp_path, TOOLKIT_CACHE=place, TOOLKIT_TEST_MARK=tmp_path.name,
    )  # fmt: skip
    assert (alone.returncode, ran.returncode) == (3, 3), ran.stderr
    assert sorted(alone.stdout.replace("alone", "ray").splitlines()) == sorted(ran.stdout.splitlines())
    assert alone.stderr.splitlines() == [line for line in ran.stderr.splitlines() if "documents, " not in line]
    assert files(tmp_path / "alone") == files(tmp_path / "ray")
    events = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text().splitlines()]
    assert sorted(event["id"] for event in events[1:-1]) == sorted(times(tmp_path / "ray"))
    assert all(event["stages"]["writing"] >= 0 for event in events[1:-1] if not event["failure"])
    every = asked(tmp_path)
    assert len(every) == len(set(every)) > 8
    until(lambda: not [one for one in named(f"TOOLKIT_TEST_MARK={tmp_path.name}") if Path(f"/proc/{one}/exe").exists()])
    cached = toolkit("batch", "c.yaml", "--out", "again", folder=tmp_path, TOOLKIT_CACHE=place)
    assert cached.returncode == 3
    assert len(asked(tmp_path)) == len(every)


@pytest.mark.ray
def test_a_killed_actor_costs_no_document_and_a_lost_node_neither(tmp_path: Path) -> None:
    write(tmp_path, 9)
    whole = toolkit("batch", "c.yaml", "--no-cache", "--out", "whole", folder=tmp_path)
    assert whole.returncode == 1
    watched(tmp_path, wait=" 4 million")
    with nodes(tmp_path) as cluster:
        command = [
            *PROGRAM,
            "batch",
            "c.yaml",
            "--no-cache",
            "--quiet",
            "--out",
            "out",
            "--executor",
            "ray",
            "--address",
        ]
        with subprocess.Popen(
            [*command, cluster.address, "--events", "events.jsonl"], cwd=tmp_path, env=surroundings(tmp_path),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ) as run:  # fmt: skip
            until(lambda: len(times(tmp_path / "out")) >= 5 and workers(tmp_path))  # d03 waits, the others go on
            os.kill(workers(tmp_path)[0], signal.SIGKILL)
            before = len(list(tmp_path.glob("asked*")))
            until(lambda: len(list(tmp_path.glob("asked*"))) > before)
            cluster.kill_one()
            (tmp_path / "wait").unlink()
            printed, said = run.communicate(timeout=PATIENCE_SECONDS)
    assert (run.returncode, said) == (1, ""), printed
    events = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text().splitlines()]
    assert sorted(event["id"] for event in events[1:-1]) == [f"d0{number}" for number in range(9)]
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_without_ray_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, 1)
    monkeypatch.setitem(sys.modules, "ray", None)
    ran = toolkit("batch", "c.yaml", "--executor", "ray", folder=tmp_path)
    assert ran.returncode == 2
    assert "toolkit: error: the package 'ray' is not installed; install it with: pip install" in ran.stderr
    assert "translation-toolkit[ray]" in ran.stderr
