"""``toolkit diff`` as a user meets it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import toolkit
from tests.run.records.newsroom import config, edit, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path)
    run(tmp_path, "one")
    return tmp_path


def run(folder: Path, out: str, **more: Any) -> None:
    (folder / "c.yaml").write_text(json.dumps(config(**more)))
    given = ("a.en.txt", "--source", "a.it.txt", "--config", "c.yaml", "--out", out, "--quiet")
    ran = toolkit("compare", *given, folder=folder)
    assert ran.returncode in (0, 1), ran.stderr


def diff(folder: Path, *arguments: object) -> tuple[int, str]:
    ran = toolkit("diff", *arguments, folder=folder)
    assert not ran.stderr
    return ran.returncode, ran.stdout


def test_a_run_that_was_made_twice_differs_in_nothing(folder: Path) -> None:
    run(folder, "two")
    code, said = diff(folder, "one", "two/comparison.json")
    assert code == 0
    assert "nothing differs: " in said
    assert "2 findings are the same" in said


def test_other_times_are_no_difference_and_are_mentioned(folder: Path) -> None:
    data = json.loads((folder / "one" / "comparison.json").read_text())
    (folder / "later.json").write_text(json.dumps({**data, "seconds": 3.5}))
    code, said = diff(folder, "one", "later.json")
    assert code == 0
    assert "nothing differs (other times)" in said


def test_settings_are_told_key_by_key_and_what_they_changed_below(folder: Path) -> None:
    run(folder, "two", metrics=["chrf", {"use": "bleu", "tokenize": "char"}], checks={"*": "off", "numbers": "info"})
    code, said = diff(folder, "one", "two")
    assert code == 1
    assert "setting  metrics.bleu.tokenize: nothing > char" in said
    assert "setting  checks.numbers: on > info" in said
    assert "version  metric" not in said
    assert re.search("BLEU +back ~ source +by the desk +[0-9.]+ > [0-9.]+", said)
    assert "changed: error > info: numbers: unit 2 (3:" in said
    assert "gone: warning: doubled-words: unit 3" in said


def test_a_finding_survives_edits_elsewhere_and_beside_it_and_goes_with_its_own_words(folder: Path) -> None:
    edit(folder / "a.en.txt", "The mayor reopened", "A new first sentence.\n\nThe mayor has reopened")
    edit(folder / "a.en.txt", "The works cost the region 84", "The works have cost all of the region 84")
    run(folder, "two")
    _, said = diff(folder, "one", "two")
    assert "findings:" not in said  # both are those that were there
    assert "{+A new first sentence.+}" in said or "is new: A new first sentence." in said
    edit(folder / "a.en.txt", "84 million", "85 million")
    run(folder, "three")
    _, said = diff(folder, "two", "three")
    assert "findings: 1 new, 1 gone, 1 as before" in said


def test_json_has_all_of_it(folder: Path) -> None:
    edit(folder / "a.en.txt", "84 million", "48 million")
    run(folder, "two")
    code, said = diff(folder, "one", "two", "--format", "json")
    data = json.loads(said)
    assert (code, data["same"]) == (1, False)
    assert data["why"]["inputs"][0]["role"] == "translation"
    assert [(row["kind"], row["finding"]["check"]) for row in data["findings"]] == [("gone", "numbers")]
    assert data["texts"][0]["new"]["translation"] == "The works cost the region 48 million euros."


def test_folders_of_runs_are_laid_beside_each_other_by_their_names(folder: Path) -> None:
    for name in ("old/a", "old/b", "new/a"):
        run(folder, name)
    code, said = diff(folder, "old", "new")
    assert code == 1
    assert "only in the first: b" in said
    assert "figures:" not in said


def test_runs_of_unlike_kinds_are_refused(folder: Path) -> None:
    (folder / "old").mkdir()
    (folder / "one").rename(folder / "old" / "one")
    ran = toolkit("diff", "old", "old/one", folder=folder)
    assert ran.returncode == 2
    assert "a batch and a comparison of one document" in ran.stderr
