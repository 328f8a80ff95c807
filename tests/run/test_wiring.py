"""What a run puts around and into the plugins of a configuration, with a real cache."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.aligners.search.texts import BagOfWords
from tests.toy_engines import Reverse, Scoring, Upper, configured
from toolkit.aligners.embedding import Embedding
from toolkit.config.settings import Config, Route
from toolkit.config.witnesses import WitnessSetting
from toolkit.engines.chain import Chain
from toolkit.engines.retry import Retry
from toolkit.metrics.cosine import Cosine
from toolkit.plugins.wrappers import ParagraphWise
from toolkit.run.cache.cache import Cache
from toolkit.run.wiring import wire


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    kept = Cache.open(tmp_path / "c.sqlite")
    yield kept
    kept.close()


def with_route(back: Any, returned: Any, **change: Any) -> Config:
    return configured(engines={"back": back}, routes=(Route("r", back, returned),), **change)


def test_every_engine_of_a_route_is_asked_once_for_a_text(cache: Cache) -> None:
    back, returned = Reverse(), Upper()
    wired = wire(with_route(back, returned), cache)
    (route,) = wired.routes
    for _ in range(2):
        assert [answer.text for answer in route.back.translate(["a b"], "en", "it")] == ["b a"]
        assert [answer.text for answer in route.returned.translate(["a b"], "it", "en")] == ["A B"]
    wired.engines["back"].translate(["a b"], "en", "it")
    assert (back.asked, returned.asked) == ([("a b",)], [("a b",)])
    assert route.name == "r"


def test_without_a_cache_engines_stay_as_they_are() -> None:
    back, returned = Reverse(), Upper()
    wired = wire(with_route(back, returned), None)
    assert (wired.routes[0].back, wired.routes[0].returned, wired.engines["back"]) == (back, returned, back)


def test_the_cache_stands_behind_an_engine_that_gets_paragraphs(cache: Cache) -> None:
    inner = Reverse()
    (route,) = wire(with_route(ParagraphWise(inner), Upper()), cache).routes
    assert isinstance(route.back, ParagraphWise)
    for _ in range(2):
        route.back.translate(["a b"], "en", "it")
    assert inner.asked == [("a b",)]


def test_the_cache_stands_also_between_a_chain_and_each_of_its_hops(cache: Cache) -> None:
    first, second = Reverse(), Upper()
    chain = Chain(("it", "en", "fr"), (Retry(first), second))
    wired = wire(with_route(chain, Upper()), cache).engines["back"]
    assert wired.signature() == chain.signature()
    assert [answer.text for answer in wired.translate(["a b"], "it", "fr")] == ["B A"]
    assert [answer.text for answer in cache.translations(first.signature(), "it", "en", ["a b"]).values()] == ["b a"]
    assert [answer.text for answer in cache.translations(second.signature(), "en", "fr", ["b a"]).values()] == ["B A"]
    wire(with_route(first, second), cache).engines["back"].translate(["a b"], "it", "en")
    assert first.asked == [("a b",)]


def test_witnesses_are_asked_once_for_scores_own_words_and_drafts(cache: Cache) -> None:
    engine, draft = Scoring(), Reverse()
    (witness,) = wire(
        configured(witnesses=(WitnessSetting("w", engine, engine, draft, "pt", "full"),)), cache
    ).witnesses
    assert witness.draft is not None
    for _ in range(2):
        witness.scorer.score(["a"], ["b"], "pt", "en")
        witness.translator.translate(["c"], "pt", "en")
        witness.draft.translate(["d"], "it", "pt")
    assert (engine.scored, engine.asked, draft.asked) == (["a"], [("c",)], [("d",)])
    assert (witness.name, witness.pivot, witness.depth) == ("w", "pt", "full")


def test_aligner_and_metrics_are_given_the_encoder_of_the_run_unless_they_have_one(cache: Cache) -> None:
    encoder, own = BagOfWords(), BagOfWords()
    config = configured(encoder=encoder, aligner=Embedding(), metrics=(Cosine(), Cosine(own)))
    wired: Any = wire(config, cache)
    assert wired.aligner.encoder is wired.metrics[0].encoder is wired.encoder
    assert wired.metrics[1].encoder is own
    for _ in range(2):
        wired.aligner.encoder.encode(["a"])
    assert encoder.encoded == ["a"]
    assert wire(config, None).aligner == Embedding(encoder)
