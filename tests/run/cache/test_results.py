"""What is remembered by what it depends on, with a real cache and real files."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import toolkit
from toolkit.model import Case
from toolkit.run.cache import results
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.results import _files, foreign_code


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    kept = Cache.open(tmp_path / "c.sqlite")
    yield kept
    kept.close()


def asked(module: ModuleType, cache: Cache | None, *key: str, value: Any = 1) -> bool:
    """Return whether something had to be computed."""
    computed: list[Any] = []

    def compute() -> Any:
        computed.append(value)
        return value

    assert module.recall(cache, key, compute) == value
    return bool(computed)


def test_a_result_is_computed_once_for_each_key(cache: Cache) -> None:
    assert asked(results, cache, "score", "a", value=[1.5, None, "x"])
    assert not asked(results, cache, "score", "a", value=[1.5, None, "x"])
    assert asked(results, cache, "score", "b")
    assert asked(results, cache, "losses", "a")
    assert asked(results, cache, "score", "a", "")


def test_where_one_part_of_a_key_ends_is_part_of_the_key(cache: Cache) -> None:
    assert asked(results, cache, "score", "ab", "c")
    assert asked(results, cache, "score", "a", "bc")


def test_nothing_is_no_result_and_an_empty_list_is_one(cache: Cache) -> None:
    assert asked(results, cache, "score", "none", value=None)
    assert asked(results, cache, "score", "none", value=None)
    assert asked(results, cache, "score", "empty", value=[])
    assert not asked(results, cache, "score", "empty", value=[])


def test_without_a_cache_everything_is_computed() -> None:
    assert asked(results, None, "score", "a")
    assert asked(results, None, "score", "a")


def package(root: Path, data: str) -> ModuleType:
    """Return a package of a module and a data file, two folders down."""
    folder = root / "deep" / "down"
    folder.mkdir(parents=True)
    (folder / "rule.py").write_text("RULE = 1\n", encoding="utf-8")
    (folder / "words.yaml").write_text(data, encoding="utf-8")
    made = ModuleType(root.name)
    made.__path__ = [str(root)]
    return made


def without_times(of: ModuleType) -> list[tuple[str, int]]:
    return [(name, size) for name, size, _ in _files(of)]


def test_a_file_changed_anywhere_below_the_package_is_seen(tmp_path: Path) -> None:
    one, other = package(tmp_path / "one", "a: 1\n"), package(tmp_path / "other", "a: 10\n")
    assert without_times(one)[0] == without_times(other)[0]
    assert without_times(one) != without_times(other)
    before = _files(one)
    (tmp_path / "one" / "deep" / "down" / "rule.py").write_text("RULE = 22\n", encoding="utf-8")
    assert _files(one) != before


def test_all_of_the_toolkit_is_looked_at() -> None:
    names = {name for name, *_ in _files(toolkit)}
    root = Path(toolkit.__file__).parent
    assert {str(path.relative_to(root)) for path in root.rglob("*.py")} <= names
    assert any(name.endswith("heads.json") for name in names)
    assert any(name.endswith(".yaml") for name in names)


def test_the_code_of_a_plugin_from_elsewhere_counts_as_well() -> None:
    class Foreign:
        """Stands in this module, which is not the toolkit's."""

    assert foreign_code(Foreign)
    assert foreign_code(Case) == ""
