"""The MQM score of what was read: penalty points in 1,000 words, with what so few words leave open.

The linear raw model of MQM 2.0 (Lommel et al. 2024, "The Multi-Range Theory of Translation Quality Measurement", and
themqm.org): an issue costs the points of its severity, minor 1, major 5, critical 25, neutral 0; points are counted in
a reference of 1,000 words, and the score is 100 less the points in 100 words. Or the weights of Freitag et al. (2021,
"Experts, Errors, and Context"): major 5, minor 1, punctuation .1, what is no translation at all 25. Words are those of
the translation (ISO 5060 allows either side), of the units that somebody read, at least those with an issue.

The interval is that of a weighted sum of Poisson counts (Fay & Feuer 1997, "Confidence intervals for directly
standardized rates"): issues are taken to come independently, which says too little where they come together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from math import erf, exp, isnan, lgamma, log, sqrt
from typing import Any, Literal

from toolkit.analysis.text.words import words
from toolkit.plugins.plurals import counted
from toolkit.run.verdicts.state import State, UnitKey, settled
from toolkit.run.verdicts.verdict import SEVERITY_TOLD, MqmSeverity, Verdict

Weighting = Literal["mqm", "freitag2021"]

REFERENCE_WORDS = 1000
ENOUGH_WORDS = 500
"""Fewer are judged by no score: samples of 500 to 20,000 words are what the linear model is for."""

POINTS: Mapping[MqmSeverity, float] = {"neutral": 0, "minor": 1, "major": 5, "critical": 25}
_Z = 1.959963984540054  # 97.5 % of the normal distribution
_MANY = 100  # degrees of freedom from which on the approximation is exact to four digits


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that is wrong, as a person says: its MQM category and severity, and where."""

    document: str
    category: str
    severity: MqmSeverity
    mended: bool = False
    check: str = ""


