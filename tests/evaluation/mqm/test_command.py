"""``toolkit evaluate mqm`` as a user meets it, on the annotated sentences of the corpora; no engine, or one witness."""

import json
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.command_line import toolkit
from tests.paths import ROOT

DATA = ROOT / "corpora" / "annotated" / "pairs.jsonl"


def evaluate(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    return toolkit("evaluate", "mqm", *arguments, folder=folder)


def figures(*arguments: object, folder: Path) -> dict[str, Any]:
    done = evaluate(*arguments, "--format", "json", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_tables_say_what_was_measured_and_what_was_not(tmp_path: Path) -> None:
    done = evaluate("--data", DATA, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:2] == [
        "23 machine translations of 8 documents; 1 of others left out",
        "[95 % intervals]: 1,000 draws of whole documents, seed 12345",
    ]
    counts = lines.index("rows")
    assert [line.split() for line in lines[counts + 2 : counts + 7]] == [
        ["en-it", "5", "2", "2", "2"],
        ["it-en", "10", "3", "4", "4"],
        ["pt-en", "8", "3", "4", "4"],
        ["into", "English", "18", "6", "8", "8"],
        ["all", "23", "8", "10", "10"],
    ]
    assert any(line.startswith("tint: not measured") for line in lines)
    assert evaluate("--data", DATA, "--format", "markdown", folder=tmp_path).stdout.count("\n|---|") == 6


def test_figures_are_the_same_in_every_order_and_from_the_answers_that_were_printed(tmp_path: Path) -> None:
    first = figures("--data", DATA, folder=tmp_path)
    reversed_rows = tmp_path / "rows.jsonl"
    reversed_rows.write_text("\n".join(reversed(DATA.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    assert figures("--data", reversed_rows, folder=tmp_path) == first
    printed = toolkit("check", "--pairs", DATA, "--quiet", folder=tmp_path)
    (tmp_path / "answers.jsonl").write_text(printed.stdout, encoding="utf-8")
    assert figures("--data", DATA, "--answers", "answers.jsonl", folder=tmp_path) == first
    assert figures("--data", DATA, "--seed", 7, folder=tmp_path) != first


def test_directions_are_chosen_and_answers_may_be_some(tmp_path: Path) -> None:
    (only,) = figures("--data", DATA, "--directions", "en-it", folder=tmp_path)["groups"]
    assert (only["name"], only["rows"]) == ("en-it", 5)
    names = [
        one["name"] for one in figures("--data", DATA, "--directions", "en-it", "pt-en", folder=tmp_path)["groups"]
    ]
    assert names == ["en-it", "pt-en", "all"]
    (tmp_path / "one.jsonl").write_text(
        '{"id": "ferry.2", "findings": [{"severity": "error", "start": 11, "end": 14}], "suspicion": 0.9, '
        '"quality": null}\n'
    )
    some = figures("--data", DATA, "--answers", "one.jsonl", folder=tmp_path)
    assert some["unanswered"] == 22
    assert [(one["name"], one["rows"], one["findings"]["recall"]["value"]) for one in some["groups"]] == [
        ("it-en", 1, 1.0)
    ]


def test_a_sample_is_of_whole_documents(tmp_path: Path) -> None:
    groups = {one["name"]: one for one in figures("--data", DATA, "--sample", 2, folder=tmp_path)["groups"]}
    assert 2 <= groups["it-en"]["rows"] <= 4
    assert groups["it-en"]["documents"] == 1


def test_a_folder_gets_the_figures_the_tables_and_a_picture(tmp_path: Path) -> None:
    done = evaluate("--data", DATA, "--out", "made", folder=tmp_path)
    assert done.returncode == 0
    folder = tmp_path / "made"
    assert sorted(path.name for path in folder.iterdir()) == ["mqm.json", "mqm.md", "reliability.svg"]
    found = json.loads((folder / "mqm.json").read_text(encoding="utf-8"))
    assert found["groups"][-1]["rows"] == 23
    picture = ElementTree.parse(folder / "reliability.svg")  # noqa: S314  # our own
    bins = found["groups"][-1]["reliability"]
    assert len(list(picture.iter("{http://www.w3.org/2000/svg}circle"))) == len(bins)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--directions", "iten"], "'iten' is no direction"),
        (["--directions", "de-en"], "no row is left"),
        (["it-en"], "unexpected argument 'it-en'"),
        (["--answers", "none.jsonl"], "none.jsonl: no such file"),
        (["--answers", "bad.jsonl"], "bad.jsonl:1: it wants findings, suspicion and quality"),
        (["--answers", "bad.jsonl", "--config", "any.yaml"], "leave out --config"),
        (["--answers", "place.jsonl"], "place.jsonl:1: 'start' and 'end' of a finding"),
        (["--answers", "other.jsonl"], "no id of the data has an answer"),
        (["--out", "bad.jsonl"], "bad.jsonl: a file, where a folder"),
    ],
)
def test_what_cannot_be_done_is_one_line(tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "x", "suspicion": "much"}\n')
    (tmp_path / "other.jsonl").write_text('{"id": "x", "findings": [], "suspicion": 0, "quality": null}\n')
    finding = {"severity": "error", "start": "11", "end": 14}
    (tmp_path / "place.jsonl").write_text(
        json.dumps({"id": "x", "findings": [finding], "suspicion": 0, "quality": None}) + "\n"
    )
    done = evaluate("--data", DATA, *arguments, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr.splitlines()[-1]


@pytest.mark.engine
def test_a_witness_gives_quality_and_says_where_the_tint_is(tmp_path: Path) -> None:
    (tmp_path / "witness.yaml").write_text(
        "version: 1\nlanguages: {source: pt, translation: en}\nwitnesses: {direct: {scorer: bergamot}}\n",
        encoding="utf-8",
    )
    (found,) = figures("--data", DATA, "--directions", "pt-en", "--config", "witness.yaml", folder=tmp_path)["groups"]
    quality = next(score for score in found["scores"] if score["score"] == "-quality")
    assert (quality["count"], quality["serious"]) == (8, 4)
    assert quality["auc"]["value"] > 0.9
    assert found["tint"]["chance"] == 0.1
    assert found["tint"]["share"]["value"] > 0.4
