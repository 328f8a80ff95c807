"""``toolkit worst`` and ``toolkit query`` over what a batch left."""

import json
from pathlib import Path

import pytest

from tests.command_line import toolkit
from tests.run.batch.newsdesk import write


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of three articles, and two versions of one beside each other, without Parquet."""
    folder = tmp_path_factory.mktemp("desk")
    versions = {"source": "d00.it.txt", "versions": {"one": "d00.en.txt", "two": "d01.en.txt"}, "id": "both"}
    write(folder, 3, versions)
    (folder / "d02.en.txt").write_text("The mayor reopened the the port of Vell on Monday morning.\n", encoding="utf-8")
    assert toolkit("batch", "c.yaml", "--out", "out", folder=folder).returncode == 1
    return folder


def test_the_worst_units_come_first_with_place_texts_and_findings_whatever_folder_they_are_of(desk: Path) -> None:
    shown = toolkit("worst", "out", "--limit", 1, folder=desk).stdout.splitlines()
    assert shown[0] == "1. d00.en.txt:3:1: unit 2, suspicion 0.87"
    assert shown[1:3] == [
        "   I lavori sono costati 48 milioni di euro alla regione.",
        "   The works cost the region 1 million euros.",
    ]
    assert shown[3].startswith('   error: numbers: "1 million euros"')
    alone = json.loads(toolkit("worst", "out/d02", "--format", "json", "--by", "doubled-words", folder=desk).stdout)
    assert [(one["place"], [row["check"] for row in one["findings"]]) for one in alone] == [
        ("1:1", ["numbers", "doubled-words"])
    ]
    beside = json.loads(toolkit("worst", "out/both", "--format", "json", folder=desk).stdout)
    assert {one["version"] for one in beside} == {"one", "two"}
    lowest = json.loads(toolkit("worst", "out", "--by", "by the desk chrf", "--format", "json", folder=desk).stdout)
    figures = [one["figure"] for one in lowest]
    assert (figures == sorted(figures), lowest[0]["route"]) == (True, "by the desk")


@pytest.mark.parametrize(
    ("by", "said"),
    [("numbrs", "neither suspicion, nor a check, nor a metric; did you mean 'numbers'?"), ("by desk chrf", "no route")],
)
def test_what_units_cannot_be_ordered_by_is_one_line(desk: Path, by: str, said: str) -> None:
    ran = toolkit("worst", "out", "--by", by, folder=desk)
    assert (ran.returncode, said in ran.stderr, ran.stderr.count("\n")) == (2, True, 1)


def test_a_query_reads_the_tables_with_and_without_parquet_and_says_what_columns_there_are(desk: Path) -> None:
    query = "SELECT d.document, count(*) AS n FROM documents d JOIN units USING (document) GROUP BY ALL ORDER BY 1"
    without = toolkit("query", "out", query, "--format", "json", folder=desk)
    assert json.loads(without.stdout) == [
        {"document": name, "n": count} for name, count in (("both", 8), ("d00", 4), ("d01", 4), ("d02", 3))
    ]
    assert toolkit("batch", "c.yaml", "--out", "out", "--tables", "parquet", folder=desk).returncode == 1
    assert toolkit("query", "out", query, "--format", "json", folder=desk).stdout == without.stdout
    assert toolkit("query", "out", query, folder=desk).stdout.splitlines()[2:] == [
        "both      8",
        "d00       4",
        "d01       4",
        "d02       3",
    ]
    assert "findings   fingerprint   text" in toolkit("query", "out", folder=desk).stdout


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "SELECT\n  nothing FROM units",
            'query, line 2, column 3: Binder Error: Referenced column "nothing" not found',
        ),
        ("SELECT check FROM findings", 'it stands in quotation marks: "check"'),
        ("SELECT * FROM read_csv('c.yaml')", "file system operations are disabled"),
        ("COPY units TO 'stolen.csv'", "COPY is not taken: the tables can only be read"),
        ("ATTACH 'other.db'", "ATTACH is not taken"),
        ("SET enable_external_access = true", "SET is not taken"),
        ("SELECT 1; DROP TABLE units", "one statement is wanted, not 2"),
    ],
)
def test_a_query_reads_nothing_else_and_writes_nothing(desk: Path, query: str, said: str) -> None:
    before = sorted(desk.rglob("*"))
    ran = toolkit("query", "out", query, folder=desk)
    assert (ran.returncode, said in ran.stderr, ran.stderr.count("\n")) == (2, True, 1), ran.stderr
    assert sorted(desk.rglob("*")) == before
