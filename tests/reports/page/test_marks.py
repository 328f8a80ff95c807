"""Marks that overlap."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import SEVERITIES
from toolkit.reports.page.marks import Mark, Piece, marked, worst

TEXT = "The mayor closed two bridges on Monday."
MARKS = st.lists(
    st.builds(Mark, st.integers(1, 5), st.integers(-3, 50), st.integers(-3, 50), st.sampled_from(SEVERITIES)),
    max_size=6,
)


def test_overlapping_marks_are_cut_where_they_begin_and_end() -> None:
    found = marked("one two three", [Mark(1, 0, 7, "warning"), Mark(2, 4, 13, "error")])
    assert found.pieces == (
        Piece("one ", (1,), "warning", ()),
        Piece("two", (1, 2), "error", (1,)),
        Piece(" three", (2,), "error", (2,)),
    )


def test_an_empty_range_is_a_point_between_two_pieces() -> None:
    assert marked("one two", [Mark(1, 3, 3, "info")]).pieces == (
        Piece("one"),
        Piece("", (1,), "info", (1,)),
        Piece(" two"),
    )


def test_a_point_at_the_end_is_kept() -> None:
    assert marked("one", [Mark(1, 3, 3, "info")]).pieces[-1] == Piece("", (1,), "info", (1,))


def test_a_mark_over_the_whole_of_a_longer_text_stands_beside_it() -> None:
    found = marked(TEXT, [Mark(1, 0, len(TEXT), "error"), Mark(2, 17, 20, "info")])
    assert (found.whole, found.severity) == ((1,), "error")
    assert [piece.numbers for piece in found.pieces] == [(), (2,), ()]


def test_a_mark_over_the_whole_of_a_short_text_is_marked_in_it() -> None:
    assert marked("Why?", [Mark(1, 0, 4, "error")]).pieces == (Piece("Why?", (1,), "error", (1,)),)


def test_one_finding_with_two_ranges_marks_both() -> None:
    assert [piece.numbers for piece in marked("a b c", [Mark(1, 0, 1, "info"), Mark(1, 4, 5, "info")]).pieces] == [
        (1,),
        (),
        (1,),
    ]


def test_no_text_has_no_pieces() -> None:
    assert marked("", []).pieces == ()


@given(st.text(max_size=40), MARKS)
def test_no_character_is_lost_or_doubled(text: str, marks: list[Mark]) -> None:
    assert "".join(piece.text for piece in marked(text, marks).pieces) == text


@given(st.text(max_size=40), MARKS)
def test_every_finding_is_shown_somewhere(text: str, marks: list[Mark]) -> None:
    found = marked(text, marks)
    shown = {number for piece in found.pieces for number in piece.numbers} | set(found.whole)
    assert shown == {mark.number for mark in marks}


@given(st.text(min_size=1, max_size=40), MARKS)
def test_a_piece_is_as_severe_as_its_most_severe_finding(text: str, marks: list[Mark]) -> None:
    for piece in marked(text, marks).pieces:
        own = [mark.severity for mark in marks if mark.number in piece.numbers]
        assert (piece.severity is None) == (not piece.numbers)
        assert piece.severity is None or piece.severity in own


def test_the_worst_of_nothing_is_nothing() -> None:
    assert worst([]) is None
    assert worst(["info", "error", "warning"]) == "error"
