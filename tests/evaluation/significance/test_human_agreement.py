"""How often people would agree with a difference of a metric, and where nothing is known of that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.config.loading import load
from toolkit.config.settings import Config
from toolkit.evaluation.significance.data import as_data
from toolkit.evaluation.significance.human_agreement import POINTS, agreement, applies, said
from toolkit.evaluation.significance.versions import measures, rankings, signatures
from toolkit.metrics.bleu import Bleu
from toolkit.run.records.provenance import signed
from toolkit.run.versions.rows import VersionRow
from toolkit.run.versions.versions import Version, Versions


@pytest.mark.parametrize(
    ("metric", "difference", "percent"),
    [
        ("bleu", 0.78, 60.0),
        ("bleu", -1.39, 70.0),
        ("bleu", 1.085, 65.0),
        ("bleu", 0.5, None),
        ("bleu", 0.0, None),
        ("bleu", 9.0, 80.0),
        ("chrf", 1.0, 70.0),
        ("chrf", 3.05, 90.0),
    ],
)
def test_the_published_points_are_met_and_between_them_it_is_interpolated(
    metric: str, difference: float, percent: float | None
) -> None:
    assert agreement(metric, difference) == percent


@given(st.sampled_from([*POINTS]), st.floats(0, 20), st.floats(0, 20))
def test_people_agree_no_less_with_more(metric: str, one: float, other: float) -> None:
    few, many = sorted((one, other))
    assert (agreement(metric, few) or 0) <= (agreement(metric, many) or 0)


def test_it_is_said_in_words_and_never_more_than_was_measured() -> None:
    assert said("chrf", 1.0) == "people would agree in about 70 %"
    assert said("bleu", 5.0) == "people would agree in 80 % and more"
    assert said("bleu", 0.3) == "people would agree in less than 60 %: no claim"


def test_other_options_few_segments_and_one_article_have_no_such_figure() -> None:
    config = load(None, engines=False)
    usual = signatures(config)
    assert applies("bleu", usual["bleu"], 500, one_article=False)
    assert applies("chrf", usual["chrf"], 500, one_article=False)
    assert not applies("bleu", usual["bleu"], 499, one_article=False)
    assert not applies("bleu", usual["bleu"], 500, one_article=True)
    assert not applies("ter", usual["ter"], 500, one_article=False)
    metric = Bleu(tokenize="char").of_corpora()
    metric.corpus_score(["x"], [["x"]])
    assert not applies("bleu", f"bleu|{metric.get_signature()}", 500, one_article=False)


def lines(config: Config, count: int) -> dict[str, object]:
    texts = {"good": "the ship came back after three years", "bad": "the ship came back behind three years"}
    versions = tuple(Version(name, (VersionRow(text),) * count) for name, text in texts.items())
    found = Versions(versions, None, ("the ship came back after three years",) * count)
    known = measures(found, config)
    ranked = rankings(known, trials=99)
    data = as_data(found, ranked, known, config, {}, signed(config, {}, with_source=False))
    return {one["name"]: one["contrasts"][0]["people_agree"] for one in data["measures"]}


def test_versions_of_a_test_set_have_it_and_those_of_a_few_lines_have_not() -> None:
    config = load(None, engines=False)
    assert lines(config, 500) == {
        "bleu": {"percent": 80, "said": "people would agree in 80 % and more"},
        "chrf": {"percent": 90, "said": "people would agree in 90 % and more"},
        "ter": None,
    }
    assert lines(config, 30) == {"bleu": None, "chrf": None, "ter": None}
