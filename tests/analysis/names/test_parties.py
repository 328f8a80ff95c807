"""Who did it to whom, around one verb."""

import pytest

from toolkit.analysis.names.parties import reversed_deeds


def told(source: str, translation: str, languages: tuple[str, str] = ("it", "en")) -> bool:
    return bool(reversed_deeds(source, translation, *languages))


@pytest.mark.parametrize(
    ("translation", "reversed_"),
    [
        ("Quirinello beat Malgrado.", True),
        ("Malgrado were beaten by Quirinello.", True),
        ("Malgrado beat Quirinello.", False),
        ("Quirinello were beaten by Malgrado.", False),
        ("Quirinello sued Malgrado.", False),
        ("Quirinello, they say, beat Malgrado.", False),
        ("Quirinello beat the old rivals of Malgrado.", False),
    ],
)
def test_the_parties_of_the_same_verb_are_held_against_each_other(translation: str, reversed_: bool) -> None:
    assert told("Il Malgrado ha battuto il Quirinello.", translation) == reversed_


def test_a_name_of_several_words_is_one_party() -> None:
    assert told("Virtus Malgrado ha battuto Quirinello.", "Quirinello beat Virtus Malgrado.")
    assert not told("Anna Malgrado ha battuto Carla Malgrado.", "Carla Malgrado beat Anna Malgrado.")
