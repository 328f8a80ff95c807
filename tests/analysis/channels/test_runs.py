"""The strongest run of unlikely words, against the definition written out."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.channels.runs import Run, strongest

LIMIT = 5.0
probabilities = st.lists(st.integers(-14, 0).map(float), max_size=12)


def strength(words: Sequence[float]) -> float:
    return sum(min(12.0, -value) - LIMIT for value in words)


@given(probabilities)
def test_no_other_range_of_words_is_stronger(words: list[float]) -> None:
    run = strongest(words, LIMIT)
    ranges = [(start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
    assert run.strength == max([0.0, *(strength(words[start:end]) for start, end in ranges)])
    assert run.strength == max(0.0, strength(words[run.first : run.last]))


def test_a_likely_word_between_unlikely_ones_does_not_end_a_run() -> None:
    assert strongest([0.0, -10.0, -3.0, -10.0, 0.0], LIMIT) == Run(8.0, 1, 4)


def test_a_word_counts_twelve_nats_at_most_and_nothing_above_the_limit_is_no_run() -> None:
    assert strongest([-80.0], LIMIT).strength == 7.0
    assert strongest([-4.0, -5.0, 0.0], LIMIT) == Run(0.0, 0, 0)
    assert strongest([], LIMIT) == Run(0.0, 0, 0)
