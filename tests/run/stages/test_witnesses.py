"""Witnesses with the real engines: Apertium's drafts, and the bundled neural models."""

import dataclasses
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.paths import ROOT
from toolkit.analysis.channels.sight import usable
from toolkit.config.loading import load
from toolkit.config.settings import Config
from toolkit.config.witnesses import Entry, WitnessSetting
from toolkit.engines.bergamot import Bergamot
from toolkit.engines.copy import Copy
from toolkit.errors import EngineError, MissingDependency
from toolkit.model import Case, Finding, LanguagePair, Mapped, Sentence, Unit
from toolkit.model.token_scores import TokenScores
from toolkit.plugins.contracts import Engine, Scorer
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.content import mark
from toolkit.run.cache.scorers import CachedScorer
from toolkit.run.compare import compare, silent
from toolkit.run.pairs.check_pairs import check_pairs
from toolkit.run.stages import quality
from toolkit.run.stages import witnesses as stage
from toolkit.run.stages.requirements import require
from toolkit.run.stages.scores import score_all
from toolkit.run.wiring import wire

FERRY = ROOT / "corpora" / "ferry"
SOURCE = "Il ministro ha visitato la nuova scuola con due insegnanti."
GOOD = "The minister visited the new school with two teachers."
LACKING = "The minister visited the school with two teachers."
WRONG = "The minister visited the new hospital with two teachers."

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def config() -> Config:
    found = dataclasses.replace(load(ROOT / "configs" / "fidelity.yaml"), routes=(), checks=())
    problem = next(filter(None, (witness.problem("it", "en") for witness in found.witnesses)), None)
    if problem:
        pytest.skip(problem)
    return found


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    kept = Cache.open(tmp_path_factory.mktemp("cache") / "c.sqlite")
    yield kept
    kept.close()


def units(*pairs: tuple[str, str]) -> list[Unit]:
    return [Unit(number, side(source), side(translation)) for number, (source, translation) in enumerate(pairs)]


def heard(units: Sequence[Unit], config: Config) -> stage.Testimony:
    return stage.ask_witnesses(units, config.witnesses, config.pair, require(config, metrics=False).witnesses, silent)


def side(text: str) -> tuple[Sentence, ...]:
    return (Sentence(Mapped(text, 0, len(text))),) if text else ()


def rows(folder: Path, config: Config, *pairs: dict[str, str]) -> list[dict[str, object]]:
    path = folder / "pairs.jsonl"
    path.write_text("\n".join(json.dumps({"id": str(i), **pair}) for i, pair in enumerate(pairs)), encoding="utf-8")
    return [json.loads(line) for line, _ in check_pairs(path, config, silent)]


def test_every_unit_has_its_witnesses_in_the_order_of_the_configuration(config: Config) -> None:
    found = heard(units((SOURCE, GOOD), (SOURCE, WRONG)), config)
    assert [[witness.name for witness in own] for own in found.witnesses] == [["via-spanish", "via-catalan"]] * 2
    assert not found.unchecked
    for own, text in zip(found.witnesses, (GOOD, WRONG), strict=True):
        for witness in own:
            assert witness.language == "pt"
            assert "ministro" in witness.given
            assert (witness.forward.text, witness.forward.given) == (text, witness.given)
            assert (witness.backward.text, witness.backward.given) == (witness.given, text)
            assert witness.own
            assert witness.own_backward
            assert witness.own_backward.given == witness.own
            assert witness.unprompted
            assert witness.unprompted.given == ""
            assert witness.raw
            assert witness.raw.given == SOURCE


def test_a_witness_asked_for_scores_only_gives_no_more(config: Config) -> None:
    brief = tuple(dataclasses.replace(witness, depth="scores") for witness in config.witnesses)
    (own,) = heard(units((SOURCE, GOOD)), dataclasses.replace(config, witnesses=brief)).witnesses
    assert [(one.own, one.own_backward, one.unprompted, one.raw) for one in own] == [(None,) * 4] * 2


def test_what_is_said_of_a_unit_does_not_depend_on_the_others(config: Config) -> None:
    one, other, third = (SOURCE, GOOD), (SOURCE, LACKING), ("Due navi.", "Two ships.")
    together = heard(units(one, other, third), config).witnesses
    assert heard(units(third, one), config).witnesses == (together[2], together[0])


def test_a_source_in_the_pivot_language_needs_no_draft(config: Config) -> None:
    given = "O ministro visitou a nova escola."
    portuguese = dataclasses.replace(config, source_language="pt")
    found = heard(units((given, "The minister visited the new school.")), portuguese)
    assert {witness.given for witness in found.witnesses[0]} == {given}


def test_a_blank_side_has_no_witness_and_says_so(config: Config) -> None:
    found = heard(units((SOURCE, ""), ("", GOOD), (SOURCE, GOOD)), config)
    assert [len(own) for own in found.witnesses] == [0, 0, 2]
    reasons = {(gap.check, gap.unit, gap.reason) for gap in found.unchecked}
    assert ("witness via-spanish", 0, "nothing on the side of the translation") in reasons
    assert ("witness via-catalan", 1, "nothing on the side of the source") in reasons


