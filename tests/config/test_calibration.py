"""Percentiles of scores: the fit, the file, and what has none."""

import json
import math
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import samples
from tests.toy_engines import Scoring, Sizes, unit
from toolkit.config.calibration import LEAST, Calibration, Fit, load, text
from toolkit.config.loading import load as load_config
from toolkit.config.settings import Config
from toolkit.config.witnesses import WitnessSetting
from toolkit.errors import ConfigError, InputError
from toolkit.evaluation.calibration import fitted
from toolkit.model import Comparison, LanguagePair, Leg, Score, Trip
from toolkit.model.token_scores import TokenScores
from toolkit.model.witness import Witness
from toolkit.reports.page.routes import Evidence
from toolkit.run.stages.percentiles import calibrated, depending, lengths

ENGINES = {"back": "one|version:1", "return": "two|version:1"}


def sentences(count: int = 600, seed: int = 5) -> tuple[Score, list[int]]:
    """Make scores that fall with the length, one in twenty far off."""
    chance = random.Random(seed)
    sizes = [chance.randint(20, 300) for _ in range(count)]
    values = [90 - 8 * math.log(size) + chance.gauss(0, 6) - 30 * (chance.random() < 0.05) for size in sizes]
    return Score("chrf", "source-back", "r", 50.0, tuple(values), "chrf|version:1"), sizes


def fit_of(score: Score, sizes: list[int]) -> Fit:
    fit = fitted(score, sizes, "it > en", ENGINES)
    assert fit is not None
    return fit


FIT = fit_of(*sentences())
KEPT = Calibration((FIT,), "600 invented sentences")


@given(st.lists(st.floats(20, 80) | st.floats(-300, 300), min_size=20), st.integers(FIT.shortest, FIT.longest))
def test_a_higher_score_never_has_a_lower_percentile(scores: list[float], length: int) -> None:
    found = [FIT.percentile(score, length) for score in sorted(scores)]
    known = [value for value in found if value is not None]
    assert known == sorted(known)
    assert len(known) == len(scores)
    assert all(0 <= value <= 100 for value in known)


@given(st.lists(st.sampled_from([-1.0, 0.0, 0.0, 2.0]), min_size=101, max_size=101), st.lists(st.floats(-3, 3)))
def test_the_order_holds_where_clean_sentences_tie(quantiles: list[float], scores: list[float]) -> None:
    tied = replace(FIT, intercept=0.0, slope=0.0, spread=1.0, quantiles=tuple(sorted(quantiles)))
    found = [tied.percentile(score, 50) or 0.0 for score in sorted([*scores, -1.0, 0.0, 2.0])]
    assert found == sorted(found)


def test_the_percentiles_of_the_clean_sentences_are_about_uniform_whatever_the_length() -> None:
    score, sizes = sentences()
    pairs = [(FIT.percentile(value, size), size) for value, size in zip(score.segments, sizes, strict=True)]
    for some in (pairs, [p for p in pairs if p[1] < 100], [p for p in pairs if p[1] >= 200]):
        known = sorted(value for value, _ in some if value is not None)
        furthest = max(abs(value / 100 - (place + 0.5) / len(known)) for place, value in enumerate(known))
        assert furthest < (0.02 if some is pairs else 0.12)


def test_outliers_do_not_bend_the_fit() -> None:
    assert abs(FIT.slope + 8) < 1.5
    assert abs(FIT.spread - 6) < 1
    assert (FIT.percentile(90 - 8 * math.log(100) - 30, 100) or 0.0) < 6


def test_a_length_that_no_clean_sentence_had_has_no_percentile() -> None:
    assert FIT.percentile(50.0, FIT.longest + 1) is None
    assert FIT.percentile(50.0, 0) is None
    assert FIT.percentile(None, 100) is None
    assert FIT.percentile(math.nan, 100) is None


def test_the_same_sentences_in_another_order_give_the_same_fit() -> None:
    score, sizes = sentences()
    order = random.Random(1).sample(range(len(sizes)), len(sizes))
    mixed = replace(score, segments=tuple(score.segments[number] for number in order))
    assert fitted(mixed, [sizes[number] for number in order], "it > en", ENGINES) == FIT


def test_too_few_sentences_or_scores_that_do_not_differ_give_no_fit() -> None:
    score, sizes = sentences(LEAST - 1)
    assert fitted(score, sizes, "it > en", ENGINES) is None
    score, sizes = sentences()
    assert fitted(replace(score, segments=(100.0,) * len(sizes)), sizes, "it > en", ENGINES) is None


