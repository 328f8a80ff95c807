"""How far a batch is: told on a terminal, where nobody watches, and to programs."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.command_line import PROGRAM, on_a_terminal, surroundings, toolkit
from tests.run.batch.newsdesk import write
from toolkit.cli import watching

BATCH = ("batch", "c.yaml", "--out", "out")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_terminal_has_a_bar_with_rate_and_time_left_which_goes_at_the_end(tmp_path: Path, workers: int) -> None:
    write(tmp_path, 4)
    run, shown = on_a_terminal(*PROGRAM, *BATCH, "--workers", str(workers), folder=tmp_path)
    assert sorted(run.stdout.splitlines())[1:] == [f"d0{number}: 4 units, 1 error, 1 warning" for number in range(4)]
    assert re.search(rb"\d/4\S* \d+ a minute, about \d+ s left", shown)
    assert b"4/4" in shown
    assert shown.rstrip().endswith((b"\x1b[2K", b"\x1b[?25h"))


def test_where_nobody_watches_there_is_a_line_now_and_then_and_none_when_it_is_to_be_quiet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_SECONDS_BETWEEN", 0.0)
    write(tmp_path, 3)
    said = toolkit(*BATCH, folder=tmp_path).stderr.splitlines()
    assert [line.partition(",")[0] for line in said] == [f"toolkit: {number} of 3 documents" for number in (1, 2, 3)]
    assert re.search(r", [\d,]+ a minute, about \d+ s left$", said[0])
    quiet = toolkit(*BATCH, "--force", "--quiet", folder=tmp_path)
    assert (quiet.stdout, quiet.stderr) == ("", "")


@pytest.mark.parametrize("workers", [1, 2])
def test_events_are_a_line_each_with_what_each_stage_took(tmp_path: Path, workers: int) -> None:
    write(tmp_path, 2, {"translation": "gone.en.txt"})
    ran = toolkit(*BATCH, "--events", "e.jsonl", "--workers", workers, "--quiet", "--no-cache", folder=tmp_path)
    assert ran.returncode == 3
    events = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text().splitlines()]
    assert [event["event"] for event in events] == ["started", "document", "document", "document", "ended"]
    assert (events[0]["documents"], events[0]["to_do"]) == (3, 3)
    by_id = {event["id"]: event for event in events[1:4]}
    assert by_id["gone"]["failure"].startswith("gone.en.txt: no such file")
    stages = by_id["d00"]["stages"]
    assert {"reading", "by the desk: en > it", "scores", "checks", "reports", "writing"} <= stages.keys(), stages
    assert (events[-1]["done"], events[-1]["failed"]) == (3, 1)
    toolkit(*BATCH, "--events", "e.jsonl", folder=tmp_path)
    assert len((tmp_path / "e.jsonl").read_text().splitlines()) == 5 + 3
    assert toolkit(*BATCH, "--events", "no/e.jsonl", folder=tmp_path).returncode == 2


def test_a_job_whose_output_nobody_reads_any_more_goes_on_to_its_end(tmp_path: Path) -> None:
    write(tmp_path, 8)
    with subprocess.Popen(
        [*PROGRAM, *BATCH], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=surroundings(tmp_path)
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr is not None
        assert run.stderr.read() == b""
    assert run.returncode == 1
    assert json.loads((tmp_path / "out/summary.json").read_text())["missing"] == 0
