"""How often each check is wrong in each direction, and the severity that it has earned there by it.

The file that ``toolkit calibrate --checks`` writes (``toolkit.evaluation.alarm_rates`` says how it is fitted). A check
may give errors in a direction where fewer than 3 in 1,000 correct sentences have one from it, and warnings where fewer
than 1 in 100 have; else what it says is information. The upper end of a 95 % interval decides, where enough sentences
were read for it to clear a check that was never wrong, 1,277 of a direction; with fewer, the share itself does.

A sentence's length tells how sure a finding is: whoever retells twelve words freely has little room for it. Each
kind's rate is measured by the words of the longer side, too, in all directions together, per sentence of that length. A
warning is judged by the direction's rate times how much oftener such sentences have it than all; an error by the worst
of this, the direction's rate, and the mean of this and the rate of such sentences in all directions.

Chosen on NTREX-128 in thirty directions, 20,850 pairs, fitted on a third of the documents and measured on the others,
three times: directions with an error on over 1.5 % of correct sentences 6 > 1, with an error or warning on over 6 %
13 > 6, faults of the field found .894 > .891. Judging errors by the product alone gave more errors (.010 > .013 of
sentences); rates of each direction and length by themselves lost a fifth of lost negations in one of the three.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.analysis.text.words import words
from toolkit.config.fitted_files import Wording, checked, read_fitted
from toolkit.model import SEVERITIES, Case, Finding, Severity, Unit

VERSION = 1
LIMITS: Mapping[Severity, float] = {"error": 0.003, "warning": 0.01}
"""Below which share of correct sentences a check must be wrong with a severity."""
_Z_SQUARED = 3.8414588206941254  # of the normal distribution at 97.5 %

_WORDING = Wording(
    "no figures of checks; write them with toolkit calibrate --checks", "write it again with toolkit calibrate --checks"
)


class AlarmRate(NamedTuple):
    """How often a check is wrong in one way on the correct sentences of one direction.

    ``alarms`` is the number of sentences with such a finding, ``share`` the estimate of their share, 0 to 1, and
    ``upper`` the upper end of its 95 % interval.
    """

    alarms: int
    share: float
    upper: float


EVERY = "*"
"""All directions together, or sentences of any number of words above the last bound."""


@dataclass(frozen=True, slots=True)
class KindRates:
    """The rates of one check, category and severity by direction ("it-en").

    "*" is all directions together, which stands for those not measured. ``lengths`` are rates of all directions by how
    many words the longer side has at most ("15"; "*" for more), empty where they were not measured.
    """

    check: str
    category: str
    severity: Severity
    directions: Mapping[str, AlarmRate]
    lengths: Mapping[str, AlarmRate] = field(default_factory=dict)

    def length(self, words: int) -> str:
        """Return the name of the length that a sentence of so many words has, "*" where none was measured."""
        bounds = sorted(int(name) for name in self.lengths if name != EVERY)
        return next((str(bound) for bound in bounds if words <= bound), EVERY)

    def oftener(self, length: str) -> float:
        """Return how much oftener sentences of a length have such a finding than all have."""
        of_all, of_these = self.directions.get(EVERY), self.lengths.get(length)
        return of_these.share / of_all.share if of_all and of_these and of_all.share else 1.0


@dataclass(frozen=True, slots=True)
class Measured:
    """How much text of a direction the rates rest on."""

    languages: str
    sentences: int
    documents: int


@dataclass(frozen=True)
class AlarmRates:
    """All rates of a file. A measured check without a rate had no alarm; one not measured has no limit."""

    checks: tuple[str, ...] = ()
    measured: tuple[Measured, ...] = ()
    rates: tuple[KindRates, ...] = ()
    fitted_on: str = field(default="", compare=False)

    def earned(self, finding: Finding, case: Case) -> Finding:
        """Return a finding with the severity that its check has earned in the direction of a case.

        Where the case has no source, that of the worst direction into its language. What is lowered says why.
        """
        if finding.check not in self.checks or finding.severity not in LIMITS:
            return finding
        direction = _direction(case)
        kind = self._kind(finding)
        length = kind.length(_words(case.units[finding.unit]))
        allowed = self.allowed(kind, direction, length)
        if SEVERITIES.index(allowed) <= SEVERITIES.index(finding.severity):
            return finding
        tested = bool(self._tested(direction))
        reason = _reason(finding, case, self._worst(kind, direction), tested=tested) + _length_reason(kind, length)
        return replace(finding, severity=allowed, evidence=(*finding.evidence, reason))

    def allowed(self, kind: KindRates, languages: str, length: str) -> Severity:
        """Return the severity that findings of a kind may have in sentences of a length in a direction."""
        there = self._there(kind, languages)
        allowed: Severity = next(
            (level for level, limit in LIMITS.items() if self._below(level, limit, kind, there, length)), "info"
        )
        return _lower(allowed, kind.severity if self._tested(languages) else "warning")

    def _kind(self, finding: Finding) -> KindRates:
        key = finding.check, finding.category, finding.severity
        return self._by_kind.get(key) or KindRates(*key, {})

    def _there(self, kind: KindRates, languages: str) -> Mapping[str, AlarmRate]:
        names = self._tested(languages) or (EVERY,)
        return {each: kind.directions[each] for each in names if each in kind.directions}

    def _worst(self, kind: KindRates, languages: str) -> AlarmRate | None:
        return max(self._there(kind, languages).values(), key=lambda rate: rate.share, default=None)

    def _below(
        self, level: Severity, limit: float, kind: KindRates, rates: Mapping[str, AlarmRate], length: str
    ) -> bool:
        """Whether all rates are below a limit: by the upper end, where the sentences are enough for it to be."""
        oftener, of_length = kind.oftener(length), kind.lengths.get(length)
        for each, rate in rates.items():
            expected = (rate.upper if self._suffices(each) else rate.share) * oftener
            if level == "error":
                # A direction's few alarms say little of one length: what all directions say of it counts as much.
                expected = max(expected, rate.share, (expected + of_length.share) / 2 if of_length else 0.0)
            if expected >= limit:
                return False
        return True

    def _suffices(self, languages: str) -> bool:
        """Whether a check without any alarm has the upper end of Wilson's interval below the limit of errors."""
        return self._sentences.get(languages, 0) > _Z_SQUARED * (1 / LIMITS["error"] - 1)

    @cached_property
    def _sentences(self) -> dict[str, int]:
        return {each.languages: each.sentences for each in self.measured}

    def _tested(self, languages: str) -> Sequence[str]:
        """Return the direction if it was measured; for "*-en" all that were, into English."""
        if languages.startswith("*"):
            return [each.languages for each in self.measured if each.languages.endswith(languages[1:])]
        return [each.languages for each in self.measured if each.languages == languages]

    @cached_property
    def _by_kind(self) -> dict[tuple[str, str, Severity], KindRates]:
        return {(kind.check, kind.category, kind.severity): kind for kind in self.rates}

    def signature(self) -> str:
        """Return a short name of the contents; "none" where nothing is limited."""
        return f"sha256 {sha256(text(self).encode()).hexdigest()[:12]}" if self.checks else "none"


