import os
import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command_line import python
from toolkit.errors import EngineError
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Encoder, Engine
from toolkit.run.cache.cache import Cache, default_path
from toolkit.run.cache.store import Store
from toolkit.run.cache.wrappers import CachedEncoder, CachedEngine

if TYPE_CHECKING:
    from toolkit.plugins.contracts import Vectors


@dataclass
class Shouting:
    """An engine that writes in capitals and remembers what it was asked."""

    name: str = "shouting"
    family: str = "rules"
    cacheable: bool = True
    asked: list[str] = field(default_factory=list)
    fails_on: str = "no text is so long"
    loses: int = 0

    def signature(self) -> str:
        return f"{self.name}|version:1"

    def problem(self, source: str, target: str) -> str | None:
        return "no such language" if target == "xx" else None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        if self.fails_on in texts:
            raise KeyboardInterrupt
        self.asked += texts
        return [Hypothesis(text.upper(), ("loud",) if "!" in text else ()) for text in texts][self.loses :]


@dataclass
class Counting:
    """An encoder whose vectors are the lengths of texts."""

    asked: list[str] = field(default_factory=list)

    def signature(self) -> str:
        return "counting|d:3"

    def problem(self) -> str | None:
        return None

    def encode(self, texts: Sequence[str]) -> "Vectors":
        import numpy as np

        self.asked += texts
        return np.array([[len(text), 0.1, -1e-30] for text in texts], dtype=np.float32).reshape(len(texts), 3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "translations.sqlite"


def test_a_cached_engine_keeps_the_contract(path: Path) -> None:
    cache = Cache.open(path)
    engine = CachedEngine(Shouting(), cache)
    assert isinstance(engine, Engine)
    assert isinstance(CachedEncoder(Counting(), cache), Encoder)
    assert (engine.family, engine.cacheable, engine.signature()) == ("rules", True, "shouting|version:1")
    assert engine.problem("en", "xx") == "no such language"
    cache.close()


def test_a_text_is_translated_once_and_never_again(path: Path) -> None:
    cache, inner = Cache.open(path), Shouting()
    engine = CachedEngine(inner, cache)
    expected = [Hypothesis("A"), Hypothesis("B!", ("loud",)), Hypothesis("A"), Hypothesis("")]
    assert engine.translate(["a", "b!", "a", ""], "en", "it") == expected
    assert inner.asked == ["a", "b!", ""]
    cache.close()
    again = Cache.open(path)
    fresh = Shouting()
    assert CachedEngine(fresh, again).translate(["a", "b!", "a", ""], "en", "it") == expected
    assert fresh.asked == []
    again.close()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=8), max_size=12), st.lists(st.text(max_size=8), max_size=12), st.integers(1, 5))
def test_a_cache_changes_no_answer(
    tmp_path_factory: pytest.TempPathFactory, first: list[str], second: list[str], chunk: int
) -> None:
    cache = Cache.open(tmp_path_factory.mktemp("cache") / "c.sqlite")
    engine = CachedEngine(Shouting(), cache, chunk)
    for texts in (first, second, first):
        assert engine.translate(texts, "en", "it") == Shouting().translate(texts, "en", "it")
    cache.close()


def test_direction_engine_and_exact_text_are_all_in_the_key(path: Path) -> None:
    cache = Cache.open(path)
    CachedEngine(Shouting(), cache).translate(["a"], "en", "it")
    for engine, text, source, target in (
        (Shouting("other"), "a", "en", "it"),
        (Shouting(), "a ", "en", "it"),
        (Shouting(), "A", "en", "it"),
        (Shouting(), "a", "it", "en"),
        (Shouting(), "a", "en", "es"),
    ):
        CachedEngine(engine, cache).translate([text], source, target)
        assert engine.asked == [text]
    cache.close()


def test_an_interruption_loses_at_most_one_chunk(path: Path) -> None:
    cache = Cache.open(path)
    texts = [str(number) for number in range(10)]
    with pytest.raises(KeyboardInterrupt):
        CachedEngine(Shouting(fails_on="7"), cache, 3).translate(texts, "en", "it")
    inner = Shouting()
    CachedEngine(inner, cache, 3).translate(texts, "en", "it")
    assert inner.asked == ["6", "7", "8", "9"]
    cache.close()


def test_an_engine_whose_answers_depend_on_more_than_the_text_is_passed_through(path: Path) -> None:
    cache, inner = Cache.open(path), Shouting(cacheable=False)
    for _ in range(2):
        CachedEngine(inner, cache).translate(["a", "a"], "en", "it")
    assert inner.asked == ["a"] * 4
    assert cache.stats()["translations"] == 0
    cache.close()


