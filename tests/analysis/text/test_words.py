from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.text.words import lowered, words


def test_apostrophes_and_hyphens_part_words_and_initials_stay_together() -> None:
    assert [word.text for word in words("L'ex-premier del U.S. Army, G20!")] == [
        *("L", "ex", "premier", "del", "U.S.", "Army", "G20")
    ]


@given(st.text())
def test_every_word_stands_at_its_place(text: str) -> None:
    assert all(text[word.start : word.end] == word.text for word in words(text))


@given(st.text())
def test_lower_case_keeps_every_character_at_its_place(text: str) -> None:
    assert len(lowered(text)) == len(text)


def test_curly_apostrophes_become_straight() -> None:
    assert lowered("Didn’t İzmir") == "didn't İzmir".replace("İ", lowered("İ"))