@dataclass(frozen=True, slots=True)
class MqmScore:
    """Penalty points in all and in 1,000 words, with the limits of their 95 % interval, and the score, 100 at best.

    ``warning`` says what is to be known before anybody believes it; empty where nothing is. Without words there is no
    score: NaN.
    """

    points: float
    words: int
    in_1000_words: float
    low: float
    high: float
    score: float
    counts: Mapping[str, int]
    weighting: Weighting = "mqm"
    warning: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain data; what is unknown is null."""
        return {name: None if isinstance(one, float) and isnan(one) else one for name, one in asdict(self).items()}


def issues(state: State, *, mended: bool = True) -> list[Issue]:
    """Return what people say is wrong, each thing once; without ``mended``, only what still stands there.

    A finding counts if most reviewers say it is right, with the category and severity of the latest of them; what
    several reviewers marked in the same words of a unit counts once.
    """
    found = []
    for by_reviewer in state.decisions.values():
        verdict = settled(by_reviewer)
        if verdict is not None and verdict.kind != "false_alarm" and verdict.finding is not None:
            mark = verdict.finding
            severity = verdict.mqm_severity or SEVERITY_TOLD[mark.severity]
            category = verdict.category or mark.category
            found.append(Issue(verdict.document, category, severity, verdict.kind == "fixed", mark.check))
    edited = set(state.edits)
    seen: dict[UnitKey, list[Verdict]] = {}
    for verdict in state.missed:
        if verdict.unit is None:
            continue
        key = verdict.document, verdict.unit
        if not any(_same(verdict, other) for other in seen.setdefault(key, [])):
            found.append(Issue(verdict.document, verdict.category, verdict.mqm_severity or "minor", key in edited))
        seen[key].append(verdict)
    return [issue for issue in found if mended or not issue.mended]


def words_of_units(state: State) -> dict[str, int]:
    """Return the words of the translation, by document, of the units that anybody said anything of, each unit once."""
    units = {*state.reviewed, *state.edits}
    units |= {(one.document, one.unit) for one in state.missed if one.unit is not None}
    for by_reviewer in state.decisions.values():
        units |= {(one.document, one.unit) for one in by_reviewer.values() if one.unit is not None}
    found: Counter[str] = Counter()
    # By its texts: its number moves when the text before it is edited, and then it is reviewed again.
    for document, _, text in {(document, unit.source, unit.translation) for document, unit in units}:
        found[document] += len(words(text))
    return dict(sorted(found.items()))


def words_read(state: State) -> int:
    """Return the words of all these units."""
    return sum(words_of_units(state).values())


def mqm_score(found: Iterable[Issue], word_count: int, weighting: Weighting = "mqm") -> MqmScore:
    """Return the score of so many words with these issues."""
    every = list(found)
    costs = Counter(points(issue, weighting) for issue in every)
    total = sum(cost * count for cost, count in costs.items())
    low, high = _interval(costs)
    scale = REFERENCE_WORDS / word_count if word_count else float("nan")
    rate = total * scale
    return MqmScore(
        points=round(total, 2),
        words=word_count,
        in_1000_words=round(rate, 2),
        low=round(low * scale, 2),
        high=round(high * scale, 2),
        score=round(100 - rate * 100 / REFERENCE_WORDS, 2),
        counts=dict(Counter(issue.severity for issue in every)),
        weighting=weighting,
        warning=_warning(word_count),
    )


def points(issue: Issue, weighting: Weighting = "mqm") -> float:
    """Return what an issue costs."""
    if weighting == "mqm":
        return POINTS[issue.severity]
    category = issue.category.casefold().replace("_", "-").replace(" ", "-").replace("!", "")
    if "non-translation" in category:
        return 25
    if issue.severity == "minor" and "punctuation" in category:
        return 0.1
    return min(POINTS[issue.severity], 5)


def _same(one: Verdict, other: Verdict) -> bool:
    """Whether two reviewers marked the same words; what one marks twice are two things."""
    if one.reviewer == other.reviewer:
        return False
    return any(
        span.side == there.side and span.start < there.end and there.start < span.end
        for span in one.spans
        for there in other.spans
    )


def _interval(costs: Mapping[float, int]) -> tuple[float, float]:
    """Return the 95 % limits of the expected points (gamma limits), of no issue as of a major one."""
    total = sum(cost * count for cost, count in costs.items())
    variance = sum(cost * cost * count for cost, count in costs.items())
    largest = max([cost for cost in costs if cost > 0], default=POINTS["major"])
    low = variance / (2 * total) * _chi_squared(-_Z, 2 * total * total / variance) if total else 0.0
    raised, spread = total + largest, variance + largest * largest
    return low, spread / (2 * raised) * _chi_squared(_Z, 2 * raised * raised / spread)


def _chi_squared(z: float, freedom: float) -> float:
    """Return the quantile of so many degrees of freedom at a normal deviate."""
    third = 2 / (9 * freedom)
    near = freedom * max(0.0, 1 - third + z * sqrt(third)) ** 3  # Wilson & Hilferty 1931
    if freedom > _MANY:
        return near
    share, low, high = (1 + erf(z / sqrt(2))) / 2, 0.0, 4 * near + 10
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _below(middle / 2, freedom / 2) < share else (low, middle)
    return low


def _below(x: float, shape: float) -> float:
    """Return the regularised lower incomplete gamma function, by its series."""
    if x <= 0:
        return 0.0
    term = total = 1.0
    step = shape
    while term > total * 1e-12:
        step += 1
        term *= x / step
        total += term
    return exp(shape * log(x) - x - lgamma(shape + 1)) * total


def _warning(word_count: int) -> str:
    if not word_count:
        return "nothing was read yet: there is no score"
    if word_count < ENOUGH_WORDS:
        few = counted(word_count, "word is", "words are")
        return f"{few} few: from {ENOUGH_WORDS} on a score says something of a text"
    return ""
