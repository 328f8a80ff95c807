import pytest

from toolkit.analysis.correspondence.kept_words import kept_ranges


def texts(source: str, translation: str) -> list[str]:
    return [translation[start:end] for start, end in kept_ranges(source, translation, "it", "en")]


def test_a_title_in_quotation_marks_is_kept() -> None:
    source = "Il film «La grande attesa» è bello."
    assert '"La grande attesa"' in texts(source, 'The film "La grande attesa" is beautiful.')


@pytest.mark.parametrize("source", ["Disse: «La grande attesa».", "«La grande attesa», disse."])
def test_speech_is_not(source: str) -> None:
    assert texts(source, 'He said "La grande attesa".') == []


def test_a_gloss_keeps_a_word_unless_the_original_has_the_aside_too() -> None:
    assert texts("Il bando è uscito.", "The bando, the call for bids, is out.") == ["bando"]
    assert texts("Il bando, la gara, è uscito.", "The bando, the call for bids, is out.") == []
