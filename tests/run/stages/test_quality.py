"""The number by which two translations of one source are compared, in figures worked out by hand."""

import pytest

from toolkit.model import Finding, Severity
from toolkit.model.token_scores import TokenScore, TokenScores
from toolkit.model.witness import Witness
from toolkit.run.stages.quality import likelihood, quality


def scores(*values: float, known: bool = True) -> TokenScores:
    return TokenScores("text", "given", tuple(TokenScore(0, 1, value, known=known) for value in values))


def witness(forward: float, backward: float) -> Witness:
    return Witness("w", "it", "given", scores(forward), scores(backward))


def finding(severity: Severity) -> Finding:
    return Finding("numbers", severity, "accuracy/mistranslation", "", 0, ())


def test_both_directions_count_and_of_several_witnesses_the_best() -> None:
    assert quality([witness(-1.0, -2.5)], []) == -3.5
    assert quality([witness(-1.0, -2.5), witness(-4.0, -0.25)], []) == -1.25
    assert likelihood([witness(-1.0, -2.5), witness(-4.0, -0.25)]) == -1.25


def test_likelihood_is_a_mean_over_the_tokens() -> None:
    longer = Witness("w", "it", "given", scores(-1.0, -3.0), scores(-0.5, -0.5, -2.0))
    assert likelihood([longer]) == -3.0


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        (["error"], -4.5),
        (["warning"], -3.9),
        (["info"], -3.5),
        (["error", "warning", "warning", "info"], -5.3),
    ],
)
def test_an_error_costs_one_nat_a_warning_less_than_half_and_an_info_nothing(
    severities: list[Severity], expected: float
) -> None:
    assert quality([witness(-1.0, -2.5)], map(finding, severities)) == expected


def test_without_a_witness_there_is_no_number() -> None:
    assert likelihood([]) is None
    assert quality([], [finding("error")]) is None
