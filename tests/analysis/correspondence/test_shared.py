"""What two sides share: concepts, origins, figures, names, their order and their length."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.analysis.correspondence.concepts import find_concepts
from toolkit.analysis.correspondence.shared import crossing, length_ratio, shared
from toolkit.analysis.english.word_order import violations
from toolkit.analysis.text.anchors import anchors, moved_across

PAIR = (
    "La polizia ha arrestato due uomini a Bergamo lunedì 3 maggio.",
    "Police arrested two men in Bergamo on Monday 3 May.",
)


def test_a_translation_shares_words_names_and_figures() -> None:
    both = shared(*PAIR, "it", "en")
    assert both.origins >= 2
    assert both.concepts >= 4
    assert both.figures == 1
    assert both.lone_figures == both.lost_names == both.new_names == 0


def test_two_sentences_share_nothing() -> None:
    both = shared(PAIR[0], "Curry powder is made of 7 spices from Kerala.", "it", "en")
    assert both.origins == both.figures == 0


def test_a_figure_or_a_name_in_anothers_place_is_no_sign_of_another_sentence() -> None:
    both = shared(PAIR[0], "Curry powder is made of 7 spices from Kerala.", "it", "en")
    assert both.lone_figures == both.lost_names == both.new_names == 0
    both = shared(
        PAIR[0], "Curry powder is made of 7 spices in 9 ways from Kerala to Madurai, says Nambiar.", "it", "en"
    )
    assert (both.lone_figures, both.lost_names, both.new_names) == (1, 0, 2)


def test_the_order_of_what_is_shared_is_measured() -> None:
    count, same = crossing(*PAIR, "it", "en")
    backwards = " ".join(reversed(PAIR[1].rstrip(".").split()))
    assert count >= 5
    assert same > 2
    assert crossing(PAIR[0], backwards, "it", "en")[1] < -2


def test_usual_lengths_differ_between_languages() -> None:
    text = "x" * 200
    assert length_ratio(text, text, "en", "en") == 0
    assert length_ratio(text, text, "it", "en") > 0 > length_ratio(text, text, "en", "de")


@pytest.mark.parametrize(("word", "language"), [("guerre", "it"), ("guerra", "es"), ("war", "en"), ("Krieg", "de")])
def test_a_concept_has_the_same_key_in_every_language(word: str, language: str) -> None:
    assert "war" in find_concepts(word, language)[0]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "The mayor opened the fair.", 0),
        ("en", "The of mayor opened a the fair in.", 3),
        ("en", "An MP saw a UFO and an hour passed.", 0),
        ("en", "A apple.", 1),
        ("it", "Il sindaco ha aperto la fiera.", 0),
        ("it", "Il di sindaco aperto ha fiera il.", 2),
        ("it", "Il amico.", 1),
        ("de", "Der Mann kam mit dem Zug.", 0),
        ("fr", "Le maire a ouvert la foire.", 0),
    ],
)
def test_impossible_neighbours_are_counted(language: str, text: str, count: int) -> None:
    assert violations(text, language) == count


def test_what_has_passed_two_anchors_has_moved() -> None:
    shared_words = anchors("Rossi non ama Verdi e Neri, dice Bruni.", "Rossi loves Verdi and Neri, not Bruni.")
    assert set(shared_words) == {"Rossi", "Verdi", "Neri", "Bruni"}
    assert moved_across(shared_words, 6, 29)
    assert not moved_across(shared_words, 6, 8)


@settings(deadline=None)  # the first example reads the tables of numbers
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    both = shared(one, other, "it", "en")
    assert both.origins >= 0
    assert crossing(one, other, "it", "en")[0] >= 0
    assert violations(one, "en") >= 0