def longer_side(source: str, translation: str) -> int:
    """Return how many words the longer of two texts has."""
    return max(len(words(source)), len(words(translation)))


def _words(unit: Unit) -> int:
    return longer_side(unit.source_text, unit.translation_text)


def _direction(case: Case) -> str:
    source = case.source_language if case.has_source else "*"
    return f"{source}-{case.translation_language}"


def _lower(one: Severity, other: Severity) -> Severity:
    return max(one, other, key=SEVERITIES.index)


def length_name(kind: KindRates, length: str) -> str:
    """Return a length in words: "up to 15 words", "16 to 25 words", "more than 25 words"."""
    bounds = sorted(int(name) for name in kind.lengths if name != EVERY)
    if length == EVERY:
        return f"more than {bounds[-1]} words"
    at = bounds.index(int(length))
    return f"{bounds[at - 1] + 1} to {length} words" if at else f"up to {length} words"


def _length_reason(kind: KindRates, length: str) -> str:
    rate = kind.lengths.get(length)
    return f"; in all directions {rate.share:.1%} of those with {length_name(kind, length)}" if rate else ""


def _reason(finding: Finding, case: Case, rate: AlarmRate | None, *, tested: bool) -> str:
    where = f"{case.source_language} > {case.translation_language}" if case.has_source else case.translation_language
    share = f"{rate.share:.1%} of correct sentences (up to {rate.upper:.1%}) have one of this kind" if rate else ""
    if tested:
        return f"no {finding.severity}, for in {where} {share}"
    elsewhere = f"; in other directions {share}" if share else ""
    return f"no {finding.severity}, for {finding.check} was not measured in {where}{elsewhere}"


@cache
def shipped() -> AlarmRates:
    """Return the rates that come with the toolkit."""
    data = json.loads((files("toolkit.config") / "alarm_rates.json").read_text(encoding="utf-8"))
    return AlarmRates(
        tuple(data["checks"]),
        tuple(Measured(**row) for row in data["measured"]),
        tuple(_kind(row) for row in data["rates"]),
        data["fitted_on"],
    )


def _kind(row: dict[str, Any]) -> KindRates:
    directions, lengths = (
        {name: AlarmRate(*figures) for name, figures in row.get(table, {}).items()}
        for table in ("directions", "lengths")
    )
    return KindRates(row["check"], row["category"], row["severity"], directions, lengths)


def text(rates: AlarmRates) -> str:
    """Return the file's text: JSON, one kind of finding a line."""
    head = {"version": VERSION, "fitted_on": rates.fitted_on, "checks": rates.checks}
    start = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{start}, "measured": [\n{_lines(rates.measured)}\n], "rates": [\n{_lines(rates.rates)}\n]}}\n'


def _lines(values: "Sequence[Measured | KindRates]") -> str:
    return ",\n".join(json.dumps(asdict(value), ensure_ascii=False) for value in values)


def load(path: Path) -> AlarmRates:
    """Read a file of ``toolkit calibrate --checks``; raises InputError that names the file, line and column."""
    data = read_fitted(path, VERSION, _WORDING)
    return AlarmRates(
        checked(path, data, "checks", tuple[str, ...], _WORDING),
        checked(path, data, "measured", tuple[Measured, ...], _WORDING),
        checked(path, data, "rates", tuple[KindRates, ...], _WORDING),
        checked(path, data, "fitted_on", str, _WORDING),
    )
