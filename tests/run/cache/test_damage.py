"""Whatever lies where the cache should be: no crash, no wrong answer, one line, and the next run has a cache."""

import os
import pickle
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.command_line import surroundings, toolkit
from toolkit.model import Hypothesis
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.database import StoreError
from toolkit.run.cache.store import Store

SPACES = ("opus|1", "opus|2", "other")
TEXTS = [f"text {number}" for number in range(400)]


def truth(space: str, text: str) -> Hypothesis:
    return Hypothesis(f"{space}: {text}" * 3)


def filled(path: Path, spaces: Sequence[str] = SPACES) -> None:
    cache = Cache.open(path)
    for space in spaces:
        for start in range(0, len(TEXTS), 40):
            some = TEXTS[start : start + 40]
            cache.keep_translations(space, "it", "en", {text: truth(space, text) for text in some})
    cache.close()


def found(path: Path) -> int:
    """Return how many answers a cache gives; all of them must be right, and what is kept now must be there."""
    cache = Cache.open(path)
    count = 0
    for space in SPACES:
        for text in TEXTS[::7]:
            for known, answer in cache.translations(space, "it", "en", [text]).items():
                assert answer == truth(space, known)
                count += 1
    cache.keep_score("now", 7)
    if cache.score("now") is None:  # it found out just then
        cache.keep_score("now", 7)
    assert cache.score("now") == 7
    cache.close()
    return count


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "c.sqlite"
    filled(path)
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "c.sqlite"))


def text(path: Path) -> None:
    path.write_text("no database at all, only text\n" * 100)


