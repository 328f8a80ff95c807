"""Sentences with their translations, as many as there are numbers: what the torture server is asked for."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
_KINDS = {
    "plain": [*_DATA["wide"], *_DATA["plain"]],
    **{kind: _DATA[kind] for kind in ("wide", "address", "marked", "quoted", "names")},
}
MOST = 1_200
REFUSALS: dict[str, str] = _DATA["refusals"]
PREAMBLES: dict[str, str] = _DATA["preambles"]


def sentence(language: str, number: int, kind: str = "plain") -> str:
    """Return the sentence with this number in a language; ``kind`` says what stands in it."""
    rows, places = _KINDS[kind], _DATA["places"]
    template: str = rows[number % len(rows)][language]
    return template.format(n=number, place=places[number % len(places)])


def number_of(text: str) -> int:
    """Return the number that stands in a sentence, in each language."""
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


@cache
def _known(source: str, target: str) -> dict[str, str]:
    """Return the translations of all sentences that exist in both languages."""
    both = [kind for kind, rows in _KINDS.items() if all({source, target} <= row.keys() for row in rows)]
    return {
        sentence(source, number, kind): sentence(target, number, kind) for kind in both for number in range(MOST + 1)
    }


def translation(text: str, source: str, target: str) -> str:
    """Return the translation of a sentence; what is none of ours comes back as it is."""
    return _known(source, target).get(text, text)
