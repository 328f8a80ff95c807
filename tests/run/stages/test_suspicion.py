from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import plugins
from toolkit.model import SEVERITIES, Finding, Sentence, Severity, Span, Unit
from toolkit.model.token_scores import TokenScore, TokenScores
from toolkit.model.witness import Witness
from toolkit.readers.files.documents import folded
from toolkit.run.stages.suspicion import Grounds, by_unit, heard, prior, suspicion


def finding(severity: Severity, confidence: float | None = None, unit: int = 0, category: str = "accuracy") -> Finding:
    return Finding("check", severity, category, "", unit, (Span("translation", 0, 1),), confidence=confidence)


def unit(translation: str, source: str | None = "Una frase.", confidence: float | None = None) -> Unit:
    def side(text: str) -> tuple[Sentence, ...]:
        return (Sentence(folded(text), paragraph=0),) if text else ()

    return Unit(0, None if source is None else side(source), side(translation), confidence=confidence)


def scores(*nats: float) -> TokenScores:
    return TokenScores("w " * len(nats), "", tuple(TokenScore(2 * n, 2 * n + 1, -one) for n, one in enumerate(nats)))


def witness(of_translation: TokenScores, of_source: TokenScores, *, exchanged: bool = False) -> Witness:
    sides = (of_source, of_translation) if exchanged else (of_translation, of_source)
    return Witness("w", "it", "Una frase.", *sides, exchanged=exchanged)


CHANNELS = ("omission", "addition", "tense")
findings = st.lists(st.builds(finding, st.sampled_from(SEVERITIES), st.none() | st.floats(0, 1)), max_size=8)
channels = st.dictionaries(st.sampled_from(CHANNELS), st.floats(0, 6), min_size=3)
priors = st.floats(0, 2)


def test_no_finding_and_no_original_no_suspicion() -> None:
    assert suspicion([]) == 0
    assert by_unit([], [unit("One two three.", None)]) == (0,)


@given(findings, st.sampled_from(SEVERITIES), st.none() | st.floats(0, 1), priors, channels)
def test_a_further_finding_never_lowers_it(
    some: list[Finding], severity: Severity, confidence: float | None, known: float, evidence: dict[str, float]
) -> None:
    grounds = Grounds(known, evidence)
    assert suspicion([*some, finding(severity, confidence)], grounds) >= suspicion(some, grounds)


@given(findings, priors, channels, st.sampled_from(CHANNELS), st.floats(0, 6))
def test_more_evidence_of_a_channel_never_lowers_it(
    some: list[Finding], known: float, evidence: dict[str, float], channel: str, more: float
) -> None:
    stronger = {**evidence, channel: evidence[channel] + more}
    assert suspicion(some, Grounds(known, stronger)) >= suspicion(some, Grounds(known, evidence))


@given(findings, priors, st.floats(0, 2), channels)
def test_a_greater_prior_never_lowers_it(
    some: list[Finding], known: float, more: float, evidence: dict[str, float]
) -> None:
    assert suspicion(some, Grounds(known + more, evidence)) >= suspicion(some, Grounds(known, evidence)) - 1e-9


@given(findings, priors, channels)
def test_evidence_makes_no_more_of_an_expectation_than_one_error(
    some: list[Finding], known: float, evidence: dict[str, float]
) -> None:
    assert suspicion([], Grounds(known, evidence)) <= max(1.0, round(known, 4))
    assert suspicion(some, Grounds(known, evidence)) == suspicion(list(reversed(some)), Grounds(known, evidence))


def test_silent_channels_leave_the_prior_as_it_is() -> None:
    assert suspicion([], Grounds(0.08, {"omission": 0.5, "addition": 0.0})) == 0.08


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        (["error"], 0.81),
        (["warning"], 0.45),
        (["info"], 0.09),
        (["warning", "info"], 0.54),
        (["error", "error"], 1.62),
    ],
)
def test_findings_are_worth_what_is_written(severities: list[Severity], expected: float) -> None:
    assert suspicion([finding(severity) for severity in severities]) == expected


def test_a_calibrated_confidence_stands_for_the_usual_one() -> None:
    assert suspicion([finding("warning", 0.5)]) == 0.25
    assert suspicion([finding("warning", 0.0)]) == 0
    assert suspicion([finding("error", 1.0)]) == 0.9


