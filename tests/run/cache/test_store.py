"""The file under the cache: many keys at once, and how many values were damaged."""

import sqlite3
from pathlib import Path

from toolkit.run.cache.store import Store


def test_more_keys_are_asked_at_once_than_sqlite_takes_in_one_question(tmp_path: Path) -> None:
    store = Store(tmp_path / "c.sqlite")
    kept = {f"key {number}": str(number).encode() for number in range(0, 40_000, 1000)}
    store.put("s", kept)
    assert store.get("s", [f"key {number}" for number in range(40_000)]) == kept
    assert store.damaged == 0
    store.close()


def test_every_damaged_value_is_counted_and_none_returned(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    store = Store(path)
    store.put("s", {"a": b"1", "b": b"2", "c": b"3"})
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET value = X'39' WHERE value IN (X'31', X'32')")
    connection.close()
    store = Store(path)
    assert store.get("s", ["a", "b", "c"]) == {"c": b"3"}
    assert store.damaged == 2
    store.close()
