"""Words of a language, by dictionary."""

from toolkit.analysis.text.dictionary import is_word


def test_a_word_is_told_from_a_foreign_one() -> None:
    assert is_word("separate", "de")
    assert is_word("Haushalt", "de")
    assert not is_word("already", "it")


def test_a_language_without_a_dictionary_has_no_words() -> None:
    assert not is_word("word", "xx")
