"""The values of a text: what holds for any text, and for numbers, dates and times as the CLDR writes them."""

from datetime import date, time
from itertools import pairwise
from math import isfinite

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import languages
from toolkit.analysis.quantities import Value, compare, described, quantities
from toolkit.analysis.quantities.comparing.likeness import likeness
from toolkit.analysis.quantities.reading.lexicon import CODES, lexicon
from toolkit.analysis.quantities.reading.numerals import read_numeral
from toolkit.analysis.quantities.reading.roman import value as roman_value
from toolkit.analysis.quantities.units import MEASURES, same_measure

LANGUAGES = ("de", "en", "es", "fr", "it", "pt")
PIECES = (
    *(
        "12",
        "1.250",
        "1,250",
        "3,5",
        "15:30",
        "3/12/2018",
        "2018-12-03",
        "'90",
        "50%",
        "€",
        "$",
        "km",
        "XIV",
        "V",
        "A380",
    ),
    *(
        "-",
        "/",
        "(",
        ")",
        ".",
        ",",
        "'",
        "’",
        '"',
        "°",
        "½",
        "²",
        "\u00a0",
        "mezzo",
        "milioni",
        "half",
        "a",
        "un",
        "e",
        "and",
    ),
    *(
        "due",
        "two",
        "vent",
        "zwei",
        "quatre",
        "vingt",
        "mille",
        "ora",
        "anni",
        "secolo",
        "alle",
        "pm",
        "dozen",
        "maggio",
    ),
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)])
)
language = st.sampled_from(LANGUAGES)
untimed = settings(deadline=None)  # the first example of a language reads its tables


