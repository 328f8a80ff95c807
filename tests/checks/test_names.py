from tests.cases import case
from toolkit.checks.names import Names
from toolkit.model import Finding


def found(source: str, translation: str) -> list[tuple[str, str]]:
    return [(one.severity, one.message) for one in Names().find(case(source, translation)) if isinstance(one, Finding)]


def test_two_replaced_names_are_two_findings() -> None:
    texts = "Il medico ha visto Bertolazzi e poi Zanardelli.", "The doctor saw Marchetto and then Quirini."
    assert [severity for severity, _ in found(*texts)] == ["error", "error"]


def test_a_dropped_first_name_is_for_information() -> None:
    texts = "Ne parla Ottavio Bertolazzi.", "Bertolazzi talks about it."
    assert [severity for severity, _ in found(*texts)] == ["info"]


def test_the_country_that_a_translation_has_to_name_is_no_addition() -> None:
    assert found("Il Parlamento ha votato la fiducia.", "Italy's parliament passed the confidence vote.") == []


def test_a_people_left_out_is_missed() -> None:
    assert found("I soldati turchi tornano a casa.", "The soldiers are going home.") == [
        ("warning", 'the translation does not name "turchi"')
    ]


def test_an_abbreviation_left_out_may_be_spelt_out() -> None:
    assert [severity for severity, _ in found("Lo dice il Tar.", "So says the regional court.")] in ([], ["info"])
