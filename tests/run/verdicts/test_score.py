"""The MQM score of what people confirmed."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.run.verdicts.samples import UNIT, decided, missed
from toolkit.run.verdicts.score import Issue, issues, mqm_score, points, words_read
from toolkit.run.verdicts.state import current
from toolkit.run.verdicts.verdict import Verdict


def issue(severity: str, category: str = "accuracy/mistranslation") -> Issue:
    return Issue("a.txt", category, severity)  # type: ignore[arg-type]


def test_points_are_counted_in_a_thousand_words_and_taken_from_a_hundred() -> None:
    found = mqm_score([issue("minor"), issue("major"), issue("critical"), issue("neutral")], 2000)
    assert (found.points, found.in_1000_words, found.score, found.warning) == (31, 15.5, 98.45, "")


def test_few_words_and_none_are_warned_of() -> None:
    assert "37 words are few" in mqm_score([issue("minor")], 37).warning
    assert "1 word is few" in mqm_score([issue("minor")], 1).warning
    nothing = mqm_score([], 0)
    assert math.isnan(nothing.score)
    assert "no score" in nothing.warning


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 3.689), (1, 0.025, 5.572), (10, 4.795, 18.390), (400, 361.8, 441.2)]
)
def test_of_equal_issues_the_interval_is_that_of_their_number_as_tables_of_poisson_limits_have_it(
    count: int, low: float, high: float
) -> None:
    # Garwood 1936; of no issue a major one is expected, five points.
    found = mqm_score([issue("minor" if count else "major")] * count, 1000)
    unit = 1 if count else 5
    assert found.low == pytest.approx(low * unit, rel=0.003, abs=0.006)
    assert found.high == pytest.approx(high * unit, rel=0.003)


@given(st.lists(st.sampled_from(["minor", "major", "critical", "neutral"]), max_size=30), st.integers(1, 5000))
def test_the_figure_lies_in_its_interval_and_more_issues_never_score_better(severities: list[str], words: int) -> None:
    found = mqm_score(map(issue, severities), words)
    assert found.low <= found.in_1000_words <= found.high
    assert mqm_score(map(issue, [*severities, "minor"]), words).score < found.score + 0.001


def test_the_weights_of_freitag_et_al_are_an_option() -> None:
    assert [points(one, "freitag2021") for one in (issue("critical"), issue("minor"), issue("neutral"))] == [5, 1, 0]
    assert points(issue("minor", "Fluency/Punctuation"), "freitag2021") == 0.1
    assert points(issue("major", "fluency/punctuation"), "freitag2021") == 5
    assert points(issue("major", "Non-translation!"), "freitag2021") == 25


def test_only_what_people_confirmed_counts_and_what_was_mended_counts_for_the_text_as_it_came() -> None:
    said = [decided("confirmed"), decided("fixed", fingerprint="2"), decided("false_alarm", fingerprint="3")]
    edit = Verdict("edited", "Ada", "a.en.txt", unit=UNIT, text="Better.")
    assert [one.severity for one in issues(current(said))] == ["major", "major"]
    assert len(issues(current(said), mended=False)) == 1
    assert issues(current([missed(0, 3), edit]), mended=False) == []
    assert len(issues(current([missed(0, 3), edit]))) == 1


def test_what_two_reviewers_mark_in_the_same_words_counts_once_and_what_one_marks_twice_twice() -> None:
    assert len(issues(current([missed(0, 8), missed(4, 12, "Béla")]))) == 1
    assert len(issues(current([missed(0, 3), missed(4, 12, "Béla")]))) == 2
    assert len(issues(current([missed(0, 8), missed(0, 8, severity="minor")]))) == 2


def test_words_are_those_of_the_units_of_which_anybody_said_anything_each_once() -> None:
    said = [decided("confirmed"), missed(0, 3), Verdict("reviewed", "Béla", "a.en.txt", unit=UNIT)]
    moved = Verdict("reviewed", "Béla", "a.en.txt", unit=replace(UNIT, number=4))
    assert words_read(current([*said, moved])) == 7