def test_a_wrong_number_of_answers_is_an_error_and_is_not_kept(path: Path) -> None:
    cache = Cache.open(path)
    with pytest.raises(EngineError, match=r"shouting returned 1 text for 2 \(en > it\)"):
        CachedEngine(Shouting(loses=1), cache).translate(["a", "b"], "en", "it")
    assert cache.stats()["translations"] == 0
    cache.close()


def test_an_empty_answer_to_a_full_text_is_not_kept(path: Path) -> None:
    class Silent(Shouting):
        def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
            return [Hypothesis("") for _ in texts]

    cache = Cache.open(path)
    CachedEngine(Silent(), cache).translate(["a", "?"], "en", "it")
    assert cache.stats()["translations"] == 1
    cache.close()


def test_vectors_come_back_bit_by_bit(path: Path) -> None:
    cache, inner = Cache.open(path), Counting()
    encoder = CachedEncoder(inner, cache, 2)
    cold = encoder.encode(["a", "bb", "a", "ccc"])
    warm = encoder.encode(["a", "bb", "a", "ccc"])
    assert inner.asked == ["a", "bb", "ccc"]
    assert cold.tobytes() == warm.tobytes() == Counting().encode(["a", "bb", "a", "ccc"]).tobytes()
    assert warm.dtype == "float32"
    assert warm.flags.writeable
    assert encoder.encode([]).shape == (0, 3)
    cache.close()


def test_scores_are_whatever_json_can_hold(path: Path) -> None:
    cache = Cache.open(path)
    assert cache.score("k") is None
    cache.keep_score("k", {"corpus": 0.1, "segments": [1.5, None]})
    assert cache.score("k") == {"corpus": 0.1, "segments": [1.5, None]}
    cache.close()


