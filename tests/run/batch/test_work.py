"""What a batch leaves on the disk while it works, and what it keeps in memory."""

import gc
import json
from pathlib import Path

import pytest

from tests.command_line import toolkit
from tests.run.batch.newsdesk import write
from toolkit.cli.versions import in_a_batch
from toolkit.config.loading import load
from toolkit.model import Comparison
from toolkit.run.batch import work
from toolkit.run.batch.documents import require_all
from toolkit.run.batch.work import Setting, Summary, complete
from toolkit.run.inputs.entries import jobs


def comparisons() -> list[Comparison]:
    """Return all that are in memory, those of other tests too."""
    gc.collect()
    return [one for one in gc.get_objects() if type(one) is Comparison]


def test_the_summary_is_true_while_the_job_runs_and_comparisons_do_not_heap_up_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "_SECONDS_BETWEEN", 0)
    monkeypatch.setattr(work, "_SHARE", 0)
    monkeypatch.chdir(tmp_path)
    write(tmp_path, 8)
    config = load(Path("c.yaml"), changes=["output.tables=csv"])
    todo = jobs(config)
    setting = Setting(config, config, None, tmp_path / "out", require_all(todo, config), in_a_batch)
    summary = Summary([job.id for job in todo], [], setting)
    summary.write()
    others = comparisons()
    seen, alive = [], []
    for job in todo:
        summary.add(complete(job, setting, lambda _: None))
        data = json.loads((tmp_path / "out/summary.json").read_text())
        seen.append(([row["id"] for row in data["documents"]], data["missing"]))
        alive.append(len(comparisons()) - len(others))
        for name in ("documents.csv", "findings.csv", "metrics.csv"):
            told = {line.partition(",")[0] for line in (tmp_path / "out" / name).read_text().splitlines()[1:]}
            assert told == {row["id"] for row in data["documents"]}
        told = {json.loads(line)["document"] for line in (tmp_path / "out/findings.jsonl").read_text().splitlines()}
        assert told == {row["id"] for row in data["documents"]}
        assert (tmp_path / "out/history.jsonl").exists() == (job == todo[-1])
        page = (tmp_path / "out/index.html").read_text()
        assert ("Not done yet:" in page) == (job != todo[-1])
    names = [f"d0{number}" for number in range(8)]
    assert seen == [(names[:count], 8 - count) for count in range(1, 9)]
    assert max(alive) <= 2  # the last ones may still be known to what remembers a text or two


def test_a_document_whose_folder_the_disk_refuses_fails_alone(tmp_path: Path) -> None:
    write(tmp_path, 3)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/d01").write_text("a file of somebody's")
    ran = toolkit("batch", "c.yaml", "--out", "out", folder=tmp_path)
    assert ran.returncode == 3
    assert "toolkit: d01: failed: out/d01: results cannot be written there" in ran.stderr
    rows = json.loads((tmp_path / "out/summary.json").read_text())["documents"]
    assert [(row["id"], row["failure"] is None) for row in rows] == [("d00", True), ("d01", False), ("d02", True)]


def test_the_findings_of_a_document_and_of_each_version_are_kept_as_rows_with_what_a_baseline_knows_them_by(
    tmp_path: Path,
) -> None:
    versions = {"source": "d00.it.txt", "versions": {"one": "d00.en.txt", "two": "d01.en.txt"}, "id": "two"}
    write(tmp_path, 2, versions, checks={"*": "off", "numbers": "error"})
    (tmp_path / "d01.en.txt").write_text("The port reopened on Monday after 9 days.\n", encoding="utf-8")
    assert toolkit("batch", "c.yaml", "--out", "out", folder=tmp_path).returncode in (0, 1)
    rows = json.loads((tmp_path / "out/d01/outcome.json").read_text())["findings"]
    shown = json.loads((tmp_path / "out/d01/comparison.json").read_text())["findings"]
    assert rows
    assert all(len(row["fingerprint"]) == 16 and row["near"] and row["path"] == "d01.en.txt" for row in rows)
    assert [{key: row[key] for key in row if key in shown[0]} for row in rows] == [
        {key: row[key] for key in row if key in rows[0]} for row in shown
    ]
    beside = json.loads((tmp_path / "out/two/outcome.json").read_text())["findings"]
    assert {(row["version"], row["path"]) for row in beside if row["unit"] == 0} >= {("two", "d01.en.txt")}
