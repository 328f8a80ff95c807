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
from toolkit.readers.files.json_lines import Wording, read_objects, require_whole, text_of

_WORDING = Wording(
    no_object="not a JSON object; it wants system, source, translation, and reference or human",
    empty="no rows in it; it wants one JSON object a line",
    folder="this is a folder; name a file in it",
)

Languages = tuple[str, str]

_MOST = 1e9


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

    @property
    def unused(self) -> tuple[str, ...]:
        """What of people and references is there and not for all, so that nothing is held against it."""
        scored, referred = (
            sum(len(segment.human) for segment in self.segments),
            sum(segment.reference is not None for segment in self.segments),
        )
        size = len(self.segments)
        of = size * len(self.systems)
        people = f"people: only {scored:,} of {of:,} translations have a score ('human')"
        references = f"references: only {referred:,} of {size:,} segments have one"
        return (*([people] if 0 < scored < of else []), *([references] if 0 < referred < size else []))


def read(paths: Sequence[Path], source_language: str, translation_language: str) -> Study:
    """Read the files; raises InputError that names the line."""
    found: dict[tuple[Any, ...], dict[str, tuple[str, dict[str, Any]]]] = {}
    seen: Counter[tuple[Any, ...]] = Counter()
    for path in paths:
        for place, row in read_objects(path, _WORDING):
            system = _filled(row, "system", place)
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
    document = _name(row, "document", place)
    if row.get("segment") is not None:
        return (*languages, document, _name(row, "segment", place))
    text = (*languages, document, _filled(row, "source", place))
    seen[(system, *text)] += 1
    return (*text, seen[(system, *text)])


def _segment(key: tuple[Any, ...], rows: Mapping[str, tuple[str, dict[str, Any]]], systems: Sequence[str]) -> Segment:
    texts = {system: text_of(rows[system][1], "translation", rows[system][0]) for system in systems}
    with_reference = [system for system in systems if rows[system][1].get("reference") is not None]
    _, row = rows[systems[0]]
    human = {system: value for system in systems if (value := _number(*rows[system])) is not None}
    return Segment(
        document=str(row.get("document") or "/".join(map(str, key))),
        languages=(key[0], key[1]),
        source=_common("source", rows, systems),
        reference=_common("reference", rows, with_reference) if with_reference else None,
        translations=texts,
        human=human,
    )


def _common(name: str, rows: Mapping[str, tuple[str, dict[str, Any]]], systems: Sequence[str]) -> str:
    """Return the text that the rows of these systems have in common; raises InputError where they have not."""
    texts = {system: _filled(rows[system][1], name, rows[system][0]) for system in systems}
    first = systems[0]
    other = next((system for system in texts if texts[system] != texts[first]), None)
    if other is not None:
        raise InputError(f"{rows[other][0]}: another {name!r} than in {rows[first][0]}, for the same segment")
    return texts[first]


def _languages(row: dict[str, Any], place: str, default: Languages) -> Languages:
    named = row.get("source_language") or default[0], row.get("translation_language") or default[1]
    try:
        return understood(str(named[0])), understood(str(named[1]))
    except InputError as error:
        raise InputError(f"{place}: {error}") from None


def _filled(row: dict[str, Any], name: str, place: str) -> str:
    """Return a text of which nothing could be said if it were empty."""
    text = text_of(row, name, place)
    if not text.strip():
        raise InputError(f"{place}: {name!r} is empty; fill it in, or leave the segment out for all systems")
    return text


def _name(row: dict[str, Any], name: str, place: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise InputError(f"{place}: {name!r} is neither text nor a number")
    return require_whole(str(value), name, place)


def _number(place: str, row: dict[str, Any]) -> float | None:
    value = row.get("human")
    if value is None:
        return None
    # NaN is not within the limits either; beyond them sums of scores were no numbers any more.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= _MOST:
        raise InputError(f"{place}: 'human' is no number that a person gives")
    return float(value)
