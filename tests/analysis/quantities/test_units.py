"""When two measurements are one but for rounding, and which units may be one or none of each other's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.quantities.units import MEASURES, comparable, compatible, is_currency, same_measure


@pytest.mark.parametrize(
    ("amount", "unit", "other", "other_unit", "same"),
    [
        (10, "length-kilometer", 6.2, "length-mile", True),
        (10, "length-kilometer", 6, "length-mile", True),
        (10, "length-kilometer", 7, "length-mile", False),
        (90, "length-meter", 100, "length-yard", True),
        (80, "length-meter", 100, "length-yard", False),
        (1.85, "length-meter", 185, "length-centimeter", True),
        (1.85, "length-meter", 187, "length-centimeter", False),
        (100, "temperature-celsius", 212, "temperature-fahrenheit", True),
        (20, "temperature-celsius", 68, "temperature-fahrenheit", True),
        (21.5, "temperature-celsius", 71, "temperature-fahrenheit", True),
        (20, "temperature-celsius", 86, "temperature-fahrenheit", False),
        (15, "duration-day", 2, "duration-week", True),
        (15, "duration-day", 3, "duration-week", False),
        (6, "duration-week", 1.5, "duration-month", True),
        (18, "duration-month", 1.5, "duration-year", True),
        (50, "percent", 0.5, "percent-point", False),
        (5, "length-kilometer", 5, "mass-kilogram", False),
        (5, "length-kilometer", 5, "unknown", False),
        (5, "unknown", 5, "length-kilometer", False),
        (3, "length-mile|length-nautical-mile", 5.6, "length-kilometer", True),
        (3, "length-mile|length-nautical-mile", 4.8, "length-kilometer", True),
        (0, "length-mile", 0, "length-kilometer", True),
    ],
)
def test_measurements_are_the_same_but_for_rounding(
    amount: float, unit: str, other: float, other_unit: str, same: bool
) -> None:
    assert same_measure(amount, unit, other, other_unit) is same_measure(other, other_unit, amount, unit) is same


def test_one_unit_is_not_another_way_to_say_itself() -> None:
    assert not same_measure(5, "length-mile", 5, "length-mile")


@pytest.mark.parametrize(("kilometres", "roughly"), [(2.0, True), (2.5, False)])
def test_a_rough_measurement_may_be_farther_off(kilometres: float, roughly: bool) -> None:
    assert same_measure(1, "length-mile", kilometres, "length-kilometer", roughly=True) is roughly
    assert not same_measure(1, "length-mile", kilometres * 1.1, "length-kilometer")


@given(st.sampled_from(sorted(MEASURES)), st.sampled_from(sorted(MEASURES)), st.integers(1, 500))
def test_an_exact_conversion_is_the_same_and_its_double_is_not(one: str, other: str, amount: int) -> None:
    (dimension, factor, offset), (theirs, other_factor, other_offset) = MEASURES[one], MEASURES[other]
    converted = (amount * factor + offset - other_offset) / other_factor
    assert same_measure(amount, one, converted, other) == (dimension == theirs and one != other)
    if dimension != "temperature":
        assert not same_measure(amount + 10, one, 2 * (converted + 10 * factor / other_factor), other)


@pytest.mark.parametrize(
    ("first", "second", "may_be_one"),
    [
        ("", "EUR", True),
        ("EUR", "", True),
        ("EUR", "EUR", True),
        ("EUR", "USD", False),
        ("length-mile|length-nautical-mile", "length-mile", True),
        ("length-mile|length-nautical-mile", "length-kilometer", False),
    ],
)
def test_units_may_be_one_where_one_is_not_said_or_they_share_a_meaning(
    first: str, second: str, may_be_one: bool
) -> None:
    assert compatible(first, second) is compatible(second, first) is may_be_one


@pytest.mark.parametrize(
    ("unit", "money"), [("EUR", True), ("peso", True), ("length-mile", False), ("decade", False), ("", False)]
)
def test_money_is_told_from_measures_and_from_what_is_no_unit(unit: str, money: bool) -> None:
    assert is_currency(unit) is money


def test_units_compare_where_both_are_known_for_what_they_are() -> None:
    assert comparable("EUR", "length-mile")
    assert not comparable("EUR", "decade")
    assert not comparable("", "EUR")
    assert comparable("decade|EUR", "percent")
