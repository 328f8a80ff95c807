"""Values that several want at once: each is computed once, nobody waits in a circle, and nobody for a dead one."""

import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.command_line import python
from toolkit.errors import EngineError
from toolkit.model import Hypothesis
from toolkit.run.cache import owners
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.requests import CachedRequests
from toolkit.run.cache.store import Store
from toolkit.run.cache.wrappers import CachedEngine


@dataclass(frozen=True, slots=True)
class Slow:
    """An engine that takes a moment for each text and keeps what it was asked; ``fails`` are texts without answer."""

    fails: frozenset[str] = frozenset()
    family: str = "toy"
    cacheable: bool = True
    asked: list[str] = field(default_factory=list)

    def signature(self) -> str:
        return "slow|version:1"

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        self.asked.extend(texts)
        time.sleep(0.001 * len(texts))
        if self.fails & {*texts}:
            raise EngineError("no answer")
        return [Hypothesis(text.upper()) for text in texts]


@pytest.mark.parametrize("chunk", [1, 3, 256])
def test_many_that_want_overlapping_texts_in_other_orders_ask_for_each_once_and_all_get_all(
    tmp_path: Path, chunk: int
) -> None:
    inner, texts = Slow(), [f"text {number}" for number in range(40)]

    def work(seed: int) -> None:
        cache, draw = Cache.open(tmp_path / "c.sqlite"), random.Random(seed)
        for _ in range(6):
            some = draw.sample(texts, 12)
            answers = CachedEngine(inner, cache, chunk).translate(some, "it", "en")
            assert answers == [Hypothesis(text.upper()) for text in some]
        cache.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert set(Counter(inner.asked).values()) == {1}


def test_what_one_fails_at_another_asks_for_itself(tmp_path: Path) -> None:
    one, other = (Cache.open(tmp_path / "c.sqlite") for _ in range(2))
    with pytest.raises(EngineError):
        CachedEngine(Slow(frozenset("b")), one).translate(["a", "b"], "it", "en")
    assert CachedEngine(Slow(), other).translate(["a", "b"], "it", "en") == [Hypothesis("A"), Hypothesis("B")]
    one.close()
    other.close()


def test_who_has_a_claim_waits_for_nobody(tmp_path: Path) -> None:
    one, other = (Cache.open(tmp_path / "c.sqlite") for _ in range(2))
    inner = Slow()
    assert one.claim("translation|it|en|slow|version:1", ["a"])[1] == ["a"]
    begun = CachedEngine(Slow(), other).stream(["b"], "en", "it")
    next(begun)  # it stands at a yield, and has its claim
    assert CachedEngine(inner, other).translate(["a"], "it", "en") == [Hypothesis("A")]
    assert not list(begun)
    one.close()
    other.close()


KILLED = """
import os, sys
from pathlib import Path
from toolkit.run.cache.cache import Cache
print(Cache.open(Path(sys.argv[1])).claim("s", ["a", "b"])[1], flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(
    sys.platform != "linux", reason="whether a process is there is told by its number and start on Linux"
)
def test_what_a_killed_process_had_claimed_is_free_at_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "c.sqlite")
    assert python("-c", KILLED, tmp_path / "c.sqlite", folder=tmp_path).stdout == "['a', 'b']\n"
    assert store.claim("s", ["b", "c"], "somebody")[1:] == (["b", "c"], [])
    store.close()


def test_a_claim_of_somebody_far_away_ends_when_its_time_is_over_and_lives_on_with_each_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, now = Store(tmp_path / "c.sqlite"), 1e9
    monkeypatch.setattr("time.time", lambda: now)
    number, ours, _ = store.claim("s", ["a", "b"], "another machine 7 1")
    assert (number > 0, ours) == (True, ["a", "b"])
    now += 60
    assert store.claim("s", ["a", "b", "c"], owners.name())[1:] == (["c"], [])
    store.put("s", {"a": b"1"}, begun=[number])
    now += 60
    assert store.claim("s", ["a", "b"], owners.name())[1:] == ([], ["a"])
    now += 600
    assert store.claim("s", ["a", "b"], owners.name())[1:] == (["b"], ["a"])
    now -= 10_000  # a clock that is put back leaves no claim for ever
    assert store.claim("s", ["b"], owners.name())[1] == ["b"]
    store.close()


def test_a_request_that_another_makes_is_waited_for_and_one_that_failed_here_is_not(tmp_path: Path) -> None:
    one, other = (CachedRequests(Cache.open(tmp_path / "c.sqlite"), "chat", "it", "en") for _ in range(2))
    with one, other:
        assert one.known("r", 2) is None
        assert one.known("r", 2) is None
        waiting = threading.Timer(0.05, lambda: one.keep("r", [Hypothesis("A"), Hypothesis("B")]))
        waiting.start()
        assert other.known("r", 2) == [Hypothesis("A"), Hypothesis("B")]
        waiting.join()
        assert other.known("q", 1) is None
        assert one.cache.claim("translation|it|en|chat", ["1 of 1 of q"])[1] == []
    assert one.cache.claim("translation|it|en|chat", ["1 of 1 of q"])[1] == ["1 of 1 of q"]
