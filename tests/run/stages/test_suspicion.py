from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import plugins
from toolkit.model import SEVERITIES, Finding, Severity, Span
from toolkit.run.stages.suspicion import by_unit, heard, suspicion


def finding(severity: Severity, confidence: float | None = None, unit: int = 0) -> Finding:
    return Finding("check", severity, "accuracy", "", unit, (Span("translation", 0, 1),), confidence=confidence)


findings = st.lists(st.builds(finding, st.sampled_from(SEVERITIES), st.none() | st.floats(0, 1)), max_size=8)


def test_no_finding_no_suspicion() -> None:
    assert suspicion([]) == 0


@given(findings, st.sampled_from(SEVERITIES), st.none() | st.floats(0, 1))
def test_a_further_finding_never_lowers_it(some: list[Finding], severity: Severity, confidence: float | None) -> None:
    assert suspicion([*some, finding(severity, confidence)]) >= suspicion(some)


@given(findings, findings)
def test_an_error_outweighs_any_pile_of_soft_findings(some: list[Finding], soft: list[Finding]) -> None:
    hard = [*some, finding("error")]
    assert suspicion(hard) > suspicion([item for item in soft if item.severity != "error"])


@given(findings)
def test_it_lies_between_nought_and_one_whatever_the_order(some: list[Finding]) -> None:
    assert 0 <= suspicion(some) <= 1
    assert suspicion(some) == suspicion(reversed(some))


channels = st.dictionaries(st.sampled_from(["omission", "addition", "tense"]), st.floats(0, 6), min_size=3)


@given(findings, channels, st.sampled_from(["omission", "addition", "tense"]), st.floats(0, 6))
def test_more_evidence_of_a_channel_never_lowers_it(
    some: list[Finding], evidence: dict[str, float], channel: str, more: float
) -> None:
    stronger = {**evidence, channel: evidence[channel] + more}
    assert suspicion(some, stronger) >= suspicion(some, evidence)


@given(findings, channels)
def test_an_error_outweighs_any_evidence(some: list[Finding], evidence: dict[str, float]) -> None:
    soft = [item for item in some if item.severity != "error"]
    assert suspicion([*some, finding("error")]) > suspicion(soft, evidence)
    assert 0 <= suspicion(some, evidence) <= 1


def test_no_evidence_and_no_finding_no_suspicion() -> None:
    assert suspicion([], {"omission": 0.0, "addition": 0.0}) == 0
    assert suspicion([], {}) == 0


def test_each_unit_has_its_own() -> None:
    assert by_unit([finding("error", unit=2)], 3)[:2] == (0, 0)


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        (["error"], 0.86),
        (["warning"], 0.18),
        (["info"], 0.045),
        (["warning", "info"], 0.2088),
        (["error", "info"], 0.8726),
    ],
)
def test_findings_weigh_as_is_written(severities: list[Severity], expected: float) -> None:
    assert suspicion([finding(severity) for severity in severities]) == expected


def test_a_calibrated_confidence_stands_for_the_usual_one() -> None:
    assert suspicion([finding("warning", 0.5)]) == 0.1
    assert suspicion([finding("warning", 0.0)]) == 0
    assert suspicion([finding("warning", 1.0)]) == 0.2
    assert suspicion([finding("error", 0.0)]) == 0.5


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ({"addition": 1.0}, 0.2394),
        ({"addition": 2.0}, 0.3525),
        ({"omission": 1.0, "addition": 0.0}, 0.2111),
        ({"tense": 1.0, "addition": 0.0}, 0.1888),
        ({"shuffled": 1.0, "addition": 0.0}, 0.0919),
    ],
)
def test_evidence_weighs_by_how_often_such_faults_occur(evidence: dict[str, float], expected: float) -> None:
    assert suspicion([], evidence) == expected


REPORTERS = ("antonym", "left-out", "put-in", "quotes", "shuffled", "tense", "wrong-word")


def test_what_the_channels_say_is_not_counted_twice() -> None:
    evidence, reporting = {"omission": 1.0}, heard({name: plugins.get("checks", name)() for name in REPORTERS})
    assert reporting == {"left-out", "put-in", "wrong-word", "tense", "antonym"}

    def of(check: str, severity: Severity) -> float:
        return suspicion([replace(finding(severity), check=check)], evidence, reporting)

    alone = suspicion([], evidence)
    assert of("left-out", "warning") == alone
    assert of("left-out", "error") > 0.5 + alone
    assert of("quotes", "warning") > alone
    assert of("shuffled", "warning") > alone
    assert suspicion([replace(finding("warning"), check="left-out")], {}, reporting) == 0.18


def test_each_unit_is_judged_by_its_own_findings_and_evidence() -> None:
    some = [finding("warning", unit=1), finding("error", unit=2)]
    assert by_unit(some, 3) == (0, 0.18, 0.86)
    assert by_unit([], 2, [{"addition": 1.0}, {"addition": 0.0}]) == (0.2394, 0)
