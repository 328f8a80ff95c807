"""The data of an evaluation: translations that are right, and translations with one known fault each.

A JSON object a line (https://jsonlines.org/):

    {"id": "7", "document": "d1", "source": "...", "translation": "..."}                                   right
    {"id": "8", "document": "d1", "source": "...", "translation": "...",
     "kind": "numbers", "severity": "critical", "pair_of": "7"}                                            faulty

A row with a ``severity`` is faulty, and ``kind`` says how; every other row is right. ``pair_of`` names the right row of
which it is the damaged version. ``document`` says which rows are not independent of each other (``item``, the number
of the sentence, will do).
``source_language`` and ``translation_language`` stand in for those of the configuration. Instead of two rows, one may
hold both versions: ``translation`` is then the right one, ``perturbed`` the faulty one, and ``perturbation`` may stand
for ``kind``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.languages.codes import understood
from toolkit.readers.files.json_lines import Wording, read_objects, text_of

_WORDING = Wording(
    no_object="not a JSON object; it wants id, source, translation, and kind and severity if faulty",
    empty="no rows in it; it wants one JSON object a line",
)

_BLOCK = 20


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """What is checked: an original with one translation; equal ones are checked once."""

    source_language: str
    translation_language: str
    source: str
    translation: str


@dataclass(frozen=True, slots=True)
class Faulty:
    """A translation with a known fault. ``right`` is its undamaged version, None where the data have none."""

    id: str
    kind: str
    severity: str
    text: TranslatedText
    right: TranslatedText | None
    cluster: str
    item: str


@dataclass(frozen=True, slots=True)
class Right:
    """A translation that has no fault that anybody knows of."""

    id: str
    text: TranslatedText
    cluster: str
    item: str
    file: str


@dataclass(frozen=True, slots=True)
class Data:
    """All rows of all files, in order."""

    faulty: tuple[Faulty, ...]
    right: tuple[Right, ...]

    @property
    def texts(self) -> tuple[TranslatedText, ...]:
        """Every text to check, each once, those of one pair of languages together."""
        every = [row.text for row in self.right]
        every += [text for row in self.faulty for text in (row.text, row.right) if text is not None]
        return tuple(sorted(dict.fromkeys(every), key=lambda text: (text.source_language, text.translation_language)))


def read(paths: Sequence[Path], source_language: str, translation_language: str) -> Data:
    """Read the files; raises InputError that names the line. Rows without languages have those that are given."""
    languages = source_language, translation_language
    rows: dict[str, tuple[str, str, dict[str, Any]]] = {}
    for path in paths:
        for place, row in read_objects(path, _WORDING):
            key = _required(row, "id", place)
            if key in rows:
                raise InputError(f"{place}: the id {key!r} stands in {rows[key][0]} as well")
            rows[key] = place, str(path), row
    right = [
        Right(key, text, _cluster(row, key), _item(row, text), file)
        for key, (place, file, row) in rows.items()
        if not _is_faulty(row)
        for text in [_text(row, place, languages)]
    ]
    by_id = {row.id: row for row in right}
    faulty = [_faulty(key, row, place, by_id, languages) for key, (place, _, row) in rows.items() if _is_faulty(row)]
    return Data(tuple(faulty), tuple(right))


def _is_faulty(row: dict[str, Any]) -> bool:
    return row.get("severity") is not None or "perturbed" in row


def _faulty(key: str, row: dict[str, Any], place: str, right: dict[str, Right], languages: tuple[str, str]) -> Faulty:
    kind = _required(row, "kind" if "kind" in row or "perturbation" not in row else "perturbation", place)
    severity = _required(row, "severity", place)
    if "perturbed" in row:
        text, undamaged = _text(row, place, languages, "perturbed"), _text(row, place, languages)
        return Faulty(key, kind, severity, text, undamaged, _cluster(row, key), _item(row, undamaged))
    other = row.get("pair_of")
    if other is not None and str(other) not in right:
        raise InputError(f"{place}: pair_of {other!r}: no right translation has this id; add its row or its file")
    text = _text(row, place, languages)
    if other is None:
        return Faulty(key, kind, severity, text, None, _cluster(row, key), _item(row, text))
    counterpart = right[str(other)]
    cluster = _cluster(row, counterpart.cluster)
    return Faulty(key, kind, severity, text, counterpart.text, cluster, counterpart.item)


def _cluster(row: dict[str, Any], default: str) -> str:
    """Return what the row shares with those that are not independent of it."""
    if row.get("document") is not None:
        return str(row["document"])
    return default if row.get("item") is None else f"{row.get('language', '')}/{row['item']}"


def _item(row: dict[str, Any], text: TranslatedText) -> str:
    """Return which sentence it is: several rows may hold versions of one."""
    return f"source: {text.source}" if row.get("item") is None else f"{row.get('language', '')}/{row['item']}"


def _text(row: dict[str, Any], place: str, languages: tuple[str, str], field: str = "translation") -> TranslatedText:
    source_language = row.get("source_language") or row.get("language") or languages[0]
    translation_language = row.get("translation_language") or languages[1]
    try:
        spoken = understood(str(source_language)), understood(str(translation_language))
    except InputError as error:
        raise InputError(f"{place}: {error}") from None
    return TranslatedText(*spoken, _required(row, "source", place), _required(row, field, place))


def _required(row: dict[str, Any], name: str, place: str) -> str:
    value = row.get(name)
    if isinstance(value, int) and name == "id":
        return str(value)
    return text_of(row, name, place)


def document_of(name: str, number: int) -> str:
    """Return the document of a row: its id up to the last slash, or where there is none twenty rows together."""
    return name.rpartition("/")[0] or f"block {number // _BLOCK}"
