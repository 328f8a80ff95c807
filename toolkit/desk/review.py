"""A review: documents, what people say of them, and the files in which that is written down; asked by many at once."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from toolkit.desk.documents import DeskUnit
from toolkit.desk.followed import Followed
from toolkit.desk.opening import Opened
from toolkit.desk.opinions import Opinions, opinions, silence
from toolkit.errors import InputError
from toolkit.readers.files.documents import AS_THEY_COME, Readers
from toolkit.reports.page.routes import Evidence
from toolkit.run.verdicts.matching import document_name
from toolkit.run.verdicts.state import State, ids_undone
from toolkit.run.verdicts.verdict import FindingMark, UnitMark, Verdict, marks


@dataclass(slots=True)
class Reviewed:
    """A document on the desk, and how its file of verdicts calls it; ``first`` is the number of its first unit.

    ``marks`` belong to its findings: how the verdicts know each. ``saved`` says where its edits went, or why nowhere.
    """

    opened: Opened
    name: str
    first: int
    journal: Followed
    marks: list[FindingMark]
    silence: list[Opinions] = field(default_factory=list)
    opinions: list[Opinions] = field(default_factory=list)
    saved: Mapping[str, str] = field(default_factory=dict)
    evidence: Evidence = field(init=False)

    def __post_init__(self) -> None:
        self.evidence = Evidence(self.opened.document.comparison)

    @property
    def numbers(self) -> range:
        """The numbers of its units."""
        return range(self.first, self.first + len(self.opened.document.units))


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit of the desk: its number over all documents, and that of its document."""

    number: int
    document: int
    unit: DeskUnit
    marks: tuple[FindingMark, ...]

    @property
    def mark(self) -> UnitMark:
        """How verdicts know the unit."""
        return UnitMark.of(self.unit.unit)


