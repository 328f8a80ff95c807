"""Places of findings in the file."""

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Document, Finding, Mapped, Sentence, Span, Unit
from toolkit.model.places import Place, is_plain, locate, place, span_range

TEXT = "\ufeffOne two.\r\n\r\nThree\r\nfour. Five six.\r\n"


def sentence(text: str, start: int, end: int, anchors: tuple[tuple[int, int], ...] = ()) -> Sentence:
    return Sentence(Mapped(text, start, end, anchors))


FIRST = sentence("One two.", 1, 9)
WRAPPED = sentence("Three four.", 13, 25, ((0, 13), (6, 20)))
LAST = sentence("Five six.", 26, 35)
UNITS = (
    Unit(0, (), (FIRST,)),
    Unit(1, (FIRST,), ()),
    Unit(2, (FIRST,), (WRAPPED, LAST)),
    Unit(3, (FIRST,), ()),
)
DOCUMENT = Document("a.en.txt", "en", TEXT)


def finding(unit: int, *spans: Span) -> Finding:
    return Finding("numbers", "error", "accuracy/mistranslation", "wrong", unit, spans)


def at(unit: int, *spans: Span) -> Place:
    return locate(finding(unit, *spans), UNITS, DOCUMENT)


def covered(found: Place) -> str:
    return TEXT[found.start : found.end]


def test_a_span_behind_a_healed_line_break_points_at_the_original_line() -> None:
    found = at(2, Span("translation", 6, 10))
    assert (found.line, found.column, covered(found)) == (4, 1, "four")


def test_a_span_in_the_second_sentence_of_a_unit_is_found_there() -> None:
    found = at(2, Span("translation", 17, 20))
    assert (found.line, found.column, covered(found)) == (4, 12, "six")


def test_a_span_over_two_sentences_covers_the_file_from_one_to_the_other() -> None:
    assert covered(at(2, Span("translation", 6, 16))) == "four. Five"


def test_a_byte_order_mark_takes_no_column() -> None:
    assert at(0, Span("translation", 0, 3)) == (1, 1, 1, 4)


def test_without_a_span_on_the_translation_the_whole_unit_is_meant() -> None:
    assert covered(at(2, Span("source", 0, 3))) == "Three\r\nfour. Five six."


@pytest.mark.parametrize("unit", [1, 3])
def test_an_omission_stands_right_after_the_preceding_unit(unit: int) -> None:
    found = at(unit, Span("source", 0, 3), Span("translation", 0, 0))
    assert found.start == found.end == (9 if unit == 1 else 35)


def test_an_omission_at_the_very_start_stands_before_the_first_unit() -> None:
    units = (Unit(0, (FIRST,), ()), Unit(1, (FIRST,), (WRAPPED,)))
    assert locate(finding(0), units, DOCUMENT) == (3, 1, 13, 13)


def test_a_document_without_any_translated_unit_gives_its_start() -> None:
    assert locate(finding(0), (Unit(0, (FIRST,), ()),), DOCUMENT) == (1, 1, 0, 0)


def test_units_are_found_by_their_index_not_by_their_position() -> None:
    assert covered(locate(finding(2), UNITS[2:], DOCUMENT)).startswith("Three")
    assert locate(finding(9), UNITS, DOCUMENT) == (1, 1, 0, 0)


@given(st.integers(-5, 60), st.integers(-5, 60))
def test_any_span_gives_an_ordered_range_inside_the_unit(start: int, end: int) -> None:
    first, last = span_range((WRAPPED, LAST), start, end)
    assert 13 <= first <= last <= 35


@given(st.data())
def test_a_span_of_plain_text_covers_exactly_its_own_characters(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab \n", min_size=1))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    assert span_range((sentence(text, 0, len(text)),), start, end) == (start, end)
    assert place(Document("a", "en", text), start, end).line == text[:start].count("\n") + 1


def test_a_position_on_the_joining_space_is_what_stands_between_the_sentences() -> None:
    assert span_range((WRAPPED, LAST), 11, 11) == (25, 25)
    assert span_range((WRAPPED, LAST), 11, 12) == (25, 26)


def calls_for_a_finding_at_the_end_of(sentences: int) -> int:
    """Return the calls that one finding takes in a unit of so many sentences, others before it."""
    text = "It rains. " * sentences
    unit = Unit(0, (), tuple(sentence("It rains.", 10 * at, 10 * at + 9) for at in range(sentences)))
    document = Document("a.en.txt", "en", text)
    last = finding(0, Span("translation", len(text) - 10, len(text) - 5))
    locate(last, (unit,), document)
    count = 0

    def step(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        found = locate(last, (unit,), document)
        assert is_plain(last, unit, document)
    finally:
        sys.setprofile(None)
    assert text[found.start : found.end] == "It ra"
    return count


def test_a_finding_in_a_unit_of_thousands_of_sentences_takes_no_more_than_in_one_of_ten() -> None:
    assert calls_for_a_finding_at_the_end_of(5000) == calls_for_a_finding_at_the_end_of(10)


def test_a_place_is_plain_where_nothing_but_white_space_stands_among_its_words() -> None:
    text = "A **bold** word. Then\n\nmore."
    first = sentence("A bold word.", 0, 16, ((0, 0), (2, 4), (6, 10)))
    unit = Unit(0, (), (first, sentence("Then more.", 17, 28, ((0, 17), (5, 23)))))
    document = Document("a.md", "en", text)
    for words, plain in (("bold", True), ("A bold", False), ("bold word", False), ("word. Then", True)):
        start = unit.translation_text.index(words)
        assert is_plain(finding(0, Span("translation", start, start + len(words))), unit, document) is plain, words
