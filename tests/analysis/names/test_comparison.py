"""What is said of the names of one unit, as the check tells it."""

import pytest

from tests.cases import case
from toolkit.checks.names import Names
from toolkit.model import Finding


def findings(source: str, translation: str, languages: tuple[str, str] = ("it", "en")) -> list[Finding]:
    return [one for one in Names().find(case(source, translation, languages)) if isinstance(one, Finding)]


def told(source: str, translation: str) -> list[tuple[str, str, list[str]]]:
    """Return severity, kind and the texts of the spans."""
    texts = {"source": source, "translation": translation}
    return [
        (one.severity, one.category.split("/")[1], [texts[span.side][span.start : span.end] for span in one.spans])
        for one in findings(source, translation)
    ]


def test_replaced_names_go_in_pairs_and_what_is_left_is_omitted_or_added() -> None:
    assert told("Il medico ha visto Anna Bertolazzi, poi Zanardelli.", "The doctor saw Carla Marchetto and left.") == [
        ("error", "mistranslation", ["Carla Marchetto", "Anna Bertolazzi"]),
        ("warning", "omission", ["Zanardelli"]),
    ]
    assert told("Il medico ha visto Bertolazzi.", "The doctor saw Marchetto and Quirini.") == [
        ("error", "mistranslation", ["Marchetto", "Bertolazzi"]),
        ("info", "addition", ["Quirini"]),
    ]


def test_a_person_may_be_told_by_an_office_but_no_city_is() -> None:
    bulgarian = "The Bulgarian president spoke."
    assert told("Ha parlato Petrov.", bulgarian) == [("info", "omission", ["Petrov"])]
    assert told("Ha parlato il presidente Petrov.", bulgarian) == [
        ("warning", "mistranslation", ["Bulgarian", "Petrov"])
    ]
    assert told("Ha parlato Berlino.", bulgarian) == [("error", "mistranslation", ["Bulgarian", "Berlino"])]
    assert told("Ha parlato Petrov.", "The president spoke.") == [("info", "omission", ["Petrov"])]
    assert told("Ha parlato Lisbona.", "The president spoke.") == [("warning", "omission", ["Lisbona"])]
    replaced = told("Ha parlato Petrov.", "The president spoke in Quirinello.")
    assert replaced == [("error", "mistranslation", ["Quirinello", "Petrov"])]


@pytest.mark.parametrize(
    ("source", "translation", "severity"),
    [
        ("Lo dice il Pdx.", "So says the QRT.", "warning"),
        ("Lo dice il Pdx.", "So say the QRTs.", "warning"),
        ("Lo dice il Bzrgt.", "So says the QRT.", "error"),
        ("Lo dice il Bzrg.", "So says Marchetto.", "error"),
        ("Lo dice la UE.", "So says the WHO.", "error"),
        ("Lo dice il Bzrg.", "So he says.", "info"),
        ("Lo dice il Bzrgt.", "So he says.", "warning"),
        ("Lo dicono i turchi.", "So they say.", "warning"),
        ("Lo dicono i russi.", "So they say.", "warning"),
    ],
)
def test_an_abbreviation_that_no_table_knows_weighs_less(source: str, translation: str, severity: str) -> None:
    assert [one.severity for one in findings(source, translation)] == [severity]


def test_each_severity_has_its_precision() -> None:
    texts = "Il medico ha visto Bertolazzi e poi Zanardelli.", "The doctor saw Marchetto in the dark."
    error, warning = findings(*texts)
    (info,) = findings("Ne parla Ottavio Bertolazzi.", "Bertolazzi talks about it.")
    assert 1 > (error.confidence or 0) > (warning.confidence or 0) > (info.confidence or 0) > 0


def test_a_country_named_by_two_words_is_wanted_twice() -> None:
    once = "Turkey is silent. The others are not."
    assert told("La Turchia tace. I turchi no.", once) == [("info", "omission", ["Turchia"])]
    assert told("La Turchia tace. La Turchia no.", once) == []
    assert told("La Turchia tace. I turchi no.", "Turkey is silent. The Turks are not.") == []
    assert told("La Turchia tace. I turchi no, i turchi mai.", once) == []
    assert told("La Turchia tace. I turchi no, dice Lisbona.", once) == [("warning", "omission", ["Lisbona"])]


def test_a_name_with_a_slip_is_told_once_and_is_neither_lost_nor_added() -> None:
    assert told("Ne ha parlato Zanardelli.", "Minister Zanaldelli spoke of it.") == [
        ("warning", "spelling", ["Zanaldelli", "Zanardelli"])
    ]
    assert told("Ne ha parlato Zanardelli.", "The zanaldelli spoke of it.") == []
    assert told("Zanardelli e Zanaldelli parlano.", "Minister Zanaldelli and Zanardelli talk.") == []


def test_what_begins_the_sentence_or_is_an_abbreviation_is_not_added() -> None:
    assert told("Ha parlato.", "Grosseto spoke.") == told("Ha parlato.", "He spoke to the QRT.") == []
    assert told("Ha parlato.", "He spoke in Grosseto.") == [("info", "addition", ["Grosseto"])]


def test_the_home_of_a_language_may_be_named_but_no_other_country() -> None:
    assert told("Il parlamento tace.", "Italy's parliament and Spain's are silent.") == [
        ("info", "addition", ["Spain"])
    ]
    assert told("L'Ungheria tace.", "Italy is silent.") == [("error", "mistranslation", ["Italy", "Ungheria"])]
    assert told("Ha parlato Bertolazzi.", "An Italian has spoken.") == [("warning", "omission", ["Bertolazzi"])]


def test_a_first_name_is_replaced_by_a_first_name() -> None:
    assert told("Ne parla Ottavio Bertolazzi.", "Giorgio Bertolazzi talks about it.") == [
        ("error", "mistranslation", ["Giorgio", "Ottavio"])
    ]
    assert told("Ne parla Bertolazzi, non Zanardelli.", "It is Giorgio Bertolazzi who talks.") == [
        ("warning", "omission", ["Zanardelli"])
    ]


def test_a_common_word_with_a_capital_may_stand_for_a_name_unless_it_is_an_everyday_one() -> None:
    assert told("Lo dice Zanardelli ora.", "So says the Lighthouse now.") == [
        ("error", "mistranslation", ["Lighthouse", "Zanardelli"])
    ]
    for words in ("So says the Health now.", "Lighthouse says so now.", "So says the Ministry now."):
        assert told("Lo dice Zanardelli ora.", words) == [("warning", "omission", ["Zanardelli"])]
    assert [one.severity for one in findings("So says Bertolazzi.", "Das sagt der Leuchtturm.", ("en", "de"))] == [
        "warning"
    ]
