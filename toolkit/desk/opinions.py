"""What people say of each unit of a document: their verdicts on its findings, and what they wrote, marked and read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from toolkit.desk.documents import DeskDocument
from toolkit.model import Unit
from toolkit.run.verdicts.matching import match, match_units
from toolkit.run.verdicts.state import State, edited_text, settled
from toolkit.run.verdicts.verdict import FindingMark, UnitMark, Verdict

FindingState = Literal["open", "confirmed", "fixed", "tolerated", "false_alarm", "disputed"]

ACCEPTED: tuple[FindingState, ...] = ("confirmed", "fixed", "tolerated")
"""What a person said is an error."""


@dataclass(frozen=True, slots=True)
class Opinions:
    """What holds of one unit.

    ``decisions`` belong to its findings, by reviewer; ``edits`` are by reviewer, ``read`` are who read it to its end.
    """

    decisions: tuple[Mapping[str, Verdict], ...] = ()
    missed: tuple[Verdict, ...] = ()
    edits: Mapping[str, Verdict] = field(default_factory=dict)
    read: tuple[str, ...] = ()
    comments: tuple[Verdict, ...] = ()

    @property
    def edit(self) -> Verdict | None:
        """The edit that holds, the latest."""
        return edited_text(self.edits)

    @property
    def states(self) -> list[FindingState]:
        """The state of each finding."""
        return [state_of(by_reviewer) for by_reviewer in self.decisions]

    @property
    def reviewers(self) -> frozenset[str]:
        """All who said anything here."""
        names = {name for by_reviewer in self.decisions for name in by_reviewer} | {*self.edits, *self.read}
        return frozenset(names | {one.reviewer for one in (*self.missed, *self.comments)})


def state_of(by_reviewer: Mapping[str, Verdict]) -> FindingState:
    """Return what becomes of a finding: open until somebody decides, disputed while as many say one as the other."""
    if not by_reviewer:
        return "open"
    verdict = settled(by_reviewer)
    return "disputed" if verdict is None else verdict.kind  # type: ignore[return-value]


def silence(document: DeskDocument) -> list[Opinions]:
    """Return what is said of each unit before anybody came."""
    counts = Counter(finding.unit for finding in document.findings)
    return [Opinions(({},) * counts[one.unit.index]) for one in document.units]


def opinions(
    document: DeskDocument, name: str, marks: Sequence[FindingMark], state: State, silent: Sequence[Opinions]
) -> list[Opinions]:
    """Return what is said of each unit of a document that the verdicts call ``name``, in the order of its units.

    Of a unit of which nothing is said that is what ``silence`` gave, the very same.
    """
    units = [one.unit for one in document.units]
    decisions: dict[int, dict[int, Mapping[str, Verdict]]] = {}
    numbers: dict[int, int] = {}
    for finding, said in zip(document.findings, match(state, name, marks).findings, strict=True):
        number = numbers[finding.unit] = numbers.get(finding.unit, -1) + 1
        if said:
            decisions.setdefault(finding.unit, {})[number] = said

    def by_unit(verdicts: Iterable[Verdict]) -> dict[int, list[Verdict]]:
        original = state.original(name)
        return _by_unit((one for one in verdicts if one.unit and state.original(one.document) == original), units)

    missed, comments = by_unit(state.missed), by_unit(state.comments)
    edits = by_unit(verdict for by in state.edits.values() for verdict in by.values())
    read = by_unit(verdict for by in state.reviewed.values() for verdict in by.values())
    found = list(silent)
    for at, unit in enumerate(units):
        own = decisions.get(unit.index, {})
        if own or any(at in table for table in (missed, comments, edits, read)):
            found[at] = Opinions(
                tuple(own.get(number, {}) for number in range(len(silent[at].decisions))),
                tuple(missed.get(at, ())),
                {one.reviewer: one for one in sorted(edits.get(at, ()), key=lambda one: one.time)},
                tuple(dict.fromkeys(one.reviewer for one in read.get(at, ()))),
                tuple(comments.get(at, ())),
            )
    return found


def _by_unit(verdicts: Iterable[Verdict], units: Sequence[Unit]) -> dict[int, list[Verdict]]:
    """Return verdicts by the place of the unit that they are about; those about none that is there are left out."""
    found: dict[int, list[Verdict]] = {}
    strays: list[tuple[Verdict, UnitMark]] = []
    for verdict in verdicts:
        mark = verdict.unit
        if mark is None:
            continue
        unit = units[mark.number] if 0 <= mark.number < len(units) else None
        if unit and unit.translation_text == mark.translation and unit.source_text == mark.source:
            found.setdefault(mark.number, []).append(verdict)
        else:
            strays.append((verdict, mark))
    places = match_units([mark for _, mark in strays], units) if strays else []
    for (verdict, _), place in zip(strays, places, strict=True):
        if place is not None:
            found.setdefault(place, []).append(verdict)
    return found