def test_the_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "usual.json"
    path.write_text(text(KEPT), encoding="utf-8")
    assert load(path) == KEPT
    assert text(load(path)) == text(KEPT)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data["fits"][0].pop("slope"), ":2:1: fits.0.slope: field required; "),
        (lambda data: data["fits"][0].update(spread=0), "fits.0.spread: must be above zero; "),
        (lambda data: data["fits"][0].update(view="sideways"), "fits.0.view: "),
        (lambda data: data["fits"][0]["quantiles"].reverse(), "fits.0.quantiles: must ascend; "),
        (lambda data: data["fits"][0]["quantiles"].pop(), "fits.0.quantiles: must be 101 numbers; "),
        (lambda data: data["fits"][0]["quantiles"].__setitem__(3, "x"), "fits.0.quantiles.3: "),
        (lambda data: data.pop("fits"), "fits: "),
        (lambda data: data.update(version=9), ":1:1: written for another version"),
        (lambda data: data.clear(), ":1:1: not a calibration; "),
    ],
)
def test_a_damaged_file_is_one_line_with_the_place(tmp_path: Path, change: Any, message: str) -> None:
    data = json.loads(text(KEPT))
    change(data)
    path = tmp_path / "usual.json"
    path.write_text(json.dumps(data).replace('"fits": [', '"fits": [\n'), encoding="utf-8")
    with pytest.raises(InputError) as error:
        load(path)
    assert message in str(error.value)
    assert str(error.value).startswith(f"{path}:")
    assert "\n" not in str(error.value)


def test_a_file_that_breaks_off_is_named_with_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "usual.json"
    path.write_text(text(KEPT)[:200], encoding="utf-8")
    with pytest.raises(InputError, match=r"usual\.json:2:\d+: not JSON"):
        load(path)


def config(tmp_path: Path, *, calibration: Calibration = KEPT) -> Config:
    (tmp_path / "usual.json").write_text(text(calibration), encoding="utf-8")
    path = tmp_path / "run.yaml"
    path.write_text("version: 1\ncalibration: usual.json\nmetrics: [chrf]\n", encoding="utf-8")
    return load_config(path)


