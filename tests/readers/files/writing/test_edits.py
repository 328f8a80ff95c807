"""The changes that lead from one text to another, as few words as can be."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.readers.files.writing.edits import changes

WORDS = st.lists(st.sampled_from(["the", "fox", "a", ",", " ", "\N{GRINNING FACE}", "élan"]), max_size=12).map("".join)


@given(WORDS, WORDS)
def test_the_changes_make_the_new_text_of_the_old_one(before: str, after: str) -> None:
    text = before
    for start, end, words in reversed(list(changes(before, after))):
        text = text[:start] + words + text[end:]
    assert text == after


def test_only_what_changes_is_changed_and_a_word_goes_with_the_space_before_it() -> None:
    assert list(changes("The red fox jumps.", "The red cat jumps.")) == [(8, 11, "cat")]
    assert list(changes("of the the fox", "of the fox")) == [(6, 10, "")]
