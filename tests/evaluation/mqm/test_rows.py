"""Annotated rows as they are read."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.mqm.annotated import row as annotated
from toolkit.errors import InputError
from toolkit.evaluation.mqm.rows import Annotated, direction_of, read, sampled

ROW: dict[str, Any] = {"id": "d1.7", "source": "Il mare è calmo.", "translation": "The sea is calm.", "errors": []}


def rows(folder: Path, *changes: dict[str, Any]) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps({**ROW, **change}) + "\n" for change in changes), encoding="utf-8")
    return path


def one(folder: Path, **change: Any) -> Annotated:
    (found,) = read([rows(folder, change)], ("it", "en")).rows
    return found


def test_penalty_and_seriousness_follow_from_the_errors_unless_the_row_says_otherwise(tmp_path: Path) -> None:
    errors = [{"severity": "Major", "start": 4, "end": 7}, {"severity": "minor"}, {"severity": "CRITICAL"}]
    found = one(tmp_path, errors=errors)
    assert (found.penalty, found.serious, found.count) == (31, True, 2)
    assert [error.place for error in found.errors] == [(4, 7), None, None]
    said = one(tmp_path, errors=errors[1:2], mqm=-7.5, serious=True)
    assert (said.penalty, said.serious, said.count) == (7.5, True, 1)


def test_a_place_beyond_the_translation_is_none_and_is_told(tmp_path: Path) -> None:
    places = [{"severity": "minor", "start": 11, "end": 90}, {"severity": "minor", "start": 16, "end": 20}]
    found = one(tmp_path, errors=places)
    assert [(error.place, error.lost) for error in found.errors] == [((11, 16), False), (None, True)]
    gaps = [{"severity": "minor", "start": at, "end": at} for at in (0, 16, 17)]
    assert [error.place for error in one(tmp_path, errors=gaps).errors] == [(0, 0), (16, 16), None]


@pytest.mark.parametrize(
    ("name", "document"),
    [("d1.7", "d1"), ("it/d1/7", "it/d1"), ("d#12", "d"), ("a/b", "a"), ("x", "block 0"), (7, "block 0")],
)
def test_without_a_document_the_id_up_to_its_number_is_one(tmp_path: Path, name: str | int, document: str) -> None:
    assert one(tmp_path, id=name).document == document
    assert one(tmp_path, id=name, document="news").document == "news"


def test_only_machine_translations_of_the_wanted_directions_are_kept(tmp_path: Path) -> None:
    path = rows(
        tmp_path,
        {"id": "b", "who": "mt"},
        {"id": "a"},
        {"id": "c", "who": "reference"},
        {"id": "d", "translation_language": "fr"},
    )
    found = read([path], ("it", "en"), {("it", "en")})
    assert ([row.id for row in found.rows], found.left_out) == (["a", "b"], 1)
    assert [row.id for row in read([path], ("it", "en"), who="reference").rows] == ["a", "c", "d"]
    with pytest.raises(InputError, match=r"no row is left .* of pt-en"):
        read([path], ("it", "en"), {("pt", "en")})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"errors": None}, "'errors' is no list"),
        ({"errors": [{"severity": "huge"}]}, "the severity 'huge' of an error is none of"),
        ({"errors": [{"severity": "minor", "start": 3, "end": 1}]}, "an error from 3 to 1"),
        ({"errors": [{"severity": "minor", "start": True, "end": 1}]}, "an error from True to 1"),
        ({"errors": [{"severity": "minor", "start": 3}]}, "an error from 3 to None"),
        ({"mqm": 5}, "'mqm' is 5; a penalty is a number, 0 or below"),
        ({"mqm": float("nan")}, "'mqm' is nan"),
        ({"serious": 1}, "'serious' is neither true nor false"),
        ({"translation": None}, "'translation' is missing"),
        ({"document": []}, "'document' is neither"),
        ({"source_language": "xx!"}, "xx!"),
        ({"id": True}, "'id' is not text"),
    ],
)
def test_a_bad_row_is_one_line_with_its_place(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as raised:
        read([rows(tmp_path, change)], ("it", "en"))
    assert "rows.jsonl:1: " in str(raised.value)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"rows.jsonl:2: the id 'd1.7' stands in .*rows.jsonl:1 as well"):
        read([rows(tmp_path, {}, {"who": "reference"})], ("it", "en"))


def test_a_direction_is_two_languages() -> None:
    assert direction_of(" IT-en ") == ("it", "en")
    for text in ("iten", "it-", "-en"):
        with pytest.raises(InputError, match="no direction"):
            direction_of(text)


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from(["it", "es"])), max_size=30), st.integers(0, 12))
def test_a_sample_has_whole_documents_and_a_greater_one_has_all_of_it(
    documents: list[tuple[str, str]], size: int
) -> None:
    every = [
        annotated(f"{number}", document, direction=(language, "en"))
        for number, (document, language) in enumerate(documents)
    ]
    some, more = sampled(every, size, 1), sampled(reversed(every), size + 3, 1)
    assert set(some) <= set(more)
    for language in {row.direction for row in every}:
        own = [row for row in every if row.direction == language]
        kept = [row for row in some if row.direction == language]
        assert len(kept) >= min(size, len(own))
        assert {row.document for row in own if row not in kept}.isdisjoint(row.document for row in kept)
