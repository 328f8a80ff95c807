"""The table of names, the names of a text, and when two names are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.names.matching import follow_same_name, in_runs, names_without_answer, respelt_names
from toolkit.analysis.names.mentions import find_names
from toolkit.analysis.names.sounds import alike, slipped, sound_key
from toolkit.analysis.names.table import find_hits

EXONYMS = [
    ("it", "Monaco di Baviera", "en", "Munich"),
    ("it", "Stati Uniti", "en", "U.S."),
    ("it", "ONU", "en", "UN"),
    ("it", "tedeschi", "en", "Germans"),
    ("it", "Corea del Nord", "en", "North Korean"),
    ("it", "Pechino", "en", "Beijing"),
    ("it", "Pil", "de", "BIP"),
    ("it", "Parigi", "es", "París"),
    ("en", "Ukrainian", "fr", "ukrainiennes"),
    ("de", "Deutschlands", "pt", "Alemanha"),
    ("it", "Seconda guerra mondiale", "en", "WWII"),
    ("it", "Casa Bianca", "es", "Casa Blanca"),
]


@pytest.mark.parametrize(("language", "name", "other", "exonym"), EXONYMS)
def test_a_name_and_its_exonym_have_a_key_in_common(language: str, name: str, other: str, exonym: str) -> None:
    ours, theirs = find_hits(f"({name})", language), find_hits(f"({exonym})", other)
    assert ours[0].keys & theirs[0].keys


def test_a_pronoun_is_no_country_and_a_noun_no_town() -> None:
    assert find_hits("let us polish this, it is nice", "en") == []


def test_the_longest_name_is_taken() -> None:
    text = "l'ambasciata degli Stati Uniti d'America a Roma"
    assert [text[hit.start : hit.end] for hit in find_hits(text, "it")][-2:] == ["Stati Uniti d'America", "Roma"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Zelenskyy"),
        ("Gorbaciov", "Gorbachev"),
        ("cattolico", "Catholic"),
        ("Netanyahu", "Netanyahou"),
        ("repubblicani", "Republicans"),
        ("WMP", "WMPs"),
    ],
)
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Conti", "Renzi"), ("Duda", "Tusk"), ("Marini", "Bertini"), ("Kim", "Tim")]
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert not alike(one, other)


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert sound_key(one) == sound_key(one.lower())


def sure(text: str, language: str = "it", other: str = "en") -> list[str]:
    return [name.text for name in find_names(text, language, other) if name.sure]


def test_a_capital_inside_the_sentence_makes_a_name() -> None:
    assert sure("Ieri il ministro Bertolazzi ha visto Marchetto a Tolmezzo.") == ["Bertolazzi", "Marchetto", "Tolmezzo"]


@pytest.mark.parametrize(
    "text", ["Attaccarono.", "«Domani», disse.", "Il Ministero tace.", "Fine: Nessuno parla.", "Capitolo XIV."]
)
def test_the_sentence_s_own_capital_and_common_words_make_none(text: str) -> None:
    assert sure(text) == []


def test_a_strange_word_at_the_beginning_is_a_name() -> None:
    assert sure("Bzrgtov ha parlato.") == ["Bzrgtov"]


def test_german_nouns_are_no_names() -> None:
    text = "Die Übertragungskapazität der Leitung nach Bzrgtow reicht laut Merkel aus."
    assert sure(text, "de") == ["Bzrgtow", "Merkel"]


def test_days_and_months_are_no_names() -> None:
    assert sure("They met on Monday in October.", "en", "it") == []


def lost(source: str, translation: str) -> list[str]:
    ours, theirs = find_names(source, "it", "en"), find_names(translation, "en", "it")
    return [name.text for name in names_without_answer(ours, theirs, translation) if name.sure]


def test_an_abbreviation_answers_the_words_it_stands_for() -> None:
    assert lost("Lo dice l'IISS.", "The international institute for strategic studies says so.") == []
    assert lost("Lo dice l'I.S.S.", "The international institute for strategic studies says so.") == []
    assert lost("Lo dicono gli IISSs.", "The international institute for strategic studies says so.") == []
    assert lost("Lo dice l'IISX.", "The international institute for strategic studies says so.") == ["IISX"]


def test_neighbouring_countries_do_not_answer_each_other() -> None:
    assert lost("L'Iran e la Slovacchia", "Iraq and Slovenia") == ["Iran", "Slovacchia"]


def test_names_that_touch_form_a_run() -> None:
    text = "Ha visto Anna Bertolazzi, poi Marchetto."
    names = [name for name in find_names(text, "it", "en") if name.sure]
    assert [text[start:end] for start, end in in_runs(names, text)] == ["Anna Bertolazzi", "Marchetto"]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("Zanardelli", "Zanaldelli", True),
        ("Marchetto", "Marchitto", True),
        ("Zelensky", "Zelenskyy", False),
        ("Austria", "Austrian", False),
        ("Ranger", "Rangers", False),
        ("Conti", "Monti", False),
    ],
)
def test_a_slip_is_told_from_another_spelling(one: str, other: str, slip: bool) -> None:
    assert slipped(one, other) is slip


@pytest.mark.parametrize(
    ("source", "translation", "slipped"),
    [
        ("Senator Walter Greaves spoke.", "Le sénateur Walter Graves a parlé.", ["Graves"]),
        ("Sam Cole won.", "Sam Cale ha vinto.", ["Cale"]),
        ("Sam Cole won.", "Tom Cale ha vinto.", []),
        ("Sam Cole won.", "Sam Coles hat gewonnen.", []),
        ("Sam Cole won.", "Sam corse.", []),
    ],
)
def test_behind_the_same_first_name_a_short_surname_is_held_against_the_other(
    source: str, translation: str, slipped: list[str]
) -> None:
    names = find_names(source, "en", "it"), find_names(translation, "it", "en")
    found = respelt_names(*names, source, translation)
    assert [word.text for _, word in found] == slipped
    assert all(follow_same_name(name, word, source, translation) for name, word in found)
