"""Slips and the words that were meant."""

import string

from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.english.misspellings import Rare, is_derived, meant, rare_words
from toolkit.analysis.text.spelling import _CommonWords, edits

WORDS = st.text(string.ascii_lowercase, min_size=2, max_size=9)


@given(WORDS, st.data())
def test_a_left_out_letter_is_one_edit_away_both_ways(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    slip = word[:at] + word[at + 1 :]
    assert slip in set(edits(word, string.ascii_lowercase))
    assert word in set(edits(slip, string.ascii_lowercase))


@given(WORDS, st.data())
def test_two_swapped_letters_are_one_edit_away(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    assert word in set(edits(word[:at] + word[at + 1] + word[at] + word[at + 2 :], string.ascii_lowercase))


def test_a_rare_word_one_letter_from_a_common_one_was_meant_to_be_it() -> None:
    assert meant(Rare(0, 0, "goverment"), (), "en") == "government"
    # This slip is so usual that it is in the frequency lists: with a capital it is a name for all we know.
    assert meant(Rare(0, 0, "Goverment"), (), "en") is None, (
        "the slip is so usual that it is in the lists: a name for all we know"
    )


def test_a_word_made_of_common_ones_was_meant() -> None:
    assert is_derived("headwear", "en")
    assert is_derived("unpresidential", "en")
    assert meant(Rare(0, 0, "fourballs"), ("footballs",), "en") is None


def test_a_name_that_begins_otherwise_than_the_common_word_is_another_name() -> None:
    assert meant(Rare(0, 0, "Sinovation"), (), "en") is None


def test_a_short_word_that_begins_a_sentence_has_its_capital_from_there() -> None:
    (inside,) = rare_words(["We met Taht there."], "en", ())
    (begins,) = rare_words(["We met. “Taht is all."], "en", ())
    assert (inside.begins, begins.begins) == (False, True)
    assert meant(inside, (), "en") is None
    assert meant(begins, (), "en") == "That"
    assert meant(Rare(0, 0, "Palu", begins=True), (), "en") is None, "a name, which is in the lists"


def test_a_word_written_three_times_and_a_name_written_twice_are_meant() -> None:
    assert list(rare_words(["The blorgh, a blorgh, my blorgh."], "en", ())) == []
    assert [one.word for one in rare_words(["The blorgh of Zwertz and Zwertz."], "en", ())] == ["blorgh"]


def test_words_of_the_original_are_left_alone() -> None:
    assert list(rare_words(["The blorgh."], "en", ["Blorgh"])) == []


SHORT = st.text("abc", max_size=5)


@given(SHORT, st.frozensets(SHORT, max_size=30), st.sampled_from(["", "a", "ab", "abc"]))
def test_near_a_word_are_those_that_one_slip_makes_of_it_however_many_are_asked_for(
    word: str, some: frozenset[str], letters: str
) -> None:
    few, many = _CommonWords(some), _CommonWords(some)
    many._asked = 1_000  # as of a text of names
    assert few.near(word, letters) == many.near(word, letters) == some & set(edits(word, letters))
