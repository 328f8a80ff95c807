"""``toolkit compare`` with several translations that somebody means ill with, and what is printed of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.run.versions.test_command import CONFIG, RIGHT, SOURCE, WRONG, compare, folder
from toolkit.cli import versions as command
from toolkit.config.loading import load
from toolkit.reports.wording.version_tables import cluster_mark
from toolkit.run.inputs.entries import VersionsJob

__all__ = ["folder"]  # the fixture


def test_names_of_any_kind_stay_on_their_line_and_take_no_file_of_the_results(folder: Path) -> None:
    names = ["report.html", "new\nline", "a\x1b[31m", "[2]", "<b>|*"]
    texts = dict.fromkeys(names, "good.en.txt")
    inputs = [{"source": "S.it.txt", "versions": texts}]
    (folder / "c.yaml").write_text(f"{CONFIG}inputs: {json.dumps(inputs)}\n", encoding="utf-8")
    _, said = compare(folder)
    assert (folder / "out" / "report.html-2" / "comparison.json").is_file()
    assert "\nnew line " in said
    assert "\x1b" not in said
    tables = {name: (folder / "out" / name).read_text(encoding="utf-8") for name in ("scores.md", "scores.tex")}
    rows = [line for line in tables["scores.md"].splitlines() if line.startswith("| ")]
    assert len(rows) == len(names) + 2
    assert r"\\" + "\n[" not in tables["scores.tex"]
    assert r"\textless{}b\textgreater{}\textbar{}*" in tables["scores.tex"]
    assert not any(sign in "".join(tables.values()) for sign in "\x1b")


def test_without_an_original_no_number_of_errors_is_claimed(folder: Path) -> None:
    _, said = compare(folder, "good.en.txt", "bad.en.txt", "--reference", "ref.en.txt", "--lines")
    assert [line.split()[1:3] for line in said.splitlines()[1:3]] == [["–", "–"], ["–", "–"]]
    page = (folder / "out" / "report.html").read_text(encoding="utf-8")
    assert '<td data-value="">–</td>' in page
    assert '<td data-value="0">0</td>' not in page


def test_clusters_beyond_the_alphabet_have_letters_of_their_own() -> None:
    systems: list[dict[str, Any]] = [{"name": str(number), "cluster": number} for number in range(1, 30)]
    marks = [cluster_mark({"systems": systems}, system["name"]) for system in systems]
    assert (marks[0], marks[25:28]) == (" a", [" z", " aa", " ab"])


def test_without_an_original_rows_are_told_apart_by_the_reference(folder: Path) -> None:
    data, _ = compare(folder, "good.en.txt", "bad.en.txt", "--reference", "ref.en.txt", "--lines")
    assert data["told_apart_by"] == "chrf"
    apart = [row["spread"] for row in data["rows"]]  # type: ignore[attr-defined]
    assert apart[0] == apart[3] == 0
    assert apart[1] > 0
    assert apart[2] > 0
    page = (folder / "out" / "report.html").read_text(encoding="utf-8")
    assert "furthest apart by chrF come first" in page
    assert page.index('id="row-3"') < page.index('id="row-1"')


def test_what_is_found_in_a_kind_of_row_is_no_number_below_nought(folder: Path) -> None:
    data, _ = compare(folder, "good.en.txt", "bad.en.txt", "--source", "S.it.txt", "--lines")
    every = next(bucket for bucket in data["buckets"] if bucket["name"] == "all")  # type: ignore[attr-defined]
    assert every["values"] == {"good": 0, "bad": 0.5}


def test_letters_are_explained_where_there_are_any_and_measures_keep_their_names(folder: Path) -> None:
    for name, lines in (("many.en", RIGHT), ("slips.en", WRONG), ("many.it", SOURCE), ("copy.en", RIGHT)):
        (folder / f"{name}.txt").write_text("\n".join(lines * 6) + "\n", encoding="utf-8")
    ref = ("--reference", "copy.en.txt", "--lines")
    _, said = compare(folder, "many.en.txt", "slips.en.txt", *ref)
    assert "; the same letter is one cluster" in said
    assert "comes first by chrF" in (folder / "out" / "report.html").read_text(encoding="utf-8")
    _, said = compare(folder, "many.en.txt", "copy.en.txt", *ref, "--source", "many.it.txt")
    assert "one cluster" not in said
    assert "is better by issues than chance" in (folder / "out" / "report.html").read_text(encoding="utf-8")


def test_what_breaks_off_while_reports_are_made_leaves_no_run_in_part(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("no page")

    monkeypatch.setattr(command, "render_versions", broken)
    config = load(folder / "c.yaml")
    job = VersionsJob("x", {name: folder / f"{name}.en.txt" for name in ("good", "bad")}, {}, folder / "S.it.txt")
    with pytest.raises(RuntimeError, match="no page"):
        command.compared(job, config, "randomization", 1, folder / "out", no_cache=True, quiet=True)
    assert not (folder / "out").exists()


def test_what_the_reference_of_a_document_lacks_counts_for_no_version(folder: Path) -> None:
    (folder / "ref.en.txt").write_text("\n".join([RIGHT[0], *RIGHT[2:]]) + "\n", encoding="utf-8")
    data, _ = compare(folder, "good.en.txt", "bad.en.txt", "--source", "S.it.txt", "--reference", "ref.en.txt")
    assert [row["reference"] for row in data["rows"]].count("") == 1  # type: ignore[attr-defined]
    scores = {
        one["name"]: {system["name"]: system["score"] for system in one["systems"]}
        for one in data["measures"]  # type: ignore[attr-defined]
    }
    assert (scores["bleu"]["good"], scores["chrf"]["good"], scores["ter"]["good"]) == (100, 100, 0)
    assert scores["ter"]["bad"] > 0
