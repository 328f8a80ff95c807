"""A finding as a row of plain data: each format picks its keys, and what they mean is the same in all of them."""

from collections.abc import Sequence
from typing import Any

from toolkit.model import Document, Finding
from toolkit.model.places import Place, where

PAIR_KEYS = ("check", "severity", "category", "message", "start", "end")
FILE_KEYS = ("check", "severity", "category", "message", "line", "column", "start", "end", "suggestion")
BATCH_KEYS = ("line", "column", "severity", "check", "category", "message")
COMPARISON_KEYS = (
    "check",
    "severity",
    "category",
    "message",
    "unit",
    "line",
    "column",
    "start",
    "end",
    "suggestion",
    "confidence",
    "blame",
)


def finding_row(finding: Finding, place: Place, keys: Sequence[str]) -> dict[str, Any]:
    """Return these values of a finding and of its place, under their names and in this order."""
    values = place._asdict()
    return {key: values[key] if key in values else getattr(finding, key) for key in keys}


def place_row(place: Place, document: Document) -> dict[str, Any]:
    """Return a place as data: line, column, start and end, and ``where`` in a document that has landmarks."""
    landmark = where(place, document)
    return {**place._asdict(), **({"where": landmark} if landmark else {})}