def test_a_missing_file_is_reported_at_its_line_of_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "run.yaml"
    path.write_text("version: 1\ncalibration: none.json\n", encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_config(path)
    assert f"{path}:2:" in str(error.value)
    assert "none.json: cannot be read (No such file or directory)" in str(error.value)
    assert "\n" not in str(error.value)


def with_fits(tmp_path: Path, **change: Any) -> Comparison:
    """Return the sample with percentiles by a fit for the first route's chrF against the source, changed so."""
    comparison = samples.fidelity()
    trip = comparison.trips[0]
    engines = {"back": trip.back.signature, "return": trip.returned.signature}
    fit = replace(replace(FIT, engines=engines), **change)
    kept = config(tmp_path, calibration=Calibration((fit,)))
    known = depending(comparison.scores, comparison.trips, kept.metrics, (), (), kept.pair)
    scores = calibrated(known, comparison.units, kept.calibration, kept.pair)
    return replace(comparison, scores=scores)


def test_only_the_metric_view_and_engines_of_the_fit_get_percentiles(tmp_path: Path) -> None:
    found = with_fits(tmp_path)
    have = [(score.metric, score.view, score.route) for score in found.scores if score.percentiles]
    assert have == [("chrf", "source-back", found.trips[0].route)]
    score = next(score for score in found.scores if score.percentiles)
    assert len(score.percentiles) == len(score.segments)


@pytest.mark.parametrize(
    "change",
    [
        {"engines": ENGINES},
        {"signature": "chrf|version:2"},
        {"languages": "fr > en"},
        {"view": "draft-translation", "metric": "bleu"},
        {"count": LEAST - 1},
    ],
)
def test_another_engine_metric_or_direction_or_too_few_data_stay_uncalibrated(tmp_path: Path, change: Any) -> None:
    assert not any(score.percentiles for score in with_fits(tmp_path, **change).scores)


def test_the_evidence_says_how_usual_a_score_is_and_what_is_uncalibrated(tmp_path: Path) -> None:
    comparison = with_fits(tmp_path)
    heard = Evidence(comparison).of(comparison.units[1], 1)[0].heard
    back, returned = heard[0].scores, heard[1].scores
    assert "chrF 61.2, higher than " in back
    assert " % of clean sentences of this length · cosine .90 (uncalibrated)" in back
    assert returned.endswith("; uncalibrated")


def test_the_shipped_figures_are_for_the_shipped_configuration_and_rest_on_enough_sentences() -> None:
    preset = load_config(None)
    kept = preset.calibration
    assert "NTREX-128" in kept.fitted_on
    assert all(fit.count >= LEAST and fit.languages == "it > en" for fit in kept.fits)
    assert {fit.metric for fit in kept.fits} == {"chrf", "cosine", "bleu", "ter"}
    assert len(kept.fits) == 1 + 3 * 4 * len(preset.routes)


def test_a_score_is_measured_by_the_length_of_the_text_that_it_is_compared_against() -> None:
    units = [unit(0, "sette lettere", "one"), unit(1, "", "seven"), unit(2, None, "x")]
    assert lengths(units, "source-back") == [13, 0, 0]
    for view in ("source-translation", "translation-return", "draft-translation"):
        assert lengths(units, view) == [3, 5, 1]


def test_each_segment_has_the_percentile_of_its_own_length() -> None:
    """A score of 20 is usual for ten characters here, and the best there is for a hundred."""
    fit = replace(PLAIN, view="source-back", engines=ENGINES)
    units = [unit(0, "x" * 10, "y" * 100), unit(1, "x" * 100, "y" * 10), unit(2, "x" * 10, "y")]
    score = Score("chrf", "source-back", "r", 0.0, (20.0, 20.0, None), "chrf|version:1")
    (found,) = calibrated([(score, ENGINES)], units, Calibration((fit,)), LanguagePair("it", "en"))
    assert found == replace(score, percentiles=(50.0, 100.0, None))


PLAIN = Fit(
    languages="it > en",
    metric="chrf",
    view="source-back",
    signature="chrf|version:1",
    engines={},
    count=LEAST,
    shortest=10,
    longest=100,
    intercept=20 + 10 * math.log(10),
    slope=-10.0,
    spread=2.0,
    quantiles=tuple((place - 50) / 25 for place in range(101)),
)
"""What is usual at ten characters is 20, give or take 4, and falls with the logarithm of the length."""


@pytest.mark.parametrize(
    ("score", "length", "expected"),
    [
        (20.0, 10, 50.0),
        (22.0, 10, 75.0),
        (18.0, 10, 25.0),
        (18.02, 10, 25.2),
        (15.9, 10, 0.0),
        (24.1, 10, 100.0),
        (20.0 - 10 * math.log(10), 100, 50.0),
        (20.0, 9, None),
        (20.0, 101, None),
    ],
)
def test_a_percentile_is_read_off_between_the_quantiles(score: float, length: int, expected: float | None) -> None:
    assert PLAIN.percentile(score, length) == expected


def test_a_score_that_many_sentences_share_stands_in_their_middle() -> None:
    tied = replace(PLAIN, quantiles=(-1.0,) * 20 + (0.0,) * 61 + (1.0,) * 20)
    assert tied.percentile(20.0, 10) == 50.0
    assert tied.percentile(18.0, 10) == 9.5
    assert tied.percentile(22.0, 10) == 90.5


def test_a_fit_is_found_by_all_that_it_was_made_for_and_the_first_wins() -> None:
    score = Score("chrf", "source-back", "r", 0.0, (), "chrf|version:1")
    other = replace(PLAIN, metric="bleu", count=1000)
    kept = Calibration((other, replace(PLAIN, count=LEAST - 1, slope=1.0), PLAIN, replace(PLAIN, slope=2.0)))
    assert kept.find(score, "it > en", {}) == PLAIN
    assert kept.find(score, "en > it", {}) is None
    assert kept.find(score, "it > en", {"back": "x"}) is None


def test_what_a_score_depends_on_are_its_legs_or_the_witnesses_that_spoke() -> None:
    leg = Leg("en", "it", (), (), "back|1")
    trips = [Trip("r", "toy", leg, replace(leg, signature="return|1"), replace(leg, signature="draft|1"))]
    metric = Sizes(needs_witness=True, name="of-witnesses")
    settings = tuple(WitnessSetting(name, Scoring(), Scoring()) for name in ("heard", "deaf"))
    said = TokenScores("a", "b", ())
    witnesses = ((Witness("heard", "it", "b", said, said),), ())
    scores = [
        Score("sizes", "source-back", "r", 0.0, (), "sizes|version:1"),
        Score("sizes", "source-translation", None, 0.0, (), "sizes|version:1"),
        Score("of-witnesses", "source-translation", None, 0.0, (), "of-witnesses|version:1"),
    ]
    known = depending(scores, trips, (Sizes(), metric), settings, witnesses, LanguagePair("it", "en"))
    assert [engines for _, engines in known] == [
        {"back": "back|1", "return": "return|1"},
        {},
        {"witness heard": "scoring|version:1"},
    ]


def test_one_sentence_does_not_make_an_end_of_the_lengths_and_five_do() -> None:
    sizes = list(range(20, 320))
    values = [90 - 8 * math.log(size) + random.Random(size).gauss(0, 6) for size in sizes]
    score = Score("chrf", "source-back", "r", 50.0, tuple(values), "chrf|version:1")
    found = fit_of(score, sizes)
    assert (found.shortest, found.longest, found.count) == (24, 315, 300)
    outlier = fit_of(replace(score, segments=(*values, 50.0, 50.0)), [*sizes, 1, 5000])
    assert (outlier.shortest, outlier.longest) == (23, 316)


def test_a_fit_finds_line_spread_and_quantiles_again() -> None:
    """Errors in equal steps from -1 to 1 on a line: half of them lie within a half."""
    chance = random.Random(3)
    steps = [place / 500 - 1 for place in range(1001)]
    chance.shuffle(steps)
    sizes = [10 + place % 200 for place in range(1001)]
    values = tuple(40 - 5 * math.log(size) + step for size, step in zip(sizes, steps, strict=True))
    found = fit_of(Score("chrf", "source-back", "r", 50.0, values, "chrf|version:1"), sizes)
    assert found.intercept == pytest.approx(40, abs=0.3)
    assert found.slope == pytest.approx(-5, abs=0.1)
    assert found.spread == pytest.approx(0.7413, abs=0.01)
    assert [found.quantiles[place] for place in (0, 25, 50, 75, 100)] == pytest.approx(
        [-1.35, -0.674, 0, 0.674, 1.35], abs=0.06
    )
    assert (found.languages, found.metric, found.view, found.signature, found.engines) == (
        "it > en",
        "chrf",
        "source-back",
        "chrf|version:1",
        ENGINES,
    )


def test_a_sentence_without_a_score_is_left_out_of_the_fit() -> None:
    score, sizes = sentences(LEAST)
    holes = replace(score, segments=(*score.segments, None))
    assert fitted(holes, [*sizes, 7], "it > en", ENGINES) == fit_of(score, sizes)
    assert fitted(replace(score, segments=(None, *score.segments[1:])), sizes, "it > en", ENGINES) is None


def test_a_calibration_is_named_by_its_contents() -> None:
    assert Calibration().signature() == "none"
    names = {Calibration(fits).signature() for fits in ((PLAIN,), (replace(PLAIN, slope=-11.0),), (PLAIN, PLAIN))}
    assert len(names) == 3
    assert sorted(name.split(", sha256 ")[0] for name in names) == ["1 fit", "1 fit", "2 fits"]


def test_three_hundred_sentences_are_enough_and_one_fewer_is_not() -> None:
    score, sizes = sentences(300)
    assert fitted(score, sizes, "it > en", ENGINES) is not None
    assert fitted(replace(score, segments=score.segments[1:]), sizes[1:], "it > en", ENGINES) is None


def test_outliers_at_one_end_do_not_tilt_the_line() -> None:
    chance = random.Random(7)
    sizes = list(range(20, 320))
    values = tuple(90 - 8 * math.log(size) + chance.gauss(0, 1) - 40 * (size >= 300) for size in sizes)
    found = fit_of(Score("chrf", "source-back", "r", 50.0, values, "chrf|version:1"), sizes)
    assert found.slope == pytest.approx(-8, abs=0.5)


def test_a_file_is_written_in_plain_letters_and_may_fit_texts_of_one_letter(tmp_path: Path) -> None:
    said = Calibration((replace(PLAIN, shortest=1),), "300 frasi della città")
    path = tmp_path / "usual.json"
    path.write_text(text(said), encoding="utf-8")
    assert "della città" in path.read_text(encoding="utf-8")
    assert load(path) == said


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"shortest": 0}, "fits.0.shortest: must be at least 1"),
        ({"spread": 0.0}, "fits.0.spread: must be above zero"),
        ({"quantiles": (0.0,) * 100}, "fits.0.quantiles: must be 101 numbers"),
        ({"quantiles": (1.0, *(0.0,) * 100)}, "fits.0.quantiles: must ascend"),
    ],
)
def test_a_fit_that_cannot_be_is_named(tmp_path: Path, change: dict[str, Any], fault: str) -> None:
    path = tmp_path / "usual.json"
    path.write_text(text(Calibration((replace(PLAIN, **change),), "")), encoding="utf-8")
    with pytest.raises(InputError, match=fault.replace(".", r"\.")):
        load(path)
