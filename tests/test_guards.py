import pytest

from toolkit.guards import guard
from toolkit.model import Hypothesis, Leg, Trip

ENGLISH = (
    "The ministers of the member states met in the capital on Tuesday evening.",
    "Nobody wanted to comment on the outcome of the long negotiations.",
    "A new meeting has been announced for the second week of January.",
)
ITALIAN = (
    "I ministri degli Stati membri si sono incontrati nella capitale martedì sera.",
    "Nessuno ha voluto commentare l'esito dei lunghi negoziati.",
    "Una nuova riunione è stata annunciata per la seconda settimana di gennaio.",
)


def trip(back: tuple[str, ...], returned: tuple[str, ...]) -> Trip:
    def leg(source: str, target: str, outputs: tuple[str, ...]) -> Leg:
        return Leg("e", source, target, ENGLISH, tuple(Hypothesis(text) for text in outputs), "e")

    return Trip("route", "family", leg("en", "it", back), leg("it", "en", returned))


def failing(back: tuple[str, ...]) -> set[str]:
    there_and_back = trip(back, ENGLISH)
    return {answer.name for answer in guard(there_and_back) if not answer.passed and answer.name.startswith("back")}


def test_a_real_translation_passes_every_guard() -> None:
    assert failing(ITALIAN) == set()


def test_a_copy_fails_language_identity_and_overlap() -> None:
    assert failing(ENGLISH) == {"back language", "back identity", "back overlap"}


def test_a_copy_in_other_case_and_punctuation_is_still_a_copy() -> None:
    assert "back identity" in failing(tuple(text.upper().replace(".", "!") for text in ENGLISH))


def test_a_pivot_in_a_third_language_fails() -> None:
    spanish = (
        "Los ministros de los Estados miembros se reunieron en la capital el martes por la noche.",
        "Nadie quiso comentar el resultado de las largas negociaciones.",
        "Se ha anunciado una nueva reunión para la segunda semana de enero.",
    )
    assert failing(spanish) == {"back language"}


@pytest.mark.parametrize("name", ["NATO", "Kyiv, Ukraine"])
def test_names_that_stay_the_same_are_not_taken_for_copies(name: str) -> None:
    leg = Leg("e", "en", "it", (name,), (Hypothesis(name),), "e")
    assert guard(Trip("route", "family", leg, leg)) == ()
