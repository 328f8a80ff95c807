"""Whole requests in a real cache: all answers of one, or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.run.cache.cache import Cache
from toolkit.run.cache.requests import CachedRequests


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    kept = Cache.open(tmp_path / "c.sqlite")
    yield kept
    kept.close()


def test_the_answers_to_a_request_come_back_in_their_order(cache: Cache) -> None:
    memory = CachedRequests(cache, "chat|version:1", "it", "en")
    assert memory.known("uno due tre", 3) is None
    memory.keep("uno due tre", ["one", "two", "three"])
    assert memory.known("uno due tre", 3) == ["one", "two", "three"]
    assert cache.stats()["translations"] == 3


def test_the_request_the_number_of_answers_engine_and_direction_are_all_in_the_key(cache: Cache) -> None:
    CachedRequests(cache, "chat|version:1", "it", "en").keep("uno due", ["one", "two"])
    assert CachedRequests(cache, "chat|version:1", "it", "en").known("uno", 2) is None
    assert CachedRequests(cache, "chat|version:1", "it", "en").known("uno due", 1) is None
    for signature, source, target in (("chat|version:2", "it", "en"), ("chat|version:1", "en", "it")):
        assert CachedRequests(cache, signature, source, target).known("uno due", 2) is None
