"""Findings that are known already: a file of them, so that a check reports only what is new.

JSON Lines, a header and then one finding a line, sorted, so that it can be read and merged. A finding is known by its
content, never by its line: the check, the category, the words it marks and those around them in the sentence, folded to
lower case without punctuation. It stays known while the text is edited elsewhere, and is new when its own words change.
"""

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.model import Finding, Standing, Unit
from toolkit.plugins.contracts import Collecting
from toolkit.plugins.foreign.origins import Unusable
from toolkit.plugins.traits import needs_witness
from toolkit.readers.files.json_lines import Wording, read_objects

VERSION = 1
_AROUND = 3
_WINDOW = 200
_HEADER = "toolkit-baseline"
_WORD = re.compile(r"\w+")
_WORDING = Wording(
    no_object="damaged baseline: not a JSON object; mend the line or remove it",
    empty=None,
    missing="there is no such baseline; add --update-baseline to write it",
    unreadable="cannot be read: {reason}",
    encoding="not UTF-8 (byte {byte}); it is no baseline",
    no_json="damaged baseline: not JSON; mend the line or remove it",
)


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One finding: its file (relative to the baseline's folder), check and fingerprint, and words for the reader."""

    path: str
    check: str
    fingerprint: str
    near: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two findings the same."""
        return self.path, self.check, self.fingerprint


def fingerprint(finding: Finding, unit: Unit) -> str:
    """Return 16 hexadecimal digits that name a finding by its content; the same wherever its sentence stands."""
    spans = [(span.side, span.start, span.end) for span in finding.spans]
    return content_mark(finding.check, finding.category, spans, unit.translation_text, unit.source_text)


def content_mark(
    check: str, category: str, spans: Iterable[tuple[str, int, int]], translation: str, source: str
) -> str:
    """Return the fingerprint of a finding that is no noun any more: spans are (side, start, end) in the two texts."""
    marked = [json.dumps([check, category])]
    texts = {"translation": translation, "source": source}
    known = [span for span in spans if span[0] in texts]
    for side, start, end in known:
        marked += [side, *_around(texts[side], start, end)]
    if not known:
        marked += [*_words(translation), "|", *_words(source)]
    return hashlib.sha256("\n".join(marked).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def checked_by(config: Config, *, has_source: bool = True, together: bool = True) -> frozenset[str]:
    """Return the names of the checks that a configuration runs on a text: only their entries can be stale.

    ``together``: whether its text was held against all others that an entry may be about.
    """
    return frozenset(
        setting.name
        for setting in config.checks
        if not isinstance(setting.check, Unusable)
        and (has_source or not setting.check.needs_source)
        and (config.witnesses or not needs_witness(setting.check))
        and (together or not isinstance(setting.check, Collecting))
    )


def near(finding: Finding, unit: Unit) -> str:
    """Return some words at the finding, for people who read the file."""
    span = next((span for span in finding.spans if span.side == "translation"), None)
    text = unit.translation_text
    words = (text[span.start : span.end] if span and span.end > span.start else text).split()
    return " ".join(words[:8])


def _around(text: str, start: int, end: int) -> list[str]:
    inside = _words(text[start:end]) or [text[start:end]]
    return [*_before(text, start), "[", *inside, "]", *_behind(text, end)]


def _before(text: str, start: int) -> list[str]:
    """Return the last words before a place; a unit may have a million characters and thousands of findings."""
    size = _WINDOW
    while True:
        first = max(0, start - size)
        words = _words(text[first:start])
        if first == 0 or len(words) > _AROUND:  # one more: the first of the window may be cut
            return words[-_AROUND:]
        size *= 4


def _behind(text: str, end: int) -> list[str]:
    """Return the first words behind a place."""
    size = _WINDOW
    while True:
        words = _words(text[end : end + size])
        if end + size >= len(text) or len(words) > _AROUND:
            return words[:_AROUND]
        size *= 4


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


class Baseline:
    """The known findings of a file. ``is_known`` uses one up, so that a second one of the same content is new.

    ``standing`` and ``reason`` say of what it knows why that is not told.
    """

    standing: ClassVar[Standing] = "known"
    reason: ClassVar[str] = "the baseline knows it"

    def __init__(self, path: Path, entries: Mapping[Known, int]) -> None:
        self.path = path
        self.entries: dict[Known, int] = {}
        self._left: Counter[tuple[str, str, str]] = Counter()
        self.add(entries)

    @classmethod
    def read(cls, path: Path) -> "Baseline":
        """Read a file; raises InputError with the line where it is damaged."""
        rows = read_objects(path, _WORDING)
        _, head = next(rows, (path, {}))
        if head.get(_HEADER) != VERSION:
            raise InputError(f'{path}:1: not a baseline; it begins with {{"{_HEADER}": {VERSION}}}')
        entries: Counter[Known] = Counter()
        for place, row in rows:
            entry, count = _entry(place, row)
            entries[entry] += count
        return cls(path, entries)

    def add(self, entries: Mapping[Known, int]) -> None:
        """Know these, too."""
        for entry, count in entries.items():
            self.entries[entry] = self.entries.get(entry, 0) + count
            self._left[entry.key] += count

    def place(self, path: Path) -> str:
        """Return how the baseline names a file: relative to its own folder, with "/"."""
        return relative(path, self.path)

    def again(self, path: Path) -> "Baseline":
        """Return it as it was read, for a copy of this file, by whatever name the copy is asked for."""
        return _OfCopy(self.path, self.entries, self.place(path))

    def count(self, entry: Known) -> int:
        """Return how many findings of this content are known and not used up."""
        return self._left[entry.key]

    def is_known(self, entry: Known) -> bool:
        """Return whether a finding is in the baseline, one for one."""
        if self._left[entry.key] < 1:
            return False
        self._left[entry.key] -= 1
        return True

    def stale(self, ran: Mapping[str, frozenset[str]]) -> list[Known]:
        """Return the entries that no finding used up, by checks that ``ran`` on their file; asked after all of them."""
        return [
            entry
            for entry in sorted(self.entries)
            if entry.check in ran.get(entry.path, ()) and self._left[entry.key] > 0
        ]

    def updated(self, found: Iterable[Known], ran: Mapping[str, frozenset[str]]) -> str:
        """Return the text of the file with these findings; those of other files and of checks that did not run stay."""
        entries = Counter(found)
        for entry, count in self.entries.items():
            if entry.check not in ran.get(entry.path, ()):
                entries[entry] = max(entries[entry], count)
        rows = [json.dumps({_HEADER: VERSION})]
        for entry, count in sorted(entries.items()):
            row = {
                "path": entry.path,
                "check": entry.check,
                "fingerprint": entry.fingerprint,
                "count": count,
                "near": entry.near,
            }
            rows.append(json.dumps(row, ensure_ascii=False))
        return "\n".join(rows) + "\n"


class _OfCopy(Baseline):
    """A baseline that calls every file by one name."""

    def __init__(self, path: Path, entries: Mapping[Known, int], name: str) -> None:
        super().__init__(path, entries)
        self._name = name

    def place(self, path: Path) -> str:  # noqa: ARG002 - it is a copy
        """Return the name."""
        return self._name


def relative(path: Path, file: Path) -> str:
    """Return a path relative to the folder of a file that names it, with "/"."""
    return Path(os.path.relpath(path.resolve(), file.resolve().parent)).as_posix()


def _entry(place: str, row: dict[str, object]) -> tuple[Known, int]:
    values = [row.get(name) for name in ("path", "check", "fingerprint")]
    count, words = row.get("count", 1), row.get("near", "")
    texts = [value for value in (*values, words) if isinstance(value, str)]
    if len(texts) < 4 or not isinstance(count, int) or isinstance(count, bool) or count < 1:
        wanted = "path, check and fingerprint as text, count from 1"
        raise InputError(f"{place}: damaged baseline: it wants {wanted}; mend the line or remove it")
    return Known(*texts), count
