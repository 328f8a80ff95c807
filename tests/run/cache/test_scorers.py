"""A scorer behind a real cache: what is asked again, and what never."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.toy_engines import Echo
from toolkit.errors import EngineError
from toolkit.model.token_scores import Filling, TokenScores
from toolkit.plugins.contracts import Filler
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.scorers import CachedFiller, CachedScorer, cached


@dataclass(frozen=True, slots=True)
class Guessing(Echo):
    """Fills every gap with three of its letters; keeps what it was asked."""

    def fill(
        self, texts: Sequence[str], places: Sequence[int], given: Sequence[str], source: str, target: str
    ) -> list[Filling]:
        gaps = list(zip(texts, places, given, strict=True))
        self.calls.append((source, target, tuple((f"{text}@{place}", before) for text, place, before in gaps)))
        return [Filling(text[place : place + 3], place > 0, place + 0.5) for text, place, _ in gaps]


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    kept = Cache.open(tmp_path / "c.sqlite")
    yield kept
    kept.close()


def test_a_pair_is_scored_once_and_answers_stand_in_the_order_of_the_questions(cache: Cache) -> None:
    inner = Echo()
    scorer = CachedScorer(inner, cache)
    for _ in range(2):
        answers = scorer.score(["a", "b", "a"], ["x", "y", "x"], "it", "en")
        assert [(one.text, one.given) for one in answers] == [("a", "x"), ("b", "y"), ("a", "x")]
    assert inner.calls == [("it", "en", (("a", "x"), ("b", "y")))]
    assert CachedScorer(Echo(), cache).score(["a"], ["x"], "it", "en") == Echo().score(["a"], ["x"], "it", "en")


def test_text_given_direction_and_scorer_are_all_in_the_key(cache: Cache) -> None:
    CachedScorer(Echo(), cache).score(["a"], ["x"], "it", "en")
    for name, text, given, source, target in (
        ("echo", "x", "a", "it", "en"),
        ("echo", "a", "", "it", "en"),
        ("echo", "a", "x", "en", "it"),
        ("echo", "a", "x", "it", "es"),
        ("other", "a", "x", "it", "en"),
    ):
        inner = Echo(name)
        CachedScorer(inner, cache).score([text], [given], source, target)
        assert inner.calls == [(source, target, ((text, given),))]


def test_what_was_scored_before_an_interruption_is_kept_by_the_chunk(cache: Cache) -> None:
    class Interrupted(Echo):
        def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
            if "3" in texts:
                raise KeyboardInterrupt
            return Echo.score(self, texts, given, source, target)

    texts = ["0", "1", "2", "3", "4"]
    with pytest.raises(KeyboardInterrupt):
        CachedScorer(Interrupted(), cache, 2).score(texts, texts, "it", "en")
    inner = Echo()
    CachedScorer(inner, cache, 2).score(texts, texts, "it", "en")
    assert [pairs for _, _, pairs in inner.calls] == [(("2", "2"), ("3", "3")), (("4", "4"),)]


def test_an_answer_too_few_is_an_error_and_nothing_is_kept(cache: Cache) -> None:
    with pytest.raises(EngineError, match=r"^echo scored 1 text of 2 \(it > en\)$"):
        CachedScorer(Echo(loses=1), cache).score(["a", "b"], ["x", "y"], "it", "en")
    assert cache.stats()["likelihoods"] == 0


def test_a_damaged_entry_is_scored_again(cache: Cache) -> None:
    cache.keep_likelihoods("echo|version:1", "it", "en", {("a", "x"): "no scores at all"})
    inner = Echo()
    CachedScorer(inner, cache).score(["a"], ["x"], "it", "en")
    assert len(inner.calls) == 1


def test_a_damaged_entry_takes_no_other_with_it(cache: Cache) -> None:
    CachedScorer(Echo(), cache).score(["b", "c"], ["x", "x"], "it", "en")
    for damaged in ("a", "d"):
        cache.keep_likelihoods("echo|version:1", "it", "en", {(damaged, "x"): "no scores at all"})
    inner = Echo()
    CachedScorer(inner, cache).score(["a", "b", "c", "d"], ["x"] * 4, "it", "en")
    assert inner.calls == [("it", "en", (("a", "x"), ("d", "x")))]


def test_what_is_not_known_is_asked_for_by_the_chunk_each_text_once(cache: Cache) -> None:
    scoring, filling, texts, given = Echo(), Guessing(), list("abcde"), ["x"] * 5
    CachedScorer(scoring, cache, 2).score(texts, given, "it", "en")
    assert [[text for text, _ in pairs] for *_, pairs in scoring.calls] == [["a", "b"], ["c", "d"], ["e"]]
    CachedFiller(filling, cache, 2).fill(texts, [0] * 5, given, "it", "en")
    assert [[gap for gap, _ in pairs] for *_, pairs in filling.calls] == [["a@0", "b@0"], ["c@0", "d@0"], ["e@0"]]


def test_a_cached_scorer_can_fill_where_the_scorer_can(cache: Cache) -> None:
    assert type(cached(Guessing(), cache)) is CachedFiller
    assert isinstance(cached(Guessing(), cache), Filler)
    assert type(cached(Echo(), cache)) is CachedScorer
    assert not isinstance(cached(Echo(), cache), Filler)
    behind = cached(Echo(closed=("it-en",)), cache)
    assert (behind.score_signature(), behind.score_problem("it", "en")) == ("echo|version:1", "no it-en")
    assert behind.score_problem("en", "it") is None


def test_a_gap_is_filled_once_and_its_text_place_and_source_are_in_the_key(cache: Cache) -> None:
    inner = Guessing()
    scorer = CachedFiller(inner, cache)
    for _ in range(2):
        answers = scorer.fill(["abcdef"] * 4, [0, 2, 0, 0], ["x", "x", "y", "x"], "it", "en")
        assert answers == [
            Filling("abc", False, 0.5),
            Filling("cde", True, 2.5),
            Filling("abc", False, 0.5),
            Filling("abc", False, 0.5),
        ]
    assert inner.calls == [("it", "en", (("abcdef@0", "x"), ("abcdef@2", "x"), ("abcdef@0", "y")))]
    scorer.fill(["abcdef"], [0], ["x"], "en", "it")
    assert len(inner.calls) == 2


def test_a_damaged_filling_is_asked_for_again(cache: Cache) -> None:
    cache.keep_fillings("echo|version:1", "it", "en", {("abc", 0, "x"): ["abc"]})
    inner = Guessing()
    assert CachedFiller(inner, cache).fill(["abc"], [0], ["x"], "it", "en") == [Filling("abc", False, 0.5)]
    assert len(inner.calls) == 1
