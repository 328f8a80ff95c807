import pytest

from toolkit.analysis.gender.cues import find_gender, speaks_of_others, stands_for_things


@pytest.mark.parametrize(
    ("language", "text", "gender"),
    [
        ("it", "L'attrice è partita.", "feminine"),
        ("it", "Ha telefonato Giulia.", "feminine"),
        ("it", "Ha telefonato Roberto.", "masculine"),
        ("it", "Lo ha detto lui.", "masculine"),
        ("en", "She left.", "feminine"),
        ("en", "The chairman left.", "masculine"),
        ("es", "La escritora lo sabe.", "feminine"),
        ("fr", "La directrice le sait.", "feminine"),
        ("de", "Die Schauspielerin weiß es.", "feminine"),
        ("pt", "A professora sabe.", "feminine"),
    ],
)
def test_the_gender_of_a_person_is_told(language: str, text: str, gender: str) -> None:
    told = find_gender(text, language)
    assert {name for name, one in told.items() if one.surely} == {gender}


def test_an_office_tells_perhaps() -> None:
    told = find_gender("Il direttore tace.", "it")["masculine"]
    assert told.perhaps
    assert not told.surely


@pytest.mark.parametrize(
    "text", ["È stata eletta.", "Parla la Merkel.", "Le ha scritto.", "L'hanno vista.", "Vuole vederla."]
)
def test_agreement_tells_perhaps(text: str) -> None:
    assert find_gender(text, "it")["feminine"].agreement


def test_agreement_with_a_thing_tells_nothing() -> None:
    assert not find_gender("La vecchia strada per il mare è stata chiusa.", "it")["feminine"].agreement


@pytest.mark.parametrize("name", ["Andrea", "Jean", "Camille"])
def test_a_name_given_to_both_tells_nothing(name: str) -> None:
    assert not any(told.surely for told in find_gender(f"Ha telefonato {name}.", "it").values())


def test_il_y_a_is_nobody() -> None:
    assert not find_gender("Il y a deux ans.", "fr")["masculine"].surely


def test_other_pronouns_are_known() -> None:
    assert speaks_of_others("They left.", "en")
    assert not speaks_of_others("She left.", "en")
    assert stands_for_things("de")
    assert not stands_for_things("it")
