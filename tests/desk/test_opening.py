"""What the desk can be opened on: results of one document, of a batch, of versions, and plain files."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.desk.conftest import unchecked
from toolkit.desk.actions import Action, act
from toolkit.desk.opening import open_all
from toolkit.desk.review import Review
from toolkit.desk.saving import save
from toolkit.errors import InputError


def written(path: Path, data: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_batch_is_all_its_documents_with_one_file_of_verdicts_and_the_failed_ones_say_why(article: Path) -> None:
    folder = article / "runs"
    for name in ("a", "b"):
        shutil.copytree(article / "result", folder / name)
    rows = [{"id": name, "path": f"{name}.txt", "failure": None} for name in ("a", "b")]
    rows += [{"id": "c", "path": "c.txt", "failure": "no such file"}, {"id": "../result", "path": "d", "failure": None}]
    written(folder / "summary.json", {"documents": rows})
    opened = open_all([folder, folder / "a" / ".." / "."], unchecked)
    assert [one.document.failure for one in opened] == ["", "", "no such file", "its results are gone"]
    assert {one.journal for one in opened} == {folder / "verdicts.jsonl"}
    assert opened[0].file == article / "summit.planted.en.txt"
    review = Review(opened)
    assert len(review.entries) == 2 * len(opened[0].document.units)


def test_files_of_segments_that_were_laid_beside_each_other_are_documents_of_rows(tmp_path: Path) -> None:
    finding = {"check": "numbers", "severity": "error", "category": "accuracy/omission", "message": "one is missing"}
    rows = [
        {
            "row": number,
            "source": f"Riga {number}.",
            "versions": {
                name: {"text": f"{name} line {number}.", "suspicion": 0.4, "findings": [finding] * (name == "b")}
                for name in ("a", "b")
            },
        }
        for number in (1, 2)
    ]
    names = [{"name": "a"}, {"name": "b"}]
    languages = {"source": "it", "translation": "en"}
    written(
        tmp_path / "versions.json",
        {"versions": names, "rows": rows, "languages": languages, "files": {"a": "a.txt", "b": "b.txt"}},
    )
    (tmp_path / "b.txt").write_text("b line 1.\r\nb line 2.\r\n", newline="")
    opened = open_all([tmp_path], unchecked)
    assert [(one.document.version, len(one.document.findings)) for one in opened] == [("a", 0), ("b", 2)]
    unit = opened[1].document.units[0]
    assert (unit.unit.source_text, unit.unit.translation_text) == ("Riga 1.", "b line 1.")
    assert [one.text for one in unit.versions] == ["a line 1."]
    review = Review(opened)
    assert review.order[:2] == [2, 3]
    act(review, Action("0" * 16, "Anna", "edit", 3, text="Mended.", before="b line 2."))
    save(review, review.documents[1])
    assert (tmp_path / "b.reviewed.txt").read_bytes() == b"b line 1.\r\nMended.\r\n"


@pytest.mark.parametrize(
    ("make", "line"),
    [
        (lambda folder: folder / "nothing", "there is no such file or folder"),
        (lambda folder: folder, "no results in it"),
        (lambda folder: written(folder / "comparison.json", {"kind": "comparison"}).parent, "damaged"),
        (lambda folder: written(folder / "comparison.json", [1]).parent, "damaged"),
        (
            lambda folder: (
                written(
                    folder / "comparison.json", {"kind": "failure", "path": "a.txt", "reason": "a.txt: empty"}
                ).parent
            ),
            "nothing in it to review (a.txt: empty)",
        ),
    ],
)
def test_what_holds_nothing_to_review_gets_one_line(make: Any, line: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        open_all([make(tmp_path)], unchecked)
    assert line in str(told.value)
    assert "\n" not in str(told.value)


def test_a_file_of_other_things_is_not_taken_for_verdicts(article: Path) -> None:
    journal = article / "result" / "verdicts.jsonl"
    journal.write_text("these are notes\n")
    with pytest.raises(InputError, match="no verdicts"):
        Review(open_all([article / "result"], unchecked))
    assert journal.read_text() == "these are notes\n"
