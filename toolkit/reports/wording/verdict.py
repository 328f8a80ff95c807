"""What an outcome comes to, in plain words that claim no more than is known; every report says it the same way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.analysis.channels.evidence import UNASKED
from toolkit.model import Blame, Comparison, Guard, Severity, Trip, Unchecked
from toolkit.plugins.plurals import counted
from toolkit.reports.wording.rejections import noted, rejected

NAMES: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "info": ("note", "notes"),
}
BLAME_NAMES: dict[Blame, str] = {
    "translation": "the translation",
    "unclear": "unclear who",
}
# Findings of these severities are worth a reader's time; notes are not counted against a unit.
_WEIGHTY: tuple[Severity, ...] = ("error", "warning")
_MANY = 5  # names in one line
_UNSOUND = "no route passed its guards: the engines say nothing about this text"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``headline`` says what was found; ``limits`` what that does not mean; ``alarms`` what went wrong in the run.

    ``notes`` count what engines had to do to texts, or what is odd about their answers.
    """

    headline: str
    limits: tuple[str, ...]
    alarms: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UncheckedGap:
    """Checks that could not judge for one reason: the whole document, or ``units`` of it."""

    checks: tuple[str, ...]
    reason: str
    units: tuple[int, ...] = ()

    @property
    def unasked(self) -> bool:
        """Whether these checks need likelihoods and nobody is configured to give them: no plain run does that."""
        return self.reason == UNASKED

    def __str__(self) -> str:
        where = f" in {counted(len(self.units), 'unit')}" if self.units else ""
        return f"{', '.join(self.checks)}{where} ({self.reason})"


def verdict(comparison: Comparison) -> Verdict:
    """Return the verdict on a document."""
    return Verdict(
        _headline(comparison), tuple(_limits(comparison)), tuple(_alarms(comparison)), tuple(_notes(comparison))
    )


def tally(comparison: Comparison, severity: Severity) -> str:
    """Return "1 error", "7 warnings", "0 notes"."""
    return counted(sum(finding.severity == severity for finding in comparison.findings), *NAMES[severity])


def gaps(unchecked: Iterable[Unchecked]) -> tuple[UncheckedGap, ...]:
    """Group what was not checked by its reason: first what holds for the whole document, then what holds for units."""
    whole: dict[str, list[str]] = {}
    parts: dict[tuple[str, str], list[int]] = {}
    for answer in unchecked:
        if answer.unit is None:
            whole.setdefault(answer.reason, []).append(answer.check)
        else:
            parts.setdefault((answer.check, answer.reason), []).append(answer.unit)
    found = [UncheckedGap(tuple(dict.fromkeys(checks)), reason) for reason, checks in whole.items()]
    found += [UncheckedGap((check,), reason, tuple(dict.fromkeys(units))) for (check, reason), units in parts.items()]
    return tuple(found)


def in_short(unchecked: Iterable[Unchecked]) -> str:
    """Return in one line what was not checked at all and why, "a, b, c and 2 more (no data for cs)"; empty if nothing.

    What some units alone lack is left to the reports.
    """
    return "; ".join(f"{_listed(gap.checks)} ({gap.reason})" for gap in gaps(unchecked) if not gap.units)


def _listed(names: Sequence[str]) -> str:
    shown = names if len(names) <= _MANY + 1 else names[:_MANY]
    more = f" and {len(names) - _MANY} more" if len(shown) < len(names) else ""
    return ", ".join(shown) + more


def faulty_routes(comparison: Comparison) -> dict[str, tuple[str, ...]]:
    """Return the messages of the guards that each route failed: such a route's scores mean nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for guard in comparison.guards:
        if not guard.passed:
            found[guard.route] = (*found.get(guard.route, ()), guard.message)
    return found


def shortfalls(failed: Mapping[str, str], trips: Sequence[Trip], guards: Iterable[Guard]) -> tuple[str, ...]:
    """Return why a run is incomplete, a line each.

    That is: what broke down, which answers of a route are no translations, and that no route is sound where none is.
    """
    lines = [f"{_part(name)}: {why}" for name, why in failed.items()]
    lines += [f"route {route}: {found}" for route, found in rejected(trips).items()]
    faulty = {guard.route for guard in guards if not guard.passed}
    if trips and all(trip.route in faulty for trip in trips):
        lines.append(_UNSOUND)
    return tuple(lines)


def is_route(name: str) -> bool:
    """Whether what failed is a route: a witness, a metric or a check has its kind in its name."""
    return not name.startswith(("witness ", "metric ", "check "))


def _part(name: str) -> str:
    return f"route {name}" if is_route(name) else name


def incomplete(comparison: Comparison) -> tuple[str, ...]:
    """Return why an outcome is incomplete, a line each; empty where it is whole."""
    return shortfalls(comparison.failed, comparison.trips, comparison.guards)


def _headline(comparison: Comparison) -> str:
    units = counted(len(comparison.units), "unit")
    marked = {finding.unit for finding in comparison.findings if finding.severity in _WEIGHTY}
    where = f"in {len(marked):,} of {units}"
    severities = [finding.severity for finding in comparison.findings]
    errors, warnings = severities.count("error"), severities.count("warning")
    found = [counted(errors, *NAMES["error"])] if errors else []
    found += [counted(warnings, *NAMES["warning"])] if warnings else []
    if found:
        return f"{'' if errors else 'No errors, but '}{' and '.join(found)} to look at, {where}."
    return f"Nothing found to object to in {units}."


def _limits(comparison: Comparison) -> Iterable[str]:
    if comparison.source is None:
        yield "Without the original nobody can say how faithful the text is: this is its form and its stability."
    yield "A finding is an issue until a person confirms it, and a unit without one is not proven right."


def _alarms(comparison: Comparison) -> Iterable[str]:
    faulty = faulty_routes(comparison)
    for route, reason in comparison.failed.items():
        yield f"Incomplete: the {f'route “{route}”' if is_route(route) else route} broke down: {reason}"
    for route, found in rejected(comparison.trips).items():
        left_out = "" if route in faulty else " Their units are left out of its scores."
        yield f"Incomplete: {found.told(f' of the route “{route}”')}.{left_out}"
    for route, messages in faulty.items():
        yield f"The route “{route}” is not to be trusted, and its scores are not shown: {'; '.join(messages)}."
    if _UNSOUND in incomplete(comparison):
        yield f"{_UNSOUND.capitalize()}."


def _notes(comparison: Comparison) -> Iterable[str]:
    for route, kinds in noted(comparison.trips).items():
        told = "; ".join(f"{counted(count, 'answer')}: {kind}" for kind, count in kinds.items())
        yield f"Noted on answers of the route “{route}”: {told}."
