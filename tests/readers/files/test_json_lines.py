"""What is said of files of one JSON object a line, and where."""

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.readers.files.json_lines import Wording, read_objects, require_whole

PLAIN = Wording(no_object="not an object", empty="nothing in it")


def refused(path: Path, data: bytes | None, wording: Wording = PLAIN, most_bytes: int | None = None) -> str:
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError) as error:
        list(read_objects(path, wording, most_bytes=most_bytes, of="pairs"))
    return str(error.value)


def test_objects_have_the_places_of_their_lines_and_blank_lines_count(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}\r\n\n  \n{}')
    assert list(read_objects(path, PLAIN)) == [(f"{path}:1", {"a": 1}), (f"{path}:4", {})]


def test_a_fault_is_told_with_its_line_and_what_stands_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{}\n{"a" 1}\n', encoding="utf-8")
    rows = read_objects(path, PLAIN)
    assert next(rows) == (f"{path}:1", {})
    with pytest.raises(InputError) as error:
        next(rows)
    assert str(error.value) == f"{path}:2:6: not JSON: Expecting ':' delimiter"
    assert refused(path, b"[1]\n") == f"{path}:1: not an object"
    assert refused(path, b"[" * 100_000) == f"{path}:1:1: not JSON: nested too deeply"


def test_a_file_that_cannot_be_used_is_one_line_in_the_words_of_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    assert refused(path, None) == f"{path}: no such file; check the name"
    assert refused(path, b" \n\n") == f"{path}: nothing in it"
    assert refused(path, b"{}\n\xff") == f"{path}:2: not UTF-8 (byte 3); convert it first"
    assert refused(tmp_path, None) == f"{tmp_path}: cannot be read (Is a directory); name another file"
    assert refused(tmp_path, None, Wording("", "", folder="a folder")) == f"{tmp_path}: a folder"
    path.write_text(" \n", encoding="utf-8")
    assert list(read_objects(path, Wording("not an object", None))) == []


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"{}\n" + b" " * 1_999_997)
    assert list(read_objects(path, PLAIN, most_bytes=2_000_000)) == [(f"{path}:1", {})]
    assert refused(path, b" " * 2_000_001, most_bytes=2_000_000) == f"{path}: more than 2 MB of pairs; split the file"


def test_half_a_character_is_told_with_the_key_that_holds_it() -> None:
    assert require_whole("ü", "source", "a:1") == "ü"
    with pytest.raises(InputError, match=r"^a:1: 'source' holds half a character \(a lone surrogate\)$"):
        require_whole("\ud800", "source", "a:1")
