"""One bad thing costs one thing: the job ends with the rest done, says why, and the rerun makes it whole."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import toolkit
from tests.run.batch.newsdesk import files, times, write
from toolkit.checks.doubled_words import DoubledWords
from toolkit.config.settings import FailOn
from toolkit.metrics.chrf import Chrf
from toolkit.model import Case, Comparison, Finding, Score, Unchecked
from toolkit.run.outputs import Content, render
from toolkit.run.sharing.processes import can_share

BATCH = ("batch", "c.yaml", "--no-cache")
TRAP = """
import os, time
text = sys.stdin.readlines()
def at(number):
    return any(f" {number} million" in line for line in text) and not (here / "mended").exists()
if at(1): (here / "d05.en.txt").unlink(missing_ok=True)
if at(2): os.kill(os.getpid(), 9)
if at(3): time.sleep(600)
if at(4): text.pop()
more ="""


def rows(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "out/summary.json").read_text())["documents"]
    return found


def mined(folder: Path) -> dict[str, bytes]:
    """Write eight articles of which most meet a fault; return the files that are to be put back."""
    desk = {"use": "command", "command": [sys.executable, "engine.py", "{source}"], "timeout_seconds": 4}
    write(folder, 8, engines={"desk": desk})
    code = (folder / "engine.py").read_text().replace("for line in sys.stdin", "for line in text")
    (folder / "engine.py").write_text(code.replace("more =", TRAP, 1))
    good = {name: (folder / name).read_bytes() for name in ("d04.en.txt", "d05.en.txt")}
    (folder / "d04.en.txt").write_bytes(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20)
    return good


def render_all_but_one(outcome: Comparison, formats: Sequence[str], fail_on: FailOn) -> dict[str, Content]:
    if " 7 million" in outcome.document.text:
        raise KeyError("a language of nobody")
    return render(outcome, formats, fail_on)


@pytest.mark.slow
def test_faults_of_all_kinds_cost_their_documents_alone_and_the_rerun_equals_an_undisturbed_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, workers = mined(tmp_path), 2 if can_share() else 1
    with monkeypatch.context() as patch:
        patch.setattr("toolkit.run.batch.work.render", render_all_but_one)
        ran = toolkit(*BATCH, "--out", "out", "--workers", workers, folder=tmp_path)
    assert ran.returncode == 3, ran.stderr
    failures = {row["id"]: row["failure"] for row in rows(tmp_path)}
    assert (failures["d00"], failures["d07"]) == (None, None)
    for name, said in {
        "d01": "route by the desk: ",
        "d02": "4 s",
        "d03": " for 4",
        "d04": "the file is binary",
        "d05": "d05.en.txt",
        "d06": "bug: KeyError: 'a language of nobody' (tests/run/batch/test_faults.py:",
    }.items():
        assert said in failures[name]
        assert f"toolkit: {name}: failed: {failures[name]}\n" in ran.stderr
    assert "toolkit: 1 document met a bug in toolkit, not a fault of yours: please report it with bug.txt" in ran.stderr
    assert "KeyError" in (tmp_path / "out/d06/bug.txt").read_text()
    before = times(tmp_path / "out")
    for name, data in good.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "mended").touch()
    again = toolkit(*BATCH, "--out", "out", "--workers", workers, folder=tmp_path)
    assert again.returncode == 1, again.stderr
    assert again.stdout.startswith("2 documents done before, 6 to do\n")
    after = times(tmp_path / "out")
    assert {name for name in before if before[name] == after[name]} == {"d00", "d07"}
    assert toolkit(*BATCH, "--out", "whole", folder=tmp_path).returncode == 1
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def find(self: DoubledWords, case: Case) -> Iterator[Finding | Unchecked]:
    raise ZeroDivisionError("no words")


def score(self: Chrf, pairs: Any, route: str | None) -> Score:
    raise IndexError("no letters")


def test_a_bug_in_a_check_or_a_metric_or_an_engine_costs_that_alone_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, 1)
    monkeypatch.setattr(DoubledWords, "find", find)
    monkeypatch.setattr(Chrf, "score", score)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ran = toolkit(*BATCH, "--out", "out", folder=tmp_path)
    assert ran.returncode == 3
    (row,) = rows(tmp_path)
    metric, check = row["failure"].split("; ")
    assert metric.startswith("metric chrf: bug: IndexError: no letters (tests/run/batch/test_faults.py:")
    assert check.startswith("check doubled-words: bug: ZeroDivisionError: no words (")
    assert {one["metric"] for one in row["scores"]} == {"bleu"}
    assert row["errors"] == 1  # of the other check
    trace = (tmp_path / "out/d00/bug.txt").read_text()
    assert ("ZeroDivisionError" in trace, "IndexError" in trace) == (True, True)
    ran = toolkit(
        "compare", "d00.en.txt", "--source", "d00.it.txt", "--config", "c.yaml", "--no-cache", folder=tmp_path
    )
    assert ran.returncode == 3
    assert "Incomplete: the metric chrf broke down: bug: IndexError: no letters" in ran.stdout
    assert "toolkit: this is a bug in toolkit, not a fault of yours; the traceback is in " in ran.stderr
    assert "ZeroDivisionError" in next(tmp_path.glob("toolkit-bug-*.txt")).read_text()
    ran = toolkit("check", "d00.en.txt", "--no-cache", folder=tmp_path)
    assert ran.returncode == 3
    assert "d00.en.txt: incomplete: check doubled-words: bug: ZeroDivisionError" in ran.stderr
    monkeypatch.undo()
    assert toolkit(*BATCH, "--out", "out", folder=tmp_path).returncode == 1
    assert not (tmp_path / "out/d00/bug.txt").exists()


def test_no_route_that_passes_its_guards_is_no_clean_text(tmp_path: Path) -> None:
    write(tmp_path, 1)
    (tmp_path / "engine.py").write_text("import sys\nfor line in sys.stdin:\n    print('x')\n")
    for name in ("d00.en.txt", "d00.it.txt"):
        (tmp_path / name).write_text((tmp_path / name).read_text() * 6)
    plain = ("--no-cache", "--set", "checks={'*': off}")
    ran = toolkit("batch", "c.yaml", "--out", "out", *plain, folder=tmp_path)
    assert (ran.returncode, "no route passed its guards" in ran.stderr) == (3, True)
    for command in (("compare", "d00.en.txt", "--source", "d00.it.txt"), ("check", "d00.en.txt")):
        ran = toolkit(*command, "--config", "c.yaml", *plain, folder=tmp_path)
        assert (ran.returncode, "no route passed its guards" in (ran.stdout + ran.stderr).lower()) == (3, True), command


@pytest.mark.slow
def test_a_disk_that_becomes_full_stops_the_job_and_leaves_nothing_half_written(
    small_disk: Path, tmp_path: Path
) -> None:
    write(tmp_path, 6)
    out = small_disk / "out"
    (small_disk / "ballast").write_bytes(bytes(650_000))
    ran = toolkit(*BATCH, "--out", out, folder=tmp_path)
    assert ran.returncode == 3
    document, stopped, *summary = ran.stderr.splitlines()
    assert document.startswith("toolkit: d")
    assert document.endswith("results cannot be written there (No space left on device)")
    assert stopped == "toolkit: stopped: the disk is full; make room and start the batch again: it goes on"
    assert len(summary) <= 1
    for path in out.glob("*/*.json"):
        json.loads(path.read_bytes())
    whole = {path.parent.name for path in out.glob("*/outcome.json")}
    assert 0 < len(whole) < 6
    assert all((out / name / "report.html").read_text().rstrip().endswith("</html>") for name in whole)
    (small_disk / "ballast").unlink()
    before = times(out)
    assert toolkit(*BATCH, "--out", out, folder=tmp_path).returncode == 1
    after = times(out)
    assert {name: after[name] for name in before} == before
    assert toolkit(*BATCH, "--out", "whole", folder=tmp_path).returncode == 1
    assert files(out) == files(tmp_path / "whole")
