"""What holds now: of each reviewer the last word on each thing, without what was undone, and what most of them say."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from toolkit.run.verdicts.verdict import DECISIONS, DISMISSALS, UnitMark, Verdict

_Key = TypeVar("_Key")

FindingKey = tuple[str, str, str, int]
"""A document, and a finding in it: check, fingerprint, and which of several with the same."""

UnitKey = tuple[str, UnitMark]
"""A document, and a unit of it."""


@dataclass(frozen=True)
class State:
    """What holds now.

    ``decisions`` are by finding and reviewer; ``edits`` and ``reviewed`` by unit and reviewer; ``missed`` and
    ``comments`` all that were not undone, in order. ``saved`` leads from a file to the one of which it holds the edits.
    """

    decisions: Mapping[FindingKey, Mapping[str, Verdict]] = field(default_factory=dict)
    missed: tuple[Verdict, ...] = ()
    edits: Mapping[UnitKey, Mapping[str, Verdict]] = field(default_factory=dict)
    reviewed: Mapping[UnitKey, Mapping[str, Verdict]] = field(default_factory=dict)
    comments: tuple[Verdict, ...] = ()
    saved: Mapping[str, str] = field(default_factory=dict)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """All who said anything that holds, in alphabetical order."""
        tables: list[Mapping[str, Verdict]] = [*self.decisions.values(), *self.edits.values(), *self.reviewed.values()]
        said = [*self.missed, *self.comments]
        return tuple(sorted({name for table in tables for name in table} | {one.reviewer for one in said}))

    @property
    def systems(self) -> dict[str, str]:
        """Who or what made each document, where a verdict says so."""
        tables = [*self.decisions.values(), *self.edits.values(), *self.reviewed.values()]
        said = [*self.missed, *(one for table in tables for one in table.values())]
        return {one.document: one.system for one in said if one.system}

    def original(self, document: str) -> str:
        """Return the document of which a file holds the edits, or else its own name."""
        seen: set[str] = set()
        while document in self.saved and document not in seen:
            seen.add(document)
            document = self.saved[document]
        return document

    def only(self, reviewer: str) -> "State":
        """Return what one reviewer says."""
        return State(
            _of_reviewer(self.decisions, reviewer),
            tuple(one for one in self.missed if one.reviewer == reviewer),
            _of_reviewer(self.edits, reviewer),
            _of_reviewer(self.reviewed, reviewer),
            tuple(one for one in self.comments if one.reviewer == reviewer),
            self.saved,
        )


def current(verdicts: Iterable[Verdict]) -> State:
    """Return what holds after these verdicts, in the order in which they were written.

    A reviewer undoes what is their own alone; an undone ``undone`` counts what it undid again. What was said of a file
    of saved edits is said of its document.
    """
    every = list(verdicts)
    undone = ids_undone(every)
    decisions: dict[FindingKey, dict[str, Verdict]] = defaultdict(dict)
    units: dict[str, dict[UnitKey, dict[str, Verdict]]] = {"edited": defaultdict(dict), "reviewed": defaultdict(dict)}
    lists: dict[str, list[Verdict]] = {"missed": [], "comment": []}
    saved: dict[str, str] = {}
    for verdict in every:
        if verdict.id in undone:
            continue
        if verdict.kind in DECISIONS and verdict.finding is not None:
            decisions[(verdict.document, *verdict.finding.key)][verdict.reviewer] = verdict
        elif verdict.kind in units and verdict.unit is not None:
            units[verdict.kind][verdict.document, verdict.unit][verdict.reviewer] = verdict
        elif verdict.kind in lists:
            lists[verdict.kind].append(verdict)
        elif verdict.kind == "saved" and verdict.text and verdict.text != verdict.document:
            saved[verdict.text] = verdict.document
    return State(
        dict(decisions),
        tuple(lists["missed"]),
        dict(units["edited"]),
        dict(units["reviewed"]),
        tuple(lists["comment"]),
        saved,
    )


def settled(by_reviewer: Mapping[str, Verdict]) -> Verdict | None:
    """Return the verdict that speaks for all who decided on one finding: the latest of what most of them say.

    First it is asked whether the finding is right, or a false alarm: None where as many say one as the other. Of those
    who say it is right, most decide whether it stays as it is (``tolerated``), was mended (``fixed``) or is open
    (``confirmed``), the last of equals in this order.
    """
    right = [one for one in by_reviewer.values() if one.kind != "false_alarm"]
    wrong = [one for one in by_reviewer.values() if one.kind == "false_alarm"]
    if len(right) == len(wrong):
        return None
    if len(wrong) > len(right):
        return max(wrong, key=lambda one: one.time)
    counts = Counter(one.kind for one in right)
    rank = ("tolerated", "fixed", "confirmed")
    kind = max(counts, key=lambda one: (counts[one], rank.index(one)))
    return max((one for one in right if one.kind == kind), key=lambda one: one.time)


def dismissed(state: State) -> dict[FindingKey, Verdict]:
    """Return the findings of which nobody wants to hear again, with the verdict that says so; disputed ones are not."""
    found = {key: settled(by_reviewer) for key, by_reviewer in state.decisions.items()}
    return {key: verdict for key, verdict in found.items() if verdict is not None and verdict.kind in DISMISSALS}


def edited_text(by_reviewer: Mapping[str, Verdict]) -> Verdict | None:
    """Return the latest edit of a unit."""
    return max(by_reviewer.values(), key=lambda one: one.time, default=None)


def ids_undone(verdicts: Sequence[Verdict]) -> set[str]:
    """Return the ids of what does not count: seen from the end, each undoing says whether the one it names counts."""
    by_id = {verdict.id: verdict for verdict in verdicts}
    undone: set[str] = set()
    for verdict in reversed(verdicts):
        if verdict.kind == "undone" and verdict.id not in undone:
            other = by_id.get(verdict.of)
            if other is not None and other.reviewer == verdict.reviewer:
                undone.add(other.id)
    return undone


def _of_reviewer(tables: Mapping[_Key, Mapping[str, Verdict]], reviewer: str) -> dict[_Key, dict[str, Verdict]]:
    return {key: {reviewer: by[reviewer]} for key, by in tables.items() if reviewer in by}
