"""How the forms of the table are found in a text."""

import pytest

from toolkit.analysis.names.table import find_hits


def keys(text: str, language: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], "/".join(sorted(hit.keys))) for hit in find_hits(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("it", "gli ungheresi", [("ungheresi", "HU")]),
        ("it", "ungheresissimo", []),
        ("it", "la romanesca", [("romanesca", "Rome")]),
        ("it", "i romaneschi", []),
        ("it", "negli STATI UNITI", [("STATI UNITI", "US")]),
        ("it", "in GERMANIA", [("GERMANIA", "DE")]),
        ("it", "in germania", []),
        ("it", "i cechi", [("cechi", "CZ")]),
        ("en", "a Jew", [("Jew", "JEW")]),
        ("it", "la UE", [("UE", "EU/EUROPE")]),
        ("it", "la ue", []),
        ("en", "us and the US", [("US", "US")]),
        ("de", "Berlins Deutschlands deutschen", [("Berlins", "Berlin"), ("Deutschlands", "DE"), ("deutschen", "DE")]),
        ("de", "deutschlandweites", []),
        ("en", "from Kiev to Kyiv", [("Kiev", "Kyiv"), ("Kyiv", "Kyiv")]),
        ("en", "in Europe and Asia", [("Europe", "EUROPE"), ("Asia", "ASIA")]),
        ("en", "Myanmar and Burma", [("Myanmar", "MM"), ("Burma", "MM")]),
        ("en", "New York, Los Angeles", [("New York", "New York"), ("Los Angeles", "Los Angeles")]),
        ("en", "in New Zork", [("New", "new")]),
        ("it", "da Kampala", [("Kampala", "Kampala")]),
    ],
)
def test_a_form_is_found_with_its_endings_and_in_its_case(
    language: str, text: str, found: list[tuple[str, str]]
) -> None:
    assert keys(text, language) == found


def test_of_two_forms_the_longer_is_taken_and_the_next_begins_behind_it() -> None:
    assert keys("the Federal Reserve Federal Reserve Fed", "en") == [
        ("Federal Reserve", "Fed"),
        ("Federal Reserve", "Fed"),
        ("Fed", "Fed"),
    ]


def test_what_names_are_made_with_is_told_from_names() -> None:
    found = {key: hit.generic for hit in find_hits("il presidente del parlamento di Roma", "it") for key in hit.keys}
    assert found == {"president": True, "parliament": True, "Rome": False}
