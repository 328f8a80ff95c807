"""The middle of the way, from units to what is said of them; read this first.

    units -> routes (back, return, draft) and witnesses: ask
    case with what they said -> checks -> blame -> weighed by the alignment: judge

Whoever compares, checks or calibrates takes this way. The engines are asked about all units together, and judged is
one case at a time: a document is one, and so is each of many pairs, which must not see the others.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from toolkit.analysis.channels import evidence
from toolkit.analysis.channels.heads import Heads, chosen
from toolkit.config.alarm_rates import AlarmRates
from toolkit.config.precision import Precision
from toolkit.config.settings import CheckSetting, Config, Route
from toolkit.config.witnesses import WitnessSetting
from toolkit.model import Case, Finding, LanguagePair, Loss, Unchecked, Unit
from toolkit.plugins.contracts import Aligner, Check
from toolkit.run.cache.cache import Cache
from toolkit.run.stages import blame
from toolkit.run.stages.checks import in_order, run_checks, soften
from toolkit.run.stages.confirmation import confirm
from toolkit.run.stages.requirements import Skipped
from toolkit.run.stages.suspicion import heard
from toolkit.run.stages.trips import Travels, cut, travel
from toolkit.run.stages.witnesses import Testimony, ask_witnesses


@dataclass(frozen=True)
class Plan:
    """Who is asked about which languages: the part of a configuration that the stages need, and what it goes without.

    ``heads`` judge what witnesses say; None for those that come with the toolkit.
    """

    pair: LanguagePair
    routes: tuple[Route, ...]
    witnesses: tuple[WitnessSetting, ...]
    aligner: Aligner
    checks: tuple[CheckSetting, ...]
    heads: Heads | None
    alarm_rates: AlarmRates
    precision: Precision
    skipped: Skipped

    @classmethod
    def of(cls, config: Config, skipped: Skipped) -> "Plan":
        """Return the plan of a configuration that was found able to run (``requirements``)."""
        heads = chosen(config.heads)
        return cls(
            config.pair,
            config.routes,
            config.witnesses,
            config.aligner,
            config.checks,
            heads,
            config.alarm_rates,
            config.precision,
            skipped,
        )

    @cached_property
    def checks_by_name(self) -> dict[str, Check]:
        """The checks that are switched on, by their names in the configuration."""
        return {setting.name: setting.check for setting in self.checks}

    @cached_property
    def reporting(self) -> frozenset[str]:
        """The names of the checks that report the evidence of channels, and nothing else."""
        return heard(self.checks_by_name)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the engines said of some units: nothing where none was asked."""

    travels: Travels = field(default_factory=Travels)
    testimony: Testimony = field(default_factory=Testimony)

    @property
    def failed(self) -> dict[str, str]:
        """The reason of each route, and of each witness, that broke down."""
        return {**self.travels.failed, **self.testimony.failed_witnesses}

    @property
    def unchecked(self) -> tuple[Unchecked, ...]:
        """What routes that were skipped and witnesses leave unsaid."""
        return (*self.travels.unchecked, *self.testimony.unchecked)

    def of_unit(self, place: int, unit: Unit) -> "Asked":
        """Return what was said of one unit, the one at this place, and of none but it."""
        witnesses = self.testimony.witnesses[place : place + 1]
        unchecked = tuple(gap for gap in self.testimony.unchecked if gap.unit in (None, unit.index))
        testimony = replace(self.testimony, witnesses=witnesses, unchecked=unchecked)
        return Asked(cut(self.travels, place, place + 1), testimony)


@dataclass(frozen=True, slots=True)
class Judged:
    """What checks say of a case in the light of what engines said of it.

    ``unchecked`` is what checks could not judge; ``evidence[i]`` is that of the channels for the unit at place ``i``,
    the whole empty where no witness was asked. ``broken`` are the reasons of checks that broke off.
    """

    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    losses: tuple[Loss, ...]
    evidence: Sequence[Mapping[str, float]]
    broken: Mapping[str, str] = field(default_factory=dict)

    @property
    def failed(self) -> dict[str, str]:
        """The reason of each check that broke off, under the name that it has among all that fails."""
        return {f"check {name}": why for name, why in self.broken.items()}


def ask(units: Sequence[Unit], plan: Plan, progress: Callable[[str], None]) -> Asked:
    """Send all units through the routes, and ask the witnesses about them."""
    return Asked(_travels(units, plan, progress), _testimony(units, plan, progress))


def ask_in_parts(
    units: Sequence[Unit], plan: Plan, progress: Callable[[str], None], at_once: int
) -> Iterator[tuple[Sequence[Unit], Asked]]:
    """Yield so many units at once, with what was said of them: what witnesses say of one is a hundred kilobytes.

    The routes have all units together, as in ``ask``.
    """
    travels = _travels(units, plan, progress)
    for start in range(0, len(units), at_once):
        part = units[start : start + at_once]
        yield part, Asked(cut(travels, start, start + at_once), _testimony(part, plan, progress))


def judge(case: Case, asked: Asked, plan: Plan, cache: Cache | None = None) -> Judged:
    """Run the checks on a case, with what engines said of its units, and say who lost what they find.

    What checks find is kept in the cache, if there is one.
    """
    case = replace(case, trips=asked.travels.sound, witnesses=asked.testimony.witnesses, heads=plan.heads)
    broken: dict[str, str] = {}
    findings, unchecked = run_checks(case, plan.checks, plan.alarm_rates, cache, plan.precision, broken)
    checks = plan.checks_by_name
    losses = blame.losses(case.trips, checks, cache, broken)
    findings = blame.lay_blame(findings, case.trips, losses, checks, has_source=case.has_source)
    if case.witnesses:
        said = {unit.index: heard for unit, heard in zip(case.units, case.witnesses, strict=True)}
        findings = confirm(findings, said, checks)
    findings = soften(findings, case.units)
    return Judged(in_order(findings), unchecked, losses, evidence(case) if case.witnesses else (), broken)


def _travels(units: Sequence[Unit], plan: Plan, progress: Callable[[str], None]) -> Travels:
    return travel(units, plan.routes, plan.pair, plan.aligner, plan.skipped.routes, progress)


def _testimony(units: Sequence[Unit], plan: Plan, progress: Callable[[str], None]) -> Testimony:
    return ask_witnesses(units, plan.witnesses, plan.pair, plan.skipped.witnesses, progress)
