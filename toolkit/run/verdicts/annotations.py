"""MQM annotations that were made elsewhere, as verdicts.

The layout of the public WMT annotations (Freitag et al. 2021), a table separated by tabs, without quoting:

    system  doc  doc_id  seg_id  rater  source  target  category  severity

with the wrong words between <v> and </v>, on the side where they stand; a row "no-error" says that the segment was read
and nothing is wrong with it. Columns may be called as in later years (docSegId, globalSegId), come in any order, and
more of them are no fault. Or JSON Lines, a segment by one rater a line:

    {"id": "doc/7", "system": "A", "rater": "r1", "source": "...", "translation": "...",
     "errors": [{"category": "Accuracy", "severity": "Major", "start": 4, "end": 9, "side": "translation"}]}

``end`` is behind the last sign. Where an error has its words as ``text``, they count: it is where they stand nearest to
``start``, and has no place where they stand nowhere.

Each segment that a rater read becomes a verdict ``reviewed``, each error one ``missed``. The same row has the same id
whenever it is read, so that nothing is there twice.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from toolkit.errors import InputError
from toolkit.model import Side, Span
from toolkit.readers.files.json_lines import Wording, read_objects, text_of
from toolkit.run.verdicts.journal import Journal, is_journal, read, together
from toolkit.run.verdicts.verdict import MqmSeverity, UnitMark, Verdict

_COLUMNS = {
    "system": "system",
    "doc": "document",
    "document": "document",
    "doc_id": "segment",
    "docsegid": "segment",
    "seg_id": "id",
    "globalsegid": "id",
    "rater": "rater",
    "source": "source",
    "target": "translation",
    "translation": "translation",
    "category": "category",
    "severity": "severity",
}
_WANTED = ("rater", "source", "translation", "category", "severity")
_TAG = re.compile(r"</?v>")
_NO_ERROR = frozenset({"no-error", "no error", "noerror", "", "none"})
_SEVERITIES = frozenset(get_args(MqmSeverity))
_WORDING = Wording(
    no_object="not a JSON object; it wants id, rater, source, translation and errors",
    empty="no annotations in it; it wants one JSON object a line",
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A row: a segment of a system as one rater saw it, with one error or none."""

    place: str
    rater: str
    system: str
    document: str
    unit: UnitMark
    category: str = ""
    severity: str = ""
    spans: tuple[Span, ...] = ()
    comment: str = ""


def imported(path: Path, reviewer: str = "") -> list[Verdict]:
    """Return the verdicts of a file; raises InputError with the line. ``reviewer`` is who made those of no rater."""
    is_json = path.suffix.lower() in (".jsonl", ".ndjson", ".json")
    rows = list(_of_json(path, reviewer) if is_json else _of_table(path, reviewer))
    time = datetime.fromtimestamp(int(path.stat().st_mtime), UTC).isoformat().replace("+00:00", "Z")
    return list(_verdicts(rows, time))


def verdicts_of(paths: Sequence[Path]) -> Journal:
    """Return what is said in files of verdicts and of annotations as one, as ``read_all`` does."""
    return together([read(path) if is_journal(path) else Journal(path, tuple(imported(path))) for path in paths])


def _verdicts(rows: Iterable[Annotated], time: str) -> Iterator[Verdict]:
    read_by: set[tuple[str, str, UnitMark]] = set()
    seen: Counter[str] = Counter()
    for row in rows:
        document = f"{row.system}/{row.document}" if row.system else row.document
        verdict = Verdict("reviewed", row.rater, document, unit=row.unit, system=row.system, time=time)
        key = row.rater, document, row.unit
        if key not in read_by:
            read_by.add(key)
            yield replace(verdict, id=_mark("reviewed", *map(str, key)))
        if row.severity in _NO_ERROR:
            continue
        content = _mark(*map(str, key), row.category, row.severity, str(row.spans))
        seen[content] += 1
        yield replace(
            verdict,
            kind="missed",
            category=row.category,
            mqm_severity=row.severity,  # type: ignore[arg-type]  # it was looked at
            spans=row.spans,
            comment=row.comment,
            id=_mark(content, str(seen[content])),
        )


def _mark(*parts: str) -> str:
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _of_table(path: Path, reviewer: str) -> Iterator[Annotated]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); convert it first") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the name") from None
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    names = [_COLUMNS.get(name.strip().casefold(), name) for name in lines[0].split("\t")]
    missing = [name for name in _WANTED if name not in names and not (name == "rater" and reviewer)]
    if missing:
        asked = "system, doc, doc_id, seg_id, rater, source, target, category, severity"
        raise InputError(f"{path}:1: no column for {', '.join(missing)}; an MQM table has the columns {asked}, by tabs")
    order: dict[tuple[str, str], int] = {}
    for number, line in enumerate(lines[1:], 2):
        row = line.split("\t")
        if not line.strip():
            continue
        if len(row) < len(names):
            raise InputError(f"{path}:{number}: {len(row)} of {len(names)} columns; mend the line or remove it")
        yield _of_row(dict(zip(names, row, strict=False)), f"{path}:{number}", reviewer, order)


