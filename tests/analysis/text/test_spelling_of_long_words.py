"""What is far too long for a word is no slip of one, and costs no memory."""

import pytest

from toolkit.analysis.text.spelling import common_near, misspelled


@pytest.mark.parametrize("language", ["en", "it", "es", "fr", "de", "pt"])
def test_a_table_in_one_word_is_not_compared_with_the_dictionary(language: str) -> None:
    assert common_near("a" * 5_000, "abcdefghijklmnopqrstuvwxyz", language, 3.0) == set()
    assert not list(misspelled("b" * 5_000, language, set(), "en"))
