"""Tests of significance: sacreBLEU's figures, laws, and how often equal systems are called different."""

from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest as SacrebleuTest

from toolkit.evaluation.significance.corpus_scores import SegmentStatistics, of_means, of_sacrebleu
from toolkit.evaluation.significance.paired_tests import compare, effect_size, interval, resampled, smallest_detectable
from toolkit.evaluation.significance.ranking import holm, rank

SAID = "the port of Vell was closed after ninety years and nobody made a speech about boats in winter"
WORDS = SAID.split(" ")
METRICS = [BLEU(), BLEU(lowercase=True), BLEU(smooth_method="none"), CHRF(), CHRF(word_order=2), CHRF(beta=3), TER()]


def corpus(seed: int, size: int = 60) -> tuple[list[str], list[str], list[str]]:
    """Return references and two translations of them, the first with fewer slips."""
    random = np.random.default_rng(seed)
    references = [" ".join(random.choice(WORDS, size=random.integers(4, 20))) for _ in range(size)]

    def noisy(rate: float) -> list[str]:
        return [
            " ".join(word if random.random() > rate else str(random.choice(WORDS)) for word in text.split())
            for text in references
        ]

    return references, noisy(0.15), noisy(0.4)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: f"{type(metric).__name__} {METRICS.index(metric)}")
def test_corpus_scores_are_those_of_sacrebleu(metric: BLEU | CHRF | TER) -> None:
    references, ours, theirs = corpus(1)
    for hypotheses in (ours, theirs, references, ["x"] * len(references), ours[:1]):
        wanted = references[: len(hypotheses)]
        expected = metric.corpus_score(hypotheses, [wanted]).score
        assert of_sacrebleu(metric, hypotheses, wanted).total == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("metric", [BLEU(), CHRF(), TER()], ids=["bleu", "chrf", "ter"])
@pytest.mark.parametrize("seed", [2, 3])
def test_randomization_agrees_with_that_of_sacrebleu(metric: BLEU | CHRF | TER, seed: int) -> None:
    references, ours, _ = corpus(seed, 40)
    _, theirs, _ = corpus(seed + 100, 40)
    mixed = [a if number % 3 else b for number, (a, b) in enumerate(zip(ours, theirs, strict=True))]
    outcome = compare(of_sacrebleu(metric, ours, references), of_sacrebleu(metric, mixed, references), trials=4000)
    names = [("a", ours), ("b", mixed)]
    _, results = SacrebleuTest(names, {"m": metric}, [references], test_type="ar", n_samples=4000)()
    other = next(values for name, values in results.items() if name != "System")[1].p_value
    assert outcome.p == pytest.approx(other, abs=0.03)


def test_the_same_seed_gives_the_same_outcome_and_exchanged_systems_the_opposite_difference() -> None:
    references, ours, theirs = corpus(4)
    one, other = (of_sacrebleu(CHRF(), texts, references) for texts in (ours, theirs))
    assert compare(one, other) == compare(one, other)
    assert compare(other, one).difference == -compare(one, other).difference
    assert compare(other, one).p == pytest.approx(compare(one, other).p, abs=1e-12)


def test_equal_systems_are_a_tie() -> None:
    references, ours, _ = corpus(5)
    same = of_sacrebleu(BLEU(), ours, references)
    for test in ("randomization", "bootstrap"):
        assert compare(same, same, test).p == 1.0
    assert effect_size(same, same)[1] == 0.5


_SCORE = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)  # two are equal, or surely not


@given(st.lists(st.tuples(_SCORE, _SCORE), min_size=1, max_size=9))
def test_few_units_are_counted_out_exactly(scores: list[tuple[float, float]]) -> None:
    one, other = (of_means("q", [pair[side] for pair in scores]) for side in (0, 1))
    outcome = compare(one, other, draws=50)
    differences = np.array([a - b for a, b in scores])
    signs = np.array(np.meshgrid(*[[1, -1]] * len(scores))).reshape(len(scores), -1)
    seen = abs(differences.mean())
    expected = (np.abs((signs * differences[:, None]).mean(axis=0)) >= seen - 1e-9).mean()
    assert outcome.exact
    assert outcome.p == pytest.approx(expected)


def test_a_segment_without_a_score_counts_for_nothing() -> None:
    assert of_means("q", [1.0, None, 3.0]).total == 2.0


@pytest.mark.parametrize(("units", "documents"), [(20, 0), (60, 0), (60, 10)])
def test_one_in_twenty_pairs_of_equal_systems_is_called_different(units: int, documents: int) -> None:
    random = np.random.default_rng(6)
    names = [str(number % documents) for number in range(units)] if documents else None
    hits, repeats = 0, 400
    for _ in range(repeats):
        shared = random.normal(size=units)
        scores = []
        for _ in range(2):
            of_document = random.normal(size=max(documents, 1))[[int(name) for name in names]] if names else 0
            scores.append(of_means("q", list(shared + random.normal(size=units) + of_document)))
        one, other = [score.grouped(names) for score in scores] if names else scores
        hits += compare(one, other, trials=400, draws=20).p < 0.05
    assert 0.02 <= hits / repeats <= 0.085


