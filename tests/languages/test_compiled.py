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
    (path,) = (tmp_path / "__pycache__").iterdir()
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


def test_where_nothing_can_be_written_beside_a_file_the_users_cache_keeps_it(data: Path, tmp_path: Path) -> None:
    (tmp_path / "__pycache__").write_text("no folder", encoding="utf-8")
    assert [reading(data)[1], reading(data)[1]] == [1, 0]
    assert len(list((tmp_path / "cache" / "toolkit" / "languages").iterdir())) == 1


def test_who_may_read_a_file_may_read_what_is_kept_of_it(data: Path, tmp_path: Path) -> None:
    data.chmod(0o644)
    reading(data)
    assert kept(tmp_path).stat().st_mode & 0o777 == 0o644


def test_where_nothing_can_be_kept_files_are_parsed_all_the_same(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("cache", "__pycache__"):
        (tmp_path / name).write_text("no folder", encoding="utf-8")
    assert reading(data) == reading(data) == (read(data), 1)
    for name in ("cache", "__pycache__"):
        (tmp_path / name).unlink()
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert reading(data)[1] == 1
    assert not (tmp_path / "cache").exists()
    assert not (tmp_path / "__pycache__").exists()
