"""One name in two spellings."""

import pytest

from toolkit.analysis.names.sounds import transliteration_key
from toolkit.analysis.names.spellings import joined_two_ways, names, spelled_two_ways
from toolkit.analysis.names.variants import known_names, known_two_ways
from toolkit.languages import load


@pytest.mark.parametrize(
    "spellings",
    [
        "Zelensky Zelenskyy Zelenskiy Zelenskyj Zelenskij",
        "Navalny Navalnyj Navalniy",
        "Khrushchev Krushchev",
        "Dvořák Dvorak",
        "Erdoğan Erdogan",
        "Mohamed Mohammed",
    ],
)
def test_transliterations_share_a_key(spellings: str) -> None:
    assert len({transliteration_key(name) for name in spellings.split()}) == 1


@pytest.mark.parametrize("pair", ["Davis Davies", "Steven Stephen", "Brown Browne", "Martin Marin", "Rossi Russo"])
def test_different_names_do_not(pair: str) -> None:
    left, right = pair.split()
    assert transliteration_key(left) != transliteration_key(right)


def found(*texts: str, small: frozenset[str] = frozenset()) -> list[set[str]]:
    words, wholes = names(texts)
    titles = frozenset(load("en", "variants")["titles"])
    return [set(ways) for ways in spelled_two_ways(words, small, titles) + joined_two_ways(wholes)]


def test_two_given_names_are_two_people() -> None:
    assert found("Then Anna Philips won.", "Then Carl Phillips lost.") == []
    assert found("Then Anna Philips won.", "Then Anna Phillips lost.") == [{"Philips", "Phillips"}]
    assert found("Then Anna Philips won.", "Then Ms Phillips lost.") == [{"Philips", "Phillips"}]


def test_a_given_name_alone_is_nobody_in_particular() -> None:
    assert found("Then Michele Rossi won.", "Then Michelle Blanc lost.") == []
    assert found("Then Anna Michele Rossi won.", "Then Anna Michelle Blanc lost.") == []
    assert found("Then Michele Rossi won.", "Then Michelle Rossi lost.") == [{"Michele", "Michelle"}]


def test_words_that_only_begin_sentences_are_no_names() -> None:
    assert found("Later they won.", "Latter days.") == []
    assert found("In Latter they won.", "Later they lost.", small=frozenset({"later"})) == []


def test_hyphens_spaces_and_capitals_make_two_spellings_of_a_whole_name() -> None:
    assert found("It is Tae Min-ho.", "It is Tae Min Ho.") == [{"Tae Min-ho", "Tae Min Ho"}]


def test_every_known_spelling_is_found_and_belongs_to_one_group() -> None:
    known = known_names("en")
    assert known is not None
    forms = [form for group in known.groups for form in group]
    assert len(forms) == len(set(forms))
    for group in known.groups:
        for form in group[1:]:
            assert {group[0], form} in [set(ways) for ways in known_two_ways([f"In {group[0]}.", f"In {form}."], known)]


def test_a_language_without_data_knows_no_names() -> None:
    assert known_names("xx") is None


def test_a_name_is_its_words_of_five_letters_and_what_stands_around_them() -> None:
    words, wholes = names(
        ["Later Anna Philips's friend saw UNESCO and Ludwig van Beethoven.", "Marchetto’s home.", "Anna Conti won."]
    )
    assert [(one.text, one.passage, one.start, one.before, one.after, one.initial) for one in words] == [
        ("Later", 0, 0, "", "Anna", False),
        ("Philips", 0, 11, "Anna", "", False),
        ("Ludwig", 0, 43, "", "van", False),
        ("Beethoven", 0, 54, "van", "", False),
        ("Marchetto", 1, 0, "", "", True),
        ("Conti", 2, 5, "Anna", "", False),
    ]
    assert [(one.text, one.passage, one.start, one.end) for one in wholes] == [
        ("Later Anna Philips", 0, 0, 18),
        ("Anna Philips", 0, 6, 18),
        ("Ludwig van Beethoven", 0, 43, 63),
        ("Anna Conti", 2, 0, 10),
    ]
