"""Words with a capital that are no names."""

import pytest

from toolkit.analysis.names.plain_words import is_plain_word, is_verb_form


@pytest.mark.parametrize(
    ("form", "language", "other"),
    [
        ("Commissione", "it", "de"),
        ("Denuklearisierung", "de", "en"),
        ("Operation", "de", "en"),
        ("Miembros", "es", "pt"),
        ("Office", "it", "fr"),
        ("Treasury", "es", "de"),
    ],
)
def test_a_derived_an_inflected_or_a_borrowed_word_is_plain(form: str, language: str, other: str) -> None:
    assert is_plain_word(form, language, other)


@pytest.mark.parametrize(
    ("form", "language", "other"),
    [
        ("Zanardelli", "it", "en"),
        ("Paolo", "it", "es"),
        ("Windows", "it", "en"),
        ("Treasury", "es", "en"),
        ("Trump", "fr", "de"),
    ],
)
def test_a_name_and_a_word_of_the_other_side_are_not(form: str, language: str, other: str) -> None:
    assert not is_plain_word(form, language, other)


def test_a_verb_form_is_told_by_its_ending() -> None:
    assert is_verb_form("Arrampicandosi", "it")
    assert is_verb_form("Sbucciate", "it")
    assert not is_verb_form("Zanardelli", "it")
