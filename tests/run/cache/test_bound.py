"""A cache that may have so many bytes: the oldest goes first, the file does not grow, and others work meanwhile."""

import sqlite3
from pathlib import Path

import pytest

from tests.command_line import toolkit
from toolkit.run.cache import store as store_module
from toolkit.run.cache.bound import VARIABLE, shown, size_of
from toolkit.run.cache.store import Store

COUNT, LENGTH = 3000, 1000


def fill(store: Store, count: int = COUNT, start: int = 0) -> None:
    for first in range(start, start + count, 100):
        store.put("s", {f"k{number}": bytes([number % 256]) * LENGTH for number in range(first, first + 100)})


def kept(store: Store, count: int = COUNT) -> list[int]:
    return sorted(int(key[1:]) for key in store.get("s", [f"k{number}" for number in range(count)]))


@pytest.mark.parametrize(
    ("text", "size"),
    [("2GB", 2 * 10**9), ("500 mb", 5 * 10**8), ("1.5GiB", 3 * 2**29), ("64k", 64_000), ("7", 7), ("none", None)],
)
def test_sizes_are_written_as_people_write_them(text: str, size: int | None) -> None:
    assert size_of(text) == size


@pytest.mark.parametrize("text", ["", "much", "-1GB", "2PB", "1e9", "GB", "²GB"])
def test_what_is_no_size_is_one_line_and_exit_2(tmp_path: Path, text: str) -> None:
    for ran in (
        toolkit("cache", "--max-size", text, folder=tmp_path),
        toolkit("cache", folder=tmp_path, TOOLKIT_CACHE_MAX_SIZE=text or "?"),
    ):
        assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
        assert "is no size; write one such as 2GB or 500MB, or none" in ran.stderr


def test_a_bounded_file_keeps_what_was_written_last_and_stays_in_its_bound_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "_WEIGH_BYTES", 100_000)
    path = tmp_path / "c.sqlite"
    store, other = Store(path), Store(path)
    store.set_max_size(1_000_000)
    most = 0
    for start in range(0, COUNT, 500):
        fill(other if start % 1000 else store, 500, start)
        most = max(most, path.stat().st_size)
    left = kept(store)
    assert left == list(range(COUNT - len(left), COUNT))
    assert 600 < len(left) < 1000
    assert most < 1_500_000
    assert store.damaged == 0
    store.close()
    other.close()


def test_the_environment_bounds_a_run_in_the_place_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_WEIGH_BYTES", 100_000)
    monkeypatch.setenv(VARIABLE, "500kB")
    store = Store(tmp_path / "c.sqlite")
    fill(store)
    assert 300 < len(kept(store)) < 700
    monkeypatch.setenv(VARIABLE, "none")
    fill(store)
    assert len(kept(store)) == COUNT
    store.close()


def test_the_command_bounds_a_file_at_once_and_gives_the_disk_what_is_free_in_an_older_one_too(tmp_path: Path) -> None:
    for older in (False, True):
        path = tmp_path / f"{older}" / "translations.sqlite"
        store = Store(path)
        fill(store)
        store.close()
        if older:
            with sqlite3.connect(path) as connection:
                connection.execute("PRAGMA journal_mode = DELETE")
                for table in ("claims", "settings"):
                    connection.execute(f"DROP TABLE {table}")
                connection.execute("PRAGMA user_version = 2")
            connection.execute("PRAGMA auto_vacuum = NONE")
            connection.execute("VACUUM")
            connection.close()
        ran = toolkit("cache", "--max-size", "1 MB", folder=tmp_path, TOOLKIT_CACHE=str(path.parent))
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout.endswith(" entries deleted, the oldest\n")
        assert 500_000 < path.stat().st_size <= 1_000_000
        said = toolkit("cache", folder=tmp_path, TOOLKIT_CACHE=str(path.parent)).stdout
        assert "at most: 1 MB\n" in said
        store = Store(path)
        assert 500 < len(kept(store)) < 1000
        store.close()
        ran = toolkit("cache", "--max-size", "none", folder=tmp_path, TOOLKIT_CACHE=str(path.parent))
        assert ran.stdout == "0 entries deleted, the oldest\n"
        assert "at most: any size" in toolkit("cache", folder=tmp_path, TOOLKIT_CACHE=str(path.parent)).stdout


def test_sizes_are_shown_as_they_are_written() -> None:
    assert [shown(size) for size in (7, 64_000, 1_500_000_000, 2 * 10**12)] == ["7 bytes", "64 kB", "1.5 GB", "2 TB"]
