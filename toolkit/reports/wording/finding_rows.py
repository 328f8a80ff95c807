"""A finding as a row of plain data: each format picks its keys, and what they mean is the same in all of them."""

from collections.abc import Sequence
from typing import Any

from toolkit.model import Finding
from toolkit.model.places import Place

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
    where = place._asdict()
    return {key: where[key] if key in where else getattr(finding, key) for key in keys}
