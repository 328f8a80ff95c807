"""Engines around engines: asking again, and asking slowly."""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from toolkit.config.loading import load
from toolkit.engines import rate_limit
from toolkit.engines.copy import Copy
from toolkit.engines.http import pacing as waiting
from toolkit.engines.rate_limit import RateLimit
from toolkit.engines.retry import Retry
from toolkit.errors import ConfigError, EngineError, MissingDependency
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine
from toolkit.plugins.partial_answers import Answered, attach, carried
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.wrappers import CachedEngine


@dataclass(frozen=True)
class Moody:
    """Answers in capitals; breaks down after ``strength`` texts, ``failures`` times, and says what it had."""

    failures: int
    strength: int = 0
    family: str = "rules"
    cacheable: bool = True
    missing: bool = False
    asked: list[list[str]] = field(default_factory=list)

    def signature(self) -> str:
        return "moody|version:1"

    def problem(self, source: str, target: str) -> str | None:
        return "ill" if self.missing else None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        self.asked.append(list(texts))
        if self.missing:
            raise MissingDependency("it is not here", "")
        if len(self.asked) <= self.failures:
            error = EngineError(f"moody: failure {len(self.asked)}")
            done = {text: Hypothesis(text.upper()) for text in texts[: self.strength]}
            attach(error, Answered(self.signature(), source, target, done))
            raise error
        return [Hypothesis(text.upper()) for text in texts]


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "LONGEST_SECONDS", 0.0)


TEXTS = ["a", "b", "c", "a"]
UPPER = [Hypothesis(text.upper()) for text in TEXTS]


def test_it_asks_again_only_for_what_was_not_answered() -> None:
    inner = Moody(failures=2, strength=1)
    assert Retry(inner).translate(TEXTS, "it", "en") == UPPER
    assert inner.asked == [["a", "b", "c", "a"], ["b", "c"], ["c"]]


def test_the_last_failure_is_raised_and_carries_everything_that_was_answered(tmp_path: Path) -> None:
    inner = Moody(failures=9, strength=1)
    cache = Cache.open(tmp_path / "c.sqlite")
    engine = CachedEngine(Retry(inner, attempts=2), cache)
    with pytest.raises(EngineError, match="failure 2") as caught:
        engine.translate(TEXTS, "it", "en")
    part = carried(caught.value)
    assert part is not None
    assert set(part.answers) == {"a", "b"}
    assert cache.translations(engine.signature(), "it", "en", TEXTS).keys() == {"a", "b"}
    cache.close()


def test_what_repetition_does_not_mend_is_not_repeated() -> None:
    inner = Moody(failures=0, missing=True)
    with pytest.raises(MissingDependency):
        Retry(inner).translate(TEXTS, "it", "en")
    assert len(inner.asked) == 1
    assert Retry(inner).problem("it", "en") == "ill"


def test_answers_that_depend_on_their_neighbours_are_asked_for_together_again() -> None:
    inner = Moody(failures=1, strength=2, cacheable=False)
    assert Retry(inner).translate(TEXTS, "it", "en") == UPPER
    assert inner.asked == [TEXTS, TEXTS]


def test_a_limit_hands_on_a_few_at_a_time_and_waits_for_texts_and_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    paces = tuple(waiting.Pace(rate / 60, clock=lambda: 0.0, sleep=slept.append) for rate in (60.0, 600.0))
    monkeypatch.setattr(rate_limit, "_paces", lambda *_: paces)
    inner = Moody(failures=0)
    engine = RateLimit(inner, texts_per_minute=60, characters_per_minute=600, batch_texts=2)
    assert engine.translate(["abcde", "", "fg", "h", "i"], "it", "en")[0] == Hypothesis("ABCDE")
    assert inner.asked == [["abcde", ""], ["fg", "h"], ["i"]]
    assert slept == pytest.approx([1.0, 0.5, 3.0, 0.8])


