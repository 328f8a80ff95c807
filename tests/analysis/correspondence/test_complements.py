"""Shares told by the rest: "six in ten have not" and "four in ten have"."""

import pytest

from toolkit.analysis.correspondence.complements import told_by_complements


@pytest.mark.parametrize(
    ("source", "translation", "pair"),
    [
        ("Sei famiglie su dieci non leggono un giornale.", "Four in ten families read a newspaper.", "it-en"),
        ("Two in ten patients never come back.", "Acht von zehn Patienten kommen wieder.", "en-de"),
        ("Huit habitants sur dix n'ont pas de jardin.", "Only two in ten people have a garden.", "fr-en"),
        ("Seis de cada diez hogares no tienen calefacción.", "Four in ten households have heating.", "es-en"),
        ("Sete em cada dez alunos não acabam o curso.", "Three in ten pupils finish the course.", "pt-en"),
        ("Il 60% degli iscritti non ha votato.", "Only 40% of members voted.", "it-en"),
    ],
)
def test_a_share_is_told_by_its_rest_only_where_one_side_denies(source: str, translation: str, pair: str) -> None:
    assert told_by_complements(source, translation, *pair.split("-"))
    assert told_by_complements(translation, source, *reversed(pair.split("-")))


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Sei famiglie su dieci leggono un giornale.", "Four in ten families read a newspaper."),
        ("Sei famiglie su dieci non leggono un giornale.", "Four in ten families do not read a newspaper."),
        ("Sei famiglie su dieci non leggono un giornale.", "Three in ten families read a newspaper."),
        ("Il 60% non legge, il 40% legge.", "60% read, 40% read."),
    ],
)
def test_other_shares_are_no_complements(source: str, translation: str) -> None:
    assert not told_by_complements(source, translation, "it", "en")
