"""What two runs differ in, and why: inputs, configuration and versions first, then figures, findings and units."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from toolkit.errors import InputError
from toolkit.model import SEVERITIES
from toolkit.run.records import reasons
from toolkit.run.records.matching import UnitPair, paired_findings, paired_units
from toolkit.run.records.reading import without_times
from toolkit.run.records.reasons import Reasons
from toolkit.run.records.runs import KINDS, Figure, FigureName, Run, RunDocument, RunFinding, RunUnit

_MOST_PATHS = 20


@dataclass(frozen=True, slots=True)
class TextChange:
    """A unit whose texts differ, or that only one run has."""

    document: str
    old: RunUnit | None
    new: RunUnit | None


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that differs. ``units`` are how many of its units differ, of how many that both have."""

    name: FigureName
    old: float | None
    new: float | None
    units: tuple[int, int] = (0, 0)

    @property
    def size(self) -> float:
        """How much it differs, as a share of the greater; 1 where only one run has it."""
        if self.old is None or self.new is None:
            return 0.0 if self.old == self.new else 1.0
        return abs(self.new - self.old) / max(abs(self.old), abs(self.new), 1e-9)


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that is new, gone, or has another severity or wording; the unit is that of the run which has it."""

    kind: Literal["new", "gone", "changed"]
    document: str
    unit: RunUnit
    finding: RunFinding
    before: RunFinding | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A unit, the same in both runs or edited, whose suspicion or quality differs."""

    document: str
    unit: RunUnit
    what: Literal["suspicion", "quality"]
    old: float | None
    new: float | None

    @property
    def worse(self) -> float:
        """By how much the newer run thinks less of it; below zero where it thinks more of it."""
        moved = (self.new or 0.0) - (self.old or 0.0)
        return moved if self.what == "suspicion" else -moved


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """How many texts an engine answered otherwise on one leg, of how many that both runs asked for."""

    document: str
    route: str
    leg: str
    changed: int
    asked: int


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs. ``elsewhere`` are the keys of what differs in the files and in nothing above.

    ``remarks`` are (sign, line): "-" for what only the first run says of itself, "+" for what only the second says.
    """

    reasons: Reasons
    documents: tuple[tuple[str, str], ...]
    texts: tuple[TextChange, ...]
    answers: tuple[AnswerChange, ...]
    figures: tuple[FigureChange, ...]
    findings: tuple[FindingChange, ...]
    shifts: tuple[Shift, ...]
    remarks: tuple[tuple[str, str], ...]
    elsewhere: tuple[str, ...]
    counts: tuple[int, int]
    kept: int

    @property
    def results_differ(self) -> bool:
        """Whether any figure, finding, text or remark differs."""
        return bool(
            self.documents
            or self.texts
            or self.answers
            or self.figures
            or self.findings
            or self.shifts
            or self.remarks
            or self.elsewhere
        )


def difference(old: Run, new: Run) -> Difference:
    """Return what two runs differ in; raises InputError where they are of unlike kinds."""
    if old.kind != new.kind:
        raise InputError(f"these cannot be laid beside each other: {KINDS[old.kind]} and {KINDS[new.kind]}")
    both = [name for name in old.documents if name in new.documents]
    alone = [("-", name) for name in old.documents if name not in new.documents]
    alone += [("+", name) for name in new.documents if name not in old.documents]
    units = {name: paired_units(old.documents[name].units, new.documents[name].units) for name in both}
    findings = [change for name in both for change in _findings(name, units[name])]
    changed = {change.finding.mark for change in findings if change.kind != "gone"}
    total = sum(len(unit.findings) for name in both for unit in new.documents[name].units)
    found = Difference(
        reasons.between(old, new),
        tuple(alone),
        tuple(change for name in both for change in _texts(name, units[name])),
        tuple(change for name in both for change in _answers(name, old.documents[name], new.documents[name], units)),
        tuple(sorted(_figures(old, new, units), key=lambda change: (-change.size, change.name))),
        tuple(sorted(findings, key=_gravity)),
        tuple(sorted(_shifts(units), key=lambda shift: (-abs(shift.worse), shift.document, shift.unit.number))),
        tuple(_remarks(old, new, both)),
        (),
        new.count(),
        total - sum(change.kind != "gone" for change in findings) if changed else total,
    )
    if found.results_differ:
        return found
    return _with_elsewhere(found, old, new)


def _with_elsewhere(found: Difference, old: Run, new: Run) -> Difference:
    """Return the difference with the keys of what differs in the files and was looked at nowhere."""
    paths = []
    for name in dict.fromkeys([*old.data, *new.data]):
        sides = [without_times(_without_names(run.data.get(name, {}))) for run in (old, new)]
        paths += [f"{name}: {path}" for path in _paths(*sides)]
    return replace(found, elsewhere=tuple(paths[:_MOST_PATHS]))


_OF_REASONS = ("provenance", "signature", "files", "toolkit", "run", "path")


def _without_names(data: Any) -> Any:
    """Return data without what the reasons tell: names of files and runs, and signatures."""
    if isinstance(data, dict):
        return {key: _without_names(value) for key, value in data.items() if key not in _OF_REASONS}
    return [_without_names(value) for value in data] if isinstance(data, list) else data


def _paths(old: Any, new: Any, at: str = "") -> Iterator[str]:
    if json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            yield from _paths(old.get(key), new.get(key), f"{at}.{key}" if at else str(key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _paths(one, other, f"{at}[{number}]")
    else:
        yield at


def _texts(name: str, units: Sequence[UnitPair]) -> Iterator[TextChange]:
    for old, new in units:
        if old is None or new is None or (old.source, old.translation) != (new.source, new.translation):
            yield TextChange(name, old, new)


def _answers(
    name: str, old: RunDocument, new: RunDocument, units: Mapping[str, Sequence[UnitPair]]
) -> Iterator[AnswerChange]:
    """Yield the legs on which an engine answered the same texts otherwise."""
    places = [{unit.number: at for at, unit in enumerate(document.units)} for document in (old, new)]
    asked = [
        (places[0][one.number], places[1][other.number])
        for one, other in units[name]
        if one and other and (one.source, one.translation) == (other.source, other.translation)
    ]
    for (route, leg), before in old.answers.items():
        after = new.answers.get((route, leg))
        if after is None:
            continue
        changed = sum(before[one] != after[other] for one, other in asked)
        if changed:
            yield AnswerChange(name, route, leg, changed, len(asked))


def _figures(old: Run, new: Run, units: Mapping[str, Sequence[UnitPair]]) -> Iterator[FigureChange]:
    nothing = Figure(None)
    for name in dict.fromkeys([*old.figures, *new.figures]):
        if old.kind == "batch" and name.document not in units:
            continue
        before, after = old.figures.get(name, nothing), new.figures.get(name, nothing)
        if before == after:
            continue
        changed = _segments(before, after, old, new, units.get(name.document, ()), name.document)
        if before.value != after.value or changed[0] or name not in old.figures or name not in new.figures:
            yield FigureChange(name, before.value, after.value, changed)


def _segments(
    before: Figure, after: Figure, old: Run, new: Run, units: Sequence[UnitPair], document: str
) -> tuple[int, int]:
    """Return how many units that both runs have differ in a figure or its percentile, and how many there are."""
    if not before.segments or not after.segments:
        return 0, 0
    places = [{id(unit): at for at, unit in enumerate(run.documents[document].units)} for run in (old, new)]
    pairs = [(places[0][id(one)], places[1][id(other)]) for one, other in units if one and other]
    values = [tuple(zip(one.segments, one.percentiles or one.segments, strict=True)) for one in (before, after)]
    return sum(values[0][one] != values[1][other] for one, other in pairs), len(pairs)


def _findings(name: str, units: Sequence[UnitPair]) -> Iterator[FindingChange]:
    for old, new in paired_findings(units):
        if old is None and new is not None:
            yield FindingChange("new", name, *new)
        elif new is None and old is not None:
            yield FindingChange("gone", name, *old)
        elif old and new and (old[1].severity, old[1].message) != (new[1].severity, new[1].message):
            yield FindingChange("changed", name, *new, before=old[1])


def _gravity(change: FindingChange) -> tuple[int, int, str, int]:
    kinds = ("new", "changed", "gone")
    return kinds.index(change.kind), _rank(change.finding.severity), change.document, change.unit.number


def _rank(severity: str) -> int:
    return [*SEVERITIES, severity].index(severity)


def _shifts(units: Mapping[str, Sequence[UnitPair]]) -> Iterator[Shift]:
    for name, pairs in units.items():
        for old, new in pairs:
            if old is not None and new is not None:
                if old.suspicion != new.suspicion:
                    yield Shift(name, new, "suspicion", old.suspicion, new.suspicion)
                if old.quality != new.quality:
                    yield Shift(name, new, "quality", old.quality, new.quality)


def _remarks(old: Run, new: Run, both: Sequence[str]) -> Iterator[tuple[str, str]]:
    sides = [(old.remarks, new.remarks, "")]
    sides += [(old.documents[name].remarks, new.documents[name].remarks, name) for name in both]
    for before, after, name in sides:
        where = f"{name}: " if name else ""
        yield from (("-", where + line) for line in before if line not in after)
        yield from (("+", where + line) for line in after if line not in before)
