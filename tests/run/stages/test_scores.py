"""Which texts a metric is given on which view, and what of its answers is kept."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.toy_engines import Sizes, configured, unit
from toolkit.errors import EngineError, MissingDependency
from toolkit.metrics.comet import Comet
from toolkit.metrics.ter import Ter
from toolkit.model import Hypothesis, LanguagePair, Leg, Pair, Trip, View
from toolkit.model.token_scores import TokenScore, TokenScores
from toolkit.model.witness import Witness
from toolkit.run.cache.cache import Cache
from toolkit.run.stages.requirements import require
from toolkit.run.stages.scores import score_all, score_pairs

PAIR = LanguagePair("it", "en")
UNITS = [unit(0, "s", "cc")]


def leg(source: str, target: str, *outputs: str) -> Leg:
    return Leg(source, target, ("-",) * len(outputs), tuple(map(Hypothesis, outputs)), "e")


def trip(route: str = "r", *, back: str = "bbb", returned: str = "rrrr", draft: str | None = "ddddd") -> Trip:
    there, home = leg("en", "it", back), leg("it", "en", returned)
    return Trip(route, "toy", there, home, leg("it", "en", draft) if draft is not None else None)


def witness() -> Witness:
    said = TokenScores("cc", "s", (TokenScore(0, 2, -1.0),))
    return Witness("w", "it", "s", said, said)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    kept = Cache.open(tmp_path / "c.sqlite")
    yield kept
    kept.close()


def test_each_view_has_its_own_two_texts_the_reference_on_the_right() -> None:
    found = score_all(UNITS, [trip()], (Sizes(),), PAIR)
    assert [(score.route, score.view, score.segments) for score in found] == [
        (None, "source-translation", (12.0,)),
        ("r", "source-back", (31.0,)),
        ("r", "translation-return", (42.0,)),
        ("r", "draft-translation", (52.0,)),
    ]


def test_what_a_person_gave_is_the_reference_of_every_answer_of_an_engine() -> None:
    """TER counts edits for each word of the reference: one word too many in four, or one missing in five."""
    units = [unit(0, "one two three four", "one two three four")]
    answer = "one two three four five"
    found = score_all(units, [trip(back=answer, returned=answer, draft=answer)], (Ter(),), PAIR)
    assert {score.view: score.segments for score in found} == {
        "source-back": (25.0,),
        "translation-return": (25.0,),
        "draft-translation": (25.0,),
    }


def test_a_pair_knows_the_languages_of_its_texts() -> None:
    metric = Sizes()
    score_all(UNITS, [trip()], (metric,), PAIR)
    assert [(one.left_language, one.right_language) for (one,) in metric.asked] == [
        ("it", "en"),
        ("it", "it"),
        ("en", "en"),
        ("en", "en"),
    ]


def test_a_metric_is_asked_on_its_own_views_only() -> None:
    found = score_all(UNITS, [trip()], (Sizes(("translation-return",)), Sizes(("source-back",))), PAIR)
    assert [score.view for score in found] == ["source-back", "translation-return"]


def test_without_a_source_or_draft_what_needs_them_is_not_scored() -> None:
    found = score_all([unit(0, None, "cc")], [trip(draft=None)], (Sizes(),), PAIR)
    assert [score.view for score in found] == ["translation-return"]


def test_witnesses_belong_to_source_and_translation_and_a_metric_of_them_is_left_out_without() -> None:
    metric = Sizes(("source-translation", "source-back"), needs_witness=True)
    assert score_all(UNITS, [trip()], (metric,), PAIR, None, ((),)) == ()
    score_all(UNITS, [trip()], (metric,), PAIR, None, ((witness(),),))
    assert [[pair.witnesses for pair in pairs] for pairs in metric.asked] == [[(witness(),)], [()]]


def test_a_score_is_computed_once_for_the_same_texts_and_bears_its_own_route(cache: Cache) -> None:
    metric = Sizes()
    first = score_all(UNITS, [trip("a")], (metric,), PAIR, cache)
    again = score_all(UNITS, [trip("b")], (metric,), PAIR, cache)
    assert len(metric.asked) == 4
    assert [score.route for score in again] == [None, "b", "b", "b"]
    assert [score.segments for score in again] == [score.segments for score in first]
    assert (again[1].metric, again[1].corpus, again[1].signature) == ("sizes", 31.0, "sizes|version:1")


def test_other_texts_another_view_or_another_metric_are_scored_anew(cache: Cache) -> None:
    def asked(translation: str, returned: str, view: View, name: str = "sizes") -> int:
        metric = Sizes((view,), name=name)
        some = trip(back=returned, returned=returned)
        score_all([unit(0, translation, translation)], [some], (metric,), PAIR, cache)
        return len(metric.asked)

    assert asked("c", "rr", "translation-return") == 1
    assert asked("c", "rr", "translation-return") == 0
    assert asked("x", "rr", "translation-return") == 1
    assert asked("c", "xx", "translation-return") == 1
    assert asked("rr", "c", "translation-return") == 1
    assert asked("c", "rr", "source-back") == 1
    assert asked("c", "rr", "translation-return", "other") == 1


def test_what_a_metric_makes_of_witnesses_is_not_kept_by_the_texts_alone(cache: Cache) -> None:
    metric = Sizes(("source-translation",), needs_witness=True)
    for _ in range(2):
        score_all(UNITS, [], (metric,), PAIR, cache, ((witness(),),))
    assert len(metric.asked) == 2


def test_a_metric_that_lacks_something_stops_the_run_before_it_begins() -> None:
    require(configured(metrics=(Sizes(), Ter())))
    with pytest.raises(MissingDependency, match=r"^metric sizes: no such program$"):
        require(configured(metrics=(Sizes(lacks="no such program"),)))


def test_where_nobody_asks_for_what_failed_the_error_names_the_metric() -> None:
    judge = Comet((sys.executable, "-c", "print('nan')"), label="kiwi")
    with pytest.raises(EngineError, match=r"^metric kiwi: .* is no number: 'nan'$"):
        score_all(UNITS, [], (judge,), PAIR)
    with pytest.raises(EngineError, match=r"^metric kiwi: "):
        score_pairs(judge, [Pair("s", "cc", "it", "en", "source-translation")], None, None)
