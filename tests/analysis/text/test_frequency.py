import pytest

from toolkit.analysis.text.frequency import begins_common_word, common, frequency


@pytest.mark.parametrize(("word", "language"), [("giorno", "it"), ("day", "en"), ("jour", "fr"), ("tag", "de")])
def test_everyday_words_are_common_in_their_language(word: str, language: str) -> None:
    assert common(word, language) > 5


def test_a_word_of_another_language_is_not_common() -> None:
    assert common("nonostante", "en") == 0


def test_the_large_list_knows_rarer_words() -> None:
    assert common("ripiegare", "it") <= 3.5
    assert 2.5 < frequency("ripiegare", "it") < 3.5
    assert frequency("xqzzt", "it") == 0


def test_beginnings_are_looked_up_among_the_common_words() -> None:
    assert begins_common_word("attacc", "it")
    assert not begins_common_word("zzgq", "it")
