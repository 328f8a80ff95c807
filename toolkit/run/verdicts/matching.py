"""Which findings and units of today's text the verdicts are about, though it was edited since.

A finding is known by its content, as a baseline knows it: check, category, the words it marks and those around them. So
what is said of it holds wherever its sentence stands now, and no longer when its own words change.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.model import Unit
from toolkit.run.known.baseline import relative
from toolkit.run.verdicts.state import FindingKey, State
from toolkit.run.verdicts.verdict import FindingMark, UnitMark, Verdict


@dataclass(frozen=True, slots=True)
class Matched:
    """What people say of each of today's findings (by its place in the list), and what has no finding any more."""

    findings: tuple[Mapping[str, Verdict], ...]
    gone: tuple[FindingKey, ...]


def document_name(path: Path, journal: Path) -> str:
    """Return how a file of verdicts names a document: relative to its own folder, with "/"."""
    return relative(path, journal)


def of_document(state: State, name: str) -> State:
    """Return what is said of one document, and of the files that hold its edits."""
    original = state.original(name)
    own = {one for one in documents_of(state) if state.original(one) == original}
    return State(
        {key: by for key, by in state.decisions.items() if key[0] in own},
        tuple(one for one in state.missed if one.document in own),
        {key: by for key, by in state.edits.items() if key[0] in own},
        {key: by for key, by in state.reviewed.items() if key[0] in own},
        tuple(one for one in state.comments if one.document in own),
        state.saved,
    )


def documents_of(state: State) -> set[str]:
    """Return the documents of which anything is said."""
    keyed: list[tuple[object, ...]] = [*state.decisions, *state.edits, *state.reviewed]
    return {str(key[0]) for key in keyed} | {one.document for one in (*state.missed, *state.comments)}


def match(state: State, document: str, today: Sequence[FindingMark]) -> Matched:
    """Return what is said of today's findings of a document, or of one that holds its edits.

    Of several findings of one content the first is the first; where one of them is gone, what was said of a later one
    is said of one of those that are left.
    """
    name = state.original(document)
    left: dict[tuple[str, str], dict[int, FindingKey]] = defaultdict(dict)
    for key in sorted(state.decisions):
        if state.original(key[0]) == name:
            left[key[1], key[2]].setdefault(key[3], key)
    keys: dict[int, FindingKey] = {}
    for at, mark in enumerate(today):
        found = left[mark.check, mark.fingerprint].pop(mark.nth, None)
        if found is not None:
            keys[at] = found
    for at, mark in enumerate(today):
        others = left[mark.check, mark.fingerprint]
        if at not in keys and others:
            keys[at] = others.pop(min(others))
    gone = tuple(sorted(key for some in left.values() for key in some.values()))
    said = tuple(state.decisions[keys[at]] if at in keys else {} for at in range(len(today)))
    return Matched(said, gone)


def match_units(marks: Sequence[UnitMark], units: Sequence[Unit]) -> list[int | None]:
    """Return for each mark the place in ``units`` of the unit that it is or became, None where there is none.

    That is the one of the same texts, nearest to where it stood; or else of the same original; or else of the same id.
    """
    return match_marks(marks, [UnitMark.of(unit) for unit in units])


def match_marks(marks: Sequence[UnitMark], today: Sequence[UnitMark]) -> list[int | None]:
    """Return the same of the marks of today's units."""
    texts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, unit in enumerate(today):
        for key in _keys(unit):
            texts[key].append(at)
    found: list[int | None] = []
    for mark in marks:
        places = next((texts[key] for key in _keys(mark) if key in texts), [])
        found.append(min(places, key=lambda at: (abs(at - mark.number), at), default=None))
    return found


def _keys(mark: UnitMark) -> list[tuple[str, ...]]:
    """Return by what a unit is known, the surest first."""
    keys: list[tuple[str, ...]] = [("both", mark.source, mark.translation)]
    keys += [("source", mark.source)] if mark.source else [("translation", mark.translation)]
    keys += [("id", mark.id)] if mark.id else []
    return keys