@given(texts, language)
@settings(untimed, max_examples=300)
def test_quantities_stand_in_the_text_in_order_and_apart(text: str, code: str) -> None:
    found = quantities(text, code)
    assert all(text[one.start : one.end] == one.text and one.text for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(one.readings and all(one.readings) for one in found)


def scale_words(code: str) -> list[str]:
    """Return the words for powers of ten of a language, and what may stand around them."""
    words = lexicon(code)
    assert words is not None
    return [*words.scales, *sorted(words.words["and"]), *sorted(words.words["half"]), *sorted(words.words["others"])]


@st.composite
def huge_figures(draw: st.DrawFn, code: str) -> str:
    """Draw digits, separators and scale words, each perhaps many times over."""
    piece = st.text("0123456789", min_size=1, max_size=6) | st.sampled_from(
        [".", ",", " ", "'", "/", "-", ":", "+", "%"]
    )
    repeated = st.tuples(piece | st.sampled_from(scale_words(code)), st.sampled_from([1, 1, 1, 2, 27, 60]))
    pieces = draw(st.lists(repeated, min_size=1, max_size=5))
    link = draw(st.sampled_from([" ", ""]))
    return link.join(link.join([piece] * times) for piece, times in pieces)


@given(st.data(), language, language)
@settings(untimed, max_examples=100)
def test_no_figure_is_too_large_to_be_read_compared_and_described(data: st.DataObject, first: str, second: str) -> None:
    source, translation = data.draw(huge_figures(first)), data.draw(huge_figures(second))
    for text, other, code in ((source, translation, second), (source, source, first)):
        for one in compare(text, other, first, code).differences:
            for quantity, value in zip((one.left, one.right), one.values, strict=True):
                assert quantity is None or described(quantity, value)
    for quantity in quantities(source, first):
        assert all(isfinite(value.amount) for reading in quantity.readings for value in reading)


@pytest.mark.parametrize("count", [16, 200, 309, 400, 5000])
def test_a_long_figure_is_compared_as_it_is_written(count: int) -> None:
    figure = "7" * count
    source = f"Il codice era {figure} e lo tenne."
    assert not compare(source, f"The code was {figure} and she kept it.", "it", "en").differences
    other = figure[:-1] + "8"
    found = compare(source, f"The code was {other} and she kept it.", "it", "en").differences
    assert [(one.kind, one.sure) for one in found] == [("changed", True)]
    assert described(found[0].right, found[0].values[1]) == f'"{other}"'  # type: ignore[arg-type]


def test_a_long_figure_is_the_same_with_other_signs_between_its_digits() -> None:
    one, other = (f"{int('123456789' * 39 + last):,}" for last in ("123456789", "123456798"))
    assert not compare(one.replace(",", "."), one, "it", "en").differences
    assert [found.kind for found in compare(one.replace(",", "."), other, "it", "en").differences] == ["changed"]


def test_a_long_figure_in_digits_is_the_same_in_words() -> None:
    assert not compare("12.000.000.000.000.000 lire", "12 thousand trillion lire", "it", "en").differences


def test_a_long_figure_is_no_part_of_a_share_and_a_long_telephone_number_is_none_to_count_with() -> None:
    huge = "9" * 320
    assert not compare(f"{huge}/{huge}", f"{huge}/{huge}", "it", "en").differences
    assert not compare(f"+{'3' * 5000}", f"+{'3' * 5000}", "it", "en").differences


@pytest.mark.parametrize("times", [27, 3000])
def test_a_scale_said_over_and_over_is_read(times: int) -> None:
    words = " ".join(["1 trillion"] + ["trillion"] * times)
    assert not compare(words, words, "en", "en").differences
    assert [described(one, one.readings[0][0]) for one in quantities(words, "en")]


def test_many_amounts_in_a_row_are_read_one_by_one() -> None:
    assert len(quantities("1 million " * 1500, "en")) == 1500


@given(texts, language)
@settings(untimed, max_examples=300)
def test_a_text_says_the_same_as_itself(text: str, code: str) -> None:
    kinds = [one.kind for one in compare(text, text, code, code).differences]
    assert set(kinds) <= {"format"}


@settings(untimed)
@given(texts, texts, language, language)
def test_differences_point_into_their_texts(source: str, translation: str, first: str, second: str) -> None:
    for one in compare(source, translation, first, second).differences:
        assert one.left is None or source[one.left.start : one.left.end] == one.left.text
        assert one.right is None or translation[one.right.start : one.right.end] == one.right.text
        assert one.left or one.right


@settings(untimed)
@given(st.integers(11, 2_000_000_000), language, language)
def test_an_integer_is_equal_in_any_two_locales_and_another_one_is_not(number: int, first: str, second: str) -> None:
    source = f"({format_decimal(number, locale=first)})"
    assert not compare(source, f"({format_decimal(number, locale=second)})", first, second).differences
    other = compare(source, f"({format_decimal(number + 1, locale=second)})", first, second).differences
    assert [one.kind for one in other] == ["changed"]
    assert other[0].sure


@settings(untimed)
@given(st.integers(1, 9999), language, language)
def test_a_percentage_is_equal_in_any_two_locales(number: int, first: str, second: str) -> None:
    source, translation = (format_percent(number / 1000, format="#,##0.0%", locale=code) for code in (first, second))
    assert not compare(source, translation, first, second).differences


@settings(untimed)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), language, language)
def test_a_date_in_words_is_equal_in_any_two_locales(day: date, first: str, second: str) -> None:
    source, translation = (format_date(day, "full", locale=code) for code in (first, second))
    assert not compare(source, translation, first, second).differences
    assert not compare(source, day.isoformat(), first, second).differences


@settings(untimed)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(1, 20), language, language)
def test_another_day_is_found_in_any_two_locales(day: date, later: int, first: str, second: str) -> None:
    moved = date.fromordinal(day.toordinal() + later)
    source, translation = format_date(day, "long", locale=first), format_date(moved, "long", locale=second)
    assert any(one.sure for one in compare(source, translation, first, second).differences)


@settings(untimed)
@given(st.times(), language, language)
def test_a_time_of_day_is_equal_in_any_two_locales(moment: time, first: str, second: str) -> None:
    source, translation = (format_time(moment, "short", locale=code) for code in (first, second))
    assert not compare(source, translation, first, second).differences


@settings(untimed)
@given(st.integers(1, 11), st.integers(0, 59), st.sampled_from(["it", "de", "fr", "es", "pt"]))
def test_morning_and_evening_are_told_apart(hour: int, minute: int, code: str) -> None:
    evening = format_time(time(hour + 12, minute), "short", locale=code)
    assert compare(evening, f"{hour}:{minute:02d} am", code, "en").differences
    assert not compare(evening, f"{hour}:{minute:02d} pm", code, "en").differences


