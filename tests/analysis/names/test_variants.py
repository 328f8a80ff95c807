"""Names with several accepted spellings: what is a use, and what only explains one."""

import pytest

from toolkit.analysis.names.variants import known_names, known_two_ways


def ways(*texts: str) -> list[dict[str, list[tuple[int, int]]]]:
    """Return the places of each spelling, as (number of the text, start)."""
    known = known_names("en")
    assert known is not None
    return [
        {form: [(use.passage, use.start) for use in uses] for form, uses in found.items()}
        for found in known_two_ways(texts, known)
    ]


def test_each_use_is_told_at_its_place() -> None:
    assert ways("In Kiev, then Kyiv.", "Back to Kiev.") == [{"Kyiv": [(0, 14)], "Kiev": [(0, 3), (1, 8)]}]


def test_names_come_in_the_order_of_the_data_and_one_spelling_alone_is_none() -> None:
    found = ways("Kharkov, Kiev, Lviv.", "Kharkiv, Kyiv, Lviv.")
    assert [set(one) for one in found] == [{"Kyiv", "Kiev"}, {"Kharkiv", "Kharkov"}]
    assert ways("Kiev.", "Kiev.") == []


def test_the_longer_spelling_is_taken_and_no_part_of_a_word() -> None:
    assert ways("St. Petersburg stays.", "In St. Petersburg, yes.") == []
    assert ways("Kievan times.", "In Kyiv.") == []
    assert ways("Kiev's times.", "In Kyiv.") == [{"Kyiv": [(1, 3)], "Kiev": [(0, 0)]}]
    assert ways("Nagorno Karabakhi songs.", "In Nagorno-Karabakh.") == []
    assert ways("In Nagorno-Karabakh.", "In Nagorno Karabakh.") != []


@pytest.mark.parametrize("gloss", ["Kyiv (Kiev)", "Kyiv, also Kiev [sic]", "Kyiv/Kiev", "Kyiv, formerly Kiev"])
def test_a_spelling_that_explains_another_is_no_second_one(gloss: str) -> None:
    assert ways(f"In {gloss}, he said.") == []
    assert ways(f"In {gloss}, he said.", "In Kiev.") == []
    assert ways(f"{gloss}, he said.", "In Kiev.") == []


def test_an_explanation_stands_close_by() -> None:
    far = "a" * 60
    assert ways(f"In Kyiv {far} (yes) {far} Kiev.") != []
    assert ways(f"In Kyiv (yes) {far} Kiev.") != []
    assert ways("In Kyiv and Kiev.") != []


def test_a_fixed_term_keeps_its_spelling() -> None:
    known = known_names("en")
    assert known is not None
    assert ways("A chicken Kiev, please.", "In Kyiv.") == []
    assert ways("A chicken Kiev in Kiev.", "In Kyiv.") == [{"Kyiv": [(1, 3)], "Kiev": [(0, 18)]}]