def test_a_text_over_the_engines_limit_is_said_to_be_cut(config: Config) -> None:
    long = " ".join([GOOD] * 60)
    found = heard(units((SOURCE, long)), config)
    assert not found.witnesses[0][0].forward.complete
    assert any("too long for the engine" in gap.reason and gap.unit == 0 for gap in found.unchecked)


@pytest.mark.parametrize(
    ("source", "translation"),
    [("Ciao.", "🙂🙂"), ("🙂", "Hi."), ("...", "!!!"), ("Привет мир", "Hello world"), ("«Sì»: 25 €…", "“Yes”: €25…")],
)
def test_odd_texts_are_scored_like_any_other(config: Config, source: str, translation: str) -> None:
    (own,) = heard(units((source, translation)), config).witnesses
    assert [witness.forward.text for witness in own] == [translation] * 2


def test_without_a_source_there_is_nothing_to_ask(config: Config) -> None:
    found = heard([Unit(0, None, side(GOOD))], config)
    assert found.witnesses == ()
    assert {gap.reason for gap in found.unchecked} == {"needs the source"}


def test_a_direction_that_cannot_be_taken_stops_the_run_or_is_said(config: Config) -> None:
    written = Entry("own", Bergamot(), Bergamot(), Bergamot(), "pt")
    german = dataclasses.replace(config, source_language="de", witnesses=written.settings(LanguagePair("de", "en")))
    with pytest.raises(MissingDependency, match="witness 'own' cannot be asked: it translates between en and pt only"):
        heard(units(("Zwei Schiffe.", "Two ships.")), german)
    skipping = dataclasses.replace(german, missing_engines="skip")
    found = heard(units(("Zwei Schiffe.", "Two ships.")), skipping)
    assert found.witnesses == ((),)
    assert [gap.check for gap in found.unchecked] == ["witness own"]


def test_a_language_that_nothing_drafts_leaves_the_witness_out_and_says_what_to_fetch(config: Config) -> None:
    found = heard(units(("Two ships.", "Zwei Schiffe.")), config.turned(LanguagePair("en", "de")))
    assert found.witnesses == ((),)
    (gap,) = found.unchecked
    assert (gap.check, gap.unit) == ("witness bergamot", None)
    assert "toolkit fetch firefox de-en" in gap.reason


def test_out_of_english_the_draft_is_of_the_translation_and_the_english_is_asked_about(config: Config) -> None:
    turned = config.turned(LanguagePair("en", "it"))
    assert [(one.name, one.depth) for one in turned.witnesses] == [("via-spanish", "scores"), ("via-catalan", "scores")]
    (own,) = heard(units((GOOD, SOURCE)), turned).witnesses
    (straight,) = heard(units((SOURCE, GOOD)), config).witnesses
    for witness, known in zip(own, straight, strict=True):
        assert (witness.exchanged, witness.language, witness.given) == (True, "pt", known.given)
        assert (witness.forward, witness.backward) == (known.forward, known.backward)
        assert (witness.of_source.text, witness.of_translation.text) == (GOOD, known.given)
        assert (known.of_translation.text, known.of_source.text) == (GOOD, known.given)
    assert quality.likelihood(own) == quality.likelihood(straight)
    assert not usable(own)
    assert usable(straight)


def test_the_witnesses_of_a_cached_configuration_can_be_turned(config: Config, cache: Cache) -> None:
    wired = wire(config, cache)
    english = wired.turned(LanguagePair("pt", "en"))
    assert [(one.name, one.draft) for one in english.witnesses] == [("direct", None)]
    again = english.turned(config.pair).witnesses
    assert [(one.name, one.signature("it", "en")) for one in again] == [
        (one.name, one.signature("it", "en")) for one in config.witnesses
    ]
    assert isinstance(again[0].scorer, CachedScorer)


@pytest.mark.parametrize(
    ("pair", "source", "good", "wrong"),
    [
        (
            "en-pt",
            "The ferry leaves at noon.",
            "A balsa parte ao meio-dia.",
            "A balsa parte com a minha tia.",
        ),
        ("en-es", "The ferry leaves at noon.", "El ferry sale al mediodía.", "El ferry sale con mi tía."),
        (
            "es-en",
            "El puerto está cerrado desde ayer.",
            "The port has been closed since yesterday.",
            "The port is open.",
        ),
        ("pt-es", "O porto está fechado desde ontem.", "El puerto está cerrado desde ayer.", "El puerto está abierto."),
        ("fr-en", "Le port est fermé depuis hier.", "The port has been closed since yesterday.", "The port is open."),
        ("en-fr", "The port has been closed since yesterday.", "Le port est fermé depuis hier.", "Le port est ouvert."),
    ],
)
def test_the_better_translation_has_the_higher_quality_in_every_direction_that_can_be_asked(
    config: Config, tmp_path: Path, pair: str, source: str, good: str, wrong: str
) -> None:
    languages = dict(zip(("source_language", "translation_language"), pair.split("-"), strict=True))
    if any(one.lacks for one in config.turned(LanguagePair(*pair.split("-"))).witnesses):
        pytest.skip("Apertium's package for this pair is not installed")
    better, worse = rows(
        tmp_path, config, *({"source": source, "translation": text, **languages} for text in (good, wrong))
    )
    assert float(str(better["quality"])) > float(str(worse["quality"])) + 1


