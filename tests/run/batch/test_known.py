"""A baseline over a whole batch, through the real command."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.command_line import toolkit
from tests.run.batch.newsdesk import files, times, write

CHECKS = {"*": "off", "numbers": "error", "doubled-words": "error", "inconsistency": "warning"}
BATCH = ("batch", "c.yaml", "--out", "out", "--no-cache")
KNOWING = ("--baseline", "known.jsonl")


def begin(folder: Path) -> None:
    """Write three articles, the second and third with a fault each, the third contradicting the others."""
    write(folder, 3, checks=CHECKS, fail_on="warning", metrics=[], output={"formats": ["json"]})
    for number in (1, 2):
        path = folder / f"d0{number}.en.txt"
        path.write_text(path.read_text() + "\n\nIt was was cold.\n\nSnow fell.\n", encoding="utf-8")
        source = folder / f"d0{number}.it.txt"
        source.write_text(source.read_text() + "\n\nFaceva freddo.\n\nÈ caduta la neve.\n", encoding="utf-8")
    last = folder / "d02.en.txt"
    last.write_text(last.read_text().replace("Snow fell.", "There was snow."), encoding="utf-8")


def batch(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return toolkit(*BATCH, *options, folder=folder)


def totals(folder: Path) -> tuple[int, int, int]:
    """Return errors, warnings and what is known, as the summary has them."""
    found: dict[str, Any] = json.loads((folder / "out/summary.json").read_text())["totals"]
    return found["found"]["error"], found["found"]["warning"], found["known"]


def test_what_a_baseline_knows_does_not_count_and_no_document_is_done_again_for_it(tmp_path: Path) -> None:
    begin(tmp_path)
    assert batch(tmp_path).returncode == 1
    errors, warnings, none = totals(tmp_path)
    between = len((tmp_path / "out/consistency.jsonl").read_text().splitlines())
    assert (errors > 1, between > 0, none) == (True, True, 0)
    before = times(tmp_path)
    written = batch(tmp_path, *KNOWING, "--update-baseline")
    assert written.returncode == 0, written.stderr
    assert f"known now: {errors + warnings + between} findings in 3 files" in written.stderr
    assert totals(tmp_path) == (0, 0, errors + warnings + between)
    assert all(json.loads(row)["known"] for row in (tmp_path / "out/consistency.jsonl").read_text().splitlines())
    again = batch(tmp_path, *KNOWING)
    assert (again.returncode, again.stderr) == (0, "")
    assert f", 0 failed, {errors + warnings + between} known findings left out; " in again.stdout
    assert times(tmp_path) == before
    assert "known findings are left out" in (tmp_path / "out/index.html").read_text()
    assert batch(tmp_path).returncode == 1
    assert totals(tmp_path) == (errors, warnings, 0)


def test_a_new_fault_counts_and_an_entry_that_is_not_found_any_more_is_told(tmp_path: Path) -> None:
    begin(tmp_path)
    batch(tmp_path, *KNOWING, "--update-baseline")
    path = tmp_path / "d01.en.txt"
    path.write_text(path.read_text().replace("was was", "was"), encoding="utf-8")
    mended = batch(tmp_path, *KNOWING)
    assert mended.returncode == 0
    assert (
        "toolkit: warning: known.jsonl: no longer found: 1 of its entries; --update-baseline removes" in mended.stderr
    )
    path.write_text(path.read_text() + "\n\nA new new slip.\n", encoding="utf-8")
    worse = batch(tmp_path, *KNOWING, "--workers", "2")
    assert worse.returncode == 1
    assert "1 error, 0 warnings (" in worse.stdout
    assert totals(tmp_path)[0] == 1


def test_one_file_serves_the_batch_and_the_check_of_each_document(tmp_path: Path) -> None:
    begin(tmp_path)
    batch(tmp_path, *KNOWING, "--update-baseline")
    known = (tmp_path / "known.jsonl").read_text()
    check = ("check", "d02.en.txt", "--config", "c.yaml", "--set", "routes={}", "--no-cache", *KNOWING, "--strict")
    both = toolkit(*check, "--source", "d02.it.txt", folder=tmp_path)
    assert (both.returncode, both.stdout, both.stderr) == (0, "", "")
    alone = toolkit(*check, folder=tmp_path)
    assert (alone.returncode, alone.stdout) == (0, "")
    assert toolkit(*check[:-1], "--source", "d02.it.txt", "--update-baseline", folder=tmp_path).returncode == 0
    assert (tmp_path / "known.jsonl").read_text() == known


def test_a_batch_in_which_a_document_failed_leaves_the_baseline_alone(tmp_path: Path) -> None:
    begin(tmp_path)
    (tmp_path / "d01.it.txt").unlink()
    done = batch(tmp_path, *KNOWING, "--update-baseline")
    assert (done.returncode, (tmp_path / "known.jsonl").exists()) == (3, False)
    assert "toolkit: known.jsonl: not updated, for the batch is incomplete" in done.stderr


def test_what_is_known_is_the_same_whatever_was_done_before(tmp_path: Path) -> None:
    begin(tmp_path)
    batch(tmp_path, *KNOWING, "--update-baseline")
    batch(tmp_path, *KNOWING, "--force")
    whole = files(tmp_path / "out")
    (tmp_path / "out/d01/outcome.json").unlink()
    batch(tmp_path, *KNOWING, "--workers", "2")
    assert {name: text for name, text in files(tmp_path / "out").items() if name != "history.jsonl"} == {
        name: text for name, text in whole.items() if name != "history.jsonl"
    }
