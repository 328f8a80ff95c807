"""Lists of things that have one item fewer on one side."""

import time

import pytest

from toolkit.analysis.correspondence.enumerations import lost_item

SOURCE = "They sell nails, hammers, saws and paint in the valley."


@pytest.mark.parametrize(
    ("translation", "language"),
    [
        ("Vendono chiodi, seghe e vernice nella valle.", "it"),
        ("Ils vendent des clous, des scies et de la peinture dans la vallée.", "fr"),
        ("Sie verkaufen Nägel, Sägen und Farbe im Tal.", "de"),
        ("Venden clavos, sierras y pintura en el valle.", "es"),
        ("Vendem pregos, serras e tinta no vale.", "pt"),
    ],
)
def test_a_list_with_one_item_fewer_is_told_with_both_counts(translation: str, language: str) -> None:
    found = lost_item(SOURCE, translation, "en", language)
    assert found is not None
    ours, theirs = found
    assert (ours.items, theirs.items) == (4, 3)
    assert SOURCE[ours.start : ours.end] == "nails, hammers, saws and paint"


@pytest.mark.parametrize(
    "translation",
    [
        "Vendono chiodi, martelli, seghe e vernice nella valle.",
        "Vendono chiodi e martelli, seghe e vernice nella valle.",
        "Vendono chiodi, seghe e vernice nella valle, ma anche martelli.",
        "Vendono chiodi e vernice nella valle.",
    ],
)
def test_a_list_that_is_whole_or_told_in_another_way_is_not(translation: str) -> None:
    assert lost_item(SOURCE, translation, "en", "it") is None


def test_an_oxford_comma_is_no_item() -> None:
    source, translation = "Vendono chiodi, martelli, seghe e vernice.", "They sell nails, hammers, saws, and paint."
    assert lost_item(source, translation, "it", "en") is None


def test_what_only_ends_an_attribution_is_no_item() -> None:
    source = "According to the local rules, funds, beds and staff may come in."
    assert lost_item(source, "Per le norme locali fondi, letti e personale possono arrivare.", "en", "it") is None


def test_a_very_long_list_is_read_in_passing() -> None:
    text = "a, " * 20_000
    begin = time.process_time()
    assert lost_item(text, text, "en", "it") is None
    assert time.process_time() - begin < 2