def pages(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


def half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def last_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def another_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def no_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE entries")
    connection.close()


@pytest.mark.parametrize("spoil", [text, pages, half, last_page, another_version, no_table])
def test_a_damaged_file_is_set_aside_with_one_line_and_a_new_one_begun(
    path: Path, spoil: Callable[[Path], None], capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(path)
    size = path.stat().st_size
    assert found(path) == 0
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"toolkit: warning: {path}: the cache is ")
    assert ": it is set aside as c.sqlite.damaged-1, and a new one begun; what it held is computed" in lines[0]
    assert path.with_name("c.sqlite.damaged-1").stat().st_size == size
    assert found(path) == 0
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("seed", range(40))
def test_random_bytes_anywhere_give_no_wrong_answer_and_no_crash(
    path: Path, seed: int, capfd: pytest.CaptureFixture[str]
) -> None:
    draw = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(draw.choice([1, 20, 400])):
        length = draw.choice([1, 1, 4, 200])
        start = draw.randrange(len(data) - length)
        data[start : start + length] = draw.randbytes(length)
    path.write_bytes(data)
    found(path)
    assert len(capfd.readouterr().err.splitlines()) <= 2  # damaged values, and then the file
    found(path)


def test_an_index_that_points_to_the_row_of_another_text_gives_no_answer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("CREATE TABLE other AS SELECT * FROM entries ORDER BY key DESC")
        connection.execute("DELETE FROM entries WHERE space != (SELECT max(id) FROM spaces)")
        roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_master WHERE name IN ('entries', 'other')"))
        connection.execute("UPDATE sqlite_master SET rootpage = ? WHERE name = 'entries'", (roots["other"],))
        connection.execute("UPDATE sqlite_master SET rootpage = ? WHERE name = 'other'", (roots["entries"],))
    connection.close()
    assert found(path) == 0


@pytest.mark.parametrize("space", SPACES)
def test_the_log_of_another_file_gives_no_wrong_answer(path: Path, tmp_path: Path, space: str) -> None:
    other = Cache.open(tmp_path / "other.sqlite")
    other.keep_translations("a stranger", "it", "en", {one: Hypothesis("wrong") for one in TEXTS})
    other.keep_translations(space, "it", "en", {one: truth(space, one) for one in TEXTS[:50]})
    shutil.copy(tmp_path / "other.sqlite-wal", path.with_name("c.sqlite-wal"))
    other.close()
    found(path)


def test_a_folder_of_that_name_and_the_database_of_another_program_are_left_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    with sqlite3.connect(tmp_path / "theirs") as connection:
        connection.execute("CREATE TABLE entries (something)")
    connection.close()
    before = (tmp_path / "theirs").read_bytes()
    for name in ("folder", "theirs"):
        cache = Cache.open(tmp_path / name)
        cache.keep_score("k", 1)
        assert (cache.score("k"), cache.stats()["translations"], cache.clear()) == (None, 0, 0)
        cache.close()
    assert (tmp_path / "theirs").read_bytes() == before
    lines = capfd.readouterr().err.splitlines()
    assert [line.rpartition("; ")[2] for line in lines] == ["going on without it"] * 2
    assert "is the database of another program: name another file" in lines[1]


FINDER = """
import sys, time
from pathlib import Path
from toolkit.run.cache.cache import Cache
print("ready", flush=True)
sys.stdin.readline()
cache = Cache.open(Path(sys.argv[1]))
for number in range(30):
    cache.keep_score(f"{sys.argv[2]} {number}", number)
cache.close()
"""


@pytest.mark.parametrize("spoil", [text, half])
def test_several_processes_that_find_the_damage_at_once_set_it_aside_once_and_share_the_new_file(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(path)
    finders = [
        subprocess.Popen(
            [sys.executable, "-c", FINDER, str(path), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=surroundings(path.parent),
        )
        for number in range(3)
    ]
    for finder in finders:
        assert finder.stdout is not None
        assert finder.stdout.readline() == "ready\n"
    for finder in finders:
        assert finder.stdin is not None
        finder.stdin.write("go\n")
        finder.stdin.flush()
    said = [finder.communicate()[1] for finder in finders]
    assert [finder.returncode for finder in finders] == [0, 0, 0]
    assert len("".join(said).splitlines()) == 1
    assert [one.name for one in path.parent.glob("*damaged*")] == ["c.sqlite.damaged-1"]
    cache = Cache.open(path)
    assert cache.stats()["scores"] == 90
    cache.close()


def test_the_file_of_a_new_run_is_not_taken_for_the_damaged_one_that_another_has_open(path: Path) -> None:
    stale = Store(path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    fresh = Cache.open(path)
    fresh.keep_score("k", 1)
    with pytest.raises(StoreError, match=r"^$"):
        stale.get(f"translation|it|en|{SPACES[0]}", TEXTS)
    assert stale.get("score", ["k"]) == {"k": b"1"}
    stale.close()
    fresh.close()
    assert len(list(path.parent.glob("*damaged-?"))) == 1


def test_what_is_wrong_with_a_file_can_be_sent_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(StoreError("is damaged", lasting=True, damaged=True)))  # noqa: S301 - our own
    assert (str(error), error.lasting, error.damaged) == ("is damaged", True, True)


def test_clear_deletes_a_damaged_file(path: Path) -> None:
    text(path.rename(path.with_name("translations.sqlite")))
    ran = toolkit("cache", "--clear", folder=path.parent, TOOLKIT_CACHE=str(path.parent))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "was damaged and is deleted" in ran.stdout
    assert not list(path.parent.glob("*.sqlite"))


def test_on_a_full_disk_what_is_kept_is_used_and_one_line_says_that_nothing_is_added(
    small_disk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    cache = Cache.open(small_disk / "c.sqlite")
    cache.keep_score("first", 1)
    for number in range(50):
        cache.keep_score(f"k{number}", "x" * 50_000)
    assert cache.score("first") == 1
    assert cache.claim("s", ["a"])[1] == ["a"]
    cache.close()
    lines = capfd.readouterr().err.splitlines()
    assert lines == [
        f"toolkit: warning: {small_disk / 'c.sqlite'}: the cache cannot grow, the disk is full: what is in it is used, "
        "and nothing is added"
    ]
    cache = Cache.open(small_disk / "c.sqlite")
    assert cache.score("first") == 1
    cache.close()
