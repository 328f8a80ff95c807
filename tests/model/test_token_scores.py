import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model.token_scores import Alternative, Attention, TokenScore, TokenScores, WordScore, rounded
from toolkit.run.cache import token_score_lines

LOGS = st.floats(-60, 0).map(rounded)
WORDS = st.text(alphabet="aé1 .,'’-", max_size=20)


@st.composite
def scores(draw: st.DrawFn) -> TokenScores:
    """Draw scores whose tokens cover a text piece by piece, as a tokenizer's do."""
    text, source = draw(WORDS), draw(WORDS)
    spans = [*_cut(draw, text), (len(text), len(text))]
    tokens = []
    for start, end in spans:
        best = sorted(draw(st.lists(st.tuples(st.text(max_size=3), LOGS), max_size=3)), key=lambda pair: -pair[1])
        tokens.append(
            TokenScore(start, end, draw(LOGS), tuple(Alternative(*pair) for pair in best), draw(st.booleans()))
        )
    columns = [*_cut(draw, source), (len(source), len(source))]
    weights = np.random.default_rng(draw(st.integers(0, 99))).random((len(tokens), len(columns)), np.float32)
    attention = draw(st.sampled_from([None, Attention.of(weights, columns)]))
    return TokenScores(text, source, tuple(tokens), attention, draw(st.sampled_from([None, (1, 2)])))


def _cut(draw: st.DrawFn, text: str) -> list[tuple[int, int]]:
    edges = sorted(draw(st.sets(st.integers(0, len(text)))) | {0, len(text)})
    spans = []
    for start, end in pairwise(edges):
        blanks = len(text[start:end]) - len(text[start:end].lstrip())
        spans.append((start + blanks, end))
    return spans


@given(scores())
def test_what_was_written_is_read_again_equal(before: TokenScores) -> None:
    line = token_score_lines.dumps(before)
    assert "\n" not in line
    assert json.loads(line)
    after = token_score_lines.loads(before.text, before.given, line)
    assert after == before
    assert token_score_lines.dumps(after) == line


@given(scores())
def test_words_have_tokens_of_their_own_and_the_sum_of_their_scores(found: TokenScores) -> None:
    used = 0
    for word in found.words():
        assert used <= word.first < word.last < len(found.tokens)
        used = word.last
        assert found.text[word.start : word.end].replace(",", "").replace(".", "").isalnum()
        tokens = found.tokens[word.first : word.last]
        assert word.log_probability == pytest.approx(sum(token.log_probability for token in tokens), abs=0.001)
        assert all(token.start < word.end and token.end >= word.start for token in tokens)


@given(scores())
def test_every_source_word_is_rendered_between_not_and_wholly(found: TokenScores) -> None:
    for word in found.source_words():
        assert word.rendered >= 0
        assert found.given[word.start : word.end].strip()
    assert bool(found.attention) or found.source_words() == ()


def token(start: int, end: int, value: float, *best: tuple[str, float]) -> TokenScore:
    return TokenScore(start, end, value, tuple(Alternative(*pair) for pair in best))


SOFA = TokenScores(
    "A cat's 1,500 sofas.",
    "x",
    (
        token(0, 1, -0.5, (" A", -0.5), (" The", -1.0)),
        token(2, 5, -2.0, (" dog", -1.0), (" cat", -2.0)),
        token(5, 7, -0.25, ("'s", -0.25)),
        token(8, 9, -1.0, (" 1", -1.0)),
        token(9, 10, -1.0, (",", -1.0)),
        token(10, 13, -1.0, ("500", -1.0)),
        token(14, 14, -0.1, (" ", -0.1)),
        token(14, 18, -3.0, ("c", -1.0), ("sofa", -3.0)),
        token(18, 19, -0.5, ("s", -0.5)),
        token(19, 20, 0.0, (".", 0.0)),
        token(20, 20, -0.2, ("", -0.2)),
    ),
)


def test_pieces_of_a_word_are_summed_and_the_preferred_word_is_named() -> None:
    assert SOFA.words() == (
        WordScore(0, 1, 0, 1, -0.5, 0.0, None),
        WordScore(2, 5, 1, 2, -2.0, 1.0, "dog"),
        WordScore(6, 7, 2, 3, -0.25, 0.0, None),
        WordScore(8, 13, 3, 6, -3.0, 0.0, None),
        WordScore(14, 19, 6, 9, -3.6, 2.0, None),
    )


def test_the_mean_leaves_out_what_the_engine_has_no_token_for() -> None:
    tokens = (TokenScore(0, 1, -1.0), TokenScore(1, 2, -50.0, known=False), TokenScore(2, 2, -3.0))
    assert TokenScores("ab", "", tokens).mean == -2.0
    assert TokenScores("b", "", tokens[1:2]).mean == 0.0


def test_without_alternatives_nothing_is_said_about_preference() -> None:
    (word,) = TokenScores("ab", "", (TokenScore(0, 2, -1.0),)).words()
    assert (word.deficit, word.preferred) == (None, None)


def test_a_source_word_that_only_an_unlikely_token_looked_at_is_not_rendered() -> None:
    weights = np.array([[0.9, 0.1, 0.0], [0.1, 0.9, 0.0], [0.0, 0.0, 1.0]], np.float32)
    tokens = (
        token(0, 1, -0.01, ("a", -0.01)),
        token(2, 3, -9.0, ("x", -0.01), ("b", -9.0)),
        token(3, 3, 0.0, ("", 0.0)),
    )
    found = TokenScores("a b", "c d", tokens, Attention.of(weights, [(0, 1), (2, 3), (3, 3)]))
    first, second = found.source_words()
    assert first.rendered == pytest.approx(0.9, abs=0.003)
    assert second.rendered == pytest.approx(0.1, abs=0.003)


def test_attention_is_kept_in_steps_of_a_byte() -> None:
    weights = np.random.default_rng(1).random((4, 3), np.float32)
    kept = Attention.of(weights, [(0, 1), (1, 2), (2, 2)]).matrix()
    assert kept.shape == (4, 3)
    assert np.abs(kept - weights).max() <= 0.5 / 255 + 1e-6


def test_rounding_knows_no_minus_zero() -> None:
    assert str(rounded(-0.0001)) == "0.0"
    assert rounded(-1.23456) == -1.235
