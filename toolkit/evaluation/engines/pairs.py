"""The clean pairs that engines are measured on: those that a user names, or the right ones of our newsroom."""

import json
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.evaluation.training.examples import Clean, read_clean
from toolkit.model import LanguagePair

LEAST = 20
_OWN = "our own sentences of newsrooms, many of them tricky, on which checks were tuned"


@dataclass(frozen=True, slots=True)
class CleanPairs:
    """Pairs of correct translations, and in words where they are from; ``found`` is how many there were to draw of."""

    pairs: tuple[Clean, ...]
    origin: str
    found: int


def clean_pairs(path: Path | None, source_language: str, translation_language: str, most: int) -> CleanPairs:
    """Return at most so many pairs, drawn evenly; raises InputError where there are too few for any figure."""
    if path is not None:
        found, origin = read_clean(path, source_language, translation_language, LEAST), str(path)
    else:
        found, origin = _own(source_language, translation_language), _OWN
    if len(found) < LEAST:
        raise InputError(
            f"{len(found)} clean pairs {source_language}-{translation_language} come with the toolkit, too few; "
            f"name at least {LEAST}: --pairs FILE"
        )
    count = min(most, len(found))
    return CleanPairs(tuple(found[number * len(found) // count] for number in range(count)), origin, len(found))


def _own(source_language: str, translation_language: str) -> list[Clean]:
    """Return the pairs of the newsroom without a planted error, each a document of its own."""
    rows = [json.loads(line) for line in _newsroom().read_text(encoding="utf-8").splitlines()]
    return [
        Clean(row["id"], row["source"], row["translation"], LanguagePair(source_language, translation_language))
        for row in rows
        if row["error"] is None
        and (row["source_language"], row["translation_language"]) == (source_language, translation_language)
    ]


def _newsroom() -> Path:
    """Return the file: beside this module where the toolkit was installed, else where its source lies."""
    installed = Path(__file__).with_name("newsroom.jsonl")
    return installed if installed.is_file() else Path(__file__).parents[3] / "corpora" / "newsroom" / "pairs.jsonl"
