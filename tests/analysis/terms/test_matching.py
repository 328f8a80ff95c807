"""Terms in texts: forms, capitals, and the longest."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.analysis.terms.entries import GlossaryRow, entries
from toolkit.analysis.terms.glossary import Glossary
from toolkit.analysis.terms.matching import Index, Phrase, tokens
from toolkit.model import Mapped, Sentence, Unit

untimed = settings(deadline=None)  # the first example of a language reads its dictionary
WORDS = st.sampled_from(["bank", "banks", "central", "rate", "rates", "of", "Bank"])
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
PHRASES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8)


def found(phrases: list[Phrase], text: str, language: str = "en") -> list[str]:
    return [text[match.start : match.end] for match in Index(phrases, language).longest(text)]


@untimed
@given(PHRASES, TEXTS)
def test_of_matches_that_overlap_none_is_longer_than_the_one_kept(phrases: list[str], text: str) -> None:
    index = Index([Phrase(phrase) for phrase in phrases], "en")
    kept = index.longest(text)
    for one in index.every(text):
        rivals = [other for other in kept if one.start < other.end and other.start < one.end]
        assert rivals
        assert max(other.length for other in rivals) >= one.length
    ranges = sorted({(one.start, one.end) for one in kept})
    assert all(left[1] <= right[0] for left, right in pairwise(ranges))


@untimed
@given(PHRASES, TEXTS, st.integers())
def test_the_order_of_the_terms_makes_no_difference(phrases: list[str], text: str, seed: int) -> None:
    terms = [Phrase(phrase) for phrase in phrases]
    mixed = Random(seed).sample(terms, len(terms))
    assert Index(terms, "en").longest(text) == Index([*mixed, *mixed], "en").longest(text)


@untimed
@given(
    st.permutations(
        [
            GlossaryRow("a", "one"),
            GlossaryRow("a b", "two"),
            GlossaryRow("b", "three", "forbidden"),
            GlossaryRow("c", "", "keep"),
        ]
    )
)
def test_the_order_of_a_glossary_makes_no_difference(rows: list[GlossaryRow]) -> None:
    unit = Unit(0, (Sentence(Mapped("c a b a", 0, 7)),), (Sentence(Mapped("three", 0, 5)),))
    messages = [one.message for one in Glossary(entries(rows), "xx", "yy").find(unit, original=True)]
    assert len(messages) == 3
    rows.reverse()
    assert messages == [one.message for one in Glossary(entries(rows), "xx", "yy").find(unit, original=True)]


@pytest.mark.parametrize(("term", "text", "language", "wanted"), [
    ("house", "Two houses.", "en", ["houses"]),
    ("decreto legge", "I decreti-legge sono due.", "it", ["decreti-legge"]),
    ("Haus", "Die Häuser brennen.", "de", ["Häuser"]),
    ("US", "Give us aid from the US.", "en", ["US"]),
    ("dům", "Dva domy a dům.", "xx", ["dům"]),
    ("停戦", "今日停戦です", "ja", ["停戦"]),
    ("cafe\u0301", "Un café.", "fr", ["café"]),
    ("bank", "Bankers and embankments.", "en", []),
    ("U.S. Army", "The U.S. Army left.", "en", ["U.S. Army"]),
])  # fmt: skip
def test_a_term_is_found_in_its_forms_and_as_whole_words(
    term: str, text: str, language: str, wanted: list[str]
) -> None:
    assert found([Phrase(term)], text, language) == wanted


def test_with_case_the_capitals_must_agree_but_a_sentence_may_begin() -> None:
    assert found([Phrase("lega", case=True)], "Lega di metalli. La lega tiene, la Lega no.") == ["Lega", "lega"]
    assert found([Phrase("Lega", case=True)], "Una lega e la Lega.") == ["Lega"]


def test_every_word_knows_its_place() -> None:
    text = "L’U.S. Army’s cease-fire 停戦 naïve"
    assert all(text[token.start : token.end] == token.text for token in tokens(text))
    assert [token.text for token in tokens(text)] == ["L", "U.S.", "Army", "s", "cease", "fire", "停", "戦", "naïve"]
