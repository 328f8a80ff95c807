"""The severity that a check has earned: limits, directions, files."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.config.alarm_rates import (
    LIMITS,
    AlarmRate,
    AlarmRates,
    KindRates,
    Measured,
    length_name,
    load,
    shipped,
    text,
)
from toolkit.config.loading import load as load_config
from toolkit.errors import ConfigError, InputError
from toolkit.model import SEVERITIES, Case, Finding, Mapped, Sentence, Severity, Unit

SENTENCE = (Sentence(Mapped("x", 0, 1)),)
MEASURED = (Measured("de-en", 1276, 20), Measured("fr-en", 500, 20), Measured("en-de", 500, 20))


def kind(severity: Severity = "error", **shares: float) -> KindRates:
    """Return rates by direction ("de_en", "all"); the upper end is twice the share."""
    names = {name: "*" if name == "all" else name.replace("_", "-") for name in shares}
    rates = {names[name]: AlarmRate(3, share, round(share * 2, 5)) for name, share in shares.items()}
    return KindRates("numbers", "accuracy", severity, rates)


RATES = AlarmRates(
    ("numbers", "quiet"),
    MEASURED,
    (kind(all=0.002, de_en=0.0029, fr_en=0.003, en_de=0.01),),
    "1,500 invented sentences",
)


def rates_of(severity: Severity, upper: float) -> AlarmRates:
    return replace(RATES, rates=(kind(severity, all=upper, de_en=upper),))


def case(source: str | None, translation: str) -> Case:
    return Case(source or "", translation, (Unit(0, SENTENCE if source else None, SENTENCE),))


def earned(rates: AlarmRates, finding: Finding, source: str | None, translation: str) -> tuple[str, tuple[str, ...]]:
    said = rates.earned(finding, case(source, translation))
    return said.severity, said.evidence


def found(check: str = "numbers", severity: Severity = "error") -> Finding:
    return Finding(check, severity, "accuracy", "m", 0, (), evidence=("before",))


def test_a_severity_is_kept_below_its_limit_and_lowered_at_it_with_the_reason() -> None:
    assert earned(RATES, found(), "de", "en") == ("error", ("before",))
    reason = "no error, for in fr > en 0.3% of correct sentences (up to 0.6%) have one of this kind"
    assert earned(RATES, found(), "fr", "en") == ("warning", ("before", reason))
    assert earned(RATES, found(), "en", "de")[0] == "info"


def test_where_enough_was_read_the_upper_end_decides() -> None:
    enough = replace(RATES, measured=(Measured("de-en", 1277, 20), *MEASURED[1:]))
    assert earned(enough, found(), "de", "en")[0] == "warning"
    assert earned(replace(enough, rates=(kind(de_en=0.0014),)), found(), "de", "en")[0] == "error"
    assert earned(replace(enough, rates=(kind(de_en=0.006),)), found(), "de", "en")[0] == "info"
    assert earned(replace(RATES, rates=(kind(de_en=0.006),)), found(), "de", "en")[0] == "warning"


def test_a_kind_that_never_alarmed_keeps_its_severity_where_its_check_was_measured() -> None:
    assert earned(RATES, found("quiet"), "de", "en") == ("error", ("before",))
    assert earned(RATES, found("numbers", "warning"), "en", "de") == ("warning", ("before",))


def test_a_direction_that_was_not_measured_has_the_figure_of_all_and_at_most_a_warning() -> None:
    other = "in other directions 0.2% of correct sentences (up to 0.4%) have one of this kind"
    reason = f"no error, for numbers was not measured in it > pt; {other}"
    assert earned(RATES, found(), "it", "pt") == ("warning", ("before", reason))
    loud = replace(RATES, rates=(kind(all=0.02),))
    assert earned(loud, found(), "it", "pt")[0] == "info"
    assert earned(RATES, found("quiet"), "it", "pt") == (
        "warning",
        ("before", "no error, for quiet was not measured in it > pt"),
    )


def test_without_a_source_the_worst_direction_into_the_language_decides() -> None:
    reason = "no error, for in en 0.3% of correct sentences (up to 0.6%) have one of this kind"
    assert earned(RATES, found(), None, "en") == ("warning", ("before", reason))


def test_a_check_that_was_not_measured_says_what_it_says() -> None:
    assert earned(RATES, found("foreign"), "en", "de") == ("error", ("before",))
    assert earned(AlarmRates(), found(), "en", "de") == ("error", ("before",))


@given(
    st.sampled_from(SEVERITIES),
    st.sampled_from(SEVERITIES),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(["de", "it", None]),
)
def test_nothing_becomes_louder_and_more_alarms_never_make_it_louder(
    said: Severity, measured: Severity, one: float, other: float, source: str | None
) -> None:
    low, high = sorted((one, other))
    loudness = [
        SEVERITIES.index(rates_of(measured, upper).earned(found(severity=said), case(source, "en")).severity)
        for upper in (low, high)
    ]
    assert SEVERITIES.index(said) <= loudness[0] <= loudness[1]


LENGTHS = {"15": AlarmRate(1, 0.001, 0.002), "25": AlarmRate(2, 0.002, 0.004), "*": AlarmRate(6, 0.006, 0.012)}


@pytest.mark.parametrize(
    ("severity", "share", "words", "said"),
    [
        ("warning", 0.012, 15, "warning"),  # half as often in short sentences
        ("warning", 0.012, 16, "info"),
        ("warning", 0.004, 25, "warning"),
        ("warning", 0.004, 26, "info"),  # three times as often in long ones
        ("error", 0.0029, 15, "error"),
        ("error", 0.0031, 15, "warning"),  # errors are judged by the direction's own rate, too
        ("error", 0.0, 26, "warning"),  # and by that of such sentences in all directions
        ("error", 0.0014, 26, "warning"),
    ],
)
def test_the_length_of_a_sentence_tells_how_sure_a_finding_is(
    severity: Severity, share: float, words: int, said: Severity
) -> None:
    of_length = replace(kind(severity, all=0.002, fr_en=share), lengths=LENGTHS)
    rates = replace(RATES, rates=(of_length,))
    text_of = " ".join(["x"] * words)
    sides = Sentence(Mapped(text_of, 0, len(text_of))), SENTENCE[0]
    for source, translation in (sides, sides[::-1]):
        there = Case("fr", "en", (Unit(0, (source,), (translation,)),))
        assert rates.earned(found(severity=severity), there).severity == said


def test_the_reason_names_the_length() -> None:
    rates = replace(RATES, rates=(replace(kind(all=0.002, fr_en=0.004), lengths=LENGTHS),))
    assert earned(rates, found(), "fr", "en")[1][-1].endswith(
        "(up to 0.8%) have one of this kind; in all directions 0.1% of those with up to 15 words"
    )
    assert [length_name(rates.rates[0], name) for name in LENGTHS] == [
        "up to 15 words",
        "16 to 25 words",
        "more than 25 words",
    ]


def test_rates_without_lengths_hold_for_sentences_of_any_length(tmp_path: Path) -> None:
    path = tmp_path / "rates.json"
    path.write_text(text(RATES).replace(', "lengths": {}', ""), encoding="utf-8")
    assert load(path) == RATES


def test_a_file_holds_all_that_was_written(tmp_path: Path) -> None:
    path = tmp_path / "rates.json"
    path.write_text(text(RATES), encoding="utf-8")
    assert load(path) == RATES
    assert load(path).fitted_on == RATES.fitted_on
    assert load(path).signature() == RATES.signature() != replace(RATES, checks=("numbers",)).signature()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("{", "1:2: not JSON"),
        ("[]", "1:1: no figures of checks; write them with toolkit calibrate --checks"),
        ('{"version": 9}', "1:1: written for another version of the toolkit"),
        ('{"version": 1, "checks": [1], "measured": [], "rates": [], "fitted_on": ""}', "1:27: checks.0: input should"),
    ],
)
def test_a_faulty_file_is_named_with_its_place_and_what_to_do(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "rates.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="toolkit calibrate --checks") as raised:
        load(path)
    assert str(raised.value).startswith(f"{path}:{fault}")


def test_a_configuration_names_a_file_of_its_own_or_none(tmp_path: Path) -> None:
    (tmp_path / "rates.json").write_text(text(RATES), encoding="utf-8")
    config = tmp_path / "run.yaml"
    config.write_text("extends: toolkit:offline\nalarm_rates: rates.json\n", encoding="utf-8")
    assert load_config(config).alarm_rates == RATES
    config.write_text("extends: toolkit:offline\nalarm_rates: off\n", encoding="utf-8")
    assert load_config(config).alarm_rates == AlarmRates()
    config.write_text("extends: toolkit:offline\n", encoding="utf-8")
    assert load_config(config).alarm_rates == shipped()
    config.write_text("extends: toolkit:offline\nalarm_rates: gone.json\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"run\.yaml:2:\d+: alarm_rates: .*gone\.json: cannot be read"):
        load_config(config)


def test_every_rate_that_is_shipped_belongs_to_a_limited_severity() -> None:
    assert {kind.severity for kind in shipped().rates} <= set(LIMITS)
