"""Whom a text lets speak."""

import pytest

from toolkit.analysis.names.mentions import find_names
from toolkit.analysis.quotations.attributions import find_attributions
from toolkit.analysis.quotations.speakers import reattributed
from toolkit.analysis.quotations.speech_verbs import says


def speakers(text: str, language: str) -> list[tuple[str, str]]:
    names = [name for name in find_names(text, language, "en" if language != "en" else "it") if name.sure]
    return [
        (" ".join(one.text for one in said.speaker), " ".join(one.text for one in said.addressee))
        for said in find_attributions(text, language, names)
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("On Monday Angela Merkel told Macron that she agreed.", "en", [("Angela Merkel", "Macron")]),
        ("“No,” said the French president, Macron.", "en", []),
        ("Yesterday Barnier, the negotiator for Europe, warned London.", "en", [("Barnier", "London")]),
        ("Then Macron was told by Merkel that it was over.", "en", [("Merkel", "Macron")]),
        ("It is over, according to Paris.", "en", [("Paris", "")]),
        ("He said that Macron agreed.", "en", []),
        ("Lo ha detto il premier Conte a Macron.", "it", [("Conte", "Macron")]),
        ("La denuncia di Macron è caduta.", "it", []),
        ("Ieri ha accusato Macron di mentire.", "it", []),
        ("Stando a Parigi è finita.", "it", [("Parigi", "")]),
        ("«Ha detto Macron che parte», si legge.", "it", []),
        ("Am Montag warnte Merkel vor Moskau.", "de", []),
        ("«Basta», ha dicho Sánchez a Orbán.", "es", [("Sánchez", "Orbán")]),
        ("« Assez », a déclaré Barnier.", "fr", [("Barnier", "")]),
        ("“Basta”, disse Costa a Macron.", "pt", [("Costa", "Macron")]),
    ],
)
def test_a_speaker_is_who_stands_beside_the_verb_and_nobody_where_that_is_not_plain(
    text: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert speakers(text, language) == expected


def test_two_speakers_who_change_places_with_their_words_are_no_fault() -> None:
    source = "Secondo Kiev i morti sono 12; secondo Mosca sono 40."
    assert not list(reattributed(source, "According to Moscow 40 died; according to Kyiv, 12.", "it", "en"))
    assert list(reattributed(source, "According to Moscow 12 died; according to Kyiv, 40.", "it", "en"))


def test_a_speaker_that_the_original_does_not_name_at_all_is_left_to_the_check_of_names() -> None:
    assert not list(reattributed("Lo ha detto Conte ai giornalisti.", "Macron told the reporters.", "it", "en"))


def test_a_verb_of_speech_is_known_in_its_forms_and_only_where_it_is_asked_for() -> None:
    text = "Lo dichiarò Conte, e tutti risero."
    assert says(text, "it", 0, len(text))
    assert not says(text, "it", text.index("Conte"), len(text))
    assert not says(text, "cs", 0, len(text))
