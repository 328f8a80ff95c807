"""What is known of the documents of a batch, as it comes in: each is taken in once, and memory stays flat.

The rows lie in a private database of SQLite, which is in memory while it is small, in a temporary file beyond, and
gone at the end. Processes that start as copies of this one do not touch it: no transaction is ever open around a fork.
"""

import hashlib
import json
import re
import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, NamedTuple

from toolkit.analysis.style.consistency import Use
from toolkit.config.settings import CheckSetting, Config
from toolkit.errors import InputError
from toolkit.plugins.contracts import Collecting, Grouping
from toolkit.reports.page.overview import Failures
from toolkit.run.batch.outcomes import DocumentOutcome
from toolkit.run.batch.tally import Tally
from toolkit.run.batch.units import KeptUnit
from toolkit.run.tables.rows import VERSION, finding_rows

_CACHE_KIB = 64 * 1024
_UNITS = 1 << 24  # more than any document has
_SCHEMA = """
CREATE TABLE documents(number INTEGER PRIMARY KEY, id TEXT, path TEXT, original TEXT, units INTEGER, errors INTEGER,
    warnings INTEGER, suspicion REAL, failure TEXT, reason TEXT, digest BLOB);
CREATE TABLE texts(number INTEGER PRIMARY KEY, row TEXT, findings TEXT, inputs TEXT);
CREATE INDEX reasons ON documents(reason, number) WHERE reason IS NOT NULL;
CREATE TABLE marks(role TEXT PRIMARY KEY, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE uses(number INTEGER PRIMARY KEY, source TEXT, translation TEXT, line INTEGER, column INTEGER);
CREATE TABLE shared(slot INTEGER, key BLOB, use INTEGER, PRIMARY KEY(slot, key, use)) WITHOUT ROWID;
CREATE TABLE sides(slot INTEGER, key BLOB, other BLOB, mixed INTEGER, first INTEGER, PRIMARY KEY(slot, key))
    WITHOUT ROWID;
CREATE INDEX mixed_sides ON sides(slot, first) WHERE mixed;
"""
_DOCUMENT = "INSERT INTO documents VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TEXTS = "INSERT INTO texts VALUES(?, ?, ?, ?)"
_INPUT = "INSERT OR REPLACE INTO marks VALUES(?, ?)"
_USE = "INSERT INTO uses VALUES(?, ?, ?, ?, ?)"
_SHARED = "INSERT INTO shared VALUES(?, ?, ?)"
_AT_ONCE = 100
_WORST = """
SELECT row FROM (SELECT number FROM documents
        ORDER BY units IS NULL, errors DESC, suspicion DESC, warnings DESC, number LIMIT ?)
    JOIN documents USING (number) JOIN texts USING (number)
    ORDER BY units IS NULL, errors DESC, suspicion DESC, warnings DESC, number
"""
_REASONS = """
SELECT reason, COUNT(*), MIN(number) FROM documents WHERE reason IS NOT NULL GROUP BY reason ORDER BY 2 DESC, 3 LIMIT ?
"""
_SIDE = """
INSERT INTO sides VALUES(?, ?, ?, 0, ?) ON CONFLICT(slot, key) DO UPDATE SET
    mixed = mixed OR other <> excluded.other, first = min(first, excluded.first)
"""
_EVERY_USE = """
SELECT uses.number, source, translation, line, column, path, original FROM uses
    JOIN documents ON documents.number = uses.number / ? ORDER BY uses.number
"""
_GROUP = """
SELECT uses.number, source, translation, line, column, path, original FROM shared
    JOIN uses ON uses.number = shared.use JOIN documents ON documents.number = uses.number / ?
    WHERE slot = ? AND key = ? ORDER BY uses.number
"""


class PlacedUse(NamedTuple):
    """A unit with both its texts, its document (number, path, mark of its original) and its place in the file."""

    number: int
    path: str
    original: str | None
    line: int
    column: int
    source: str
    translation: str


