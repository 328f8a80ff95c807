"""The three keys of a name's sound: what each forgets, and what it keeps."""

from toolkit.analysis.names.sounds import first_name_key, sound_key, transliteration_key


def test_a_key_of_sound_makes_one_of_the_ways_to_write_a_name_in_two_languages() -> None:
    assert sound_key("Cruz") == sound_key("Krus")
    assert sound_key("Gheddafi") == sound_key("Gedafi")
    assert sound_key("Rossi") != sound_key("Russo")


def test_transliterations_of_a_name_have_one_key_and_names_that_sound_alike_have_two() -> None:
    assert transliteration_key("Zelenskyy") == transliteration_key("Zelenskij") == transliteration_key("zelenskiy")
    assert transliteration_key("Cruz") != transliteration_key("Krus")
    assert transliteration_key("Halid") != transliteration_key("Alid")


def test_first_names_are_one_in_their_letters_and_two_in_their_consonants() -> None:
    assert first_name_key("Sylvia") == first_name_key("Silvia")
    assert first_name_key("Raffaèle") == first_name_key("Rafaele") == first_name_key("Raphaele")
    assert first_name_key("Carla") != first_name_key("Karla")
