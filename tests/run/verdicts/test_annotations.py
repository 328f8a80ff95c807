"""MQM annotations that were made elsewhere, through the real command."""

import json
from pathlib import Path

import pytest

from tests.command_line import toolkit
from toolkit.model import Span
from toolkit.run.verdicts.annotations import imported
from toolkit.run.verdicts.journal import read

HEAD = "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity"
ROW = 'A\td1\t1\t7\tr1\t"Uno" due.\t"<v>One</v>" <v>to</v>.\tAccuracy/Mistranslation\tMajor'
CLEAN = "A\td1\t2\t8\tr1\tTre.\tThree.\tNo-error\tno-error"


def table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_table_becomes_what_was_read_and_what_was_marked_where_it_stood(tmp_path: Path) -> None:
    read_one, marked, read_two = imported(table(tmp_path / "a.tsv", HEAD, ROW, CLEAN))
    assert [one.kind for one in (read_one, marked, read_two)] == ["reviewed", "missed", "reviewed"]
    assert marked.unit is not None
    assert (marked.unit.translation, marked.unit.source, marked.unit.id) == ('"One" to.', '"Uno" due.', "7")
    assert marked.spans == (Span("translation", 1, 4), Span("translation", 6, 8))
    assert (marked.reviewer, marked.document, marked.system) == ("r1", "A/d1", "A")
    assert (marked.category, marked.mqm_severity) == ("Accuracy/Mistranslation", "major")


def test_columns_of_later_years_in_any_order_are_the_same(tmp_path: Path) -> None:
    later = table(
        tmp_path / "b.tsv",
        "target\tsource\trater\tseverity\tcategory\tdoc\tglobalSegId\tdocSegId\tsystem\tmetadata",
        '"<v>One</v>" <v>to</v>.\t"Uno" due.\tr1\tmajor\tAccuracy/Mistranslation\td1\t7\t1\tA\t{}',
    )
    assert [one.id for one in imported(later)] == [one.id for one in imported(table(tmp_path / "a.tsv", HEAD, ROW))]


def test_what_was_brought_in_already_is_not_there_twice_and_the_same_fault_marked_twice_is_two(tmp_path: Path) -> None:
    table(tmp_path / "a.tsv", HEAD, ROW, ROW, CLEAN)
    for said in ("added 2 marked issues in 2 segments read, by 1 reviewer\n", "added 0 marked issues"):
        done = toolkit("verdicts", "import", "a.tsv", "--out", "v.jsonl", folder=tmp_path)
        assert (done.returncode, said in done.stdout) == (0, True)
    assert len(read(tmp_path / "v.jsonl").verdicts) == 4


def test_json_lines_say_where_by_the_words_and_keep_what_stands_nowhere(tmp_path: Path) -> None:
    row = {"id": "doc/7", "source": "Uno.", "translation": "One, one.", "rater": "r1"}
    errors = [
        {"category": "Accuracy", "kind": "Wrong", "severity": "Minor", "start": 5, "end": 7, "text": "one"},
        {"category": "Style", "severity": "Neutral", "start": 0, "end": 3},
        {"category": "Style", "severity": "Major", "start": 40, "end": 44, "text": "elsewhere"},
    ]
    table(tmp_path / "a.jsonl", json.dumps({**row, "errors": errors}), json.dumps({**row, "rater": "r2"}))
    every = imported(tmp_path / "a.jsonl")
    marked = [one for one in every if one.kind == "missed"]
    assert [one.spans for one in marked] == [(Span("translation", 5, 8),), (Span("translation", 0, 3),), ()]
    assert (marked[0].category, marked[2].comment) == ("Accuracy/Wrong", "(elsewhere)")
    assert {one.reviewer: one.unit for one in every}["r1"] == every[-1].unit
    done = toolkit("verdicts", "import", "a.jsonl", "--out", "v.jsonl", folder=tmp_path)
    assert "3 marked issues (1 of them without a place)" in done.stdout


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["a\tb", "1\t2"], "a.tsv:1: no column for rater, source, translation, category, severity"),
        ([HEAD, "A\td1"], "a.tsv:2: 2 of 9 columns"),
        ([HEAD, ROW.replace("</v>.", ".")], "a.tsv:2: <v> in the translation is not closed"),
        ([HEAD, ROW.replace("<v>to", "to")], "a.tsv:2: </v> in the translation stands alone"),
        ([HEAD, ROW.replace("Major", "Awful")], "a.tsv:2: severity 'Awful' is none of"),
        ([HEAD, ROW.replace("\tr1\t", "\t\t")], "a.tsv:2: no rater; name who it was with --reviewer"),
    ],
)
def test_a_fault_is_one_line_with_its_place_and_nothing_is_added(tmp_path: Path, rows: list[str], said: str) -> None:
    table(tmp_path / "a.tsv", *rows)
    done = toolkit("verdicts", "import", "a.tsv", "--out", "v.jsonl", folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n"), (tmp_path / "v.jsonl").exists()) == (2, 1, False)
    assert said in done.stderr


def test_the_score_of_annotations_is_told_in_all_by_system_and_by_document(tmp_path: Path) -> None:
    table(tmp_path / "a.tsv", HEAD, ROW, CLEAN, ROW.replace("A\td1", "B\td1").replace("Major", "Minor"))
    toolkit("verdicts", "import", "a.tsv", "--out", "v.jsonl", folder=tmp_path)
    found = json.loads(toolkit("verdicts", "score", "v.jsonl", "--json", folder=tmp_path).stdout)
    assert {name: (one["points"], one["words"]) for name, one in found.items()} == {
        "all": (6, 5),
        "system A": (5, 3),
        "system B": (1, 2),
        "A/d1": (5, 3),
        "B/d1": (1, 2),
    }
    table_of = toolkit("verdicts", "score", "v.jsonl", folder=tmp_path).stdout
    assert "warning: 5 words are few" in table_of
