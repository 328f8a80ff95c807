"""How often each check is wrong in each direction, and the severity that it has earned there by it.

The file that ``toolkit calibrate --checks`` writes (``toolkit.evaluation.alarm_rates`` says how it is fitted). A check
may give errors in a direction where fewer than 3 in 1,000 correct sentences have one from it, and warnings where fewer
than 1 in 100 have; else what it says is information. The upper end of a 95 % interval decides, where enough sentences
were read for it to clear a check that was never wrong, 1,277 of a direction; with fewer, the share itself does.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.config.fitted_files import Wording, checked, read_fitted
from toolkit.model import SEVERITIES, Case, Finding, Severity

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


@dataclass(frozen=True, slots=True)
class KindRates:
    """The rates of one check, category and severity by direction ("it-en").

    "*" is all directions together, which stands for those not measured.
    """

    check: str
    category: str
    severity: Severity
    directions: Mapping[str, AlarmRate]


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
        allowed, rate = self._allowed(finding.check, finding.category, finding.severity, direction)
        if SEVERITIES.index(allowed) <= SEVERITIES.index(finding.severity):
            return finding
        reason = _reason(finding, case, rate, tested=bool(self._tested(direction)))
        return replace(finding, severity=allowed, evidence=(*finding.evidence, reason))

    def allowed(self, kind: KindRates, languages: str) -> Severity:
        """Return the severity that findings of a kind may have in a direction."""
        return self._allowed(kind.check, kind.category, kind.severity, languages)[0]

    def _allowed(
        self, check: str, category: str, severity: Severity, languages: str
    ) -> tuple[Severity, AlarmRate | None]:
        tested = self._tested(languages)
        rates = self._by_kind.get((check, category, severity), {})
        there = {each: rates[each] for each in tested or ("*",) if each in rates}
        worst = max(there.values(), key=lambda rate: rate.share, default=None)
        allowed: Severity = next((level for level, limit in LIMITS.items() if self._below(limit, there)), "info")
        return _lower(allowed, severity if tested else "warning"), worst

    def _below(self, limit: float, rates: Mapping[str, AlarmRate]) -> bool:
        """Whether all rates are below a limit: by the upper end, where the sentences are enough for it to be."""
        return all((rate.upper if self._suffices(each) else rate.share) < limit for each, rate in rates.items())

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
    def _by_kind(self) -> dict[tuple[str, str, Severity], Mapping[str, AlarmRate]]:
        return {(kind.check, kind.category, kind.severity): kind.directions for kind in self.rates}

    def signature(self) -> str:
        """Return a short name of the contents; "none" where nothing is limited."""
        return f"sha256 {sha256(text(self).encode()).hexdigest()[:12]}" if self.checks else "none"


def _direction(case: Case) -> str:
    source = case.source_language if case.has_source else "*"
    return f"{source}-{case.translation_language}"


def _lower(one: Severity, other: Severity) -> Severity:
    return max(one, other, key=SEVERITIES.index)


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
    rates = {languages: AlarmRate(*figures) for languages, figures in row["directions"].items()}
    return KindRates(row["check"], row["category"], row["severity"], rates)


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