def test_holm_corrects_the_smallest_the_most_and_keeps_the_order() -> None:
    values = {("a", "b"): 0.01, ("a", "c"): 0.04, ("b", "c"): 0.03}
    assert holm(values) == {("a", "b"): pytest.approx(0.03), ("a", "c"): 0.06, ("b", "c"): 0.06}


def test_systems_stand_in_clusters_and_open_pairs_share_one() -> None:
    random = np.random.default_rng(7)
    shared = random.normal(size=200)
    systems = {
        name: of_means("q", list(shared + level + random.normal(scale=0.3, size=200)))
        for name, level in (("far", -1.0), ("near", 0.0), ("twin", 0.001))
    }
    ranking = rank(systems, trials=999, draws=200)
    assert [(ranked.name, ranked.cluster) for ranked in ranking.systems if ranked.name == "far"] == [("far", 2)]
    assert {ranked.cluster for ranked in ranking.systems if ranked.name != "far"} == {1}
    verdicts = {frozenset((one.better, one.worse)): one.verdict for one in ranking.contrasts}
    assert verdicts[frozenset(("near", "twin"))] == "open"


def test_too_few_units_give_no_p_value_however_clear_they_look() -> None:
    systems = {"a": of_means("q", [1.0] * 12), "b": of_means("q", [0.0] * 12)}
    (contrast,) = rank(systems).contrasts
    assert (contrast.p, contrast.verdict) == (None, "not enough data")


def test_a_sample_that_could_not_have_shown_what_is_worth_finding_says_so() -> None:
    random = np.random.default_rng(8)
    systems = {name: of_means("q", list(random.normal(size=40))) for name in "ab"}
    assert rank(systems, worth=0.01, trials=999, draws=200).contrasts[0].verdict == "not enough data"
    assert rank(systems, worth=5.0, trials=999, draws=200).contrasts[0].verdict == "open"


def test_a_lower_edit_rate_is_the_better_one() -> None:
    references, ours, theirs = corpus(9)
    systems = {"ours": of_sacrebleu(TER(), ours, references), "theirs": of_sacrebleu(TER(), theirs, references)}
    ranking = rank(systems, trials=999, draws=200)
    assert [ranked.name for ranked in ranking.systems] == ["ours", "theirs"]
    assert (ranking.contrasts[0].wins or 0) > 0.5


def test_documents_are_drawn_whole() -> None:
    scores = SegmentStatistics("q", np.array([[1.0, 1], [2, 1], [3, 1]]), of_means("q", []).score)
    assert scores.grouped(["x", "y", "x"]).values.tolist() == [[4, 2], [2, 1]]


def test_an_interval_holds_the_score_and_narrows_with_more_units() -> None:
    random = np.random.default_rng(10)
    few, many = (of_means("q", list(random.normal(size=size))) for size in (30, 3000))
    narrow, wide = interval(resampled(many)), interval(resampled(few))
    assert wide[0] <= few.total <= wide[1]
    assert narrow[1] - narrow[0] < wide[1] - wide[0]


def test_the_smallest_detectable_difference_is_that_of_the_normal_distribution() -> None:
    assert smallest_detectable(1.0) == pytest.approx(2.8016, abs=1e-3)


def test_systems_on_different_segments_are_refused() -> None:
    with pytest.raises(ValueError, match="same segments"):
        compare(of_means("q", [1.0]), of_means("q", [1.0, 2.0]))


@pytest.mark.parametrize(
    ("units", "documents", "known"), [(19, 0, False), (20, 0, True), (40, 5, False), (40, 6, True)]
)
def test_of_too_few_units_or_documents_no_interval_is_claimed(units: int, documents: int, known: bool) -> None:
    random = np.random.default_rng(units + documents)
    systems = {name: of_means("m", list(random.random(units))) for name in ("a", "b")}
    found = rank(systems, documents=[str(number % documents) for number in range(units)] if documents else None)
    (one,) = found.contrasts
    claims = [one.low, one.high, one.detectable, *(value for each in found.systems for value in (each.low, each.high))]
    assert [claim is not None for claim in claims] == [known] * len(claims)
    assert all(each.score is not None for each in found.systems)


def test_of_systems_that_never_differ_nobody_knows_what_could_have_been_seen() -> None:
    same = of_means("m", [0.5] * 30)
    (one,) = rank({"a": same, "b": of_means("m", [0.5] * 30)}).contrasts
    assert (one.difference, one.detectable, one.verdict) == (0, None, "open")


@pytest.mark.parametrize(("test", "documents", "offered"), [("bootstrap", 10, False), ("randomization", 10, True)])
def test_the_bootstrap_is_not_offered_for_the_few_documents_that_it_misjudges(
    test: Literal["bootstrap", "randomization"], documents: int, offered: bool
) -> None:
    random = np.random.default_rng(6)
    systems = {name: of_means("q", list(random.normal(shift, 0.1, 200))) for name, shift in (("a", 1), ("b", 0))}
    (contrast,) = rank(systems, test, documents=[str(number % documents) for number in range(200)]).contrasts
    assert (contrast.p is not None) == offered
    assert contrast.verdict == ("better" if offered else "not enough data")
