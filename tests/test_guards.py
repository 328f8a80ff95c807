from dataclasses import replace

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


def values(back: tuple[str, ...]) -> dict[str, tuple[float, bool]]:
    return {answer.name: (answer.value, answer.passed) for answer in guard(trip(back, ENGLISH))}


def kept(text: str, changed: int) -> str:
    """Return the text with other words in the place of its last ones."""
    words = text.rstrip(".").split()
    return " ".join([*words[:-changed], *(f"parola{number}" for number in range(changed))])


def test_a_pivot_that_keeps_eight_words_of_ten_fails() -> None:
    line = "one two three four five six seven eight nine ten"
    leg = Leg("e", "en", "it", (line,), (Hypothesis(kept(line, 2)),), "e")
    (overlap,) = [answer for answer in guard(Trip("route", "family", leg, leg)) if answer.name == "back overlap"]
    assert (overlap.value, overlap.passed) == (0.6667, False)
    fewer = Leg("e", "en", "it", (line,), (Hypothesis(kept(line, 3)),), "e")
    (overlap,) = [answer for answer in guard(Trip("route", "family", fewer, fewer)) if answer.name == "back overlap"]
    assert (overlap.value, overlap.passed) == (0.5385, True)


def test_one_copy_in_four_is_borne_and_one_in_three_is_not() -> None:
    assert values((ENGLISH[0], *ITALIAN[1:]))["back identity"] == (0.3333, False)
    leg = Leg(
        "e", "en", "it", (*ENGLISH, ENGLISH[1]), tuple(map(Hypothesis, (ENGLISH[0], *ITALIAN[1:], ITALIAN[1]))), "e"
    )
    found = {answer.name: (answer.value, answer.passed) for answer in guard(Trip("route", "family", leg, leg))}
    assert found["back identity"] == (0.25, True)


def test_four_texts_of_five_in_the_pivots_language_are_enough_and_three_of_four_are_not() -> None:
    def language(foreign: int, count: int) -> tuple[float, bool]:
        outputs = (*[ENGLISH[1]] * foreign, *[ITALIAN[1]] * (count - foreign))
        leg = Leg("e", "en", "it", (ENGLISH[0],) * count, tuple(map(Hypothesis, outputs)), "e")
        first = guard(Trip("route", "family", leg, leg))[0]
        return first.value, first.passed

    assert language(1, 5) == (0.8, True)
    assert language(1, 4) == (0.75, False)


def test_a_text_of_three_words_is_not_judged_and_one_of_four_is() -> None:
    def judged(text: str) -> int:
        leg = Leg("e", "en", "it", (text,), (Hypothesis(text),), "e")
        return len(guard(Trip("route", "family", leg, leg)))

    assert judged("Bella ciao, bella.") == 0
    assert judged("Bella ciao, bella ciao.") == 6


def test_every_leg_is_guarded_in_its_own_language() -> None:
    there = Leg("e", "en", "it", ENGLISH, tuple(map(Hypothesis, ITALIAN)), "e")
    home = Leg("e", "it", "en", ITALIAN, tuple(map(Hypothesis, ENGLISH)), "e")
    copied = replace(home, inputs=ENGLISH)
    found = guard(Trip("route", "family", there, home, copied))
    assert [(answer.route, answer.name) for answer in found] == [
        ("route", f"{leg} {what}")
        for leg in ("back", "return", "draft")
        for what in ("language", "identity", "overlap")
    ]
    assert [answer.name for answer in found if not answer.passed] == ["draft identity", "draft overlap"]
