"""SARIF says where, by which rule, since when, and what a program may do about it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import toolkit
from tests.reports import samples
from tests.reports.layout import span, texts, units
from tests.run.verdicts.test_dismissals import SLIP, doubled
from toolkit.model import Finding, Span
from toolkit.run.outputs import render
from toolkit.run.verdicts.journal import append
from toolkit.run.verdicts.verdict import Verdict

TEXT = "The the council met on Monday.\n\nThe port port will close in June.\n"


def log(text: str) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(text)["runs"][0]
    return run


def checked(folder: Path, *more: object, name: str = "a.md") -> dict[str, Any]:
    done = toolkit("check", name, "--only", "doubled-words", "--format", "sarif", *more, folder=folder)
    assert done.returncode in (0, 1), done.stderr
    return log(done.stdout)


def test_a_result_has_its_rule_with_help_and_its_place_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "ä b%.md").write_text(TEXT)
    run = checked(tmp_path, name="ä b%.md")
    first = run["results"][0]
    rule = run["tool"]["driver"]["rules"][first["ruleIndex"]]
    assert rule["id"] == first["ruleId"] == "doubled-words"
    assert "Bad:" in rule["help"]["text"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "%C3%A4%20b%25.md", "uriBaseId": "%SRCROOT%", "index": 0}
    assert place["region"] == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 8}
    (fix,) = first["fixes"]
    assert fix["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "The"}


def test_columns_count_utf16_code_units() -> None:
    right = texts("a.txt", "en", ["🚢 and 🚢 sailed sailed."])
    some = units(None, right)
    at = some[0].translation_text.index("sailed")
    found = Finding("doubled-words", "warning", "x/y", "twice", 0, (Span("translation", at, at + 13),))
    comparison = replace(samples.bare(), document=right.document, units=some, findings=(found,))
    run = log(str(render(comparison, ["sarif"])["findings.sarif"]))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert (region["startColumn"], region["endColumn"]) == (at + 1 + 2, at + 14 + 2)


def prints(*lines: str) -> list[dict[str, str]]:
    """Return the fingerprints of findings that each mark "the the"."""
    right = texts("a.txt", "en", lines)
    some = units(None, right)
    found = tuple(
        Finding("doubled-words", "warning", "x/y", "twice", unit.index, (span(unit, "translation", "the the"),))
        for unit in some
        if "the the" in unit.translation_text
    )
    comparison = replace(samples.bare(), document=right.document, units=some, findings=found)
    results = log(str(render(comparison, ["sarif"])["findings.sarif"]))["results"]
    return [one["partialFingerprints"] for one in results]


def test_fingerprints_stay_where_the_text_moves_and_differ_for_the_same_words_twice() -> None:
    before = prints("When the the port closed.", "Nobody came.", "When the the port closed.")
    assert prints("A heading", "When the the port closed.", "Nobody was there.", "When the the port closed.") == before
    assert before[0]["toolkitFinding/v1"] == before[1]["toolkitFinding/v1"]
    assert before[0]["primaryLocationLineHash"] != before[1]["primaryLocationLineHash"]


def test_what_is_known_ignored_or_gone_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT)
    base = ("--baseline", "known.jsonl")
    assert (
        toolkit("check", "a.md", "--only", "doubled-words", *base, "--update-baseline", folder=tmp_path).returncode == 0
    )
    text = TEXT.replace("The the", "The") + "\nNobody came came to see it.\n"
    (tmp_path / "a.md").write_text(text + "\nIt was was lost. <!-- toolkit: ignore[doubled-words] so it was said -->\n")
    states = {}
    for one in checked(tmp_path, *base)["results"]:
        suppressed = [each["kind"] for each in one.get("suppressions", ())]
        states[one["message"]["text"]] = (one["baselineState"], suppressed)
    assert sorted(states.values()) == [
        ("absent", []),
        ("new", []),
        ("new", ["inSource"]),
        ("unchanged", []),
    ]


def test_places_in_the_original_are_related() -> None:
    run = log(str(render(samples.fidelity(), ["sarif"])["findings.sarif"]))
    number = next(one for one in run["results"] if one["ruleId"] == "numbers")
    (related,) = number["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "summit.it.txt"
    assert related["physicalLocation"]["region"]["startLine"] == 2
    assert number["properties"]["evidence"]


@pytest.mark.parametrize("name", ["sarif", "gitlab", "checkstyle", "github"])
def test_a_file_of_the_current_folder_is_relative_to_it_however_it_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.md").write_text(TEXT)
    said = [
        toolkit("check", path, "--only", "doubled-words", "--format", name, folder=tmp_path).stdout
        for path in ("a.md", tmp_path / "a.md", "./a.md")
    ]
    assert said[0] == said[1] == said[2]


def test_what_a_person_dismissed_is_suppressed_and_is_no_baseline(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SLIP}\n")
    append(tmp_path / "v.jsonl", Verdict("false_alarm", "Ada", "a.txt", doubled()))
    (result,) = checked(tmp_path, "--baseline", "v.jsonl", name="a.txt")["results"]
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "a person dismissed it"}
    ]
    assert "baselineState" not in result
