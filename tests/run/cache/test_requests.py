"""Whole requests in a real cache: all answers of one, or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.model import Hypothesis, Rejection
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.requests import CachedRequests


def answers(*texts: str) -> list[Hypothesis]:
    return [Hypothesis(text, ("a note",)) for text in texts]


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    kept = Cache.open(tmp_path / "c.sqlite")
    yield kept
    kept.close()


def test_the_answers_to_a_request_come_back_in_their_order(cache: Cache) -> None:
    memory = CachedRequests(cache, "chat|version:1", "it", "en")
    assert memory.known("uno due tre", 3) is None
    memory.keep("uno due tre", answers("one", "two", "three"))
    assert memory.known("uno due tre", 3) == answers("one", "two", "three")
    assert cache.stats()["translations"] == 3


def test_the_request_the_number_of_answers_engine_and_direction_are_all_in_the_key(cache: Cache) -> None:
    CachedRequests(cache, "chat|version:1", "it", "en").keep("uno due", answers("one", "two"))
    assert CachedRequests(cache, "chat|version:1", "it", "en").known("uno", 2) is None
    assert CachedRequests(cache, "chat|version:1", "it", "en").known("uno due", 1) is None
    for signature, source, target in (("chat|version:2", "it", "en"), ("chat|version:1", "en", "it")):
        assert CachedRequests(cache, signature, source, target).known("uno due", 2) is None


def test_a_request_with_an_answer_that_is_none_is_not_kept(cache: Cache) -> None:
    memory = CachedRequests(cache, "chat|version:1", "it", "en")
    memory.keep("uno due", [Hypothesis("one"), Hypothesis("no", rejection=Rejection("refusal", "it refused"))])
    assert memory.known("uno due", 2) is None
    assert cache.stats()["translations"] == 0
