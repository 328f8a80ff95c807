"""Days told from a date, parts of a decade of somebody's life, and what else stands beside a number."""

import pytest

from toolkit.analysis.quantities import compare, quantities


def sure(source: str, translation: str, pair: str) -> list[str]:
    """Return the kinds of the differences."""
    return [one.kind for one in compare(source, translation, *pair.split("-")).differences]


@pytest.mark.parametrize(
    ("source", "right", "wrong", "pair"),
    [
        ("Arrivò il 9 marzo e ripartì il giorno dopo.", "{} 9 March and left on the 10th.", "12th", "it-en"),
        (
            "Arrivò il 9 marzo; il giorno prima era a Pisa.",
            "{} 9 March; on the 8th he was in Pisa.",
            "6th",
            "it-en",
        ),
        ("Am 7. April kam er, am Tag darauf sie.", "He came on 7 April, she came on the 8th.", "18th", "de-en"),
        ("Le train partit le 31 août et arriva le lendemain.", "{} 31 August and got in on the 1st.", "5th", "fr-en"),
        ("Llegó el 5 de enero y se fue al día siguiente.", "{} 5 January and left on the 6th.", "9th", "es-en"),
        ("Saiu a 8 de maio e voltou no dia seguinte.", "{} 8 May and was back on the 9th.", "19th", "pt-en"),
    ],
)
def test_the_next_day_is_the_day_after_the_date_beside_it(source: str, right: str, wrong: str, pair: str) -> None:
    right = right.format("He came on")
    day = right.rsplit(" the ", 1)[1] if right.count(" the ") == 1 else right.split(" the ")[1]
    day = day.split()[0].rstrip(".")
    assert sure(source, right, pair) == []
    if day != "1st":  # "first" says less than other ordinals
        assert sure(source, right.replace(day, wrong), pair) == ["extra"]
    back = "-".join(reversed(pair.split("-")))
    assert sure(right, source, back) == []


def test_without_a_date_the_next_day_says_no_figure() -> None:
    assert quantities("He left the next day.", "en") == ()


@pytest.mark.parametrize(
    ("source", "right", "wrong", "pair"),
    [
        ("A woman in her mid-sixties was hurt.", "Una donna di circa 65 anni.", "Una donna di circa 45 anni.", "en-it"),
        ("A woman in her late 20s was hurt.", "Una donna di 28 anni.", "Una donna di 22 anni.", "en-it"),
        ("Ein Mann Mitte sechzig wurde verletzt.", "A man of about 65.", "A man of about 75.", "de-en"),
        ("Ein Mann Anfang 40 wurde verletzt.", "A man of 42 was hurt.", "A man of 47 was hurt.", "de-en"),
    ],
)
def test_a_part_of_a_decade_leaves_some_years_of_it(source: str, right: str, wrong: str, pair: str) -> None:
    assert sure(source, right, pair) == []
    assert sure(source, wrong, pair) == ["changed"]


def test_a_house_number_may_be_told_by_name_but_not_changed() -> None:
    assert sure("No 10 declined to comment.", "Downing Street non ha commentato.", "en-it") == []
    assert sure("He lives at No. 10 with a dog.", "Vive al numero 12 con un cane.", "en-it") == ["changed"]
    assert sure("There were no 10 people.", "C'era gente.", "en-it") == ["missing"]


@pytest.mark.parametrize(("minute", "kinds"), [("6.10", []), ("6.40", ["changed"])])
def test_four_figures_before_a_zone_are_a_clock_time(minute: str, kinds: list[str]) -> None:
    assert sure("The quake struck at 0610 GMT.", f"Das Beben war um {minute} Uhr GMT.", "en-de") == kinds


def test_an_abbreviated_scale_keeps_its_currency() -> None:
    (amount,) = quantities("Der Umbau kostet 2,4 Mio. Euro.", "de")
    assert (amount.readings[0][0].amount, amount.readings[0][0].unit) == (2_400_000, "EUR")
    assert sure("Una tonnellata di sabbia costa poco.", "A kilo of sand costs little.", "it-en") == ["unit"]


def test_a_dozen_is_about_twelve_and_two_dozen_are_counted() -> None:
    (dozen,), (more,) = quantities("Ein Dutzend Boote.", "de"), quantities("Zwei Dutzend Boote.", "de")
    assert dozen.readings[0][0].approximate
    assert not more.readings[0][0].approximate
    assert sure("Ein Dutzend Boote.", "Una decina di barche.", "de-it") == []