def _of_row(values: Mapping[str, str], place: str, reviewer: str, order: dict[tuple[str, str], int]) -> Annotated:
    source, in_source = _marked(values["source"], "source", place)
    translation, in_translation = _marked(values["translation"], "translation", place)
    document = values.get("document") or "document"
    name = values.get("id") or values.get("segment") or source
    number = values.get("segment", "")
    at = int(number) if number.isdecimal() else order.setdefault((document, name), len(order))
    severity = _severity(values["severity"], values["category"], place)
    is_error = severity not in _NO_ERROR
    return Annotated(
        place,
        _rater(values.get("rater") or reviewer, place),
        values.get("system", ""),
        document,
        UnitMark(at, translation, source, values.get("id", "") or number),
        values["category"].strip() if is_error else "",
        severity,
        (*in_translation, *in_source) if is_error else (),
    )


def _rater(name: str, place: str) -> str:
    if not name:
        raise InputError(f"{place}: no rater; name who it was with --reviewer")
    return name


def _severity(said: str, category: str, place: str) -> str:
    severity = said.strip().casefold()
    if severity in _NO_ERROR or category.strip().casefold() in ("no-error", "no error"):
        return "no-error"
    if severity not in _SEVERITIES:
        raise InputError(f"{place}: severity {said!r} is none of {', '.join(get_args(MqmSeverity))}, no-error")
    return severity


def _marked(text: str, side: Side, place: str) -> tuple[str, list[Span]]:
    """Return a text without its marks, and where they stood."""
    clean, last, start = "", 0, -1
    spans = []
    for tag in _TAG.finditer(text):
        clean += text[last : tag.start()]
        last = tag.end()
        opens = tag[0] == "<v>"
        if opens == (start >= 0):
            raise InputError(f"{place}: {tag[0]} in the {side} stands alone; mend the line")
        if not opens:
            spans.append(Span(side, start, len(clean)))
        start = len(clean) if opens else -1
    if start >= 0:
        raise InputError(f"{place}: <v> in the {side} is not closed; mend the line")
    return clean + text[last:], spans


def _of_json(path: Path, reviewer: str) -> Iterator[Annotated]:
    order: dict[tuple[str, str], int] = {}
    for number, (place, row) in enumerate(read_objects(path, _WORDING)):
        source, translation = text_of(row, "source", place), text_of(row, "translation", place)
        name = str(row.get("id", number))
        rater = _rater(str(row.get("rater") or row.get("reviewer") or reviewer), place)
        document = str(row.get("document") or name.rpartition("/")[0] or path.stem)
        at = order.setdefault((document, name), len(order))
        unit = UnitMark(at, translation, source, name)
        segment = Annotated(place, rater, str(row.get("system", "")), document, unit)
        errors = row.get("errors", [])
        if not isinstance(errors, list) or not all(isinstance(error, dict) for error in errors):
            raise InputError(f"{place}: 'errors' is not a list of objects")
        yield segment
        yield from (_of_error(segment, error) for error in errors)


def _of_error(segment: Annotated, error: Mapping[str, Any]) -> Annotated:
    category = "/".join(str(error[key]) for key in ("category", "kind") if error.get(key))
    severity = _severity(str(error.get("severity", "")), category, segment.place)
    if severity in _NO_ERROR:
        raise InputError(f"{segment.place}: an error without a severity ({', '.join(get_args(MqmSeverity))})")
    side: Side = "source" if error.get("side") == "source" else "translation"
    text = segment.unit.source if side == "source" else segment.unit.translation
    words, comment = error.get("text"), str(error.get("comment", ""))
    spans = _places(error, text, side, segment.place)
    if isinstance(words, str) and words and not spans:
        comment = f"{comment} ({words})".strip()
    return replace(segment, category=category, severity=severity, spans=spans, comment=comment)


def _places(error: Mapping[str, Any], text: str, side: Side, place: str) -> tuple[Span, ...]:
    """Return the range of an error: of its words where they stand nearest to it, or else the one that it gives."""
    start, end, words = error.get("start"), error.get("end"), error.get("text")
    if isinstance(words, str) and words:
        # Whether an end is the last sign or behind it, and in which text places were counted, differs; words do not.
        near = start if isinstance(start, int) else 0
        found = [match.start() for match in re.finditer(re.escape(words), text)]
        at = min(found, key=lambda one: abs(one - near), default=None)
        return () if at is None else (Span(side, at, at + len(words)),)
    if start is None:
        return ()
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(text)):
        raise InputError(f"{place}: {start!r} to {end!r} is no range of the {side}")
    return (Span(side, start, end),)
