import pytest

from toolkit.analysis.names.matching import names_without_answer
from toolkit.analysis.names.mentions import find_names
from toolkit.analysis.names.nicknames import has_nickname


@pytest.mark.parametrize(
    ("source", "translation", "named"),
    [
        ("La Vecchia Signora ha vinto.", "Juventus won.", True),
        ("Ha vinto Brentovalli.", "Juventus won.", False),
    ],
)
def test_common_words_with_capitals_behind_an_article_are_a_nickname(
    source: str, translation: str, named: bool
) -> None:
    ours, theirs = find_names(source, "it", "en"), find_names(translation, "en", "it")
    assert has_nickname(names_without_answer(ours, theirs, translation), source, "it") is named
