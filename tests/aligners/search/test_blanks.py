"""Blank lines among those that are aligned."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.aligners.search.texts import assert_covers, sentences, spans
from toolkit.aligners.search.blanks import around_blanks
from toolkit.model import Bead, Sentence

lines = st.lists(st.sampled_from(["", "  ", "text"]), max_size=12)


def all_in_one(left: Sequence[Sentence], right: Sequence[Sentence]) -> list[Bead]:
    assert all(sentence.text.strip() for sentence in (*left, *right))
    return [Bead((0, len(left)), (0, len(right)))] if left or right else []


def one_by_one(left: Sequence[Sentence], right: Sequence[Sentence]) -> list[Bead]:
    return [Bead((index, index + 1), (0, 0)) for index in range(len(left))] + [
        Bead((len(left), len(left)), (index, index + 1)) for index in range(len(right))
    ]


@given(lines, lines)
def test_every_line_blank_or_not_is_in_one_bead(left: list[str], right: list[str]) -> None:
    for align in (all_in_one, one_by_one):
        assert_covers(around_blanks(sentences(left), sentences(right), align), len(left), len(right))


def test_a_blank_line_is_a_bead_of_its_own_unless_a_bead_spans_it() -> None:
    found = around_blanks(sentences(["", "a", "", "b", ""]), sentences(["c"]), all_in_one)
    assert spans(found) == [((0, 1), (0, 0)), ((1, 4), (0, 1)), ((4, 5), (1, 1))]


def test_a_bead_keeps_its_cost_and_confidence_and_a_blank_line_is_sure() -> None:
    def doubtful(left: Sequence[Sentence], right: Sequence[Sentence]) -> list[Bead]:
        return [Bead((0, 1), (0, 1), 2.5, 0.75)]

    assert around_blanks(sentences(["", "a"]), sentences(["", "b", ""]), doubtful) == [
        Bead((0, 1), (0, 0), 0.0, 1.0),
        Bead((1, 1), (0, 1), 0.0, 1.0),
        Bead((1, 2), (1, 2), 2.5, 0.75),
        Bead((2, 2), (2, 3), 0.0, 1.0),
    ]


def test_what_has_no_counterpart_keeps_its_place_among_blank_lines() -> None:
    found = around_blanks(sentences(["a", "", "b"]), sentences(["", "c"]), one_by_one)
    assert spans(found) == [((0, 1), (0, 0)), ((1, 2), (0, 0)), ((2, 3), (0, 0)), ((3, 3), (0, 1)), ((3, 3), (1, 2))]
