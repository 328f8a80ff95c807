"""How often each check is wrong in each direction, and the severity that it has earned there by it.

The file that ``toolkit calibrate --checks`` writes (``toolkit.evaluation.alarm_rates`` says how it is fitted). A check
may give errors in a direction where, surely enough, fewer than 3 in 1,000 correct sentences have one from it, and
warnings where fewer than 1 in 100 have; else what it says is information.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from toolkit.config.fitted_files import Wording, checked, read_fitted
from toolkit.model import SEVERITIES, Case, Finding, Severity

VERSION = 1
LIMITS: Mapping[Severity, float] = {"error": 0.003, "warning": 0.01}
"""Up to which share of correct sentences a check may be wrong with a severity: the upper end of a 95 % interval."""

_WORDING = Wording(
    "no figures of checks; write them with toolkit calibrate --checks", "write it again with toolkit calibrate --checks"
)


@dataclass(frozen=True, slots=True)
class AlarmRate:
    """Of one check, category and severity, on the correct sentences of one direction.

    ``alarms`` is the number of sentences with such a finding, ``upper`` the upper end of the 95 % interval of their
    share, 0 to 1. ``languages`` is "it-en", or "*" for all directions together, which stands for those not measured.
    """

    check: str
    category: str
    severity: Severity
    languages: str
    alarms: int
    upper: float


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
    rates: tuple[AlarmRate, ...] = ()
    fitted_on: str = field(default="", compare=False)

    def earned(self, finding: Finding, case: Case) -> Finding:
        """Return a finding with the severity that its check has earned in the direction of a case.

        Where the case has no source, that of the worst direction into its language. What is lowered says why.
        """
        if finding.check not in self.checks or finding.severity not in LIMITS:
            return finding
        direction = _direction(case)
        allowed, upper = self._allowed(finding.check, finding.category, finding.severity, direction)
        if SEVERITIES.index(allowed) <= SEVERITIES.index(finding.severity):
            return finding
        reason = _reason(finding, case, upper, tested=bool(self._tested(direction)))
        return replace(finding, severity=allowed, evidence=(*finding.evidence, reason))

    def allowed(self, rate: AlarmRate) -> Severity:
        """Return the severity that findings of a rate's kind may have in its direction."""
        return self._allowed(rate.check, rate.category, rate.severity, rate.languages)[0]

    def _allowed(self, check: str, category: str, severity: Severity, languages: str) -> tuple[Severity, float]:
        tested = self._tested(languages)
        rates = self._by_class.get((check, category, severity), {})
        upper = max((rates[each].upper for each in tested or ("*",) if each in rates), default=0.0)
        allowed: Severity = next((level for level, limit in LIMITS.items() if upper < limit), "info")
        return _lower(allowed, severity if tested else "warning"), upper

    def _tested(self, languages: str) -> Sequence[str]:
        """Return the direction if it was measured; for "*-en" all that were, into English."""
        if languages.startswith("*"):
            return [each.languages for each in self.measured if each.languages.endswith(languages[1:])]
        return [each.languages for each in self.measured if each.languages == languages]

    @cached_property
    def _by_class(self) -> dict[tuple[str, str, Severity], dict[str, AlarmRate]]:
        classes: dict[tuple[str, str, Severity], dict[str, AlarmRate]] = {}
        for rate in self.rates:
            classes.setdefault((rate.check, rate.category, rate.severity), {})[rate.languages] = rate
        return classes

    def signature(self) -> str:
        """Return a short name of the contents; "none" where nothing is limited."""
        return f"sha256 {sha256(text(self).encode()).hexdigest()[:12]}" if self.checks else "none"


def _direction(case: Case) -> str:
    source = case.source_language if case.has_source else "*"
    return f"{source}-{case.translation_language}"


def _lower(one: Severity, other: Severity) -> Severity:
    return max(one, other, key=SEVERITIES.index)


def _reason(finding: Finding, case: Case, upper: float, *, tested: bool) -> str:
    where = f"{case.source_language} > {case.translation_language}" if case.has_source else case.translation_language
    if tested:
        return f"no {finding.severity}, for in {where} up to {upper:.1%} of correct sentences may have one of this kind"
    elsewhere = f"; elsewhere up to {upper:.1%} of correct sentences have one" if upper else ""
    return f"no {finding.severity}, for {finding.check} was not measured in {where}{elsewhere}"


@cache
def shipped() -> AlarmRates:
    """Return the rates that come with the toolkit."""
    data = json.loads((files("toolkit.config") / "alarm_rates.json").read_text(encoding="utf-8"))
    return AlarmRates(
        tuple(data["checks"]),
        tuple(Measured(**row) for row in data["measured"]),
        tuple(AlarmRate(**row) for row in data["rates"]),
        data["fitted_on"],
    )


def text(rates: AlarmRates) -> str:
    """Return the file's text: JSON, one rate a line."""
    head = {"version": VERSION, "fitted_on": rates.fitted_on, "checks": rates.checks}
    start = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{start}, "measured": [\n{_lines(rates.measured)}\n], "rates": [\n{_lines(rates.rates)}\n]}}\n'


def _lines(values: "Sequence[Measured | AlarmRate]") -> str:
    return ",\n".join(json.dumps(asdict(value), ensure_ascii=False) for value in values)


def load(path: Path) -> AlarmRates:
    """Read a file of ``toolkit calibrate --checks``; raises InputError that names the file, line and column."""
    data = read_fitted(path, VERSION, _WORDING)
    return AlarmRates(
        checked(path, data, "checks", tuple[str, ...], _WORDING),
        checked(path, data, "measured", tuple[Measured, ...], _WORDING),
        checked(path, data, "rates", tuple[AlarmRate, ...], _WORDING),
        checked(path, data, "fitted_on", str, _WORDING),
    )
