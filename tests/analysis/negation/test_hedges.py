"""Where a text only alleges, and what shows reserve of some kind."""

import pytest

from toolkit.analysis.negation.hedges import find_hedges


@pytest.mark.parametrize(
    ("text", "language", "hedge"),
    [
        ("L'oste avrebbe annacquato il vino.", "it", "avrebbe annacquato"),
        ("L'aubergiste aurait coupé le vin.", "fr", "aurait coupé"),
        ("El tabernero habría aguado el vino.", "es", "habría aguado"),
        ("O taberneiro terá aguado o vinho.", "pt", "terá aguado"),
        ("Der Wirt soll den Wein gepanscht haben.", "de", "soll den Wein gepanscht haben"),
        ("The innkeeper allegedly watered the wine.", "en", "allegedly"),
    ],
)
def test_hearsay_is_found_by_its_mood_or_its_word(text: str, language: str, hedge: str) -> None:
    assert [text[start:end] for start, end in find_hedges(text, language).sure] == [hedge]


@pytest.mark.parametrize(
    "text",
    [
        "Disse che l'oste avrebbe annacquato il vino.",
        "Se avesse avuto sete, l'oste avrebbe annacquato il vino.",
        "L'oste avrebbe potuto annacquare il vino.",
        "Anni dopo avrebbe comprato la vigna.",
    ],
)
def test_a_conditional_that_is_a_condition_or_a_later_time_is_no_hearsay(text: str) -> None:
    found = find_hedges(text, "it")
    assert (found.sure, found.reserved) == ((), True)


def test_a_sentence_that_ends_before_takes_its_words_with_it() -> None:
    assert find_hedges("Dice che piove. L'oste avrebbe annacquato il vino.", "it").sure


def test_an_attribution_is_kept_apart_and_a_fact_shows_no_reserve() -> None:
    said = find_hedges("According to the cook, it rained.", "en")
    assert (said.sure, said.attributed, said.reserved) == ((), ((0, 12),), True)
    fact = find_hedges("It rained.", "en")
    assert (fact.attributed, fact.reserved, fact.attributes) == ((), False, False)
    assert find_hedges("The data show rain.", "en").attributes


def test_a_language_without_data_has_no_hedges() -> None:
    assert find_hedges("Hospodský prý ředil víno.", "cs").sure == ()
