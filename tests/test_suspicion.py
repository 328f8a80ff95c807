from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import SEVERITIES, Finding, Severity, Span
from toolkit.suspicion import by_unit, suspicion


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
