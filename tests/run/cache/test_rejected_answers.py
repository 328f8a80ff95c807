"""What is no translation is never kept as one, and is asked for anew; all else is asked for once."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from toolkit.engines.http import batches
from toolkit.errors import EngineError
from toolkit.model import Hypothesis
from toolkit.plugins.partial_answers import Answered, attach
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.requests import CachedRequests
from toolkit.run.cache.wrappers import CachedEngine

REFUSAL = "I'm sorry, but I can't assist with that request."
TEXTS = [f"Il battello numero {number} è partito stamattina." for number in range(5)]


@dataclass(frozen=True, slots=True)
class Shy:
    """Has no answer to some texts; with ``fails`` it breaks down and says what it had."""

    bad: frozenset[str]
    fails: bool = False
    family: str = "toy"
    cacheable: bool = True
    asked: list[str] = field(default_factory=list)

    def signature(self) -> str:
        return "shy|version:1"

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        self.asked.extend(texts)
        found = [Hypothesis(REFUSAL if text in self.bad else right(text)) for text in texts]
        if self.fails:
            error = EngineError("it fell over")
            attach(error, Answered(self.signature(), source, target, dict(zip(texts, found, strict=True))))
            raise error
        return found


def right(text: str) -> str:
    return f"Boat number {text.split()[3]} left this morning."


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache.open(tmp_path / "c.sqlite")


def test_a_second_run_asks_for_the_bad_ones_alone(cache: Cache) -> None:
    first, second = Shy(frozenset(TEXTS[1:3])), Shy(frozenset(TEXTS[1:2]))
    found = CachedEngine(first, cache).translate(TEXTS, "it", "en")
    assert [bool(answer.rejection) for answer in found] == [False, True, True, False, False]
    found = CachedEngine(second, cache).translate(TEXTS, "it", "en")
    assert second.asked == TEXTS[1:3]
    assert [bool(answer.rejection) for answer in found] == [False, True, False, False, False]
    assert cache.stats()["translations"] == 4


def test_what_an_earlier_version_kept_is_judged_and_asked_for_anew(cache: Cache) -> None:
    cache.keep_translations("shy|version:1", "it", "en", dict.fromkeys(TEXTS, Hypothesis(REFUSAL)))
    engine = Shy(frozenset())
    found = CachedEngine(engine, cache).translate(TEXTS, "it", "en")
    assert [answer.text for answer in found] == [right(text) for text in TEXTS]
    assert engine.asked == TEXTS
    assert cache.translations("shy|version:1", "it", "en", TEXTS[:1]) == {TEXTS[0]: Hypothesis(right(TEXTS[0]))}


def test_of_what_an_engine_had_before_it_failed_the_bad_ones_are_not_kept(cache: Cache) -> None:
    with pytest.raises(EngineError):
        CachedEngine(Shy(frozenset(TEXTS[1:3]), fails=True), cache).translate(TEXTS, "it", "en")
    assert cache.translations("shy|version:1", "it", "en", TEXTS).keys() == {TEXTS[0], TEXTS[3], TEXTS[4]}


def test_of_a_request_the_sound_answers_are_kept_and_a_bad_one_alone_is_asked_for_until_it_is_sound(
    cache: Cache,
) -> None:
    asked: list[list[str]] = []
    bad = {TEXTS[1]}

    def ask(texts: list[str], ended: threading.Event, /, before: Sequence[str] = ()) -> list[Hypothesis]:
        asked.append(texts)
        return [Hypothesis(REFUSAL if text in bad else right(text)) for text in texts]

    def run(texts: list[str]) -> list[str]:
        with CachedRequests(cache, "chat", "it", "en") as memory:
            answered = batches.remembered(ask, memory, "it", "en")(texts, threading.Event())
            return [answer.text for answer in answered]

    assert run(TEXTS) == [right(TEXTS[0]), REFUSAL, *map(right, TEXTS[2:])]
    assert run(TEXTS) == [right(TEXTS[0]), "", *map(right, TEXTS[2:])]
    assert run(TEXTS[1:2]) == [REFUSAL]
    bad.clear()
    assert run(TEXTS[1:2]) == run(TEXTS[1:2]) == [right(TEXTS[1])]
    assert asked == [TEXTS, TEXTS[1:2], TEXTS[1:2]]
