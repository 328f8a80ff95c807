"""Workbooks hold both sides in columns that the header or the user names, or texts in cells that have names."""

from pathlib import Path

import openpyxl
import pytest

from tests.readers.office_files import copied, placed, refusal, texts, xlsx_of
from toolkit.errors import InputError
from toolkit.model import BilingualDocument, Document
from toolkit.readers.files.documents import AS_THEY_COME, read, read_both

ROWS = [
    ("Key", "Italian", "English", "Length"),
    ("a", "La nave è partita.", "The ship left.", 14),
    ("b", "Nessuno ha salutato.", None, 0),
    ("c", "Era tardi.\nPioveva.", "It was late.\nIt rained.", 12),
]


def units(both: BilingualDocument) -> list[tuple[str, list[str], list[str]]]:
    def side(document: Document, numbers: tuple[int, int]) -> list[str]:
        return [block.body.text for block in document.blocks[slice(*numbers)]]

    return [(unit.id, side(both.source, unit.source), side(both.translation, unit.translation)) for unit in both.units]


def test_columns_by_header_give_a_unit_for_each_row_with_the_names_of_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    xlsx_of(path, ROWS)
    both = read_both(path, "it", "en")
    assert units(both) == [
        ("row 2", ["La nave è partita."], ["The ship left."]),
        ("row 3", ["Nessuno ha salutato."], []),
        ("row 4", ["Era tardi. Pioveva."], ["It was late. It rained."]),
    ]
    assert placed(both.source)[0] == ("La nave è partita.", "sheet Texts, cell B2")
    assert placed(both.translation)[1] == ("It was late. It rained.", "sheet Texts, cell C4")
    assert not both.source.lined
    assert not both.translation.lined
    assert units(read_both(copied(path, "notes.zip"), "it", "en")) == units(both)


def test_columns_may_be_given_and_are_never_guessed(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    xlsx_of(path, [("La nave è partita.", 7, "The ship left."), ("Era tardi.", 8, "It was late.")])
    with pytest.raises(InputError, match=r"which columns hold .* --columns source="):
        read_both(path, "it", "en")
    given = AS_THEY_COME.having("columns", {"source": 1, "translation": 3})
    assert units(read_both(path, "it", "en", given)) == [
        ("row 1", ["La nave è partita."], ["The ship left."]),
        ("row 2", ["Era tardi."], ["It was late."]),
    ]


def test_every_sheet_with_such_columns_is_read_and_what_is_not_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, rows in (
        ("One", ROWS[:2]),
        ("Two", [("it", "en"), ("Era tardi.", "It was late.")]),
        ("Log", [("x",)]),
        ("Old", ROWS),
    ):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book["Old"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    both = read_both(tmp_path / "a.xlsx", "it", "en")
    assert [unit.id for unit in both.units] == ["sheet One, row 2", "sheet Two, row 2"]
    assert both.translation.notes == (
        "hidden sheet 'Old' is left out",
        "sheet 'Log' has no such columns and is left out",
    )


def test_beside_an_original_a_column_of_the_language_is_read_or_else_all_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    xlsx_of(path, ROWS)
    document = read(path, "en")
    assert texts(document) == ["The ship left.", "It was late.", "It rained."]
    assert document.notes == ("of sheet 'Texts', column 'English' is read",)
    xlsx_of(path, [("The quay opens", 2024), ("Nobody came to the quay.", "They left at noon.")])
    document = read(path, "en")
    assert placed(document) == [
        ("The quay opens", "sheet Texts, cell A1"),
        ("Nobody came to the quay.", "sheet Texts, cell A2"),
        ("They left at noon.", "sheet Texts, cell B2"),
    ]


def test_what_holds_no_text_that_can_be_read_is_refused_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    xlsx_of(path, [])
    assert "nothing in its sheets" in refusal(path)
    xlsx_of(path, [(1, 2)])
    assert "no sentences" in refusal(path)
    path.write_bytes(path.read_bytes().replace(b"xl/workbook.xml", b"xl/workbock.xml"))
    assert "damaged" in refusal(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "password" in refusal(path)
