"""Which names of a translation may have changed places, and the translation in which they have."""

import pytest

from toolkit.analysis.names.exchanges import MOST, exchanged, exchanges


def named(source: str, translation: str, languages: tuple[str, str] = ("it", "en")) -> list[tuple[str, str]]:
    found = exchanges(source, translation, *languages)
    return [(translation[slice(*each.first)], translation[slice(*each.second)]) for each in found]


@pytest.mark.parametrize(
    ("source", "translation", "languages", "expected"),
    [
        ("La Francia ha battuto la Spagna.", "Spain beat France.", ("it", "en"), [("Spain", "France")]),
        ("Frankreich schlug Spanien.", "L'Espagne a battu la France.", ("de", "fr"), [("Espagne", "France")]),
        ("Moretti ha accusato Bianchi.", "Bianchi accused Moretti.", ("it", "en"), [("Bianchi", "Moretti")]),
        ("Moretti ha accusato Bianchi.", "Moretti accused Bianchi.", ("it", "en"), []),
        ("Moretti ha accusato Bianchi.", "Bianchi was accused by Moretti.", ("it", "en"), []),
        (
            "Bianchi è stato accusato da Moretti.",
            "Moretti was accused by Bianchi.",
            ("it", "en"),
            [("Moretti", "Bianchi")],
        ),
        ("La Francia è stata battuta dalla Spagna.", "Spain beat France.", ("it", "en"), []),
        ("Moretti ha accusato il sindaco.", "The mayor accused Moretti.", ("it", "en"), []),
    ],
)
def test_names_are_exchanged_that_stand_the_other_way_round_in_the_same_voice(
    source: str, translation: str, languages: tuple[str, str], expected: list[tuple[str, str]]
) -> None:
    assert named(source, translation, languages) == expected


def test_a_name_of_several_words_is_one_and_few_exchanges_are_thought_of() -> None:
    assert named("Carlo Moretti sfida Ugo Bianchi.", "Ugo Bianchi challenges Carlo Moretti.") == [
        ("Ugo Bianchi", "Carlo Moretti")
    ]
    people = ["Moretti", "Bianchi", "Ferrero", "Galli", "Conti"]
    assert named(f"Erano {', '.join(people)}.", f"There were {', '.join(reversed(people))}.") == []
    many = named(f"Erano {' contro '.join(people)}.", f"There were {' against '.join(reversed(people))}.")
    assert len(many) == MOST


def test_both_names_change_places_wherever_they_stand_as_whole_words() -> None:
    text = "Spain beat France: Spain were better, and Spaniards sang."
    (found,) = exchanges("La Francia ha battuto la Spagna.", text, "it", "en")
    assert exchanged(text, found) == "France beat Spain: France were better, and Spaniards sang."