def test_stats_and_clearing(path: Path) -> None:
    cache = Cache.open(path)
    CachedEngine(Shouting(), cache).translate(["a", "b"], "en", "it")
    CachedEngine(Shouting("other"), cache).translate(["a"], "en", "it")
    CachedEncoder(Counting(), cache).encode(["a"])
    cache.keep_score("k", 1)
    stats = cache.stats()
    assert (stats["file"], stats["translations"], stats["vectors"], stats["scores"]) == (str(path), 3, 1, 1)
    assert cache.clear("other") == 1
    assert cache.stats()["translations"] == 2
    assert cache.clear() == 4
    assert [cache.stats()[kind] for kind in ("translations", "vectors", "scores")] == [0, 0, 0]
    cache.close()


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_CACHE", str(tmp_path / "here"))
    assert default_path() == tmp_path / "here" / "translations.sqlite"
    monkeypatch.delenv("TOOLKIT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_path() == tmp_path / "toolkit" / "translations.sqlite"


def test_opening_does_not_import_numpy(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from toolkit.run.cache.cache import Cache\n"
        f"cache = Cache.open(Path({str(path)!r})); cache.translations('s', 'en', 'it', ['a']); cache.close()\n"
        "assert 'numpy' not in sys.modules"
    )
    assert python("-c", script, folder=path.parents[1]).returncode == 0


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    cache = Cache.open(tmp_path / "file" / "c.sqlite")
    assert CachedEngine(Shouting(), cache).translate(["a"], "en", "it") == [Hypothesis("A")]
    assert len(capfd.readouterr().err.splitlines()) == 1


READ_ONLY = """
import os, sys
from pathlib import Path
from toolkit.run.cache.cache import Cache
from toolkit.errors import InputError
if os.getuid() == 0:
    os.setuid(65534)
cache = Cache.open(Path(sys.argv[1]))
cache.keep_score("other", 2)
cache.keep_score("another", 3)
print(cache.score("other"), cache.score("k"), cache.read_only)
try:
    cache.clear()
except InputError as error:
    print(error)
"""


@pytest.mark.parametrize("logged", [False, True])
def test_a_read_only_file_is_read_and_that_nothing_is_kept_is_one_line(open_folder: Path, logged: bool) -> None:
    path = open_folder / "c.sqlite"
    cache = Cache.open(path)
    cache.keep_score("k", 1)
    if not logged:
        cache.close()
    open_folder.chmod(0o555)
    path.chmod(0o444)
    ran = python("-c", READ_ONLY, path, folder=open_folder, PYTHONDONTWRITEBYTECODE="1")
    cache.close()
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(f"None 1 True\n{path}: the cache is read-only; nothing is deleted")
    assert len(ran.stderr.splitlines()) == 1
    assert ran.stderr.startswith(f"toolkit: warning: {path}: the cache is read-only")


def overwrite(path: Path, value: object) -> None:
    """Put something else in the place of every value, in a file that is whole."""
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET value = ?", (value,))
    connection.close()


@pytest.mark.parametrize("value", [b'["A', b'["B"]', "text", 7])
def test_a_damaged_entry_is_computed_again(path: Path, value: object, capfd: pytest.CaptureFixture[str]) -> None:
    cache = Cache.open(path)
    CachedEngine(Shouting(), cache).translate(["a"], "en", "it")
    cache.close()
    overwrite(path, value)
    for asked in (["a"], []):
        cache, inner = Cache.open(path), Shouting()
        assert CachedEngine(inner, cache).translate(["a"], "en", "it") == [Hypothesis("A")]
        assert inner.asked == asked
        cache.close()
    said = capfd.readouterr().err.splitlines()
    assert said == [f"toolkit: warning: {path}: the cache holds damaged entries; what they held is computed again"]


def test_no_damaged_value_of_any_kind_is_used(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    cache = Cache.open(path)
    cache.keep_vectors("v", {"a": b"\0" * 12})
    cache.keep_score("k", {"findings": []})
    cache.keep_likelihoods("s", "en", "it", {("a", "b"): "line"})
    cache.keep_fillings("s", "en", "it", {("a", 0, "b"): ["x", True, 0.5]})
    cache.close()
    overwrite(path, b"[1, 2]")
    cache = Cache.open(path)
    assert not cache.vectors("v", ["a"])
    assert cache.score("k") is None
    assert not cache.likelihoods("s", "en", "it", [("a", "b")])
    assert not cache.fillings("s", "en", "it", [("a", 0, "b")])
    cache.close()
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_what_the_version_before_kept_is_used(path: Path) -> None:
    cache = Cache.open(path)
    cache.keep_score("k", 1)
    cache.close()
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE entries DROP COLUMN checksum")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    cache = Cache.open(path)
    assert cache.score("k") == 1
    cache.keep_score("k", 2)
    assert cache.score("k") == 2
    cache.close()


def test_the_log_counts_among_the_bytes(path: Path) -> None:
    cache = Cache.open(path)
    cache.keep_score("k", "x" * 100_000)
    assert int(cache.stats()["bytes"]) > 100_000 > path.stat().st_size
    cache.close()


def test_the_file_of_another_version_is_emptied(path: Path) -> None:
    cache = Cache.open(path)
    cache.keep_score("k", 1)
    cache.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("DROP TABLE entries")
        connection.execute("CREATE TABLE entries (something_else)")
    connection.close()
    cache = Cache.open(path)
    assert cache.score("k") is None
    cache.keep_score("k", 2)
    assert cache.score("k") == 2
    cache.close()


def test_a_busy_file_is_waited_for_no_longer_than_it_takes(
    path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("toolkit.run.cache.database.BUSY_SECONDS", 0.1)
    cache = Cache.open(path)
    cache.keep_score("k", 1)
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    cache.keep_score("k", 2)
    assert cache.score("k") == 1
    other.rollback()
    other.close()
    cache.keep_score("k", 3)
    assert cache.score("k") == 3
    assert len(capfd.readouterr().err.splitlines()) == 1
    cache.close()


WRITER = """
import sys
from pathlib import Path
from toolkit.run.cache.cache import Cache
cache = Cache.open(Path(sys.argv[1]))
for number in range(60):
    cache.keep_score(f"{sys.argv[2]}-{number}", number)
    assert cache.score(f"{sys.argv[2]}-{number}") == number
cache.close()
"""


def test_several_processes_write_at_once(path: Path) -> None:
    children = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(number)], stderr=subprocess.PIPE, text=True)
        for number in range(4)
    ]
    assert [child.communicate()[1] for child in children] == [""] * 4
    assert [child.returncode for child in children] == [0] * 4
    cache = Cache.open(path)
    assert cache.stats()["scores"] == 240
    cache.close()


def test_a_space_that_another_process_deleted_is_never_mistaken_for_a_new_one(path: Path) -> None:
    one, other = Store(path), Store(path)
    one.put("first", {"k": b"1"})
    assert one.get("first", ["k"]) == {"k": b"1"}
    other.delete(lambda _: True)
    other.put("second", {"k": b"2"})
    assert one.get("first", ["k"]) == {}
    one.close()
    other.close()


def test_a_process_that_forked_uses_a_connection_of_its_own(path: Path) -> None:
    cache = Cache.open(path)
    cache.keep_score("k", 1)
    child = os.fork()
    if child == 0:
        cache.keep_score("child", 2)
        os._exit(0 if cache.score("k") == 1 else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert cache.score("child") == 2
    cache.close()


def test_a_cache_can_be_sent_to_another_process(path: Path) -> None:
    cache = Cache.open(path)
    cache.keep_score("k", 1)
    twin: Cache = pickle.loads(pickle.dumps(cache))  # noqa: S301 - our own bytes
    assert twin.score("k") == 1
    twin.close()
    cache.close()


def test_half_a_surrogate_pair_is_a_key_like_any_other(path: Path) -> None:
    cache = Cache.open(path)
    engine = CachedEngine(Shouting(), cache)
    assert engine.translate(["a\ud800"], "en", "it") == engine.translate(["a\ud800"], "en", "it")
    cache.close()
