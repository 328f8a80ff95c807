"""What people call languages: codes of three kinds, names in English, in their own and in other languages."""

import pytest

from toolkit.errors import InputError
from toolkit.languages.codes import understood


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("it", "it"),
        ("IT", "it"),
        ("ita", "it"),
        ("it-CH", "it"),
        ("pt_BR", "pt"),
        ("ger", "de"),
        ("fre", "fr"),
        ("pes", "fa"),
        ("Italian", "it"),
        ("italiano", "it"),
        ("Deutsch", "de"),
        ("tedesco", "de"),
        ("ελληνικά", "el"),
        (" english ", "en"),
        ("klingon", "tlh"),
        ("qaa", "qaa"),
    ],
)
def test_a_language_is_understood_however_it_is_named(given: str, code: str) -> None:
    assert understood(given) == code


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("", "'' is no language; name one by its code or its name, such as 'it' or 'Italian'"),
        ("xx", "'xx' is no language; languages have codes such as 'it', or names such as 'Italian'"),
        ("Italain", "'Italain' is no language; did you mean 'it' (Italian)?"),
        ("eng lish", "'eng lish' is no language; did you mean 'en' (English)?"),
    ],
)
def test_what_is_no_language_is_refused_with_a_suggestion(given: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        understood(given)
    assert str(caught.value) == says
