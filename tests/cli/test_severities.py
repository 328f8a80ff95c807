"""What ``toolkit explain`` says of the severities that a check has earned."""

from dataclasses import replace

from toolkit.cli.severities import table
from toolkit.config.alarm_rates import AlarmRate, AlarmRates, KindRates, Measured

RATES = AlarmRates(
    ("names", "numbers"),
    (Measured("de-en", 1200, 30), Measured("en-de", 800, 30)),
    (
        KindRates(
            "numbers",
            "accuracy/omission",
            "error",
            {
                "*": AlarmRate(3, 0.002, 0.004),
                "de-en": AlarmRate(1, 0.0021, 0.005),
                "en-de": AlarmRate(9, 0.0234, 0.04),
            },
        ),
    ),
)


def test_each_direction_has_its_share_and_what_it_leaves() -> None:
    assert table("numbers", RATES).splitlines()[3:] == [
        "  accuracy/omission, as error: on so many % of correct sentences (rows: source)",
        "           de     en",
        "    de      -   0.2e",
        "    en   2.3i      -",
        "",
        "  e error, w warning, i information. Measured on 2,000 correct sentences in 2 directions.",
        "A severity of yours wins: checks: {numbers: warning}.",
    ]


def test_what_is_left_in_short_middling_and_long_sentences_is_told_where_it_differs() -> None:
    lengths = {"15": AlarmRate(1, 0.001, 0.002), "25": AlarmRate(2, 0.002, 0.004), "*": AlarmRate(6, 0.012, 0.02)}
    rates = replace(RATES, rates=(replace(RATES.rates[0], severity="warning", lengths=lengths),))
    assert table("numbers", rates).splitlines()[4:8] == [
        "           de     en",
        "    de      - 0.2wwi",
        "    en   2.3i      -",
        "    the longer side has up to 15 words 0.1%, 16 to 25 words 0.2%, more than 25 words 1.2%",
    ]


def test_a_check_that_never_alarmed_and_one_that_was_not_measured_are_told_apart() -> None:
    assert "It was never wrong on 2,000 correct sentences in 2 directions." in table("names", RATES)
    assert table("style", RATES).startswith("\nNot measured on correct translations")
