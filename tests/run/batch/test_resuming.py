"""A batch started again on its folder does what is to be done, and nothing else."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.command_line import PROGRAM, surroundings, toolkit
from tests.run.batch.newsdesk import files, times, write
from tests.run.records.newsroom import edit
from toolkit.run.outputs import alone_in

BATCH = ("batch", "c.yaml", "--out", "out")


def again(folder: Path, before: dict[str, int]) -> list[str]:
    """Return the documents that were done since."""
    return [name for name, time in sorted(times(folder / "out").items()) if before.get(name) != time]


def test_a_job_killed_again_and_again_ends_with_the_bytes_of_an_undisturbed_one(tmp_path: Path) -> None:
    write(tmp_path, 12, checks={"*": "off", "numbers": "on", "inconsistency": "on"})
    undisturbed = toolkit("batch", "c.yaml", "--out", "whole", "--no-cache", folder=tmp_path)
    assert undisturbed.returncode == 1, undisturbed.stderr
    for wanted in (2, 5, 9):
        with subprocess.Popen(
            [*PROGRAM, *BATCH, "--no-cache"], cwd=tmp_path, stdout=subprocess.PIPE, env=surroundings(tmp_path)
        ) as run:
            while len(times(tmp_path / "out")) < wanted:
                assert run.poll() is None
            run.kill()
    kept = times(tmp_path / "out")
    assert len(kept) < 12
    (tmp_path / "out/d11").mkdir(exist_ok=True)
    (tmp_path / "out/d11/.comparison.json.x1y2z3").write_text('{"half')
    ran = toolkit(*BATCH, "--no-cache", folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith(f"{len(kept)} documents done before, {12 - len(kept)} to do\n")
    assert not kept.keys() & set(again(tmp_path, kept))
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_a_document_is_done_again_for_its_text_its_settings_its_reports_or_its_failure_and_it_is_said_why(
    tmp_path: Path,
) -> None:
    write(tmp_path, 5, {"translation": "gone.en.txt"})
    assert toolkit(*BATCH, folder=tmp_path).returncode == 3
    before = times(tmp_path / "out")
    edit(tmp_path / "d01.en.txt", "Nobody", "No one")
    (tmp_path / "out/d02/report.html").unlink()
    (tmp_path / "out/d03/outcome.json").write_text('{"version": 1')
    ran = toolkit(*BATCH, folder=tmp_path)
    assert again(tmp_path, before) == ["d01", "d02", "d03", "gone"]
    assert "again: d01: the translation changed (d01.en.txt)\n" in ran.stdout
    assert "again: d02: report.html is not there any more\n" in ran.stdout
    assert "again: gone: gone.en.txt: no such file" in ran.stdout
    (tmp_path / "gone.en.txt").write_text("It rains in Vell.\n")
    before = times(tmp_path / "out")
    ran = toolkit(*BATCH, folder=tmp_path)
    assert ran.returncode == 1
    assert again(tmp_path, before) == ["gone"]
    before = times(tmp_path / "out")
    ran = toolkit(*BATCH, "--set", "checks.numbers=info", folder=tmp_path)
    assert again(tmp_path, before) == sorted(before)
    assert "again: d00, d01, d02, d03 and 2 more: check numbers: nothing > severity:info\n" in ran.stdout
    before = times(tmp_path / "out")
    ran = toolkit(*BATCH, "--set", "checks.numbers=info", folder=tmp_path)
    assert (again(tmp_path, before), ran.stdout.splitlines()[0]) == ([], "6 documents done before, 0 to do")
    toolkit(*BATCH, "--set", "checks.numbers=info", "--force", folder=tmp_path)
    assert again(tmp_path, before) == sorted(before)


def test_other_reports_that_are_wanted_take_the_place_of_the_old_ones(tmp_path: Path) -> None:
    write(tmp_path, 1)
    toolkit(*BATCH, folder=tmp_path)
    ran = toolkit(*BATCH, "--set", "output.formats=[json]", folder=tmp_path)
    assert "again: d00: other reports are wanted (json)\n" in ran.stdout
    assert sorted(path.name for path in (tmp_path / "out/d00").iterdir()) == ["comparison.json", "outcome.json"]


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        ("", 0, "3 documents: 3 done, 0 failed, 0 missing, 0 changed\n"),
        ("d01.en.txt", 1, "d01: changed: the translation changed (d01.en.txt)\n"),
        ("out/d01/outcome.json", 1, "d01: missing\n"),
        ("d02.en.txt", 3, "d02: failed: d02.en.txt: the file is empty"),
    ],
)
def test_status_says_what_a_run_would_do(tmp_path: Path, spoil: str, code: int, said: str) -> None:
    write(tmp_path, 3, fail_on="never")
    toolkit(*BATCH, folder=tmp_path)
    if spoil:
        (tmp_path / spoil).write_text("" if code == 3 else "It rains in Vell.\n")
    if code == 3:
        assert toolkit(*BATCH, folder=tmp_path).returncode == 3
    before = times(tmp_path / "out")
    ran = toolkit("batch", "status", "out", folder=tmp_path)
    assert ran.returncode == code, ran.stderr
    assert said in ran.stdout
    assert again(tmp_path, before) == []


def test_status_of_a_folder_without_a_batch_is_a_line_and_exit_2(tmp_path: Path) -> None:
    ran = toolkit("batch", "status", ".", folder=tmp_path)
    assert ran.returncode == 2
    assert ran.stderr.startswith("toolkit: error: summary.json: no batch was begun there")
    (tmp_path / "summary.json").write_text(json.dumps([1]))
    assert toolkit("batch", "status", ".", folder=tmp_path).returncode == 2


def test_two_jobs_do_not_work_in_one_folder(tmp_path: Path) -> None:
    write(tmp_path, 1)
    with alone_in(tmp_path / "out"):
        ran = toolkit(*BATCH, folder=tmp_path)
    assert (ran.returncode, "another job is at work in it" in ran.stderr) == (2, True)
    assert os.listdir(tmp_path / "out") == []  # noqa: PTH208


def outcomes(folder: Path) -> list[str]:
    return sorted(times(folder / "out"))


def test_only_failed_limit_and_fail_fast_choose_what_is_done_and_the_summary_says_what_is_not(tmp_path: Path) -> None:
    write(tmp_path, 6, fail_on="never")
    (tmp_path / "d01.en.txt").write_text("")
    assert toolkit(*BATCH, "--fail-fast", folder=tmp_path).returncode == 3
    assert outcomes(tmp_path) == ["d00", "d01"]
    ran = toolkit(*BATCH, "--only", "d0[45]", "--only", "d03", "--limit", "2", folder=tmp_path)
    assert outcomes(tmp_path) == ["d00", "d01", "d03", "d04"]
    assert ran.returncode == 3  # of the document that failed before
    assert "2 documents not done: started again, the batch goes on with them\n" in ran.stdout
    assert json.loads((tmp_path / "out/summary.json").read_text())["missing"] == 2
    before = times(tmp_path / "out")
    (tmp_path / "d01.en.txt").write_text("It rains in Vell.\n")
    assert toolkit(*BATCH, "--failed", folder=tmp_path).returncode == 0
    assert again(tmp_path, before) == ["d01"]
    ran = toolkit(*BATCH, "--only", "d0x", folder=tmp_path)
    assert ran.returncode == 2
    assert "--only d0x: no document of the 6 is called so; did you mean" in ran.stderr
    ran = toolkit(*BATCH, folder=tmp_path)
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (0, "4 documents done before, 2 to do")


def test_a_dry_run_says_about_what_services_would_cost_and_asks_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HERE", "x")
    write(
        tmp_path, 1, engines={"desk": {"use": "deepl", "price": 2000, "key_env": "HERE", "url": "http://127.0.0.1:9"}}
    )
    ran = toolkit(*BATCH, "--dry-run", folder=tmp_path)
    there = len((tmp_path / "d00.en.txt").read_text().replace("\n", ""))
    sent = 2 * there + len((tmp_path / "d00.it.txt").read_text().replace("\n", ""))  # back, forward and the draft
    assert f"about {sent} characters for services, about {2000 * sent / 1e6:.2f} by the prices" in ran.stdout, ran


def test_a_dry_run_says_what_would_be_done_and_touches_nothing(tmp_path: Path) -> None:
    write(tmp_path, 4)
    ran = toolkit(*BATCH, "--dry-run", folder=tmp_path)
    assert (ran.returncode, (tmp_path / "out").exists()) == (0, False)
    # Of four sentences a translation has one of its own, and the original is the same for all: 3 + 4 and 4.
    said = "4 documents of 4; 16 sentences; {} of 11 texts for engines are in the cache, the way forward not counted; "
    assert ran.stdout == f"new: d00, d01, d02, d03\nwould run: {said.format(0)}no time known\n"
    toolkit(*BATCH, "--only", "d00", folder=tmp_path)
    before = times(tmp_path / "out")
    (tmp_path / "d01.en.txt").write_bytes(b"\0")
    ran = toolkit(*BATCH, "--dry-run", "--force", folder=tmp_path)
    assert again(tmp_path, before) == []
    assert "again: d00: as was asked\nnew: d01, d02, d03\nd01: cannot be read: " in ran.stdout
    assert "would run: 4 documents of 4; 12 sentences; 8 of 10 texts" in ran.stdout
    assert "no time" not in ran.stdout


def test_a_batch_overwrites_neither_its_manifest_nor_its_results_with_events(tmp_path: Path) -> None:
    write(tmp_path, 1)
    table = "translation,source\nd00.en.txt,d00.it.txt\n"
    (tmp_path / "documents.csv").write_text(table)
    (tmp_path / "m.yaml").write_text("languages: {source: it, translation: en}\ninputs: [{manifest: documents.csv}]\n")
    for arguments, named in (
        (("m.yaml", "--out", "."), "documents.csv"),
        (("c.yaml", "--out", "out", "--events", "c.yaml"), "c.yaml"),
        (("c.yaml", "--out", "out", "--events", "out/summary.json"), "out/summary.json"),
    ):
        ran = toolkit("batch", *arguments, folder=tmp_path)
        assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
        assert f"{named}: this would overwrite a file" in ran.stderr
    assert (tmp_path / "documents.csv").read_text() == table
    assert "status: of which folder?" in toolkit("batch", "status", folder=tmp_path).stderr
