"""Tables of documents under ``inputs``."""

import datetime
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import toolkit
from tests.toy_engines import configured
from toolkit.config.settings import ManifestInput
from toolkit.config.yaml12 import YamlPlace
from toolkit.errors import ConfigError
from toolkit.run.inputs.entries import Job, VersionsJob, entries
from toolkit.run.inputs.manifests import ManifestRow, read_manifest

HEADER = ["id", "translation", "source", "reference", "version:agency A", "version:mt", "made_by:mt"]
ROWS = [
    ["1", "en/a.txt", "it/a.txt", "", "", "", ""],
    ["", "b.en.txt", "", "", "", "", ""],
    ["", "", "", "", "", "", ""],
    ["two", "", "it/c.txt", "ref.txt", "x.txt", "y.txt", "neural"],
]


def write(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a table in the form that the ending says; semicolons and a mark, as spreadsheets do, for .csv."""
    if path.suffix == ".xlsx":
        from openpyxl import Workbook

        book = Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append([value if value != "" else None for value in row])
        book.save(path)
    elif path.suffix == ".jsonl":
        head, *body = rows
        objects = [{str(key): value for key, value in zip(head, row, strict=False) if value != ""} for row in body]
        path.write_text("".join(f"{json.dumps(one)}\n" if one else "\n" for one in objects), encoding="utf-8")
    else:
        sign = "\t" if path.suffix == ".tsv" else ";"
        text = "\r\n".join(sign.join(map(str, row)) for row in rows)
        path.write_text(f"\ufeff{text}\r\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx", "jsonl"])
def test_each_kind_of_table_names_the_same_documents_by_files_beside_it(tmp_path: Path, ending: str) -> None:
    (tmp_path / "lists").mkdir()
    write(tmp_path / f"lists/m.{ending}", [HEADER, *ROWS])
    entry = ManifestInput(f"lists/m.{ending}", tmp_path, YamlPlace("c.yaml", 2, 1))
    here = tmp_path / "lists"
    assert entries(configured(path="c.yaml", inputs=(entry,))) == (
        Job("1", here / "en/a.txt", here / "it/a.txt"),
        Job("b", here / "b.en.txt", None),
        VersionsJob(
            "two",
            {"agency A": here / "x.txt", "mt": here / "y.txt"},
            {"mt": "neural"},
            here / "it/c.txt",
            here / "ref.txt",
        ),
    )


def faults(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as told:
        read_manifest(path)
    return [line.removeprefix(f"{path.parent}/") for line in told.value.problems]


def test_everything_that_is_wrong_is_told_at_once_with_its_line_and_column(tmp_path: Path) -> None:
    rows = [
        ["id", "translation", "source", "version:a", "version:b", "made_by:a"],
        ["x", "a.txt", "s.txt", "", "", ""],
        ["x", "b.txt", "s.txt", "", "", ""],
        ["y", "", "s.txt", "", "", ""],
        ["z", "c.txt", "s.txt", "v.txt", "", ""],
        ["w", "", "s.txt", "v.txt", "", ""],
        ["v", "", "", "v.txt", "u.txt", ""],
        ["u", "d.txt", "", "", "", "human"],
    ]
    assert faults(write(tmp_path / "m.csv", rows)) == [
        "m.csv:3:1: the id 'x' is taken by " + str(tmp_path / "m.csv:2") + "; give each document one of its own",
        "m.csv:4:3: no translation; name its file, or take out the row",
        "m.csv:5:15: version:a beside a translation; leave one of them empty",
        "m.csv:6:10: one version alone; add another, or call the column 'translation'",
        "m.csv:7:4: no source; several translations want their original",
        "m.csv:8:12: made_by:a: the row has no such version",
    ]
    assert faults(write(tmp_path / "m.jsonl", [["trnslation"], ["a"]]))[0].startswith(
        "m.jsonl:1: unknown key 'trnslation'; did you mean 'translation'?"
    )


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (["translation", "sorce"], "m.csv:1:13: unknown column 'sorce'; did you mean 'source'?"),
        (["translation", "translation"], "m.csv:1:13: a second column 'translation'; leave one of them out"),
        (["id", "source"], "m.csv:1:1: no column 'translation', and none such as 'version:NAME'"),
    ],
)
def test_a_header_that_cannot_be_understood_is_told(tmp_path: Path, header: list[str], told: str) -> None:
    assert faults(write(tmp_path / "m.csv", [header, ["a.txt", "b.txt"]])) == [told]


def test_cells_of_a_workbook_that_are_dates_or_formulas_without_values_are_told_by_their_names(tmp_path: Path) -> None:
    day = datetime.date(2026, 5, 1)
    path = write(tmp_path / "m.xlsx", [["id", "translation"], [day, "a.txt"], [7, '=A1&".txt"'], ["", "c.txt"]])
    assert faults(path) == [
        "m.xlsx: sheet Sheet, cell A2: id: a date; write it as text",
        "m.xlsx: sheet Sheet, cell B3: translation: a formula without a value; write it as text",
    ]


def test_a_table_without_rows_and_none_at_all_are_one_line(tmp_path: Path) -> None:
    assert faults(write(tmp_path / "m.csv", [["translation"]])) == [
        "m.csv: no documents in it; add a row below the header"
    ]
    assert faults(tmp_path / "n.csv") == ["n.csv: no such file; check the name"]
    assert faults(tmp_path / "m.txt")[0].startswith("m.txt: no kind of manifest has this ending; there are: .csv, ")
    (tmp_path / "half.csv").write_text("id,translation\n1,\n2,b.txt,c\n", encoding="utf-8")
    assert [line.split(":")[1] for line in faults(tmp_path / "half.csv")] == ["2", "3"]
    (tmp_path / "c.yaml").write_text("inputs: [{manifest: m.csv}]\n", encoding="utf-8")
    shown = toolkit("config", "show", "c.yaml", folder=tmp_path).stdout
    assert f"manifest: {tmp_path / 'm.csv'}" in shown
    said = toolkit("config", "check", "c.yaml", folder=tmp_path)
    assert (said.returncode, said.stderr) == (
        2,
        "toolkit: error: m.csv: no documents in it; add a row below the header\n",
    )


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@given(st.lists(CELL, min_size=1, max_size=8, unique=True), st.sampled_from([",", ";", "\t"]))
def test_what_a_quoted_table_says_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], sign: str
) -> None:
    path = tmp_path_factory.mktemp("manifests") / ("m.tsv" if sign == "\t" else "m.csv")
    rows = ["translation" + sign + "id"]
    rows += ['"' + name.replace('"', '""') + '"' + sign + str(number) for number, name in enumerate(names)]
    path.write_bytes("\n".join(rows).encode())
    assert read_manifest(path) == tuple(
        ManifestRow(str(number), name, {}, {}, "", "") for number, name in enumerate(names)
    )
