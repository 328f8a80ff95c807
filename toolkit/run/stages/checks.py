"""The stage of the checks: every check asked, its answers put in order and weighed by the alignment."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.analysis.text.once import let_go
from toolkit.config.alarm_rates import AlarmRates
from toolkit.config.precision import Precision
from toolkit.config.settings import CheckSetting
from toolkit.errors import PluginError
from toolkit.model import SEVERITIES, Case, Finding, Unchecked, Unit, a_step_lower
from toolkit.model.places import is_plain
from toolkit.plugins.foreign.origins import tell
from toolkit.plugins.traits import traits
from toolkit.run import bugs
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.findings import KeptFindings

_NO_LIMITS = AlarmRates()
_NO_VERDICTS = Precision()


def run_checks(
    case: Case,
    settings: Sequence[CheckSetting],
    rates: AlarmRates = _NO_LIMITS,
    cache: Cache | None = None,
    precision: Precision = _NO_VERDICTS,
    broken: dict[str, str] | None = None,
) -> tuple[tuple[Finding, ...], tuple[Unchecked, ...]]:
    """Run every check that is switched on; a check that needs the source and has none says so.

    A severity is the user's, or else the check's own as far as its alarm rates allow, and then its precision in the
    user's house.

    A check of another package that breaks off stops the run if the configuration names it, and else is not checked.
    One of ours that breaks off is put among the ``broken``, with the reason, where they are asked for.
    """
    findings: list[Finding] = []
    unchecked: list[Unchecked] = []
    asked = KeptFindings(case, cache)
    asked.expect((one.name, one.check) for one in settings if case.has_source or not one.check.needs_source)
    for setting in settings:
        try:
            if setting.check.needs_source and not case.has_source:
                unchecked.append(Unchecked(setting.name, "needs the source"))
                continue
            answers = asked.find(setting.name, setting.check)
        except PluginError as error:
            if setting.named:
                raise
            tell(str(error), setting.name)
            unchecked.append(Unchecked(setting.name, str(error)))
            continue
        except Exception as error:
            if broken is None or bugs.to_mend(error):
                raise
            broken[setting.name] = bugs.reason(error)
            unchecked.append(Unchecked(setting.name, broken[setting.name]))
            continue
        for answer in answers:
            if isinstance(answer, Unchecked):
                unchecked.append(answer)
            else:
                findings.append(_applicable(_weighed(answer, setting, rates, precision, case), case))
    let_go()
    return in_order(_told_once(findings, settings)), tuple(dict.fromkeys(unchecked))


def _told_once(findings: Sequence[Finding], settings: Sequence[CheckSetting]) -> Iterator[Finding]:
    """Yield the findings without those of a check that yields to another one which says as much of the same words."""
    several = settings if len(findings) > 1 else ()
    yields = {setting.name: before for setting in several if (before := traits(setting.check).yields_to)}
    beside: dict[int, list[Finding]] = {}
    for finding in findings:
        beside.setdefault(finding.unit, []).append(finding)
    for finding in findings:
        before = yields.get(finding.check, ())
        others = beside[finding.unit] if before else ()
        if not any(other.check in before and _says_as_much(other, finding) for other in others):
            yield finding


def _says_as_much(one: Finding, other: Finding) -> bool:
    """Whether one finding is at least as loud as another one of its unit and shares words with it."""
    loud = SEVERITIES.index(one.severity) <= SEVERITIES.index(other.severity)
    return loud and any(
        mine.side == theirs.side and mine.start < theirs.end and theirs.start < mine.end
        for mine in one.spans
        for theirs in other.spans
    )


def _weighed(finding: Finding, setting: CheckSetting, rates: AlarmRates, precision: Precision, case: Case) -> Finding:
    """Return a finding with the severity that the user wrote, or that its check has earned in direction and house."""
    if setting.severity:
        return replace(finding, severity=setting.severity)
    return precision.earned(rates.earned(finding, case))


def _applicable(finding: Finding, case: Case) -> Finding:
    """Return a finding without its suggestion where that would take markup away that stands among the words."""
    if finding.suggestion is None or case.document is None:
        return finding
    return finding if is_plain(finding, case.unit(finding.unit), case.document) else replace(finding, suggestion=None)


LEAST_CONFIDENCE = 0.5


def soften(findings: Iterable[Finding], units: Sequence[Unit]) -> tuple[Finding, ...]:
    """Lower the severity of what rests on an uncertain bead by a step: a wrong bead makes false findings."""
    softened = []
    for finding in findings:
        unit = units[finding.unit]
        sure = unit.confidence
        # An addition has no place in the source, and rests on its bead all the same.
        rests_on_bead = unit.source is not None and (not unit.source or any(s.side == "source" for s in finding.spans))
        if rests_on_bead and sure is not None and sure < LEAST_CONFIDENCE:
            note = f"the alignment of this unit is uncertain ({sure:.2f})"
            lower = a_step_lower(finding.severity)
            softened.append(replace(finding, severity=lower, evidence=(*finding.evidence, note)))
        else:
            softened.append(finding)
    return tuple(softened)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of the text, each once."""

    def place(finding: Finding) -> tuple[int, int, str, str]:
        starts = [span.start for span in finding.spans if span.side == "translation"]
        return finding.unit, min(starts, default=0), finding.check, finding.message

    return tuple(sorted(dict.fromkeys(findings), key=place))
