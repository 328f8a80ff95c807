"""Several versions of one original as an entry of a batch."""

import json
from pathlib import Path
from typing import Any

from tests.command_line import toolkit
from tests.run.batch.newsdesk import files, times, write
from tests.run.records.newsroom import edit

DESKS = {"desk": "d00.en.txt", "agency": "other.txt"}
VERSIONS: dict[str, Any] = {"source": "d00.it.txt", "versions": DESKS, "id": "two desks"}
BATCH = ("batch", "c.yaml", "--out", "out")


def prepared(folder: Path) -> None:
    write(folder, 2, VERSIONS, {**VERSIONS, "id": "lost", "source": "gone.it.txt"})
    text = (folder / "d00.en.txt").read_text()
    (folder / "other.txt").write_text(text.replace("1 million", "48 million").replace("the the", "the"))


def test_versions_are_laid_beside_each_other_in_a_folder_with_a_row_of_their_own(tmp_path: Path) -> None:
    prepared(tmp_path)
    ran = toolkit(*BATCH, folder=tmp_path)
    assert ran.returncode == 3
    assert "two desks: 2 versions, 4 units, 1 error, " in ran.stdout
    assert "toolkit: lost: failed: gone.it.txt" in ran.stderr
    written = {path for path in files(tmp_path / "out") if path.startswith("two desks/")}
    assert written >= {f"two desks/{name}" for name in ("versions.json", "report.html", "scores.csv", "outcome.json")}
    assert written >= {"two desks/desk/report.html", "two desks/agency/comparison.json"}
    rows = {row["id"]: row for row in json.loads((tmp_path / "out/summary.json").read_text())["documents"]}
    assert [*rows] == ["d00", "d01", "two desks", "lost"]
    row = rows["two desks"]
    assert (row["versions"], row["units"], row["errors"], row["failure"]) == (2, 4, 1, None)
    assert rows["lost"]["failure"].startswith("gone.it.txt")
    assert 'href="two%20desks/report.html"' in (tmp_path / "out/index.html").read_text()


def test_versions_are_done_again_for_what_changed_and_their_batch_comes_out_the_same(tmp_path: Path) -> None:
    prepared(tmp_path)
    (tmp_path / "gone.it.txt").write_text((tmp_path / "d00.it.txt").read_text())
    assert toolkit(*BATCH, folder=tmp_path).returncode == 1
    said = toolkit(*BATCH, folder=tmp_path).stdout
    assert said.startswith("4 documents done before, 0 to do")
    ran = toolkit("reproduce", "out", folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "byte for byte" in ran.stdout
    before = times(tmp_path / "out")
    edit(tmp_path / "other.txt", "Nobody", "No one")
    said = toolkit(*BATCH, folder=tmp_path).stdout
    assert "again: two desks, lost: version agency changed (other.txt)\n" in said
    edit(tmp_path / "c.yaml", '"agency": "other.txt"', '"agency": {"file": "other.txt", "made_by": "human"}')
    said = toolkit(*BATCH, folder=tmp_path).stdout
    assert "again: two desks, lost: what is said of the versions changed\n" in said
    after = times(tmp_path / "out")
    assert sorted(name for name in before if before[name] == after[name]) == ["d00", "d01"]
