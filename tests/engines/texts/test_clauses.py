import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import languages
from toolkit.engines.texts.clauses import cut, join, words

LANGUAGES = ("ca", "de", "en", "es", "fr", "it", "pt", "xx")


def letters(text: str) -> str:
    return "".join(text.split())


@given(st.text(alphabet="ab é,;:.—-\n你好。，", max_size=120), st.sampled_from(LANGUAGES), st.integers(1, 9))
def test_nothing_but_spaces_is_lost_and_every_piece_keeps_the_limit(text: str, language: str, limit: int) -> None:
    pieces = cut(text, language, limit)
    assert letters("".join(pieces)) == letters(text)
    assert all(words(piece) <= limit for piece in pieces)


@given(st.text(alphabet="abc ", max_size=200), st.integers(1, 9))
def test_a_limit_in_characters_is_kept_even_inside_a_word(text: str, limit: int) -> None:
    pieces = cut(text, "en", limit, len)
    assert letters("".join(pieces)) == letters(text)
    assert all(len(piece) <= limit for piece in pieces)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The bridge fell down. The mayor was in town that day and came at once.", "The bridge fell down."),
        (
            "The bridge that we knew fell; the mayor came at once, and everybody looked.",
            "The bridge that we knew fell;",
        ),
        (
            "The bridge fell down, of course, but the mayor of the town came at once.",
            "The bridge fell down, of course,",
        ),
        ("The long stone bridge fell down, the old mayor came at once to see.", "The long stone bridge fell down,"),
        ("The old stone bridge fell because nobody had looked at it for years.", "The old stone bridge fell"),
        ("Mr. Smith of the small town by the river met Dr. Jones on that day.", "Mr. Smith of the small town by the"),
    ],
)
def test_the_best_place_is_taken(text: str, first: str) -> None:
    assert cut(text, "en", 10)[0] == first


def test_a_comma_within_a_number_is_no_place_to_cut() -> None:
    assert cut("about 1,000,000 people", "en", 2) == ["about", "1,000,000 people"]


def test_every_language_with_probes_has_conjunctions() -> None:
    for language in LANGUAGES[:-1]:
        conjunctions = languages.load(language, "clauses")["conjunctions"]
        assert all(isinstance(word, str) for word in conjunctions)


def test_joining_undoes_the_capital_and_the_full_stop_of_a_cut() -> None:
    pieces = ["The bridge fell,", "and the mayor", "met Rossi."]
    assert join(pieces, ["Il ponte cadde.", "E il sindaco.", "Incontrò Rossi."]) == (
        "Il ponte cadde e il sindaco incontrò Rossi."
    )


def test_joining_keeps_names_and_acronyms() -> None:
    assert join(["he met", "NATO and", "Rossi."], ["incontrò", "NATO e", "Rossi."]) == "incontrò NATO e Rossi."


def test_a_very_long_text_is_cut_quickly() -> None:
    text = "word " * 20_000
    assert sum(map(words, cut(text, "en", 50))) == 20_000
