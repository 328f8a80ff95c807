"""The data: translations in which people marked what is wrong, in MQM.

A JSON object a line (https://jsonlines.org/):

    {"id": "d1.7", "document": "d1", "who": "mt", "source": "...", "translation": "...", "reference": "...",
     "source_language": "it", "translation_language": "en",
     "errors": [{"severity": "Major", "start": 10, "end": 17}], "mqm": -5, "serious": true}

``errors`` is wanted, and empty where nothing is wrong. A severity is neutral, minor, major or critical, in any case;
``start`` and ``end`` (half-open, in characters of ``translation``) are left out, or null, of what has no place there,
such as an omission; a place beyond the translation counts as none, and is told. ``mqm`` is the penalty, 0 or below;
without it the errors' points are summed (minor 1, major 5, critical 25). ``serious`` says whether there is a major or
critical error, and follows from ``errors`` where it is left out. ``who`` says who translated: rows of others than
``mt`` are left out and counted. ``document`` says which rows are not independent of each other; without it that is the
id up to a number at its end (``d1.7``, ``d1/7``, ``d1#7``), and of ids without one twenty rows in a row. ``reference``
is a human translation, for chrF; any other keys may stand there.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard, get_args

from toolkit.errors import InputError
from toolkit.evaluation.rows import document_of
from toolkit.languages.codes import understood
from toolkit.readers.files.json_lines import Wording, read_objects, text_of
from toolkit.run.verdicts.score import POINTS
from toolkit.run.verdicts.verdict import MqmSeverity

_WORDING = Wording(
    no_object="not a JSON object; it wants id, source, translation and errors",
    empty="no rows in it; it wants one JSON object a line",
    folder="this is a folder; name a file in it",
)
_SEVERITIES: Mapping[str, MqmSeverity] = {severity: severity for severity in get_args(MqmSeverity)}
_NUMBERED = re.compile(r"(.+)[./:#]\d+")
MACHINE = "mt"
GRAVE = ("major", "critical")

Direction = tuple[str, str]
"""The languages of original and translation."""


class Marked(NamedTuple):
    """An error that a person marked, at ``translation[place[0]:place[1]]``; None where it has no place there.

    ``lost`` says that the data have a place for it, and the translation has not.
    """

    severity: MqmSeverity
    place: tuple[int, int] | None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Annotated:
    """A machine translation with what people marked in it; ``penalty`` is 0 or above, more is worse."""

    id: str
    document: str
    direction: Direction
    source: str
    translation: str
    reference: str | None
    errors: tuple[Marked, ...]
    penalty: float
    serious: bool

    @property
    def grave(self) -> tuple[Marked, ...]:
        """The major and critical errors."""
        return tuple(error for error in self.errors if error.severity in GRAVE)

    @property
    def count(self) -> int:
        """How many serious errors there are: at least one where the row says so."""
        return max(len(self.grave), int(self.serious))


@dataclass(frozen=True, slots=True)
class Annotations:
    """The rows to measure on, by their ids; how many others were left out, as they are not machine translations."""

    rows: tuple[Annotated, ...]
    left_out: int


def read(
    paths: Sequence[Path], languages: Direction, directions: Collection[Direction] = (), who: str = MACHINE
) -> Annotations:
    """Read the files; raises InputError that names the line, and where no row is left.

    Rows without languages have those that are given; with ``directions`` only these are read.
    """
    found: dict[str, Annotated] = {}
    places: dict[str, str] = {}
    left_out = 0
    for path in paths:
        for number, (place, row) in enumerate(read_objects(path, _WORDING)):
            one = _row(row, place, languages, number)
            if one.id in places:
                raise InputError(f"{place}: the id {one.id!r} stands in {places[one.id]} as well")
            places[one.id] = place
            if row.get("who") not in (None, who):
                left_out += 1
            elif not directions or one.direction in directions:
                found[one.id] = one
    if not found:
        wanted = f", and of {', '.join('-'.join(one) for one in sorted(directions))}" if directions else ""
        raise InputError(f"{paths[0]}: no row is left of those whose 'who' is {who!r} or missing{wanted}")
    return Annotations(tuple(found[name] for name in sorted(found)), left_out)


def sampled(rows: Iterable[Annotated], size: int, seed: int) -> tuple[Annotated, ...]:
    """Return at least so many rows of each direction, if it has them: whole documents, drawn by the seed.

    A greater size has all that a smaller one has, whatever the order of the rows.
    """
    documents: dict[Direction, dict[str, list[Annotated]]] = {}
    for row in rows:
        documents.setdefault(row.direction, {}).setdefault(row.document, []).append(row)
    kept: list[Annotated] = []
    for named in documents.values():
        some: list[Annotated] = []
        for name in sorted(named, key=lambda name: sha256(f"{seed}:{name}".encode()).hexdigest()):
            if len(some) >= size:
                break
            some += named[name]
        kept += some
    return tuple(sorted(kept, key=lambda row: row.id))


def direction_of(text: str) -> Direction:
    """Return the languages of "it-en"; raises InputError for anything else."""
    source, dash, translation = text.strip().partition("-")
    if not dash or not source or not translation:
        raise InputError(f"{text!r} is no direction; write two languages, such as it-en")
    return understood(source), understood(translation)


def _row(row: Mapping[str, Any], place: str, languages: Direction, number: int) -> Annotated:
    name = row.get("id")
    name = str(name) if isinstance(name, int) and not isinstance(name, bool) else text_of(row, "id", place)
    translation = text_of(row, "translation", place)
    errors = _errors(row, len(translation), place)
    serious = row.get("serious")
    if serious is not None and not isinstance(serious, bool):
        raise InputError(f"{place}: 'serious' is neither true nor false")
    grave = any(error.severity in GRAVE for error in errors)
    return Annotated(
        id=name,
        document=_document(row, name, number, place),
        direction=_direction(row, place, languages),
        source=text_of(row, "source", place),
        translation=translation,
        reference=None if row.get("reference") is None else text_of(row, "reference", place),
        errors=errors,
        penalty=_penalty(row, errors, place),
        serious=grave if serious is None else serious,
    )


def _errors(row: Mapping[str, Any], size: int, place: str) -> tuple[Marked, ...]:
    errors = row.get("errors")
    if not isinstance(errors, list) or not all(isinstance(error, dict) for error in errors):
        raise InputError(f"{place}: 'errors' is no list of objects; it is [] where nothing is wrong")
    return tuple(_marked(error, size, place) for error in errors)


def _marked(error: Mapping[str, Any], size: int, place: str) -> Marked:
    severity = _SEVERITIES.get(str(error.get("severity")).casefold())
    if severity is None:
        known = ", ".join(_SEVERITIES)
        raise InputError(f"{place}: the severity {error.get('severity')!r} of an error is none of {known}")
    start, end = error.get("start"), error.get("end")
    if start is None and end is None:
        return Marked(severity, None)
    if not _is_place(start) or not _is_place(end) or start > end:
        raise InputError(f"{place}: an error from {start!r} to {end!r}; they are characters, counted from 0")
    # What is left out at the very end has a place: one without width.
    if start >= size and end > size:
        return Marked(severity, None, lost=True)
    return Marked(severity, (start, min(end, size)))


def _is_place(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _penalty(row: Mapping[str, Any], errors: Sequence[Marked], place: str) -> float:
    value = row.get("mqm")
    if value is None:
        return float(sum(POINTS[error.severity] for error in errors))
    # NaN is not below 0 either.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -1e9 <= value <= 0:
        raise InputError(f"{place}: 'mqm' is {value!r}; a penalty is a number, 0 or below")
    return -float(value)


def _document(row: Mapping[str, Any], name: str, number: int, place: str) -> str:
    value = row.get("document")
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    if value is not None:
        raise InputError(f"{place}: 'document' is neither text nor a number")
    numbered = _NUMBERED.fullmatch(name)
    return numbered[1] if numbered else document_of(name, number)


def _direction(row: Mapping[str, Any], place: str, languages: Direction) -> Direction:
    source, translation = row.get("source_language") or languages[0], row.get("translation_language") or languages[1]
    try:
        return understood(str(source)), understood(str(translation))
    except InputError as error:
        raise InputError(f"{place}: {error}") from None
