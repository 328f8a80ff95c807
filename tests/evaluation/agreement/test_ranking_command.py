"""``toolkit evaluate ranking`` as a user meets it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import toolkit

SOURCES = [
    ("d1", "Il faro di Torvala è alto 48 metri."),
    ("d1", "Nessuno ha visto la barca."),
    ("d2", "Il ponte fu chiuso nel 1962."),
    ("d2", "La biblioteca apre alle nove."),
]
RIGHT = [
    "The lighthouse of Torvala is 48 metres high.",
    "Nobody saw the boat.",
    "The bridge was closed in 1962.",
    "The library opens at nine.",
]
WRONG = [
    "The lighthouse of Torvala is 84 metres high.",
    "Everybody saw the boat.",
    "The bridge was closed in 1926.",
    "The library opens at nine.",
]


def rows(**more: Any) -> list[dict[str, Any]]:
    """Return the rows of a system that is right and one that is not, with people's scores."""
    return [
        {
            "system": system,
            "document": document,
            "source": source,
            "translation": text,
            "human": -5 * (text != right),
            **more,
        }
        for system, texts in (("careful", RIGHT), ("hasty", WRONG))
        for (document, source), text, right in zip(SOURCES, texts, RIGHT, strict=True)
    ]


def ranking(folder: Path, data: list[dict[str, Any]], *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, data)) + "\n", encoding="utf-8")
    return toolkit("evaluate", "ranking", "--data", "rows.jsonl", "--no-cache", *arguments, folder=folder)


def test_findings_order_the_systems_as_people_do_and_the_order_of_the_rows_is_nothing(tmp_path: Path) -> None:
    done = ranking(tmp_path, rows(), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert (found["systems"], found["segments"], found["documents"]) == (["careful", "hasty"], 4, 2)
    by_level = {(one["level"], one["measure"]): one["order"] for one in found["agreements"]}
    assert by_level["systems", "issues"]["accuracy"]["value"] == 1
    assert by_level["documents", "issues"]["accuracy"]["value"] == 1
    assert by_level["segments", "issues"]["pairs"] == 3  # the fourth is the same in both
    assert by_level["segments", "always the better system"]["accuracy"]["value"] == 1
    assert ranking(tmp_path, rows()[::-1], "--json").stdout == done.stdout


def test_references_stand_in_for_people_and_the_table_says_which(tmp_path: Path) -> None:
    data = [{**row, "reference": right} for row, right in zip(rows(), RIGHT * 2, strict=True)]
    for row in data:
        del row["human"]
    done = ranking(tmp_path, data)
    assert (done.returncode, done.stderr) == (0, "")
    assert "whole systems: pairs in the right order, and soft pairwise accuracy (by bleu against the reference)" in (
        done.stdout
    )
    assert "(words)" in done.stdout


def test_a_route_that_only_copies_is_not_heard(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(
        "version: 1\nlanguages: {source: it, translation: en}\nroutes: {copying: copy}\n", encoding="utf-8"
    )
    done = ranking(tmp_path, rows(), "--config", "c.yaml")
    assert done.returncode == 0, done.stderr
    assert "not heard: route copying: " in done.stdout
    assert "copying: return" not in done.stdout


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"human": "good"}, "rows.jsonl:1: 'human' is no number"),
        ({"human": 10**400}, "rows.jsonl:1: 'human' is no number"),
        ({"human": 1e308}, "rows.jsonl:1: 'human' is no number"),
        ({"human": float("nan")}, "rows.jsonl:1: 'human' is no number"),
        ({"source": " "}, "rows.jsonl:1: 'source' is empty"),
        ({"reference": ""}, "rows.jsonl:1: 'reference' is empty"),
        ({"document": {}}, "rows.jsonl:1: 'document' is neither text nor a number"),
        ({"translation": None}, "rows.jsonl:1: 'translation' is missing"),
        ({"system": "hasty"}, "rows.jsonl:5: 'hasty' has this segment in rows.jsonl:1 as well"),
        ({"source_language": "no tongue"}, "rows.jsonl:1: "),
    ],
)
def test_a_bad_row_is_one_line_with_its_place(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    data = rows(segment="s", document=None)[::4]
    data = [{**data[0], **change}, *rows()[1:4], data[1]] if "system" in change else [{**data[0], **change}, data[1]]
    done = ranking(tmp_path, data)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"toolkit: error: {message}")
    assert len(done.stderr.splitlines()) == 1


def test_one_system_and_rows_without_any_gold_are_refused(tmp_path: Path) -> None:
    assert "an order wants two or more" in ranking(tmp_path, rows()[:4]).stderr
    data = [{key: value for key, value in row.items() if key != "human"} for row in rows()]
    assert "every row a 'human' score" in ranking(tmp_path, data).stderr


def with_references(*known: str) -> list[dict[str, Any]]:
    """Return the rows with a reference for those of these systems."""
    every = zip(rows(), RIGHT * 2, strict=True)
    return [{**row, **({"reference": right} if row["system"] in known else {})} for row, right in every]


def test_a_reference_may_stand_with_any_system_and_two_unlike_ones_are_refused(tmp_path: Path) -> None:
    every = ranking(tmp_path, with_references("careful", "hasty"), "--json").stdout
    assert json.loads(every)["scores"]["chrf"]["careful"] == 100
    for system in ("careful", "hasty"):
        assert ranking(tmp_path, with_references(system), "--json").stdout == every
    data = with_references("careful", "hasty")
    data[4]["reference"] = "Another one."
    done = ranking(tmp_path, data)
    assert done.stderr == (
        "toolkit: error: rows.jsonl:5: another 'reference' than in rows.jsonl:1, for the same segment\n"
    )


def test_what_only_some_rows_have_is_not_used_and_that_is_said(tmp_path: Path) -> None:
    data = with_references("careful")
    del data[0]["human"]
    assert "not heard: people: only 7 of 8 translations have a score ('human')" in ranking(tmp_path, data).stdout
    data = rows()
    data[0]["reference"] = RIGHT[0]
    assert "not heard: references: only 1 of 4 segments have one" in ranking(tmp_path, data).stdout


def test_systems_that_nobody_tells_apart_have_no_order_and_that_is_said(tmp_path: Path) -> None:
    done = ranking(tmp_path, [{**row, "translation": "The same.", "human": 0} for row in rows()])
    assert "nothing to agree with: people and references tell no two of these systems apart" in done.stdout


def test_of_a_single_segment_no_interval_is_narrow(tmp_path: Path) -> None:
    found = json.loads(ranking(tmp_path, rows()[1::4], "--json").stdout)
    assert {(one["order"]["accuracy"]["low"], one["order"]["accuracy"]["high"]) for one in found["agreements"]} == {
        (0, 1)
    }


def test_right_in_both_of_two_documents_is_no_certainty(tmp_path: Path) -> None:
    found = json.loads(ranking(tmp_path, rows(), "--json").stdout)
    right = [one["order"]["accuracy"] for one in found["agreements"] if one["measure"] == "issues"]
    assert {one["value"] for one in right} == {1}
    assert all(one["low"] < 0.5 for one in right)
