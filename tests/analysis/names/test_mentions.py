"""Which words of a text are names, surely or perhaps."""

import pytest

from toolkit.analysis.names.mentions import find_names


def mentions(text: str, language: str = "it", other: str = "en") -> dict[str, str]:
    """Return each mention with "sure", "may be", or these with "first" where the capital may be the sentence's."""
    return {
        one.text: ("sure" if one.sure else "may be") + (", first" if one.first else "")
        for one in find_names(text, language, other)
    }


@pytest.mark.parametrize(
    "before",
    ["", "Roma. ", "Tace: ", "tace – ", "tace - ", "«", "tace («", "tace… ", "• ", "tace; «", "“", "12) tace! "],
)
def test_a_capital_behind_a_stop_a_dash_or_a_quotation_mark_may_be_the_sentence_s(before: str) -> None:
    assert mentions(f"{before}Marchetto tace.")["Marchetto"] == "may be, first"


@pytest.mark.parametrize("before", ["tace ", "tace, ", "il re-", "tace, poi ", "l'", "tace) "])
def test_a_capital_elsewhere_is_the_name_s_own(before: str) -> None:
    assert mentions(f"{before}Marchetto tace.")["Marchetto"] == "sure"


def test_in_a_headline_every_capital_may_be_the_headline_s() -> None:
    assert mentions("Ministro Bertolazzi Incontra Quattro Sindaci Marchetto")["Marchetto"] == "may be, first"
    assert mentions("Ministro Bertolazzi incontra quattro Sindaci Marchetto")["Marchetto"] == "sure"
    assert mentions("Il Marchetto Incontra Bertolazzi Oggi")["Marchetto"] == "sure"


def test_a_word_of_the_table_has_its_keys_and_is_sure_with_a_capital() -> None:
    found = {one.text: one for one in find_names("Il Ministero, la Germania e i tedeschi tacciono.", "it", "en")}
    assert {text: (one.sure, sorted(one.keys)) for text, one in found.items() if one.keys} == {
        "Ministero": (False, ["ministry"]),
        "Germania": (True, ["DE"]),
        "tedeschi": (False, ["DE"]),
    }


def test_no_word_inside_a_name_of_the_table_is_a_mention_of_its_own() -> None:
    text = "Negli Stati Uniti d'America Marchetto tace."
    assert [text[one.start : one.end] for one in find_names(text, "it", "en")][1:] == [
        "Stati Uniti d'America",
        "Marchetto",
    ]


def test_single_letters_roman_numerals_and_days_are_no_names() -> None:
    assert mentions("il punto B, il verso XIV e il Lunedì tacciono") == {}
    assert mentions("the point B, the XIVth part and Monday", "en", "it") == {}


def test_a_short_word_in_capitals_is_a_name_but_not_at_the_beginning() -> None:
    assert mentions("il TAR tace") == {"TAR": "sure"}
    assert mentions("TAR tace") == {"TAR": "may be, first"}


def test_a_word_as_common_abroad_as_at_home_is_a_name_even_at_the_beginning() -> None:
    assert mentions("Trump tace.", "en", "it") == {"Trump": "sure, first"}
    assert mentions("The weather and the Weather", "en", "it")["Weather"] == "may be"


def test_an_inflected_word_is_common_and_a_given_name_is_none() -> None:
    found = mentions("ieri la Bella e la Sindaca tacevano con Giulia")
    assert (found["Bella"], found["Giulia"]) == ("may be", "sure")


def test_only_names_are_sure_where_every_noun_has_a_capital() -> None:
    found = mentions(
        "die alte Leitung reicht heute noch von Bzrgtow und Müller zur Bzrgtleitung, bis Google im Übertragungsnetz",
        "de",
        "en",
    )
    assert {name for name, how in found.items() if how == "sure"} == {"Bzrgtow", "Müller", "Google"}


@pytest.mark.parametrize(("form", "abbreviation"), [("TAR", True), ("WMPs", True), ("Tar", False), ("UNESCOO", False)])
def test_an_abbreviation_is_short_and_all_capitals(form: str, abbreviation: bool) -> None:
    assert [one.is_abbreviation for one in find_names(f"poi {form} tace", "it", "en")] == [abbreviation]
