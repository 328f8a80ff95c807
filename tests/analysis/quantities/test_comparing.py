"""What two texts say differently in numbers, told one difference at a time."""

import pytest

from toolkit.analysis.quantities import compare


def told(source: str, translation: str, languages: tuple[str, str] = ("it", "en")) -> list[str]:
    """Return the kind of each difference with the texts of its sides, and "?" where it may be style."""
    found = compare(source, translation, *languages).differences
    sides = [[side.text if side else "-" for side in (one.left, one.right)] for one in found]
    return [
        f"{one.kind} {left} > {right}{'' if one.sure else '?'}" for one, (left, right) in zip(found, sides, strict=True)
    ]


@pytest.mark.parametrize(
    ("source", "translation", "differences"),
    [
        ("Sono 200.", "They are 300.", ["changed 200 > 300"]),
        ("Sono 200.", "They are there.", ["missing 200 > -"]),
        ("Sono là.", "They are 200.", ["extra - > 200"]),
        ("Sono sette.", "They are there.", ["missing sette > -?"]),
        ("Sono là.", "They are seven.", ["extra - > seven?"]),
        ("Sono due.", "They are there.", []),
        ("Sono due.", "They are three.", ["changed due > three"]),
        ("Per la terza volta.", "For the fourth time.", ["changed terza > fourth?"]),
        ("La metà dei voti.", "A third of the votes.", ["changed metà > A third?"]),
        ("Una mela.", "Two apples.", ["changed Una > Two?"]),
        ("Un miglio.", "Two kilometres.", []),
        ("Costa 20 euro.", "It costs $20.", ["unit 20 euro > 20"]),
        ("Costa 20 euro.", "It costs $23.", ["changed 20 euro > 23?"]),
        ("Sale del 5%.", "It rises by 5 percentage points.", ["unit 5% > 5 percentage points?"]),
        ("A maggio.", "In June.", ["changed maggio > June"]),
        ("Lunedì alle 5.", "Tuesday at 5.", ["changed Lunedì > Tuesday"]),
        ("A maggio.", "On Monday.", []),
        ("Mille cose.", "A hundred things.", []),
        ("Sono 1.250 persone.", "They are 1.250 people.", ["format - > 1.250?"]),
        ("Quasi 1,80.", "It is 1.799.", []),
        ("Sono 1,80.", "Almost 1.799.", []),
        ("Sono 1,80.", "It is 1.799.", ["changed 1,80 > 1.799"]),
        ("Quasi 1,80.", "It is 1.59.", ["changed 1,80 > 1.59"]),
        ("Un anno e otto mesi.", "Twenty months.", []),
        ("Venti mesi.", "One year and eight months.", []),
        ("Un anno e otto mesi.", "Thirty months.", ["changed Un anno e otto mesi > Thirty months"]),
        ("Il Boeing 737 di Volo 12.", "The Boeing 747 of Volo 12.", ["changed 737 > 747"]),
        ("Costa 20 euro (22 dollari).", "It costs 20 euros.", []),
        ("Costa 20 euro, poi 22 dollari.", "It costs 20 euros.", ["missing 22 dollari > -"]),
        ("Arrivano 3 e poi 300.", "300 arrive, then 4.", ["changed 3 > 4"]),
        ("Sono 5, poi 5 ancora.", "They are 5.", []),
        ("Il 3/4/2025.", "On 4 March 2025.", ["changed 3/4/2025 > 4"]),
        ("Da 3 a 5 euro.", "From 5 to 3 euros.", ["turned 3 > 5"]),
        ("Finisce 2-1.", "It ended 1-2.", ["turned 2 > 1?"]),
        ("Perde 1-2.", "They lost 2-1.", []),
        ("A -4 gradi.", "At 4 degrees.", ["sign 4 gradi > 4 degrees"]),
        ("A -4 gradi.", "At 4 below.", []),
        ("A -4 gradi.", "At 25F.", []),
        ("Va verso sud-est.", "It is heading north-east.", ["changed sud-est > north-east?"]),
        ("Va verso sud.", "It is heading south-west.", []),
        ("Il codice A380.", "Code A380.", []),
        ("Lo 02 1234 567.", "On 021234567.", []),
        ("Prima 100 poi 900.", "First 101 then 909.", ["changed 100 > 101", "changed 900 > 909"]),
    ],
)
def test_each_difference_is_told_once_and_what_is_the_same_is_not(
    source: str, translation: str, differences: list[str]
) -> None:
    assert told(source, translation) == differences


@pytest.mark.parametrize(
    ("source", "translation", "swapped"),
    [
        ("Nel 2019 Rossi 300, nel 2020 Verdi 500.", "In 2019 Rossi 500, in 2020 Verdi 300.", True),
        ("Nel 2019 Rossi 300, nel 2020 Verdi 500.", "In 2020 Verdi 500, in 2019 Rossi 300.", False),
        ("Rossi ha 300 voti, Verdi 500.", "Rossi has 500 votes, Verdi 300.", True),
        ("Rossi ha 300 voti e Verdi 500.", "Verdi has 500 votes and Rossi 300.", False),
        ("Rossi ha 300 voti e poi 500.", "Rossi has 500 votes, then 300.", False),
        ("Rossi ha 300 euro, Verdi 500 voti.", "Rossi has 500 votes, Verdi 300 euros.", False),
    ],
)
def test_two_numbers_that_change_places_are_told_where_what_is_around_them_stays(
    source: str, translation: str, swapped: bool
) -> None:
    assert [one.split()[0] for one in told(source, translation)] == ["swapped"] * swapped


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Negli anni '90.", "In the 1990s."),
        ("Nel 68.", "In 1968."),
        ("La metà.", "50%."),
        ("Alle 15.", "At 3 pm."),
        ("Alle tre.", "At 15:00."),
        ("Due euro e 50.", "2.50 euros."),
        ("50 centesimi.", "0.50 euros."),
        ("Una decina.", "A dozen."),
        ("Migliaia di voci.", "1,000 voices."),
        ("Un metro e 85.", "1.85 metres."),
        ("10 km.", "Six miles."),
        ("Tre su quattro.", "75%."),
        ("Il 2018-12-03.", "On 3 December 2018."),
        ("Nell'Ottocento.", "In the 1800s."),
        ("Sono 12345678901234567,50.", "They are 12345678901234567.5."),
    ],
)
def test_the_same_said_otherwise_is_no_difference(source: str, translation: str) -> None:
    assert told(source, translation) == told(translation, source, ("en", "it")) == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Negli anni '90.", "In the 1980s."),
        ("Nel 68.", "In 1969."),
        ("La metà.", "55%."),
        ("Alle 15.", "At 4 pm."),
        ("Alle 9 di mattina.", "At 9 pm."),
        ("Una decina.", "A score, 20 of them."),
        ("10 km.", "Ten miles."),
        ("Nell'Ottocento.", "In the 1700s."),
    ],
)
def test_something_else_said_otherwise_is_one(source: str, translation: str) -> None:
    assert len(told(source, translation)) == 1
