"""Where a range of a text is when the text is another."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.run.rewriting.edits import moved

WORDS = st.lists(st.sampled_from(["the", "fox", "a", ",", " ", "\N{GRINNING FACE}", "élan"]), max_size=12).map("".join)


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
