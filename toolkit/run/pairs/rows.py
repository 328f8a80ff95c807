"""The rows of a file or a pipe of pairs, read one by one: JSON Lines, or a table with a header."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.errors import InputError
from toolkit.languages.codes import understood
from toolkit.model import LanguagePair
from toolkit.readers.bilingual.named_rows import TEXT_TABLES, named_rows
from toolkit.readers.files.byte_lines import ByteLines
from toolkit.readers.files.json_lines import Wording, read_objects, require_whole

_FIELDS = ("id", "source", "translation", "source_language", "translation_language")
_WORDING = Wording(
    no_object=f"not a JSON object; it wants {', '.join(_FIELDS)}",
    empty="no pairs in it; it wants one JSON object a line",
    folder="this is a folder; name a file in it",
)
_MOST_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class TextPair:
    """A row of the file."""

    id: str
    source: str
    translation: str
    source_language: str
    translation_language: str


class RowMark(NamedTuple):
    """Where a row stands in its file (the number of its line, from 1), and in which languages its texts are."""

    line: int
    languages: LanguagePair


class PairRows:
    """The pairs of a file, an iterator (``sharing.arrivals``); missing languages are those of ``languages``.

    Raises InputError, when its turn has come, for a row that cannot be used; the message has the file and the line.
    Where they are ``numbered``, ``marks`` say of the rows that were given where they stand, for whoever takes them out
    again.
    """

    def __init__(
        self,
        rows: Iterator[tuple[str, dict[str, Any]]],
        lines: ByteLines | None,
        languages: LanguagePair,
        *,
        numbered: bool = False,
    ) -> None:
        self.marks: deque[RowMark] = deque()
        self._numbered = numbered
        self._rows, self._lines, self._count = rows, lines, 0
        self._defaults = {"source_language": languages.source, "translation_language": languages.translation}

    @classmethod
    def open(
        cls, path: Path, languages: LanguagePair, lines: ByteLines | None = None, *, numbered: bool = False
    ) -> "PairRows":
        """Return the pairs of a file, or of the ``lines`` that come through a pipe that is called so.

        A table (.csv, .tsv) has columns that are called as the keys of an object; a row without an id has its number.
        """
        if lines is None and path.suffix.lower() in TEXT_TABLES:
            return cls(_of_table(path), None, languages, numbered=numbered)
        try:
            lines = lines or ByteLines.open(path)
        except OSError:
            lines = None  # the reader of objects says why
        return cls(read_objects(path, _WORDING, lines=lines), lines, languages, numbered=numbered)

    def close(self) -> None:
        """Close the file."""
        if self._lines is not None:
            self._lines.close()

    def __iter__(self) -> Iterator[TextPair]:
        return self

    def __next__(self) -> TextPair:
        place, row = next(self._rows)
        self._count += 1
        pair = _pair({**self._defaults, **row}, place)
        if self._numbered:
            self.marks.append(RowMark(_line(place), LanguagePair(pair.source_language, pair.translation_language)))
        return pair

    def ready(self) -> bool:
        """Whether the next row has come."""
        return self._lines is None or self._lines.ready()

    def waits_on(self) -> int | None:
        """Return the handle of the pipe that the rows come through, None of a file."""
        return None if self._lines is None else self._lines.waits_on()

    def share(self, count: int) -> float | None:
        """Return which part of the file the first ``count`` rows are, from 0 to 1; None of a pipe: nobody knows."""
        if self._lines is None or not self._lines.size or not self._count:
            return None
        return self._lines.end / self._lines.size * count / self._count


def _of_table(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    def names_both(names: Sequence[str]) -> bool:
        return {"source", "translation"} <= set(names)

    table = named_rows(path, names_both)
    names = [name for name, _ in table.header]
    if not names_both(names):
        raise InputError(
            f"{path}:1: the columns are called {', '.join(map(repr, names[:8]))}; it wants {', '.join(_FIELDS)}, "
            "of which source and translation must be there"
        )
    for row in table.rows:
        values = {
            name: value for name, value in row.values.items() if value.strip() or name in ("source", "translation")
        }
        yield row.place, {"id": str(row.number), "source": "", "translation": "", **values}


def read_pairs(path: Path, source_language: str, translation_language: str) -> tuple[TextPair, ...]:
    """Read all lines; raises InputError that names the line. Missing languages are those of the configuration."""
    rows = read_objects(path, _WORDING, most_bytes=_MOST_BYTES, of="pairs")
    return tuple(PairRows(rows, None, LanguagePair(source_language, translation_language)))


def _line(place: str) -> int:
    """Return the number at the end of "file:line"."""
    number = place.rpartition(":")[2]
    return int(number) if number.isdigit() else 0


def _pair(row: Mapping[str, Any], place: str) -> TextPair:
    values = {key: row[key] for key in _FIELDS if key in row}
    if isinstance(values.get("id"), int):
        values["id"] = str(values["id"])
    for name in _FIELDS:
        if not isinstance(values.get(name), str):
            raise InputError(f"{place}: {name!r} is {'missing' if name not in values else 'not text'}")
        require_whole(values[name], name, place)
    for name in ("source_language", "translation_language"):
        try:
            values[name] = understood(values[name])
        except InputError as error:
            raise InputError(f"{place}: {name!r}: {error}") from None
    return TextPair(**values)
