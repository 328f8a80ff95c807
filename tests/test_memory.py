"""What is remembered by what it depends on, with a real cache and real files."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import toolkit
from toolkit import memory
from toolkit.cache import Cache

PLACE = Path(memory.__file__).relative_to(Path(toolkit.__file__).parent)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    kept = Cache.open(tmp_path / "c.sqlite")
    yield kept
    kept.close()


def copied(folder: Path) -> ModuleType:
    """Return the module as it is in a toolkit that lies in this folder: what it knows of its files is fresh."""
    path = folder / PLACE
    if not path.exists():
        path.parent.mkdir(parents=True)
        shutil.copy2(memory.__file__, path)
    spec = importlib.util.spec_from_file_location("copied", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def asked(module: ModuleType, cache: Cache | None, *key: str, value: Any = 1) -> bool:
    """Return whether something had to be computed."""
    computed: list[Any] = []

    def compute() -> Any:
        computed.append(value)
        return value

    assert module.recall(cache, key, compute) == value
    return bool(computed)


def test_a_result_is_computed_once_for_each_key(cache: Cache) -> None:
    assert asked(memory, cache, "score", "a", value=[1.5, None, "x"])
    assert not asked(memory, cache, "score", "a", value=[1.5, None, "x"])
    assert asked(memory, cache, "score", "b")
    assert asked(memory, cache, "losses", "a")
    assert asked(memory, cache, "score", "a", "")


def test_where_one_part_of_a_key_ends_is_part_of_the_key(cache: Cache) -> None:
    assert asked(memory, cache, "score", "ab", "c")
    assert asked(memory, cache, "score", "a", "bc")


def test_nothing_is_no_result_and_an_empty_list_is_one(cache: Cache) -> None:
    assert asked(memory, cache, "score", "none", value=None)
    assert asked(memory, cache, "score", "none", value=None)
    assert asked(memory, cache, "score", "empty", value=[])
    assert not asked(memory, cache, "score", "empty", value=[])


def test_without_a_cache_everything_is_computed() -> None:
    assert asked(memory, None, "score", "a")
    assert asked(memory, None, "score", "a")


@pytest.mark.parametrize("name", ["check.py", "languages/it.yaml", "heads.json"])
def test_an_edit_of_code_or_data_is_not_answered_from_the_cache(tmp_path: Path, cache: Cache, name: str) -> None:
    folder = tmp_path / "toolkit"
    assert asked(copied(folder), cache, "score", "a")
    assert not asked(copied(folder), cache, "score", "a")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("one", encoding="utf-8")
    assert asked(copied(folder), cache, "score", "a")
    assert not asked(copied(folder), cache, "score", "a")
    os.utime(path, (1, 1))
    assert asked(copied(folder), cache, "score", "a")


def test_what_is_neither_code_nor_data_changes_nothing(tmp_path: Path, cache: Cache) -> None:
    folder = tmp_path / "toolkit"
    assert asked(copied(folder), cache, "score", "a")
    for name in ("notes.md", "check.pyc"):
        (folder / name).write_text("one", encoding="utf-8")
    assert not asked(copied(folder), cache, "score", "a")
