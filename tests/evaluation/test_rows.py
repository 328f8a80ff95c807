"""The rows of an evaluation: two ways to write them, and one line for what is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import InputError
from toolkit.evaluation.rows import Data, TranslatedText, read

RIGHT = {"id": "7", "document": "d1", "source": "Piove.", "translation": "It rains."}
FAULTY = {
    "id": "8",
    "source": "Piove.",
    "translation": "It snows.",
    "kind": "word",
    "severity": "major",
    "pair_of": "7",
}


def rows(folder: Path, *every: object) -> Data:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in every), encoding="utf-8")
    return read([path], "it", "en")


def test_a_faulty_row_knows_its_right_version_and_its_document(tmp_path: Path) -> None:
    data = rows(tmp_path, FAULTY, RIGHT)
    assert [row.id for row in data.right] == ["7"]
    (faulty,) = data.faulty
    assert faulty.right == TranslatedText("it", "en", "Piove.", "It rains.")
    assert (faulty.kind, faulty.severity, faulty.cluster) == ("word", "major", "d1")


def test_both_versions_may_stand_in_one_row(tmp_path: Path) -> None:
    both = {"id": "a/1", "item": 1, "language": "fr", "source": "Il pleut.", "translation": "It rains."}
    data = rows(tmp_path, {**both, "perturbed": "It snows.", "perturbation": "word", "severity": "minor"})
    assert data.right == ()
    (faulty,) = data.faulty
    assert faulty.text == TranslatedText("fr", "en", "Il pleut.", "It snows.")
    assert faulty.right == TranslatedText("fr", "en", "Il pleut.", "It rains.")
    assert faulty.cluster == "fr/1"


def test_equal_texts_are_checked_once_and_languages_stay_together(tmp_path: Path) -> None:
    other = {**RIGHT, "id": "9", "source_language": "fr"}
    data = rows(tmp_path, RIGHT, other, {**RIGHT, "id": "10"})
    assert [text.source_language for text in data.texts] == ["fr", "it"]


def test_a_row_without_a_document_is_one_of_its_own(tmp_path: Path) -> None:
    alone: dict[str, Any] = {key: value for key, value in RIGHT.items() if key != "document"}
    data = rows(tmp_path, alone, {**alone, "id": "9"})
    assert [row.cluster for row in data.right] == ["7", "9"]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ('{"id": ', "rows.jsonl:2:8: not JSON"),
        ("[1]", "rows.jsonl:2: not a JSON object"),
        ({"id": "9", "source": "Piove."}, "rows.jsonl:2: 'translation' is missing"),
        ({**RIGHT, "id": None}, "rows.jsonl:2: 'id' is missing"),
        ({**RIGHT, "id": "9", "source": 3}, "rows.jsonl:2: 'source' is not text"),
        ({**RIGHT, "id": "9", "source": "\ud800"}, "rows.jsonl:2: 'source' holds half a character"),
        (RIGHT, "rows.jsonl:2: the id '7' stands in .*rows.jsonl:1 as well"),
        ({**FAULTY, "pair_of": "12"}, "rows.jsonl:2: pair_of '12': no right translation has this id"),
        ({**FAULTY, "kind": None}, "rows.jsonl:2: 'kind' is missing"),
        ({**FAULTY, "severity": 2}, "rows.jsonl:2: 'severity' is not text"),
        ({**RIGHT, "id": "9", "perturbed": "It snows.", "kind": "word"}, "rows.jsonl:2: 'severity' is missing"),
    ],
)
def test_what_is_wrong_with_a_row_is_one_line_that_names_it(tmp_path: Path, bad: object, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        rows(tmp_path, RIGHT, bad)
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl: no such file"):
        read([tmp_path / "none.jsonl"], "it", "en")
    with pytest.raises(InputError, match="cannot be read"):
        read([tmp_path], "it", "en")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "\xe9"}')
    with pytest.raises(InputError, match=r"latin\.jsonl:1: not UTF-8"):
        read([tmp_path / "latin.jsonl"], "it", "en")
    with pytest.raises(InputError, match="no rows"):
        rows(tmp_path, "")