@settings(untimed)
@given(st.integers(1, 89))
def test_roman_numerals_are_read(number: int) -> None:
    tens, ones = divmod(number, 10)
    word = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")[tens]
    word += ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
    assert roman_value(word) == number


@pytest.mark.parametrize("word", ["", "IIII", "VX", "DI", "MI", "IL", "VIVI", "ix"])
def test_other_words_in_capitals_are_no_roman_numerals(word: str) -> None:
    assert roman_value(word) is None


@settings(untimed)
@given(st.integers(8, 900), st.sampled_from([("length-kilometer", "length-mile"), ("mass-kilogram", "mass-pound")]))
def test_a_rounded_conversion_is_the_same_measurement(amount: int, units: tuple[str, str]) -> None:
    factor = MEASURES[units[0]][1] / MEASURES[units[1]][1]
    assert same_measure(amount, units[0], round(amount * factor), units[1])
    assert not same_measure(amount, units[0], amount, units[1])
    assert not same_measure(amount, units[0], amount * factor * 1.5, units[1])


values = st.builds(
    Value,
    st.sampled_from(["number", "clock", "magnitude", "month"]),
    st.sampled_from([0.5, 2.0, 12.0, 15.0, 50.0, 90.0, 930.0, 1990.0]),
    st.sampled_from(["", "percent", "decade", "year", "12h", "24h", "length-mile", "length-kilometer", "EUR", "cent"]),
    st.booleans(),
)


@settings(untimed)
@given(values, values)
def test_likeness_is_symmetric(first: Value, second: Value) -> None:
    assert likeness(first, second) == likeness(second, first)


@pytest.mark.parametrize(
    ("raw", "decimal", "code", "readings"),
    [
        ("1.250", ",", "it", [(1250.0, False), (1.25, True)]),
        ("1.250", ".", "en", [(1.25, False), (1250.0, True)]),
        ("1.250.000", ",", "it", [(1250000.0, False)]),
        ("1.250.000", ".", "en", [(1250000.0, True)]),
        ("1.250,5", ",", "it", [(1250.5, False)]),
        ("3,5", ".", "en", [(3.5, True)]),
        ("0,125", ",", "it", [(0.125, False)]),
        ("85 000", ",", "fr", [(85000.0, False)]),
        ("1,250", ",", "es", [(1250.0, False), (1.25, False)]),
    ],
)
def test_numerals_are_read_in_their_locale_first(
    raw: str, decimal: str, code: str, readings: list[tuple[float, bool]]
) -> None:
    assert read_numeral(raw, decimal, tolerant=code == "es") == readings


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_phrase_of_the_data_says_what_the_data_say(code: str) -> None:
    data = languages.load(code, "numbers")
    for table in (
        "groups",
        "multiples",
        "sets",
        "collectives",
        "magnitudes",
        "ages",
        "rounds",
        "periods",
        "century_words",
    ):
        for phrase, said in data[table].items():
            wanted = float(said.split()[0]) if isinstance(said, str) else float(said)
            amounts = {
                value.amount
                for one in quantities(phrase.replace("*", "xen"), code)  # a stem with an ending
                for reading in one.readings
                for value in reading
            }
            assert wanted in amounts, f"{code}: {table}: {phrase}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_table_and_only_known_units(code: str) -> None:
    data = languages.load(code, "numbers")
    required = {key for other in LANGUAGES for key in languages.load(other, "numbers")} - {
        *("months", "weekdays", "month_before", "years_in_two", "elisions", "named_years", "decade_words"),
        *("decade_endings", "roman_endings", "age_prefixes", "age_vowels"),
        *("capital_calendar", "both_decimal_signs", "smaller_units", "month_first", "day_dot_month"),
        *("letter_scales", "letter_units", "clock_zone", "out", "number_signs", "decade_parts", "bare_decades"),
    }
    assert required <= set(data), required - set(data)
    units = {part for unit in data["units"].values() for part in unit.split("|")}
    assert units <= {*MEASURES, *CODES, *data["currencies"].values()}


def test_a_language_without_data_has_no_quantities() -> None:
    assert lexicon("cs") is None
    assert quantities("Je jich 5.", "cs") == ()
