"""Which scores get percentiles, by which length, and on which engines they depend."""

import math

from tests.run.stages.test_scores import PAIR, trip, witness
from tests.toy_engines import Sizes, unit
from toolkit.config.calibration import LEAST, Calibration, Fit
from toolkit.model import LanguagePair, Score, View
from toolkit.run.stages.percentiles import calibrated, depending, lengths

UNITS = [unit(0, "source", "abc"), unit(1, "s", "abcdefgh")]


def score(view: View = "source-back", route: str | None = "r") -> Score:
    return Score("size", view, route, 1.0, (1.0, 5.0), "size|1")


def fit(view: View = "source-back") -> Fit:
    """Return a fit for texts of two to six characters, where the usual score is three."""
    quantiles = tuple(float(place - 50) for place in range(101))
    return Fit("it > en", "size", view, "size|1", {"back": "e"}, LEAST, 2, 6, 3.0, 0.0, 1.0, quantiles)


def test_a_score_has_the_percentile_of_each_segment_that_is_as_long_as_clean_ones() -> None:
    (found,) = calibrated([(score(), {"back": "e"})], UNITS, Calibration((fit(),)), PAIR)
    assert found.percentiles == (48.0, None)
    assert found.segments == score().segments
    assert math.isclose(found.corpus, score().corpus)


def test_a_score_that_no_fit_is_for_stays_as_it_is_and_in_its_place() -> None:
    other = score("translation-return")
    found = calibrated([(other, {"back": "e"}), (score(), {"back": "e"})], UNITS, Calibration((fit(),)), PAIR)
    assert [one.percentiles for one in found] == [(), (48.0, None)]
    assert calibrated([(score(), {"back": "f"})], UNITS, Calibration((fit(),)), PAIR) == (score(),)


def test_the_length_is_that_of_the_text_that_is_compared_against() -> None:
    assert lengths(UNITS, "source-back") == [6, 1]
    assert lengths(UNITS, "translation-return") == lengths(UNITS, "source-translation") == [3, 8]


def test_a_score_depends_on_the_legs_of_its_route_or_on_no_engine() -> None:
    scores = [score(), score("source-translation", None)]
    known = depending(scores, [trip("q"), trip("r")], [Sizes()], (), [(witness(),)], LanguagePair("it", "en"))
    assert [engines for _, engines in known] == [{"back": "e", "return": "e"}, {}]
