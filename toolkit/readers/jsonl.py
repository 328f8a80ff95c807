"""JSON Lines (https://jsonlines.org) with an original and its translation in each object."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.languages.codes import is_language
from toolkit.model import BilingualDocument, Document, Edit, UnitState
from toolkit.plugins.contracts import Reader
from toolkit.readers.bilingual.given_units import WrittenUnit, both_sides, one_side, other_languages
from toolkit.readers.bilingual.json_strings import JsonString, members
from toolkit.readers.bilingual.marked_text import MarkedText
from toolkit.readers.files.decoding import decode
from toolkit.readers.files.json_lines import json_fault, require_whole
from toolkit.readers.files.tables import side_of, sides
from toolkit.readers.files.writing.texts import rewritten_text

_KEY = b'"%s":'
_LINE = re.compile(r"[^\n]+")
_LANGUAGES = ("source_language", "translation_language")


@dataclass(frozen=True, slots=True)
class Jsonl:
    """Reads lines {"id", "source", "translation"}, as ``toolkit check --pairs`` does; each is a unit.

    The keys may also be called target, original, or by their language ("en", "English"); ``columns`` names others:
    {source: text, translation: text_en}. Where a line says its languages, they must be those of the run. A translation
    that is null is not there yet; an empty one lacks everything.
    """

    columns: dict[str, str | int] | None = None
    """Which columns hold the two sides, by header or number: {source: 2, translation: 3}."""
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")
    """The endings of the names of files that it reads, with the dot."""

    def recognises(self, path: Path | None, head: bytes) -> bool:  # noqa: ARG002 - the contract's
        """Whether it begins with an object that has an original and a translation."""
        line = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
        return line.startswith(b"{") and all(_KEY % name in line for name in (b"source", b"translation"))

    def read(self, path: Path, language: str) -> Document:
        """Return the texts in this language; raises InputError with file, line and column."""
        text = decode(path)
        lines = list(_lines(path, text))
        names = list(lines[0].values)
        key = names[side_of(_textual(lines[0]), self.columns, language, path)]
        units = ((line.unit(None, line.text(key, text)), line.text(key, text)) for line in lines)
        return one_side(path, text, units, language)

    def read_both(self, path: Path, source_language: str, translation_language: str) -> BilingualDocument:
        """Return both sides and the lines as units; raises InputError with file, line and column."""
        text, wanted = decode(path), (source_language, translation_language)
        lines = list(_lines(path, text))
        names = list(lines[0].values)
        keys = [names[number] for number in sides(list(lines[0].values), self.columns, *wanted, path)]
        units = []
        for line in lines:
            line.require_languages(wanted)
            units.append(line.unit(*(line.text(key, text) for key in keys)))
        return both_sides(path, text, units, wanted)

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits."""
        return rewritten_text(path, document, edits, _as_written)


@dataclass(frozen=True, slots=True)
class _Line:
    place: str
    number: int
    at: int
    values: dict[str, JsonString | object]

    def text(self, key: str, text: str) -> MarkedText | None:
        """Return what a key says; None where it is null."""
        if key not in self.values:
            raise InputError(f"{self.place}: {key!r} is missing")
        value = self.values[key]
        if value is None:
            return None
        if not isinstance(value, JsonString):
            raise InputError(f"{self.place}: {key!r} is not text")
        require_whole(value.value, key, self.place)
        return value.marked(text)

    def unit(self, source: MarkedText | None, translation: MarkedText | None) -> WrittenUnit:
        """Return the unit, called by its id where it has one."""
        said = self.values.get("id")
        name = said.value if isinstance(said, JsonString) else str(said) if isinstance(said, int) else ""
        state: UnitState = "translated" if translation else "untranslated"
        place = f"unit {name}" if name else f"line {self.number}"
        return WrittenUnit(name or place, place, self.at, source, translation, state)

    def require_languages(self, wanted: tuple[str, str]) -> None:
        """Raise InputError where the line says other languages than those of the run."""
        said = [self.values.get(key) for key in _LANGUAGES]
        found = [one.value if isinstance(one, JsonString) else tag for one, tag in zip(said, wanted, strict=True)]
        if not all(is_language(tag, language) for tag, language in zip(found, wanted, strict=True)):
            raise other_languages(self.place, (found[0], found[1]), wanted)


def _as_written(text: str, _at: int) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _lines(path: Path, text: str) -> Iterator[_Line]:
    start = int(text.startswith("\ufeff"))
    number, last, empty = 1, 0, True
    for match in _LINE.finditer(text, start):
        number += text.count("\n", last, match.start())
        last = match.start()
        if not match[0].strip():
            continue
        empty = False
        try:
            values = members(text, *match.span())
        except (ValueError, RecursionError) as error:
            column, reason = json_fault(error)
            raise InputError(f"{path}:{number}:{column}: not JSON Lines: {reason}") from None
        yield _Line(f"{path}:{number}", number, match.start(), values)
    if empty:
        raise InputError(f"{path}: no lines in it; it wants one JSON object a line")


def _textual(line: _Line) -> list[str]:
    """Return the keys, the sides with their languages where the line says them; those of languages hold no texts."""
    said = {name.removesuffix("_language"): line.values.get(name) for name in _LANGUAGES}
    tags = {name: tag.value for name, tag in said.items() if isinstance(tag, JsonString)}
    return ["" if name in _LANGUAGES else f"{name} {tags.get(name, '')}".strip() for name in line.values]


PLUGIN: type[Reader] = Jsonl