class Ledger:
    """All documents that were added, in the order of their numbers, whenever they came.

    ``tally`` holds what they come to together.
    """

    def __init__(self, config: Config) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        self._end = weakref.finalize(self, self._base.close)
        self._base.executescript(f"PRAGMA cache_size = -{_CACHE_KIB}; PRAGMA journal_mode = OFF; {_SCHEMA}")
        self._with_digests = bool(config.tables)
        self._collecting = [one for one in config.checks if isinstance(one.check, Collecting)]
        self._waiting: dict[str, list[Any]] = {one: [] for one in (_DOCUMENT, _TEXTS, _INPUT, _USE, _SHARED, _SIDE)}
        self.tally = Tally()
        self.options: dict[str, Any] = {}
        self.suffixes: dict[str, Any] = {}
        self.with_source = False

    def close(self) -> None:
        """Let go of the database; also done where nobody knows the ledger any more."""
        self._end()

    def add(self, number: int, outcome: DocumentOutcome) -> None:
        """Take in a document, each number once; raises InputError where there is no room for it or an earlier one."""
        self._document(number, outcome)
        if self._collecting:
            self._uses(number, outcome)
        self.tally.add(number, outcome)
        self.with_source = self.with_source or outcome.with_source
        if outcome.options:
            self.options[outcome.id] = outcome.options
        for one in outcome.inputs.values():
            suffix = PurePath(one["path"]).suffix.lower()
            self.suffixes.setdefault(suffix, {"path": f"text{suffix}", "sha256": None, "text": False})
        if len(self._waiting[_DOCUMENT]) == _AT_ONCE:
            self._take_in()

    def _take_in(self) -> None:
        """Put into the database what waits: a transaction for each document would take as long as all the rest."""
        with _room():
            self._base.execute("BEGIN")
            try:
                for statement, values in self._waiting.items():
                    self._base.executemany(statement, values)
                    values.clear()
            finally:
                self._base.execute("COMMIT")

    def _document(self, number: int, outcome: DocumentOutcome) -> None:
        row = outcome.row
        data = json.dumps(row.data(), ensure_ascii=False)
        findings = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in finding_rows(outcome))
        values = (row.id, row.path, outcome.original, row.units, row.errors, row.warnings, row.suspicion, row.failure)
        reason = None if row.failure is None else like_reason(row.failure, row.path, row.id)
        self._waiting[_DOCUMENT].append((number, *values, reason, self._digest(outcome, data)))
        self._waiting[_TEXTS].append((number, data, findings, json.dumps(outcome.inputs, ensure_ascii=False)))
        self._waiting[_INPUT] += [(f"{row.id}/{role}", one["sha256"]) for role, one in outcome.inputs.items()]

    def _digest(self, outcome: DocumentOutcome, row: str) -> bytes | None:
        if not self._with_digests:
            return None
        units = [[getattr(unit, name) for name in KeptUnit.__dataclass_fields__] for unit in outcome.units]
        content = json.dumps([row, outcome.findings, units], ensure_ascii=False)
        return hashlib.blake2b(content.encode(), digest_size=16).digest()

    def _uses(self, number: int, outcome: DocumentOutcome) -> None:
        uses = list(enumerate(outcome.uses, number * _UNITS))
        self._waiting[_USE] += [(place, use.source, use.translation, use.line, use.column) for place, use in uses]
        for at, setting in enumerate(self._collecting):
            if not isinstance(setting.check, Grouping):
                continue
            for place, use in uses:
                both = setting.check.sides(use.source, use.translation)
                marks = [_mark(side.words) for side in both]
                for kind, side in enumerate(both):
                    if side.counts:
                        self._waiting[_SHARED].append((2 * at + kind, marks[kind], place))
                        self._waiting[_SIDE].append((2 * at + kind, marks[kind], marks[1 - kind], place))

    def row_texts(self) -> Iterator[str]:
        """Yield each document's row in the summary as JSON."""
        for (text,) in self._asked("SELECT row FROM texts ORDER BY number"):
            yield text

    def findings(self) -> Iterator[str]:
        """Yield the lines of ``findings.jsonl``, those of a document together."""
        for (text,) in self._asked("SELECT findings FROM texts ORDER BY number"):
            yield text

    def inputs(self) -> Iterator[tuple[str, Any]]:
        """Yield the files of all documents by their roles, ``id/role``, as results record them."""
        for name, text in self._asked("SELECT id, inputs FROM documents JOIN texts USING (number) ORDER BY number"):
            yield from ((f"{name}/{role}", one) for role, one in json.loads(text).items())

    def marks(self) -> Iterator[tuple[str, str | None]]:
        """Yield the mark of the content of each file by its role, in the order of the roles."""
        yield from self._asked("SELECT role, sha256 FROM marks ORDER BY role")

    def mark(self) -> str:
        """Return what stands for the content of all documents, where tables are wanted."""
        content = hashlib.sha256(f"{VERSION}\n".encode())
        for name, digest in self._asked("SELECT id, digest FROM documents ORDER BY number"):
            content.update(f"{name}\n".encode() + (digest or b""))
        return content.hexdigest()

    def worst(self, most: int) -> list[dict[str, Any]]:
        """Return the rows of so many documents that have most to look at, the worst first.

        Those of which nothing but a failure is known come last.
        """
        return [json.loads(text) for (text,) in self._asked(_WORST, most)]

    def failures(self, most: int, names: int) -> tuple[list[Failures], int]:
        """Return the documents that failed, grouped by like reasons, and how many groups there are in all."""
        found = []
        for reason, count, first in list(self._asked(_REASONS, most)):
            (said,) = next(self._asked("SELECT failure FROM documents WHERE number = ?", first))
            ids = self._asked("SELECT id FROM documents WHERE reason = ? ORDER BY number LIMIT ?", reason, names)
            found.append(Failures(count, said, tuple(name for (name,) in ids)))
        (total,) = next(self._asked("SELECT COUNT(DISTINCT reason) FROM documents"))
        return found, total

    def groups(self) -> Iterator[tuple[CheckSetting, str | None, list[Use[PlacedUse]]]]:
        """Yield the uses that a check must hold against each other, a group at a time, with the side that they share.

        Of a check that does not say what groups they are in, all come at once, and the side is None.
        """
        for at, setting in enumerate(self._collecting):
            if not isinstance(setting.check, Grouping):
                yield setting, None, self._every_use()
                continue
            for kind, name in enumerate(("source", "translation")):
                slot = 2 * at + kind
                for (key,) in self._asked("SELECT key FROM sides WHERE slot = ? AND mixed ORDER BY first", slot):
                    yield setting, name, [_placed(row) for row in self._asked(_GROUP, _UNITS, slot, key)]

    def _every_use(self) -> list[Use[PlacedUse]]:
        return [_placed(row) for row in self._asked(_EVERY_USE, _UNITS)]

    def _asked(self, query: str, *values: Any) -> Iterator[Any]:
        if self._waiting[_DOCUMENT]:
            self._take_in()
        with _room():
            yield from self._base.execute(query, values)


def like_reason(reason: str, *own: str) -> str:
    """Return a reason without what is a document's own in it: names of files, and figures."""
    for name in sorted(filter(None, own), key=len, reverse=True):
        reason = reason.replace(name, "…")
    return re.sub(r"\d+", "#", reason)


def _placed(row: Sequence[Any]) -> Use[PlacedUse]:
    number, source, translation, line, column, path, original = row
    where = PlacedUse(number // _UNITS, path, original, line, column, source, translation)
    return Use(where, source, translation)


def _mark(words: str) -> bytes:
    return hashlib.blake2b(words.encode(), digest_size=16).digest()


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise InputError(
            f"the folder for temporary files took no more ({error}); set TMPDIR to one with room"
        ) from None
