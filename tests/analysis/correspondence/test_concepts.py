"""What words of two languages may have in common."""

from toolkit.analysis.correspondence.concepts import answer_keys, origin


def test_words_of_one_origin_share_as_many_letters_of_their_sound_as_are_asked_for() -> None:
    assert origin("presidente", 5) == origin("President", 5) == "presi"
    assert origin("president", 4) == "pres"
    assert origin("telefono", 5) == origin("telephone", 5)


def test_short_words_tell_no_origin_but_for_figures_and_where_asked_abbreviations() -> None:
    assert origin("con", 5) == origin("EU", 5) == ""
    assert origin("42", 5) == "42"
    assert origin("EU", 5, abbreviations=True) == "eu"


def test_each_word_is_answered_by_its_concepts_or_its_origin() -> None:
    di, tipo = answer_keys("di tipo", "it", letters=5)
    assert (di, "=tipo" in tipo) == (frozenset(), True)
    (acqua,), (water,) = answer_keys("acqua", "it", letters=5), answer_keys("water", "en", letters=5)
    assert acqua & water