@dataclass(frozen=True, slots=True)
class Broken:
    """A scorer that dies at work."""

    def score_signature(self) -> str:
        return "broken"

    def score_problem(self, source: str, target: str) -> str | None:
        return None

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        raise EngineError("it broke")


def test_a_scorer_that_breaks_down_costs_its_own_witness_only(config: Config) -> None:
    broken = WitnessSetting("bad", Broken(), Copy())
    found = heard(units((SOURCE, GOOD)), dataclasses.replace(config, witnesses=(broken, *config.witnesses)))
    assert found.failed == {"bad": "it broke"}
    assert [witness.name for witness in found.witnesses[0]] == ["via-spanish", "via-catalan"]


def test_the_cache_gives_equal_scores_without_asking_again(config: Config, cache: Cache) -> None:
    kept = wire(config, cache)
    fresh = heard(units((SOURCE, GOOD)), config)
    assert heard(units((SOURCE, GOOD)), kept) == fresh
    deaf = tuple(dataclasses.replace(one, scorer=CachedScorer(Deaf(), cache)) for one in kept.witnesses)
    assert heard(units((SOURCE, GOOD)), dataclasses.replace(kept, witnesses=deaf)) == fresh
    assert int(cache.stats()["likelihoods"]) >= 8


class Deaf(Broken):
    """Has the signature of the real scorer, and answers nothing."""

    def score_signature(self) -> str:
        return Bergamot().score_signature()


def test_quality_prefers_the_better_translation(config: Config, tmp_path: Path) -> None:
    pairs = [{"source": SOURCE, "translation": text} for text in (GOOD, LACKING, WRONG, "")]
    good, lacking, wrong, empty = (float(str(row["quality"])) for row in rows(tmp_path, config, *pairs))
    assert good > lacking > empty
    assert good > wrong > empty
    assert empty == quality.EMPTY


def test_findings_lower_quality_a_little(config: Config) -> None:
    (own,) = heard(units((SOURCE, GOOD)), config).witnesses
    finding = Finding("numbers", "error", "accuracy/mistranslation", "", 0, ())
    plain, flagged = quality.quality(own, []), quality.quality(own, [finding])
    assert plain is not None
    assert flagged == pytest.approx(plain - 1.0)
    assert quality.quality((), [finding]) is None


def test_pairs_of_other_languages_are_done_without_witnesses(config: Config, tmp_path: Path) -> None:
    german = {"source": "Zwei Schiffe.", "translation": "Two ships.", "source_language": "de"}
    first, second = rows(tmp_path, config, german, {"source": SOURCE, "translation": GOOD})
    assert (first["quality"], first["scores"]) == (None, {})
    assert {gap["check"] for gap in first["unchecked"]} == {"witness bergamot"}  # type: ignore[attr-defined]
    assert isinstance(second["quality"], float)


def test_a_comparison_holds_its_witnesses_and_their_likelihood(config: Config, cache: Cache) -> None:
    metrics = tuple(metric for metric in config.metrics if metric.signature().startswith("likelihood"))
    brief = tuple(dataclasses.replace(witness, depth="scores") for witness in config.witnesses)
    wired = wire(dataclasses.replace(config, metrics=metrics, witnesses=brief), cache)
    outcome = compare(FERRY / "ferry.en.txt", FERRY / "ferry.it.txt", wired, cache)
    assert len(outcome.witnesses) == len(outcome.units)
    assert list(outcome.signature["witnesses"]) == ["via-spanish", "via-catalan"]
    (score,) = outcome.scores
    assert (score.metric, score.view, score.route) == ("likelihood", "source-translation", None)
    for value, own in zip(score.segments, outcome.witnesses, strict=True):
        assert value == (None if not own else pytest.approx(quality.likelihood(own), abs=1e-3))


def test_a_metric_of_witnesses_is_left_out_where_none_spoke(config: Config) -> None:
    assert score_all(units((SOURCE, GOOD)), (), config.metrics[:1], config.pair, None, ((),)) == ()


def test_kept_findings_depend_on_what_witnesses_say(config: Config) -> None:
    some = units((SOURCE, GOOD))
    case = Case("it", "en", tuple(some))
    told = dataclasses.replace(case, witnesses=heard(some, config).witnesses)
    assert mark(case) != mark(told)


def test_engines_that_score_say_so() -> None:
    assert isinstance(Bergamot(), Scorer)
    assert isinstance(Bergamot(), Engine)
    assert not isinstance(Copy(), Scorer)
