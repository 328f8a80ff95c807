"""Where versions differ: which rows, which kinds of rows, and which phrases one of them has and the others lack.

Kinds of rows after compare-mt (Neubig et al. 2019): by the length of the original, and by what is in it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.analysis.text.frequency import frequency
from toolkit.evaluation.significance.corpus_scores import SegmentStatistics
from toolkit.evaluation.significance.wording import Wordings
from toolkit.run.versions.rows import VersionRow
from toolkit.run.versions.versions import Version, Versions

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_RARE = 3.0  # Zipf: rarer than one word in a million
_SHORT, _LONG = 10, 25
_LEAST_ROWS = 3
_PHRASES = 10
_SIZES = (4, 3, 2)
_QUALITY, _ISSUES, _OF_REFERENCE = "quality", "issues", "chrf"

Statistics = Mapping[str, SegmentStatistics]
"""The statistics of each version by one measure."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A kind of row: how many there are, and the mean of each version over them, None where nothing is known.

    It is quality, where rows are told apart by that, else what findings cost, of which less is better.
    """

    name: str
    rows: int
    values: dict[str, float | None]


def told_apart_by(found: Versions) -> str:
    """Return by which measure rows are told apart: quality, else what findings cost.

    Quality says so only of versions that are worded alike. Without an original nothing is found, and a reference
    decides.
    """
    if found.source is None:
        return _OF_REFERENCE
    fair = (row for rows in _fair_rows(found).values() for row in rows)
    return _QUALITY if any(row.quality is not None for row in fair) and Wordings(found.versions).all_alike else _ISSUES


def _value(row: VersionRow, measure: str) -> float | None:
    return row.quality if measure == _QUALITY else row.cost


def _fair_rows(found: Versions) -> dict[str, tuple[VersionRow, ...]]:
    """Return the rows of each version as those judges see them that are of no family which may have made any."""
    left_out = found.own_judges()
    return {version.name: version.judged_without(left_out) for version in found.versions}


def spreads(found: Versions, measure: str, references: Statistics) -> list[float]:
    """Return for each row how far its best and its worst version are apart by the measure that tells them apart.

    ``references`` are the statistics of versions by chrF, which are wanted where there is no original.
    """
    values: list[list[float | None]]
    if measure == _OF_REFERENCE:
        values = [list(references[version.name].segments()) for version in found.versions]
    else:
        values = [[_value(row, measure) for row in rows] for rows in _fair_rows(found).values()]
    result = []
    for row in zip(*values, strict=True):
        known = [float(one) for one in row if one is not None and one == one]  # noqa: PLR0124 - NaN is no figure
        result.append(round(max(known) - min(known), 4) if known else 0.0)
    return result


def buckets(found: Versions, measure: str, language: str) -> list[Bucket]:
    """Return the kinds of rows of which there are at least three; none without an original."""
    if found.source is None:
        return []
    fair = _fair_rows(found)
    kinds = [list(_kinds(text, language)) for text in found.source]
    every = dict.fromkeys(kind for row in kinds for kind in row)
    order = sorted(every, key=_ORDER.index)
    result = []
    for kind in order:
        places = [number for number, row in enumerate(kinds) if kind in row]
        if len(places) >= _LEAST_ROWS:
            result.append(Bucket(kind, len(places), {one: _mean(rows, places, measure) for one, rows in fair.items()}))
    return result


_ALL, _SHORT_ROWS, _MIDDLE_ROWS, _LONG_ROWS = "all", "up to 10 words", "11 to 25 words", "over 25 words"
_FIGURES, _QUOTED, _RARE_WORD = "with figures", "with a quotation", "with a rare word"
_ORDER = (_ALL, _SHORT_ROWS, _MIDDLE_ROWS, _LONG_ROWS, _FIGURES, _QUOTED, _RARE_WORD)


def _kinds(text: str, language: str) -> Iterator[str]:
    words = _WORD.findall(text)
    yield _ALL
    yield _SHORT_ROWS if len(words) <= _SHORT else _MIDDLE_ROWS if len(words) <= _LONG else _LONG_ROWS
    if any(map(str.isdigit, text)):
        yield _FIGURES
    if re.search('[“”«»„"]', text):
        yield _QUOTED
    if any(word.islower() and frequency(word, language) < _RARE for word in words):
        yield _RARE_WORD


def _mean(rows: Sequence[VersionRow], places: Sequence[int], measure: str) -> float | None:
    known = [one for number in places if (one := _value(rows[number], measure)) is not None]
    return round(sum(known) / len(known), 4) if known else None


def own_phrases(found: Versions) -> dict[str, list[tuple[str, int]]]:
    """Return the phrases of two to four words that a version has twice or more and no other has at all."""
    counts = {version.name: _phrases(version) for version in found.versions}
    result: dict[str, list[tuple[str, int]]] = {}
    for name, own in counts.items():
        others = [other for other_name, other in counts.items() if other_name != name]
        only = {
            phrase: count for phrase, count in own.items() if count > 1 and not any(phrase in one for one in others)
        }
        ranked = sorted(only.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
        result[name] = _first_wholes(ranked)
    return result


def _phrases(version: Version) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in version.rows:
        words = [word.lower() for word in _WORD.findall(row.text)]
        for size in _SIZES:
            counts.update(" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
    return counts


def _first_wholes(ranked: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the first phrases that do not stand inside another one as often."""
    kept: list[tuple[str, int]] = []
    for phrase, count in ranked:
        if len(kept) == _PHRASES:
            break
        if not any(f" {phrase} " in f" {longer} " and count <= known for longer, known in kept):
            kept.append((phrase, count))
    return kept


def as_rows(found: Versions, measure: str, references: Statistics) -> list[dict[str, Any]]:
    """Return every row as plain data, the original first, with all versions beside each other."""
    apart = spreads(found, measure, references)
    own = {version.name: found.fair_rows(version) for version in found.versions}
    return [
        {
            "row": number + 1,
            "source": found.source[number] if found.source is not None else None,
            "reference": found.reference[number] if found.reference is not None else None,
            "document": found.documents[number] if found.documents is not None else None,
            "spread": apart[number],
            "versions": {
                version.name: _as_data(version.rows[number], own[version.name][number]) for version in found.versions
            },
        }
        for number in range(found.size)
    ]


def _as_data(row: VersionRow, fair: VersionRow) -> dict[str, Any]:
    """Return a row; ``fair`` is the same by judges that did not make it, and the same object where all are such."""
    return {
        "text": row.text,
        "added": row.added,
        "suspicion": fair.suspicion,
        "suspicion_with_all": None if fair is row else row.suspicion,
        "quality": _rounded(fair.quality),
        "quality_with_all": None if fair is row else _rounded(row.quality),
        "findings": [
            {"check": one.check, "severity": one.severity, "category": one.category, "message": one.message}
            for one in fair.findings
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
