"""The data of a ranking: what several systems made of the same segments, and what people or references say of that.

A JSON object a line (https://jsonlines.org/):

    {"system": "A", "document": "d1", "segment": "d1.7", "source": "...", "translation": "...",
     "reference": "...", "human": -5}

``reference`` is a human translation that no system made; ``human`` a person's score, higher is better (MQM penalties
are negative, as WMT writes them). One of the two is wanted. ``segment`` says which rows are of one segment; without it
those of one document with the same source are. ``source_language`` and ``translation_language`` stand in for those of
the configuration. A segment that some system lacks is left out, and counted.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.languages.codes import understood
from toolkit.readers.files.json_lines import Wording, read_objects, require_whole

_WORDING = Wording(
    no_object="not a JSON object; it wants system, source, translation, and reference or human",
    empty="no rows in it; it wants one JSON object a line",
    folder="this is a folder; name a file in it",
)

Languages = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Segment:
    """What all systems translated: the original, its document and languages, and a human translation if there is one.

    ``translations`` has the text of each system, ``human`` the score that a person gave it.
    """

    document: str
    languages: Languages
    source: str
    reference: str | None
    translations: Mapping[str, str]
    human: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Study:
    """The segments that all systems translated, those of one pair of languages together; ``left_out`` counts others."""

    systems: tuple[str, ...]
    segments: tuple[Segment, ...]
    left_out: int = 0

    @property
    def has_references(self) -> bool:
        """Whether every segment has a human translation."""
        return all(segment.reference is not None for segment in self.segments)

    @property
    def has_people(self) -> bool:
        """Whether people judged every translation."""
        return all(len(segment.human) == len(self.systems) for segment in self.segments)


def read(paths: Sequence[Path], source_language: str, translation_language: str) -> Study:
    """Read the files; raises InputError that names the line."""
    found: dict[tuple[Any, ...], dict[str, tuple[str, dict[str, Any]]]] = {}
    seen: Counter[tuple[Any, ...]] = Counter()
    for path in paths:
        for place, row in read_objects(path, _WORDING):
            system = _text(row, "system", place)
            languages = _languages(row, place, (source_language, translation_language))
            key = _key(row, system, place, languages, seen)
            if system in found.setdefault(key, {}):
                raise InputError(f"{place}: {system!r} has this segment in {found[key][system][0]} as well")
            found[key][system] = place, row
    systems = tuple(sorted({system for rows in found.values() for system in rows}))
    if len(systems) < 2:
        raise InputError(f"{paths[0]}: only one system, {systems[0]!r}; an order wants two or more")
    whole = [(key, rows) for key, rows in found.items() if len(rows) == len(systems)]
    if not whole:
        raise InputError(f"{paths[0]}: no segment that all {len(systems)} systems have; is 'segment' the same in each?")
    segments = [_segment(key, rows, systems) for key, rows in whole]
    # Whatever the order of the rows: what is drawn by chance depends on the order of the segments.
    segments.sort(key=lambda one: (one.languages, one.document, one.source, sorted(one.translations.items())))
    study = Study(systems, tuple(segments), len(found) - len(whole))
    if not study.has_references and not study.has_people:
        raise InputError(f"{paths[0]}: every row wants a 'reference', or every row a 'human' score, to compare with")
    return study


def _key(
    row: dict[str, Any], system: str, place: str, languages: Languages, seen: Counter[tuple[Any, ...]]
) -> tuple[Any, ...]:
    """Return what the rows of one segment share; of equal sentences in a document the first, the second and so on."""
    document = str(row.get("document") or "")
    if row.get("segment") is not None:
        return (*languages, document, str(row["segment"]))
    text = (*languages, document, _text(row, "source", place))
    seen[(system, *text)] += 1
    return (*text, seen[(system, *text)])


def _segment(key: tuple[Any, ...], rows: Mapping[str, tuple[str, dict[str, Any]]], systems: Sequence[str]) -> Segment:
    texts = {system: _text(rows[system][1], "translation", rows[system][0]) for system in systems}
    sources = {system: _text(rows[system][1], "source", rows[system][0]) for system in systems}
    if len(set(sources.values())) > 1:
        other = next(system for system in systems if sources[system] != sources[systems[0]])
        raise InputError(f"{rows[other][0]}: another 'source' than in {rows[systems[0]][0]}, for the same segment")
    place, row = rows[systems[0]]
    reference = row.get("reference")
    human = {system: value for system in systems if (value := _number(*rows[system])) is not None}
    return Segment(
        document=str(row.get("document") or "/".join(map(str, key))),
        languages=(key[0], key[1]),
        source=sources[systems[0]],
        reference=None if reference is None else _text(row, "reference", place),
        translations=texts,
        human=human,
    )


def _languages(row: dict[str, Any], place: str, default: Languages) -> Languages:
    named = row.get("source_language") or default[0], row.get("translation_language") or default[1]
    try:
        return understood(str(named[0])), understood(str(named[1]))
    except InputError as error:
        raise InputError(f"{place}: {error}") from None


def _text(row: dict[str, Any], name: str, place: str) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise InputError(f"{place}: {name!r} is {'missing' if value is None else 'not text'}")
    return require_whole(value, name, place)


def _number(place: str, row: dict[str, Any]) -> float | None:
    value = row.get("human")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value or abs(value) == float("inf"):  # noqa: PLR0124
        raise InputError(f"{place}: 'human' is no number")
    return float(value)
