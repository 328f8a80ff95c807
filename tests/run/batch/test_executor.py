"""Several processes do a batch as one does it, and what kills one of them costs a document at most."""

import json
import multiprocessing
from pathlib import Path

import pytest

from tests.command_line import toolkit
from tests.run.batch.newsdesk import files, write
from toolkit.run.sharing.processes import can_share

BATCH = ("batch", "c.yaml", "--no-cache")
pytestmark = pytest.mark.skipif(not can_share(), reason="no process can start as a copy here")

ASSASSIN = """
import os, pathlib
here = pathlib.Path(__file__).parent
text = sys.stdin.readlines()
if any("WORDS" in line for line in text) and len(list(here.glob("killed*"))) < TIMES:
    (here / f"killed{os.getpid()}").write_text("")
    os.kill(os.getppid(), 9)
"""


def test_three_workers_write_the_bytes_that_one_writes_and_use_one_cache(tmp_path: Path) -> None:
    versions = {"source": "d00.it.txt", "versions": {"one": "d00.en.txt", "two": "d01.en.txt"}}
    write(tmp_path, 9, versions, {"translation": "gone.en.txt"}, checks={"*": "off", "inconsistency": "on"})
    ran = [
        toolkit("batch", "c.yaml", "--out", f"out{number}", "--workers", number, folder=tmp_path, TOOLKIT_CACHE=place)
        for number, place in ((1, str(tmp_path / "one")), (3, str(tmp_path / "three")))
    ]
    assert [done.returncode for done in ran] == [3, 3], ran[1].stderr
    assert sorted(ran[0].stdout.replace("out1", "out3").splitlines()) == sorted(ran[1].stdout.splitlines())
    assert ran[0].stderr == ran[1].stderr
    assert len(files(tmp_path / "out1")) > 30
    assert files(tmp_path / "out1") == files(tmp_path / "out3")
    assert (tmp_path / "three/translations.sqlite").exists()


@pytest.mark.parametrize(("times", "failures"), [(1, 0), (2, 1)])
def test_a_worker_that_is_killed_costs_its_document_alone_which_is_done_once_more(
    tmp_path: Path, times: int, failures: int
) -> None:
    write(tmp_path, 6)
    code = (tmp_path / "engine.py").read_text()
    code = code.replace("for line in sys.stdin", "for line in text")
    code = code.replace("more =", ASSASSIN.replace("WORDS", " 4 million").replace("TIMES", str(times)) + "more =", 1)
    (tmp_path / "engine.py").write_text(code)
    ran = toolkit(*BATCH, "--out", "out", "--workers", 2, folder=tmp_path)
    assert len(list(tmp_path.glob("killed*"))) == times
    assert ran.returncode == (3 if failures else 1), ran.stderr
    rows = json.loads((tmp_path / "out/summary.json").read_text())["documents"]
    assert [row["id"] for row in rows] == [f"d0{number}" for number in range(6)]
    assert [row["id"] for row in rows if row["failure"]] == ["d03"] * failures
    if failures:
        assert "d03: failed: the process that did it was killed, 2 times" in ran.stderr
    assert toolkit(*BATCH, "--out", "out", "--workers", 2, folder=tmp_path).returncode == 1
    assert toolkit(*BATCH, "--out", "whole", folder=tmp_path).returncode == 1
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_fail_fast_stops_several_workers_too_and_nobody_is_left(tmp_path: Path) -> None:
    write(tmp_path, 12)
    (tmp_path / "d00.en.txt").write_text("")
    ran = toolkit(*BATCH, "--out", "out", "--workers", 2, "--fail-fast", folder=tmp_path)
    assert ran.returncode == 3
    assert json.loads((tmp_path / "out/summary.json").read_text())["missing"] > 0
    assert not multiprocessing.active_children()
