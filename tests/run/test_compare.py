"""The whole way with real engines, real vectors and a real cache, on the demonstration corpus."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT
from toolkit.config.loading import load
from toolkit.config.settings import Config
from toolkit.model import Comparison, Finding, Mapped, Sentence, Span, Unit
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import compare
from toolkit.run.stages.checks import soften
from toolkit.run.wiring import wire

FERRY = ROOT / "corpora" / "ferry"

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    kept = Cache.open(tmp_path_factory.mktemp("cache") / "c.sqlite")
    yield kept
    kept.close()


@pytest.fixture(scope="module")
def with_source(cache: Cache) -> Comparison:
    return compare(FERRY / "ferry.en.txt", FERRY / "ferry.it.txt", wire(load(None), cache), cache)


@pytest.fixture(scope="module")
def without_source(cache: Cache) -> Comparison:
    return compare(FERRY / "ferry.en.txt", None, wire(load(None), cache), cache)


def test_every_sentence_is_in_exactly_one_unit_in_order(with_source: Comparison) -> None:
    assert with_source.source is not None
    for side, document in (("translation", with_source.document), ("source", with_source.source)):
        starts = [sentence.body.start for unit in with_source.units for sentence in getattr(unit, side)]
        assert starts == sorted(set(starts))
        covered = "".join(
            document.text[sentence.body.start : sentence.body.end]
            for unit in with_source.units
            for sentence in getattr(unit, side)
        )
        whole = document.text.removesuffix("\n")
        whole = whole.removesuffix(document.credit or "")
        assert "".join(covered.split()) == "".join(whole.split())


def test_every_leg_has_an_answer_for_every_unit(with_source: Comparison) -> None:
    assert {trip.family for trip in with_source.trips} == {"neural", "rules"}
    for trip in with_source.trips:
        assert trip.draft is not None
        for leg in (trip.back, trip.returned, trip.draft):
            assert len(leg.inputs) == len(leg.outputs) == len(with_source.units)
        assert (trip.back.source, trip.back.target) == ("en", "it")
        assert list(trip.returned.inputs) == [answer.text for answer in trip.back.outputs]


def test_guards_pass_and_every_metric_scores_every_view_it_means_something_on(with_source: Comparison) -> None:
    assert all(guard.passed for guard in with_source.guards)
    monolingual = {(s.route, s.view) for s in with_source.scores if s.metric == "chrf"}
    assert monolingual == {
        (trip.route, view)
        for trip in with_source.trips
        for view in ("source-back", "translation-return", "draft-translation")
    }
    assert any(s.metric == "cosine" and s.view == "source-translation" for s in with_source.scores)


def test_the_credit_is_kept_out_of_units_and_told(with_source: Comparison) -> None:
    assert with_source.document.credit == "English version by the Translation Service of Example"
    assert all("English version" not in unit.translation_text for unit in with_source.units)


def test_without_a_source_what_needs_it_is_listed_and_nothing_is_called_fidelity(without_source: Comparison) -> None:
    missing = {answer.check for answer in without_source.unchecked if answer.reason == "needs the source"}
    assert {"numbers", "negation", "names", "question", "untranslated"} <= missing
    assert without_source.signature["mode"] == "round-trip stability"
    assert all(trip.draft is None for trip in without_source.trips)
    assert {score.view for score in without_source.scores} == {"translation-return"}


def test_cached_and_fresh_results_are_the_same(with_source: Comparison, cache: Cache) -> None:
    again = compare(FERRY / "ferry.en.txt", FERRY / "ferry.it.txt", wire(load(None), cache), cache)
    assert again == with_source


def test_an_engine_that_copies_is_caught_by_its_guards_and_gets_no_score(tmp_path: Path, cache: Cache) -> None:
    (tmp_path / "c.yaml").write_text("routes: {copying: copy}\nmetrics: [chrf]\n", encoding="utf-8")
    outcome = compare(FERRY / "ferry.en.txt", None, wire(load(tmp_path / "c.yaml"), cache), cache)
    assert {guard.name for guard in outcome.guards if not guard.passed} >= {"back language", "back identity"}
    assert outcome.scores == ()


def test_an_engine_that_is_not_there_stops_the_run_or_is_skipped_as_the_configuration_says(tmp_path: Path) -> None:
    from toolkit.errors import MissingDependency

    text = (
        "engines: {gone: {use: transformers, model: ./none}}\n"
        "routes: {gone: gone, copying: copy}\nmetrics: [chrf]\nmissing_engines: "
    )
    (tmp_path / "stop.yaml").write_text(text + "stop\n", encoding="utf-8")
    (tmp_path / "skip.yaml").write_text(text + "skip\n", encoding="utf-8")
    with pytest.raises(MissingDependency, match=r"route 'gone' cannot go en > it: .*none"):
        compare(FERRY / "ferry.en.txt", None, load(tmp_path / "stop.yaml"))
    outcome = compare(FERRY / "ferry.en.txt", None, load(tmp_path / "skip.yaml"))
    assert [trip.route for trip in outcome.trips] == ["copying"]
    assert "route gone" in {answer.check for answer in outcome.unchecked}
    assert outcome.failed == {}


@dataclasses.dataclass(frozen=True, slots=True)
class Broken:
    """Fails on the way, as an engine whose process dies."""

    family = "toy"
    cacheable = False

    def signature(self) -> str:
        return "broken"

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: object, source: str, target: str) -> list[object]:
        from toolkit.errors import EngineError

        raise EngineError("broken: it died")


@dataclasses.dataclass(frozen=True, slots=True)
class Forgetful(Broken):
    """Returns fewer texts than it was given."""

    def translate(self, texts: object, source: str, target: str) -> list[object]:
        return []


@pytest.mark.parametrize(("engine", "reason"), [(Broken(), "it died"), (Forgetful(), "returned 0 texts for")])
def test_a_route_that_breaks_down_is_named_and_the_others_are_done(engine: object, reason: str) -> None:
    from toolkit.config.settings import Route

    config: Config = load(None)
    broken = Route("broken", engine, engine)  # type: ignore[arg-type]
    config = dataclasses.replace(config, routes=(broken, config.routes[1]), metrics=())
    outcome = compare(FERRY / "ferry.en.txt", None, config)
    assert reason in outcome.failed["broken"]
    assert [trip.route for trip in outcome.trips] == ["rules via es"]


def test_what_rests_on_an_uncertain_bead_counts_a_step_less() -> None:
    def unit(confidence: float | None) -> Unit:
        sentence = Sentence(Mapped("x", 0, 1))
        return Unit(0, (sentence,), (sentence,), confidence)

    both = Finding("numbers", "error", "a", "m", 0, (Span("source", 0, 1), Span("translation", 0, 1)))
    form = Finding("quotes", "error", "a", "m", 0, (Span("translation", 0, 1),))
    assert [f.severity for f in soften([both, form], [unit(0.3)])] == ["warning", "error"]
    assert [f.severity for f in soften([both, form], [unit(0.9)])] == ["error", "error"]
    mild = dataclasses.replace(both, severity="warning")
    assert [f.severity for f in soften([mild], [unit(0.3)])] == ["info"]
    added = dataclasses.replace(unit(0.3), source=())
    assert [f.severity for f in soften([form], [added])] == ["warning"]
    assert [f.severity for f in soften([form], [dataclasses.replace(added, source=None)])] == ["error"]
