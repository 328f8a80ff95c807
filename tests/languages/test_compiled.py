"""Parsed language data that is kept: found again, never stale, never trusted where it is damaged."""

import os
from pathlib import Path
from typing import Any

import pytest

from toolkit.languages.compiled import compiled
from toolkit.languages.reading import read


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    path = tmp_path / "numbers.yaml"
    path.write_text("words: {one: 1, two: 2.5}\n1: [no, on]\n", encoding="utf-8")
    return path


def reading(path: Path) -> tuple[dict[str, Any], int]:
    """Return the data, and how often the file was parsed for it."""
    parsed = []

    def counted(path: Path) -> dict[str, Any]:
        parsed.append(path)
        return read(path)

    return compiled(path, counted), len(parsed)


def kept(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "cache" / "toolkit" / "languages").iterdir()
    return path


def test_a_file_is_parsed_once_and_every_value_keeps_its_type(data: Path) -> None:
    assert reading(data) == (read(data), 1)
    assert reading(data) == ({"words": {"one": 1, "two": 2.5}, 1: ["no", "on"]}, 0)


def test_an_edited_file_is_parsed_again(data: Path) -> None:
    reading(data)
    state = data.stat()
    data.write_text(data.read_text(encoding="utf-8").replace("2.5", "3.5"), encoding="utf-8")
    os.utime(data, ns=(state.st_atime_ns, state.st_mtime_ns + 1))
    assert reading(data) == (read(data), 1)


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, b"half", b"i\x01\0\0\0"])
def test_what_is_damaged_is_parsed_again(data: Path, tmp_path: Path, damage: bytes) -> None:
    reading(data)
    whole = kept(tmp_path).read_bytes()
    kept(tmp_path).write_bytes(whole[: len(whole) // 2] if damage == b"half" else damage)
    assert reading(data) == (read(data), 1)
    assert kept(tmp_path).read_bytes() == whole


def test_where_nothing_can_be_kept_files_are_parsed_all_the_same(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    assert reading(data) == reading(data) == (read(data), 1)
    (tmp_path / "cache").unlink()
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert reading(data)[1] == 1
    assert not (tmp_path / "cache").exists()
