"""Bylines in six languages, and lines that begin like one."""

import pytest

from toolkit.analysis.text.bylines import is_byline


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("by Mara Deltoni", "en"),
        ("By Mara Deltoni and J. R. Lowe, in Corvara", "en"),
        ("BY MARA DELTONI", "en"),
        ("*by Mara Deltoni*", "en"),
        ("di Mara Deltoni, inviata a Corvara", "it"),
        ("von Petra Lindt und Karl von Auen", "de"),
        ("par Élise Le Goff", "fr"),
        ("por Ana de la Paz", "es"),
        ("por Rui Sá e Ana Luz", "pt"),
    ],
)
def test_a_line_that_says_who_wrote_is_a_byline(line: str, language: str) -> None:
    assert is_byline(line, language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("by the river", "en"),
        ("by Mara Deltoni was read", "en"),
        ("by Mara Deltoni.", "en"),
        ("di Corvara", "it"),
        ("von Petra Lindt gelesen", "de"),
        ("by Mara Deltoni", "xx"),
    ],
)
def test_other_lines_are_none(line: str, language: str) -> None:
    assert not is_byline(line, language)