class Review:
    """What the desk knows; every method may be called by any thread. ``seq`` grows with each change."""

    def __init__(self, opened: Sequence[Opened], readers: Readers = AS_THEY_COME) -> None:
        self.lock = threading.RLock()
        self.readers = readers
        self.seq = 0
        self.documents: list[Reviewed] = []
        self.entries: list[Entry] = []
        self._changed: dict[int, int] = {}
        self._journals = {one.journal: Followed.open(one.journal) for one in opened}
        for one in opened:
            self._add(one)
        self.order = sorted(range(len(self.entries)), key=self._rank)

    def _add(self, opened: Opened) -> None:
        units, findings = opened.document.units, opened.document.findings
        marked = marks(findings, [one.unit for one in units])
        own: dict[int, list[FindingMark]] = {}
        for mark, finding in zip(marked, findings, strict=True):
            own.setdefault(finding.unit, []).append(mark)
        journal = self._journals[opened.journal]
        path = opened.file
        name = document_name(path, opened.journal) if path else opened.document.path
        reviewed = Reviewed(opened, name, len(self.entries), journal, marked)
        number = len(self.documents)
        self.documents.append(reviewed)
        for one in units:
            self.entries.append(Entry(len(self.entries), number, one, tuple(own.get(one.unit.index, ()))))
        reviewed.silence = silence(opened.document)
        reviewed.opinions = self._opinions(reviewed)

    def _rank(self, number: int) -> tuple[int, float, int]:
        """Order by suspicion; what could not be judged comes behind what was found, and clean units last."""
        unit = self.entries[number].unit
        group = 0 if unit.findings else 1 if unit.gaps else 2
        return group, -unit.suspicion, number

    @property
    def problems(self) -> list[str]:
        """Lines on what in the files of verdicts cannot be read."""
        return [line for journal in self._journals.values() for line in journal.problems]

    @property
    def journals(self) -> list[Followed]:
        """The files of verdicts."""
        return list(self._journals.values())

    def opinions_of(self, number: int) -> Opinions:
        """Return what is said of a unit."""
        reviewed = self.documents[self.entries[number].document]
        return reviewed.opinions[number - reviewed.first]

    def document_of(self, number: int) -> Reviewed:
        """Return the document of a unit."""
        return self.documents[self.entries[number].document]

    def text_of(self, number: int) -> str:
        """Return the translation of a unit as it is to be now."""
        edit = self.opinions_of(number).edit
        text = self.entries[number].unit.unit.translation_text
        return text if edit is None or edit.text is None else edit.text

    def add(self, document: Reviewed, verdicts: Sequence[Verdict]) -> None:
        """Write verdicts; they are on the disk when this returns. Raises InputError where they are not."""
        with self.lock:
            self._take(document.journal, document.journal.add(*verdicts))

    def refresh(self) -> None:
        """Take in what other desks wrote into the same files."""
        with self.lock:
            for journal in self._journals.values():
                self._take(journal, journal.news())

    def changed_since(self, seq: int) -> list[int]:
        """Return the units of which something else is said since ``seq``."""
        with self.lock:
            return sorted(number for number, at in self._changed.items() if at > seq)

    def known(self, identity: str) -> bool:
        """Whether a verdict of this id is written down."""
        return any(identity in journal.ids for journal in self._journals.values())

    def state_of(self, document: Reviewed) -> State:
        """Return what holds of one document alone."""
        state = document.journal.state

        def own(name: str) -> bool:
            return state.original(name) == state.original(document.name)

        return State(
            {key: by for key, by in state.decisions.items() if own(key[0])},
            tuple(one for one in state.missed if own(one.document)),
            {key: by for key, by in state.edits.items() if own(key[0])},
            {key: by for key, by in state.reviewed.items() if own(key[0])},
            tuple(one for one in state.comments if own(one.document)),
            state.saved,
        )

    def last_action(self, reviewer: str) -> list[Verdict]:
        """Return what a reviewer did last and did not undo: verdicts of one moment, empty where there is nothing."""
        found: list[Verdict] = []
        for journal in self._journals.values():
            gone = ids_undone(journal.verdicts)
            own = [one for one in journal.verdicts if one.reviewer == reviewer and one.id not in gone]
            own = [one for one in own if one.kind not in ("undone", "saved")]
            action = [list(group) for _, group in groupby(own, key=lambda one: one.time)][-1:]
            if action and (not found or action[0][0].time > found[0].time):
                found = action[0]
        return found

    def place_of(self, verdict: Verdict) -> int | None:
        """Return the unit that a verdict is about, None where it is not on the desk."""
        for reviewed in self.documents:
            for at, said in enumerate(reviewed.opinions):
                every = [*(one for by in said.decisions for one in by.values()), *said.missed, *said.comments]
                if any(one.id == verdict.id for one in (*every, *said.edits.values())):
                    return reviewed.first + at
            if verdict.unit and reviewed.name == verdict.document and verdict.unit.number < len(reviewed.numbers):
                return reviewed.first + verdict.unit.number
        return None

    def _take(self, journal: Followed, news: Sequence[Verdict]) -> None:
        if not news:
            return
        self.seq += 1
        for reviewed in self.documents:
            if reviewed.journal is journal:
                before, reviewed.opinions = reviewed.opinions, self._opinions(reviewed)
                for number, old, new in zip(reviewed.numbers, before, reviewed.opinions, strict=True):
                    if old is not new and old != new:
                        self._changed[number] = self.seq

    def _opinions(self, reviewed: Reviewed) -> list[Opinions]:
        state, document = reviewed.journal.state, reviewed.opened.document
        return opinions(document, reviewed.name, reviewed.marks, state, reviewed.silence)

    def require(self, number: int) -> Entry:
        """Return a unit; raises InputError for a number that there is not."""
        if not 0 <= number < len(self.entries):
            raise InputError(f"there is no unit {number} on this desk; load the page anew")
        return self.entries[number]
