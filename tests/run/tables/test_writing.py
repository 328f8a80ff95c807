"""The tables that a batch leaves: what is in them, in every format."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet

from tests.command_line import toolkit
from tests.run.batch.newsdesk import write
from toolkit.config.loading import load
from toolkit.config.settings import TableKind
from toolkit.reports.page.batch import DocumentRow
from toolkit.run.batch.ledger import Ledger
from toolkit.run.batch.outcomes import DocumentOutcome
from toolkit.run.batch.units import KeptUnit
from toolkit.run.tables import workbook
from toolkit.run.tables.writing import write_tables

KINDS: tuple[TableKind, ...] = ("csv", "xlsx", "parquet")
EVIL = ("=cmd()", "+1", "-1", "@sum", "a\x00b", "\N{ZERO WIDTH SPACE}", "x" * 40_000)


def outcomes(texts: tuple[str, ...]) -> list[DocumentOutcome]:
    """Return a document for each text, which stands in its name, in a unit, and in a finding of it."""
    finding: dict[str, Any] = {"unit": 0, "line": 1, "column": 1, "start": 0, "end": 1, "where": "", "quote": ""}
    finding |= {"severity": "error", "check": "own", "category": "", "suggestion": None, "confidence": None}
    finding |= {"blame": "unclear", "fingerprint": "0" * 16, "near": ""}
    return [
        DocumentOutcome(
            DocumentRow(text, id=str(number), units=1, errors=1),
            {},
            findings=({**finding, "path": text, "message": text},),
            units=(KeptUnit(0, text, text, 1, 1, "", 0.5),),
        )
        for number, text in enumerate(texts)
    ]


def tables(folder: Path, found: list[DocumentOutcome]) -> dict[str, bytes]:
    ledger = Ledger(replace(load(None, ("it", "en"), engines=False), tables=KINDS))
    for number, outcome in enumerate(found):
        ledger.add(number, outcome)
    write_tables(folder, KINDS, ledger.mark(), iter(found), ledger.tally.totals())
    ledger.close()
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_format_has_the_same_rows_and_texts_stay_texts_whatever_they_begin_with(tmp_path: Path) -> None:
    tables(tmp_path, outcomes(EVIL))
    with (tmp_path / "findings.csv").open(newline="", encoding="utf-8") as file:
        cells = [row["message"] for row in csv.DictReader(file)]
    assert cells[:4] == [f"'{text}" for text in EVIL[:4]]
    assert cells[4:] == list(EVIL[4:])
    assert parquet.read_table(tmp_path / "findings.parquet").column("message").to_pylist() == list(EVIL)
    sheet = openpyxl.load_workbook(tmp_path / "results.xlsx")["findings"]
    column = [cell.value for cell in sheet[1]].index("message")
    shown = [row[column] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in shown} == {"s"}
    assert [cell.value for cell in shown[:5]] == [*EVIL[:4], "a\N{REPLACEMENT CHARACTER}b"]
    assert [cell.quotePrefix for cell in shown[:5]] == [True] * 4 + [False]
    assert len(str(shown[6].value)) == 32_767
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:S{len(EVIL) + 1}"


def test_the_same_documents_give_the_same_bytes_and_are_not_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tables(tmp_path / "one", outcomes(EVIL))
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert tables(tmp_path / "two", outcomes(EVIL)) == first
    monkeypatch.setattr("toolkit.run.tables.writing._write", None)
    assert tables(tmp_path / "one", outcomes(EVIL)) == first
    with pytest.raises(TypeError):
        tables(tmp_path / "one", outcomes(EVIL[:2]))


def test_what_a_sheet_does_not_hold_is_counted_on_its_last_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    tables(tmp_path, outcomes(EVIL))
    sheet = openpyxl.load_workbook(tmp_path / "results.xlsx")["findings"]
    assert sheet.max_row == 4
    assert sheet["A4"].value.startswith("5 more rows do not fit")


def test_a_batch_writes_the_tables_that_are_asked_for_and_takes_away_those_that_are_not_any_more(
    tmp_path: Path,
) -> None:
    write(tmp_path, 2, output={"tables": "csv"})
    run = ("batch", "c.yaml", "--out", "out")
    assert toolkit(*run, folder=tmp_path).returncode == 1
    assert (tmp_path / "out/findings.csv").exists()
    lines = [json.loads(line) for line in (tmp_path / "out/findings.jsonl").read_text().splitlines()]
    found = [(one["document"], one["place"], one["check"], one["suspicion"]) for one in lines]
    assert found[:2] == [("d00", "3:27", "numbers", 0.867), ("d00", "5:25", "doubled-words", 0.1299)]
    assert len(found) == 4
    assert toolkit(*run, "--tables", "parquet", folder=tmp_path).returncode == 1
    assert (tmp_path / "out/units.parquet").exists()
    assert not (tmp_path / "out/findings.csv").exists()
    refused = toolkit(*run, "--tables", "ods", folder=tmp_path)
    assert (refused.returncode, "'ods' is none of csv, xlsx, parquet" in refused.stderr) == (2, True)
