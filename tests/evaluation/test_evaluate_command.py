"""``toolkit evaluate fidelity`` as a user meets it, on sentences of its own; no engine, or one real witness."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import toolkit

RIGHT = [
    ("d1", "Il museo ha venduto 340 biglietti sabato.", "The museum sold 340 tickets on Saturday."),
    ("d1", "La guida non parla tedesco.", "The guide does not speak German."),
    ("d2", "Il fornaio apre alle sei.", "The baker opens at six."),
    ("d2", "Quando parte il traghetto?", "When does the ferry leave?"),
    ("d3", "Nel 1962 la scuola aveva 12 maestri.", "In 1962 the school had 12 teachers."),
    ("d3", "Nessuno conosceva la strada per il lago.", "Nobody knew the road to the lake."),
]
DAMAGED = [
    (0, "numbers", "critical", "The museum sold 430 tickets on Saturday."),
    (4, "numbers", "critical", "In 1962 the school had 21 teachers."),
    (1, "negation", "critical", "The guide speaks German."),
    (5, "negation", "critical", "Everybody knew the road to the lake."),
    (3, "question", "major", "The ferry leaves soon."),
    (2, "end", "minor", "The baker opens at six"),
]


def data(folder: Path) -> Path:
    rows: list[dict[str, Any]] = [
        {"id": f"right/{number}", "document": document, "source": source, "translation": translation}
        for number, (document, source, translation) in enumerate(RIGHT)
    ]
    rows += [
        {
            "id": f"{kind}/{number}",
            "source": RIGHT[number][1],
            "translation": translation,
            "kind": kind,
            "severity": severity,
            "pair_of": f"right/{number}",
        }
        for number, kind, severity, translation in DAMAGED
    ]
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def evaluate(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    return toolkit("evaluate", "fidelity", *arguments, folder=folder)


def test_the_table_says_what_is_found_and_that_no_likelihood_was_asked_for(tmp_path: Path) -> None:
    done = evaluate("--data", data(tmp_path), folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "6 faulty translations, 6 right ones"
    numbers = next(line for line in lines if line.startswith("numbers "))
    assert "numbers          1.00 [.342 1.00]    false 0" in numbers
    assert "quality: no likelihood: name witnesses in the configuration" in lines
    assert "channels: no likelihood: name witnesses in the configuration" in lines
    assert any(line.startswith("critical + major, macro ") for line in lines)
    assert [line for line in lines if len(line) > 100] == []


def test_the_json_is_one_object_equal_in_every_run_and_in_every_order(tmp_path: Path) -> None:
    path = data(tmp_path)
    first = evaluate("--data", path, "--json", folder=tmp_path)
    found = json.loads(first.stdout)
    assert (found["faulty"], found["right"], found["quality"]) == (6, 6, None)
    assert [row["kind"] for row in found["recall"]] == ["negation", "numbers", "question", "end"]
    assert all(row["any"]["value"] == 1.0 for row in found["recall"])
    assert found["recall"][0]["checks"]["negation"] == {"value": 1.0, "low": 0.34238, "high": 1.0}
    assert [score["score"] for score in found["scores"]] == ["suspicion"]
    path.write_text("\n".join(reversed(path.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    assert evaluate("--data", path, "--json", folder=tmp_path).stdout == first.stdout


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "x", "source": "a"}', "bad.jsonl:1: 'translation' is missing"),
        ("{", "bad.jsonl:1:2: not JSON"),
    ],
)
def test_a_bad_row_is_one_line_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "bad.jsonl").write_text(line + "\n", encoding="utf-8")
    done = evaluate("--data", "bad.jsonl", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"toolkit: error: {message}")
    assert len(done.stderr.splitlines()) == 1


def test_without_data_the_option_is_named(tmp_path: Path) -> None:
    done = evaluate(folder=tmp_path)
    assert done.returncode == 2
    assert "--data" in done.stderr


@pytest.mark.engine
def test_a_witness_gives_channels_and_quality(tmp_path: Path) -> None:
    (tmp_path / "witness.yaml").write_text(
        "version: 1\nlanguages: {source: pt, translation: en}\nwitnesses: {direct: {scorer: bergamot, depth: full}}\n",
        encoding="utf-8",
    )
    source = "O padeiro abre a loja todas as manhãs e vende pão fresco."
    right = {
        "id": "1",
        "source": source,
        "translation": "The baker opens the shop every morning and sells fresh bread.",
    }
    faulty = {**right, "id": "2", "translation": "The baker opens the shop every morning.", "pair_of": "1"}
    rows = [right, {**faulty, "kind": "left out", "severity": "major"}]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = evaluate("--data", "rows.jsonl", "--config", "witness.yaml", "--json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["quality"]["figures"][0]["pairwise"]["value"] == 1.0
    omission = next(score for score in found["scores"] if score["score"] == "omission")
    assert omission["figures"][0]["auc"]["value"] == 1.0
    assert omission["without"] == 0
