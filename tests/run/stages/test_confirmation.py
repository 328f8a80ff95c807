"""What witnesses make of a finding: softened where one expects the words, confirmed where none does."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from toolkit.model import Case, Finding, Severity, Span, Unchecked
from toolkit.model.token_scores import TokenScore, TokenScores
from toolkit.model.witness import Witness
from toolkit.run.stages.confirmation import LIKELY, UNLIKELY, confirm

TEXT = "It is not open."
EXPECTED = "an engine that read the original expects these very words"
UNEXPECTED = "no engine that read the original expects these words"


@dataclass(frozen=True, slots=True)
class Pointing:
    """Points at a word."""

    heard_by_witnesses: bool = True
    needs_source: bool = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        yield from ()


def witness(*likelihoods: float, known: bool = True) -> Witness:
    """Return a witness for which "is", "not" and "open" have these log-probabilities."""
    places = ((3, 5), (6, 9), (10, 14))
    tokens = tuple(
        TokenScore(start, end, value, known=known) for (start, end), value in zip(places, likelihoods, strict=True)
    )
    said = TokenScores("È aperto.", TEXT, tokens)
    return Witness("w", "it", "È aperto.", said, said)


def found(severity: Severity = "error", *spans: tuple[int, int]) -> Finding:
    places = tuple(Span("translation", start, end) for start, end in spans or ((6, 9),))
    return Finding("negation", severity, "accuracy", "m", 4, places, evidence=("before",))


def heard(finding: Finding, *witnesses: Witness, check: Pointing | None = None) -> tuple[str, tuple[str, ...]]:
    (answer,) = confirm([finding], {4: witnesses}, {"negation": check or Pointing()})
    return answer.severity, answer.evidence


@pytest.mark.parametrize(
    ("likelihood", "severity", "said"),
    [
        (LIKELY, "warning", (EXPECTED,)),
        (LIKELY - 0.001, "error", ()),
        (UNLIKELY + 0.001, "error", ()),
        (UNLIKELY, "error", (UNEXPECTED,)),
    ],
)
def test_words_that_an_engine_expects_soften_and_words_that_none_expects_confirm(
    likelihood: float, severity: str, said: tuple[str, ...]
) -> None:
    assert heard(found(), witness(0.0, likelihood, 0.0)) == (severity, ("before", *said))


def test_the_witness_most_in_favour_counts_and_of_it_the_least_likely_word() -> None:
    assert heard(found(), witness(0.0, -9.0, 0.0), witness(0.0, -1.0, -9.0))[0] == "warning"
    assert heard(found("error", (3, 9)), witness(-5.0, -1.0, 0.0))[0] == "error"
    assert heard(found("error", (3, 5), (6, 9)), witness(-5.0, -1.0, 0.0))[0] == "error"


def test_an_info_stays_one() -> None:
    assert heard(found("info"), witness(0.0, 0.0, 0.0))[0] == "info"


def test_a_witness_says_nothing_where_it_sees_no_word_or_does_not_know_it() -> None:
    unsaid = ("error", ("before",))
    assert heard(found()) == unsaid
    assert heard(found(), witness(0.0, 0.0, 0.0, known=False)) == unsaid
    assert heard(found("error", (9, 10)), witness(0.0, 0.0, 0.0)) == unsaid
    assert heard(found("error", (6, 6)), witness(0.0, 0.0, 0.0)) == unsaid
    lost = Finding("negation", "error", "accuracy", "m", 4, (Span("source", 6, 9),), evidence=("before",))
    assert heard(lost, witness(0.0, 0.0, 0.0)) == unsaid


def test_only_checks_that_point_at_words_are_heard() -> None:
    assert heard(found(), witness(0.0, 0.0, 0.0), check=Pointing(heard_by_witnesses=False)) == ("error", ("before",))
    (answer,) = confirm([found()], {4: [witness(0.0, 0.0, 0.0)]}, {})
    assert answer == found()
