"""Small replacements that lead from one text to another, and where a range goes with them."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.run.rewriting.edits import moved, replacements

WORDS = st.lists(st.sampled_from(["the", "fox", "a", ",", " ", "\N{GRINNING FACE}", "élan"]), max_size=12).map("".join)


@given(WORDS, WORDS)
def test_the_replacements_make_the_new_text_of_the_old_one(before: str, after: str) -> None:
    text = before
    for start, end, words in reversed(replacements(before, after)):
        text = text[:start] + words + text[end:]
    assert text == after


@given(WORDS, st.data())
def test_a_range_outside_of_a_change_keeps_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    put = data.draw(st.sampled_from(["new ", "", "old, "]))
    first, last = moved(text, put + text, start, end)
    assert 0 <= first <= last <= len(put + text)
    if text.count(text[start:end]) == 1:
        assert (put + text)[first:last] == text[start:end]


def test_a_range_whose_words_were_replaced_is_what_stands_there_now() -> None:
    before, after = "The red fox jumps.", "The big blue fox leaps."
    assert after[slice(*moved(before, after, 4, 7))] == "big blue"
    assert after[slice(*moved(before, after, 8, 11))] == "fox"
    assert after[slice(*moved(before, after, 12, 17))] == "leaps"
    assert after[slice(*moved(before, after, 0, 18))] == after


def test_only_what_changes_is_replaced() -> None:
    assert replacements("The red fox jumps.", "The red cat jumps.") == [(8, 11, "cat")]
    assert replacements("of the the fox", "of the fox") == [(6, 10, "")]