def test_faults_of_form_are_worth_a_quarter() -> None:
    assert suspicion([finding("error", 1.0, category="linguistic-conventions/typography")]) == 0.225
    assert suspicion([finding("error", 1.0, category="terminology/wrong-term")]) == 0.9


def test_a_finding_in_sentences_that_may_not_belong_together_is_worth_less() -> None:
    sure, doubtful = unit("One."), unit("One.", confidence=0.4)
    (full,), (part,) = by_unit([finding("error")], [sure]), by_unit([finding("error")], [doubtful])
    assert part < full / 2


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ({"addition": 0.5}, 0.1),
        ({"addition": 1.0}, 0.309),
        ({"addition": 2.0}, 0.7733),
        ({"omission": 1.0, "addition": 0.0}, 0.2664),
        ({"shuffled": 1.0, "addition": 0.0}, 0.1513),
    ],
)
def test_evidence_weighs_by_how_often_such_faults_occur(evidence: Mapping[str, float], expected: float) -> None:
    assert suspicion([], Grounds(0.1, evidence)) == expected


def test_a_long_sentence_has_more_room_for_errors() -> None:
    short, long = unit("One two three."), unit("One two three four five six seven eight nine ten.")
    assert by_unit([], [replace(short), long]) == (0.009, 0.03)


def test_what_an_engine_wonders_at_makes_a_unit_suspicious_most_of_all_what_the_original_loses() -> None:
    one = unit("One two three.")
    usual, translation, source = scores(0.1, 0.1), scores(9, 9), scores(9, 9)
    plain = prior(one, [witness(usual, usual)])
    assert plain < prior(one, [witness(translation, usual)]) < prior(one, [witness(usual, source)])
    assert prior(one, [witness(usual, source, exchanged=True)]) == prior(one, [witness(usual, source)])


def test_one_token_counts_ten_nats_at_most_and_what_the_engine_has_no_token_for_nothing() -> None:
    one = unit("One two three.")
    assert prior(one, [witness(scores(10), scores(0))]) == prior(one, [witness(scores(99), scores(0))])
    strange = TokenScores("w", "", (TokenScore(0, 1, -9.0, known=False),))
    assert prior(one, [witness(strange, scores(0))]) == prior(one, [witness(scores(0), scores(0))])


def test_the_witness_most_in_favour_counts() -> None:
    one, well, badly = unit("One."), witness(scores(0.5), scores(0.5)), witness(scores(8), scores(8))
    assert prior(one, [badly, well]) == prior(one, [well])


REPORTERS = ("antonym", "left-out", "put-in", "quotes", "shuffled", "tense", "wrong-word")


def test_what_the_channels_say_is_not_counted_twice() -> None:
    evidence, reporting = {"omission": 1.0}, heard({name: plugins.get("checks", name)() for name in REPORTERS})
    assert reporting == {"left-out", "put-in", "wrong-word", "tense", "antonym"}

    def of(check: str, severity: Severity, evidence: Mapping[str, float] = evidence) -> float:
        return suspicion([replace(finding(severity), check=check)], Grounds(0.1, evidence), reporting)

    alone = suspicion([], Grounds(0.1, evidence))
    assert of("left-out", "warning") == alone
    assert of("left-out", "error") > 0.8 + alone
    assert of("quotes", "warning") > alone
    assert of("shuffled", "warning") > alone
    assert of("left-out", "warning", {}) == 0.55


def test_each_unit_is_judged_by_its_own_findings_witnesses_and_evidence() -> None:
    units = [unit("One.", None), unit("One.", None), unit("One.", None)]
    assert by_unit([finding("warning", unit=1), finding("error", unit=2)], units) == (0, 0.45, 0.81)
    pair = [unit("One."), unit("One.")]
    heard_of = [(witness(scores(9), scores(9)),), (witness(scores(0), scores(0)),)]
    first, second = by_unit([], pair, heard_of)
    assert first > second == 0.0015
    first, second = by_unit([], pair, heard_of[::-1], [{"addition": 3.0}, {"addition": 0.0}])
    assert first > 0.0015
