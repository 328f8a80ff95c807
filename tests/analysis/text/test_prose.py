"""What is no prose is covered at its length, and what is prose is not."""

import pytest

from tests.cases import case
from toolkit.analysis.text.kept import kept
from toolkit.analysis.text.prose import prose, uncovered
from toolkit.model import Finding, Span


def covered(source: str, translation: str, languages: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (source[slice(*one.source)], translation[slice(*one.translation)])
        for one in kept(source, translation, *languages)
    ]


@pytest.mark.parametrize(
    ("source", "translation", "languages", "found"),
    [
        ("Ripara l'm68k e la 4K.", "It repairs the m68k and the 4K.", ("it", "en"), [("m68k", "m68k"), ("4K", "4K")]),
        ("Die Fassung 4.0 kommt.", "Version 4.0 is coming.", ("de", "en"), [("4.0", "4.0")]),
        ("Chame +351 210 000 000.", "Call +351 21 000 0000.", ("pt", "en"), [("+351 210 000 000", "+351 21 000 0000")]),
        ("Numero verde 800 123 456.", "Toll-free 800-123456.", ("it", "en"), [("800 123 456", "800-123456")]),
        ("Le motto « Nemo me impune ».", "The motto “Nemo me impune”.", ("fr", "en"), [("Nemo me impune",) * 2]),
        ("Ha cantato «Never Going Home».", "She sang “Never Going Home”.", ("it", "en"), [("Never Going Home",) * 2]),
        ("In “Never Going Home” she sings.", "In «Never Going Home» canta.", ("en", "it"), [("Never Going Home",) * 2]),
        ("Cantava we shall not move.", "She sang we shall not move.", ("it", "en"), [("we shall not move",) * 2]),
    ],
)
def test_what_stands_on_both_sides_is_kept(
    source: str, translation: str, languages: tuple[str, str], found: list[tuple[str, str]]
) -> None:
    assert covered(source, translation, languages) == found


@pytest.mark.parametrize(
    ("source", "translation", "languages"),
    [
        ("Dall'A320 al B737.", "From the B737 to the A320.", ("it", "en")),  # changed places
        ("Ha detto: «Non ho mai pagato».", "He said: “Non ho mai pagato.”", ("it", "en")),  # left untranslated
        ("Scade il 03/04/2031.", "It expires on 03/04/2031.", ("it", "en")),  # a date, which has an order
        ("Sono 250 su 1.250.", "They are 250 of 1.250.", ("it", "en")),  # quantities
        ("La calle de la casa es roja.", "A rua de la casa es vermelha.", ("es", "pt")),
    ],
)
def test_what_was_to_be_translated_is_not(source: str, translation: str, languages: tuple[str, str]) -> None:
    assert covered(source, translation, languages) == []


def test_a_covered_text_keeps_its_length_and_can_be_told_of() -> None:
    built = case("Vedi www.molo.example/no, non qui.", "See www.molo.example/no, not here.")
    bare = prose(built)
    before, after = built.units[0].translation_text, bare.units[0].translation_text
    assert len(before) == len(after)
    assert [word for word in after.split() if word.isascii()] == ["See", "not", "here."]
    told = Finding("x", "error", "", f'"{after[4:23]}" and "{bare.units[0].source_text[5:10]}"', 0, (), after[4:8])
    assert uncovered(told, built).message == '"www.molo.example/no" and "www.m"'
    assert uncovered(told, built).suggestion == "www."


def test_a_case_of_prose_alone_is_the_case() -> None:
    built = case("Non qui.", "Not here.")
    assert prose(built) is built
    assert uncovered(found := Finding("x", "error", "", "no", 0, (Span("source", 0, 3),)), built) is found
