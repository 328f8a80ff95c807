import pytest

from toolkit.metrics.likelihood import Likelihood
from toolkit.model import Pair
from toolkit.model.token_scores import TokenScore, TokenScores
from toolkit.model.witness import Witness
from toolkit.plugins.contracts import Metric


def said(text: str, given: str, *values: float) -> TokenScores:
    return TokenScores(text, given, tuple(TokenScore(0, 0, value) for value in values))


def witness(forward: tuple[float, ...], backward: tuple[float, ...]) -> Witness:
    return Witness("w", "pt", "b", said("a", "b", *forward), said("b", "a", *backward))


def pair(*witnesses: Witness) -> Pair:
    return Pair("b", "a", "it", "en", "source-translation", witnesses)


TWO = pair(witness((-1.0, -3.0), (-4.0,)), witness((-6.0,), (-1.0, -2.0)))


def test_it_is_a_metric_of_the_source_and_its_translation() -> None:
    assert isinstance(Likelihood(), Metric)
    assert Likelihood().views == ("source-translation",)


def test_the_best_witness_counts_in_each_direction() -> None:
    assert Likelihood("forward").score([TWO], None).segments == (-2.0,)
    assert Likelihood("backward").score([TWO], None).segments == (-1.5,)
    assert Likelihood().score([TWO], None).segments == (-3.5,)


def test_pairs_without_a_witness_have_no_score_and_do_not_count() -> None:
    score = Likelihood().score([TWO, pair()], None)
    assert score.segments == (-3.5, None)
    assert score.corpus == pytest.approx(-3.5)


def test_unknown_characters_do_not_count() -> None:
    strange = TokenScores("a", "b", (TokenScore(0, 0, -1.0), TokenScore(0, 1, -20.0, known=False)))
    found = Witness("w", "pt", "b", strange, said("b", "a", -1.0))
    assert Likelihood().score([pair(found)], None).segments == (-2.0,)


def test_each_direction_is_named_in_the_signature() -> None:
    assert len({Likelihood(direction).signature() for direction in ("both", "forward", "backward")}) == 3
