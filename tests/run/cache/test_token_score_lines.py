"""Scores as lines of text and back: nothing is lost, and nothing is written longer than it is."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.model.token_scores import Alternative, Attention, TokenScore, TokenScores
from toolkit.run.cache.token_score_lines import dumps, loads

thousandths = st.integers(-20_000, 0).map(lambda number: number / 1000)
tokens = st.builds(
    TokenScore,
    st.integers(0, 9),
    st.integers(0, 9),
    thousandths,
    st.lists(st.builds(Alternative, st.text(max_size=3), thousandths), max_size=3).map(tuple),
    st.booleans(),
)
attentions = st.builds(
    Attention, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3).map(tuple), st.binary(max_size=9)
)
scores = st.builds(
    TokenScores,
    st.text(max_size=5),
    st.text(max_size=5),
    st.lists(tokens, max_size=4).map(tuple),
    st.none() | attentions,
    st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
)


@given(scores)
def test_what_is_read_back_is_what_was_written(one: TokenScores) -> None:
    assert loads(one.text, one.given, dumps(one)) == one


def test_a_line_is_short() -> None:
    token = TokenScore(0, 1, -1.5, (Alternative("è", -0.25),))
    assert dumps(TokenScores("a", "b", (token,))) == '[[[0,1,-1500,1,"è",-250]],null,null]'
