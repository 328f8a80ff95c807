"""One number per unit that orders the review queue: how many serious errors are to be expected in it.

    expected = prior x ratio / (1 + prior x (ratio - 1)) + sum over findings of worth x confidence

The **prior** is the room that the unit has for errors, and how far an engine wonders at it:

    prior = .0015 words + .0006 nats(source | translation) + .0002 nats(translation | source)

with the minus log-probability of each token (10 nats at most) summed over the tokens of one side, by the witness most
in favour; .003 a word where no witness was asked. A long sentence has more room for errors, and real errors of machines
are many words that are all a little less likely, not one that stands out. It was fitted by Poisson regression with
weights above nought on biomedical sentences by machines and people in eight directions, in which professionals marked
the errors (Bio-MQM, Zouhar et al. 2024; two thirds of its odd documents), and halved, since these texts are harder than
news: so it foresees what was marked into English, and half of what was marked out of it. What the original loses counts
thrice as much as what the translation has too much of: it is the same text for all versions, and a free translation is
less unlikely by it.

The **ratio** is Bayes': how much oftener the evidence of the channels is met in a faulty sentence. A channel says
10^(.8 (evidence - .5)) from evidence .5 on, and 1 below it; twice what their average is above 1 counts, weighted by how
often such faults occur, for a fault is seldom seen by one channel alone. Weak evidence counts nothing on purpose: on
what people planted it helps, on what machines get wrong it is noise (docs/mqm.md has both). The findings that report
the same channels then count nothing by themselves.

**Findings** are worth .9 of a serious error (an error), .5 (a warning) and .1 (an info), which is what is right of them
where correct sentences have one as seldom as ``config.alarm_rates`` demands; a quarter of that where they concern form
and not meaning, for a wrong quotation mark is no serious error. That is multiplied by their confidence (.9 without one)
and by that of the alignment: what a check says of two sentences that do not belong together is not so.

So it rises with every finding and all evidence, and never falls by one. Without an original it is what the findings
are worth. docs/mqm.md has its reliability diagram, and how well it does on real errors.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from toolkit.analysis.text.words import words
from toolkit.model import Finding, Severity, Unit
from toolkit.model.token_scores import TokenScores
from toolkit.model.witness import Witness
from toolkit.plugins.contracts import Check
from toolkit.plugins.traits import traits

WORTH: dict[Severity, float] = {"error": 0.9, "warning": 0.5, "info": 0.1}
"""How many serious errors a finding that concerns the meaning stands for."""
_FORM = 0.25
_MEANING = ("accuracy", "terminology")
_UNCALIBRATED = 0.9
_PER_WORD, _PER_WORD_ALONE = 0.0015, 0.003
_PER_NAT_OF_SOURCE, _PER_NAT_OF_TRANSLATION = 0.0006, 0.0002
_MOST_NATS = 10.0
_STEEPNESS, _SILENT, _TOGETHER = 0.8, 0.5, 2.0
_FREQUENCY = {"omission": 3.0, "tense": 1.5, "shuffled": 0.25}
"""How often the faults of a channel occur, against those of any other."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks for errors in a unit besides its findings.

    ``prior`` is the expected number of serious errors by its length and likelihood, ``evidence`` that of the channels,
    ``aligned`` how probable it is that its two sides belong together.
    """

    prior: float = 0.0
    evidence: Mapping[str, float] = field(default_factory=dict)
    aligned: float = 1.0

    @classmethod
    def of(
        cls, unit: Unit, witnesses: Sequence[Witness] = (), evidence: Mapping[str, float] | None = None
    ) -> "Grounds":
        """Take what is known of a unit; without both sides there is no prior."""
        both = bool(unit.source_text and unit.translation_text)
        sure = 1.0 if unit.confidence is None else unit.confidence
        return cls(prior(unit, witnesses) if both else 0.0, evidence or {}, sure)


def prior(unit: Unit, witnesses: Sequence[Witness]) -> float:
    """Return how many serious errors are to be expected by a unit's length and by what witnesses think of it."""
    count = len(words(unit.translation_text))
    if not witnesses:
        return _PER_WORD_ALONE * count
    of_source = min(_nats(witness.of_source) for witness in witnesses)
    of_translation = min(_nats(witness.of_translation) for witness in witnesses)
    return _PER_WORD * count + _PER_NAT_OF_SOURCE * of_source + _PER_NAT_OF_TRANSLATION * of_translation


def heard(checks: Mapping[str, Check]) -> frozenset[str]:
    """Return the names of the checks that report the evidence of channels, and nothing else."""
    return frozenset(name for name, check in checks.items() if traits(check).channel is not None)


def suspicion(
    findings: Iterable[Finding], grounds: Grounds | None = None, reporting: Container[str] = frozenset()
) -> float:
    """Return how many serious errors are to be expected in one unit, from 0; ``reporting`` is from ``heard``."""
    known = grounds or Grounds()
    worths = (
        _worth(finding) * known.aligned
        for finding in findings
        if not (known.evidence and finding.check in reporting and finding.severity != "error")
    )
    return round(fsum([_updated(known.prior, _ratio(known.evidence)), *worths]), 4)


def by_unit(
    findings: Iterable[Finding],
    units: Sequence[Unit],
    witnesses: Sequence[Sequence[Witness]] = (),
    evidence: Sequence[Mapping[str, float]] = (),
    reporting: Container[str] = frozenset(),
) -> tuple[float, ...]:
    """Return the suspicion of each unit; ``witnesses`` and ``evidence`` are empty, or hold those of each."""
    groups: dict[int, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.unit, []).append(finding)
    return tuple(
        suspicion(
            groups.get(place, ()),
            Grounds.of(unit, witnesses[place] if witnesses else (), evidence[place] if evidence else None),
            reporting,
        )
        for place, unit in enumerate(units)
    )


def _nats(scores: TokenScores) -> float:
    return sum(min(-token.log_probability, _MOST_NATS) for token in scores.tokens if token.known)


def _ratio(evidence: Mapping[str, float]) -> float:
    """Return how much oftener a faulty unit has this evidence than a clean one, from 1."""
    shares = {channel: _FREQUENCY.get(channel, 1.0) for channel in evidence}
    if not shares:
        return 1.0
    over = sum(
        share * (10 ** (_STEEPNESS * max(0.0, evidence[channel] - _SILENT)) - 1) for channel, share in shares.items()
    )
    return 1 + _TOGETHER * over / sum(shares.values())


def _updated(expected: float, ratio: float) -> float:
    """Return by Bayes' rule what the evidence makes of an expectation; one error and more stays as it is."""
    return expected if expected >= 1 else expected * ratio / (1 + expected * (ratio - 1))


def _worth(finding: Finding) -> float:
    confidence = _UNCALIBRATED if finding.confidence is None else finding.confidence
    return WORTH[finding.severity] * confidence * (1.0 if finding.category.startswith(_MEANING) else _FORM)
