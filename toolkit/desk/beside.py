"""What several versions of one original have for the same sentences, out of what ``versions.json`` holds."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.desk.documents import DeskDocument, DeskUnit, OtherVersion
from toolkit.model import Comparison, Document, Finding, Mapped, Sentence, Unit


def beside(documents: Mapping[str, DeskDocument], data: Mapping[str, Any]) -> Iterator[DeskDocument]:
    """Yield the versions with, in each unit, what the others have for its sentences."""
    rows = data["rows"]
    row_of = _rows_by_sentence(documents, rows)
    for name, document in documents.items():
        current, units = 0, []
        for one in document.units:
            first = next(iter(one.unit.source or ()), None)
            current = row_of.get(first.body.start, current) if first else current
            units.append(replace(one, versions=_others(rows[current], name)) if rows else one)
        yield replace(document, units=tuple(units))


def _rows_by_sentence(documents: Mapping[str, DeskDocument], rows: Any) -> dict[int, int]:
    """Return the row of each sentence of the original, by where it starts: rows are ranges of these, in order."""
    texts = {
        sentence.body.start: sentence.text
        for document in documents.values()
        for one in document.units
        for sentence in one.unit.source or ()
    }
    found: dict[int, int] = {}
    row, held = 0, ""
    for start in sorted(texts):
        wanted = rows[row]["source"] or "" if row < len(rows) else ""
        if held and len(held) >= len(wanted) and row + 1 < len(rows):
            row, held = row + 1, ""
        held = f"{held} {texts[start]}".strip()
        found[start] = row
    return found


def _others(row: Mapping[str, Any], own: str) -> tuple[OtherVersion, ...]:
    return tuple(
        OtherVersion(name, version["text"], tuple(version["findings"]))
        for name, version in row["versions"].items()
        if name != own
    )


def documents_of_rows(data: Mapping[str, Any], group: str) -> Iterator[DeskDocument]:
    """Yield the versions of files of segments, which have no comparison of their own: a unit is a row."""
    languages, files = data["languages"], data.get("files") or {}
    for version in data["versions"]:
        name = version["name"]
        units: list[DeskUnit] = []
        findings: list[Finding] = []
        start = 0
        for at, row in enumerate(data["rows"]):
            own, source = row["versions"][name], row["source"]
            sentence = Sentence(Mapped(own["text"], start, start + len(own["text"])), paragraph=at)
            start += len(own["text"]) + 1
            left = None if source is None else (Sentence(Mapped(source, 0, len(source)), paragraph=at),)
            unit = Unit(at, left, (sentence,) if own["text"] else ())
            told = tuple(
                Finding(one["check"], one["severity"], one["category"], one["message"], at, ())
                for one in own["findings"]
            )
            findings += told
            place = f"line {row['row']}"
            units.append(DeskUnit(unit, own["suspicion"] or 0.0, told, (), (), place, (), _others(row, name)))
        comparison = Comparison(
            Document(str(files.get(name, name)), languages["translation"], ""),
            Document("", languages["source"], "") if any(one.unit.source for one in units) else None,
            languages["source"],
            tuple(one.unit for one in units),
            (),
            (),
            (),
            (),
            (),
            (),
        )
        yield DeskDocument(
            Path(str(files.get(name, name))).name,
            comparison,
            tuple(units),
            version=name,
            group=group,
            is_lines=True,
            findings=tuple(findings),
        )
