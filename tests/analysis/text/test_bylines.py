"""Bylines in six languages, and lines that only begin like one."""

import pytest

from toolkit.analysis.text.bylines import is_byline


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "by Elena Corvi"),
        ("en", "*By J. R. Oakes and Ada Corvi, Lower Vell*"),
        ("en", "Words by Ada Corvi | 12 March"),
        ("it", "di Elena Corvi"),
        ("it", "a cura di Anna De Lorenzo"),
        ("fr", "par Élise Roche"),
        ("fr", "Propos recueillis par Jean de La Roche"),
        ("de", "von Eva Rothe und Uwe Brandt"),
        ("es", "por Elena Paz y Luis Roca"),
        ("pt", "por Elena Sá, em Braga"),
    ],
)
def test_a_byline_is_a_word_and_a_name(language: str, line: str) -> None:
    assert is_byline(line, language)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "by Monday"),
        ("en", "by Elena Corvi."),
        ("en", "by the river, where Elena Corvi lives"),
        ("en", "Elena Corvi"),
        ("it", "di Lucca"),
        ("it", "di Santa Lucia"),
        ("it", "di Elena Corvi, che ha raccolto in vent’anni le carte di tutti i porti"),
        ("de", "von Montag bis Freitag"),
        ("xx", "by Elena Corvi"),
    ],
)
def test_what_only_begins_like_a_byline_is_none(language: str, line: str) -> None:
    assert not is_byline(line, language)