def test_a_limited_engine_that_fails_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Failing(Moody):
        def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
            if "c" in texts:
                raise EngineError("no c")
            return [Hypothesis(text.upper()) for text in texts]

    cache = Cache.open(tmp_path / "c.sqlite")
    engine = CachedEngine(RateLimit(Failing(0), batch_texts=1), cache)
    with pytest.raises(EngineError, match="no c"):
        engine.translate(TEXTS, "it", "en")
    assert cache.translations("moody|version:1", "it", "en", TEXTS).keys() == {"a", "b"}
    cache.close()


def test_a_limited_engine_answers_as_it_goes_and_the_cache_has_each_part_at_once(tmp_path: Path) -> None:
    moody = Moody(0)
    engine = CachedEngine(RateLimit(moody, batch_texts=2), Cache.open(tmp_path / "c.sqlite"))
    parts = engine.stream(["a", "b", "c"], "it", "en")
    assert next(parts) == {0: Hypothesis("A"), 1: Hypothesis("B")}
    assert moody.asked == [["a", "b"]]
    assert set(engine.cache.translations(engine.signature(), "it", "en", ["a", "b", "c"])) == {"a", "b"}
    assert list(parts) == [{2: Hypothesis("C")}]


@pytest.mark.parametrize("wrapper", [Retry, RateLimit])
def test_a_wrapper_is_the_engine_in_everything_else(wrapper: type[Retry] | type[RateLimit]) -> None:
    inner = Moody(failures=0)
    engine = wrapper(inner)
    assert isinstance(engine, Engine)
    assert (engine.family, engine.cacheable, engine.signature()) == ("rules", True, "moody|version:1")
    assert engine.translate([], "it", "en") == []
    assert pickle.loads(pickle.dumps(wrapper(Copy()))) == wrapper(Copy())  # noqa: S301 - our own bytes
    with pytest.raises(ValueError, match="engine must be one engine"):
        wrapper((inner, inner))  # type: ignore[arg-type]


def test_a_limit_that_changes_the_neighbours_is_in_the_signature() -> None:
    assert RateLimit(Moody(0, cacheable=False), batch_texts=5).signature() == "moody|version:1|batch_texts:5"


def test_they_stand_in_a_configuration_and_wrap_each_other(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(
        "engines:\n"
        "  slow: {use: rate-limit, engine: copy, texts_per_minute: 600}\n"
        "  steady: {use: retry, engine: slow, attempts: 2}\n"
        "routes: {r: steady}\n"
    )
    steady = load(path).engines["steady"]
    assert isinstance(steady, Retry)
    assert isinstance(steady.engine, RateLimit)
    path.write_text("engines: {e: {use: retry, engine: [copy, copy]}}\n")
    with pytest.raises(ConfigError, match="engine must be one engine"):
        load(path)


@pytest.mark.parametrize(
    ("plugin", "options"),
    [
        *((Retry, {"attempts": 0}), (Retry, {"first_wait_seconds": float("nan")})),
        *((Retry, {"first_wait_seconds": float("inf")}), (Retry, {"first_wait_seconds": -1.0})),
        *((RateLimit, {"batch_texts": 0}), (RateLimit, {"texts_per_minute": -1.0})),
        *((RateLimit, {"texts_per_minute": float("nan")}), (RateLimit, {"characters_per_minute": 1e-300})),
    ],
)
def test_numbers_that_make_no_sense_are_refused(plugin: type[Retry] | type[RateLimit], options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must be (?:0|1)"):
        plugin(Copy(), **options)


def test_a_text_whose_answer_is_none_is_asked_for_again_alone_and_said_in_the_end() -> None:
    @dataclass(frozen=True)
    class Shy(Moody):
        def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
            self.asked.append(list(texts))
            tried = len(self.asked)
            return [Hypothesis("" if text == "c" or (text == "b" and tried < 2) else text.upper()) for text in texts]

    inner = Shy(0)
    found = Retry(inner).translate(TEXTS, "it", "en")
    assert [answer.text for answer in found] == ["A", "B", "", "A"]
    assert [answer.rejection.defect for answer in found if answer.rejection] == ["empty"]
    assert inner.asked == [["a", "b", "c", "a"], ["b", "c"], ["c"]]
