"""Elements of HTML: each has one place among those that a text asks for."""

import pytest

from toolkit.readers.files.html_elements import BLOCKS, BREAKS, HIDDEN, VOID, block_kind, read_attributes


def test_an_element_ends_a_block_or_parts_words_or_hides_what_is_in_it() -> None:
    assert not BLOCKS & BREAKS
    assert not BLOCKS & HIDDEN
    assert not BREAKS & HIDDEN
    assert {"p", "div", "li", "td", "th", "h2", "figcaption", "dt", "summary"} <= BLOCKS
    assert {"script", "style", "template"} <= HIDDEN
    assert {"a", "b", "em", "span", "q", "sup", "code", "img"}.isdisjoint(BLOCKS | HIDDEN)
    assert {"br", "hr", "img"} <= VOID


@pytest.mark.parametrize(("name", "kind"), [("h3", "heading"), ("td", "paragraph"), ("li", "paragraph"), ("p", None)])
def test_an_element_may_say_what_its_block_is(name: str, kind: str | None) -> None:
    assert block_kind(name) == kind


def test_the_attributes_that_are_read_are_those_of_pictures() -> None:
    tag = """<img data-title="no" src="a" ALT = "The 'old' pier" title='In "May"' longdesc="x">"""
    assert [tag[start:end] for start, end in read_attributes(tag, 0, len(tag))] == ["The 'old' pier", 'In "May"']
