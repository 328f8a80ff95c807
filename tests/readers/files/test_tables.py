"""Columns of tables, whatever kind of file they are from."""

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.readers.files.tables import has_header, side_of, sides

PATH = Path("a.xlsx")


def test_the_columns_are_numbers_from_zero() -> None:
    assert sides(["id", "Target", "Source"], None, "it", "en", PATH) == (2, 1)
    assert sides(["id", "Testo", "Text"], {"source": 2, "translation": "Text"}, "it", "en", PATH) == (1, 2)


def test_the_region_of_a_language_decides_between_two_columns_of_it() -> None:
    assert sides(["en-US", "en-GB"], None, "en-GB", "en-US", PATH) == (1, 0)


def test_a_column_of_codes_is_no_column_of_texts() -> None:
    header = ["source_language", "source", "target_language", "target"]
    assert sides(header, None, "it", "en", PATH) == (1, 3)


def test_one_side_alone_is_the_column_of_the_language_or_the_only_one() -> None:
    assert side_of(["id", "it", "en"], None, "en", PATH) == 2
    assert side_of(["id", "translation"], None, "en", PATH) == 1
    assert side_of(["anything"], None, "en", PATH) == 0
    with pytest.raises(InputError, match=r"a\.xlsx:1: which column is in English\? its columns are: 1 'a', 2 'b'"):
        side_of(["a", "b"], None, "en", PATH)


def test_the_first_row_is_a_header_unless_columns_are_given_by_number() -> None:
    assert has_header(["a", "b"], None, ("it", "en"))
    assert has_header(["a", "b"], {"source": "a", "translation": 2}, ("it", "en"))
    assert not has_header(["a", "b"], {"source": 1, "translation": 2}, ("it", "en"))
    assert has_header(["a", "English"], {"source": 1, "translation": 2}, ("it", "en"))
