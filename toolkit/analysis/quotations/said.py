"""What tells, behind a quotation, who said it, as patterns made from a language's data of ``form``.

Three, for their questions differ: whether a quotation must have ended ("speaker follows": strict, for a wrong answer is
a false alarm), whether a comma before the mark is that of an attribution ("speech follows": any name), and whether a
verb of speech is near at all ("speech is near").
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any


def speaker_follows(form: Mapping[str, Any]) -> re.Pattern[str]:
    """Match what follows a quotation that has ended: ", said the minister", ", she added"."""
    return _speaker_follows(_verbs(form), tuple(form["speakers"]), form["article"])


@cache
def _speaker_follows(spoke: str, speakers: tuple[str, ...], article: str) -> re.Pattern[str]:
    persons = "|".join(speakers)
    named = rf"(?:{persons}|[A-Z][\w’'-]+|{article} [a-z]+) (?:\w+ly )?(?:{spoke})\b"
    return re.compile(rf"[,?!] (?:{named}|(?:{spoke}) (?:[A-Z]|(?:{article}|{'|'.join(speakers[:2])})\b))")


def speech_follows(form: Mapping[str, Any]) -> re.Pattern[str]:
    """Match " he said", " Rossi told", " the Kremlin spokesman added" after a quotation."""
    return _speech_follows(_verbs(form), tuple(form["speakers"]), form["article"])


@cache
def _speech_follows(spoke: str, speakers: tuple[str, ...], article: str) -> re.Pattern[str]:
    name = r"[A-Z][\w’'.-]+"
    either = f"[{article[0].upper()}{article[0]}]{article[1:]}"
    speaker = rf"(?:{'|'.join(speakers)}|{name}(?: {name})*|(?:{either} )?[a-z]+)"
    return re.compile(rf" (?:{speaker} )?(?:{spoke})\b")


def speech_is_near(form: Mapping[str, Any]) -> re.Pattern[str]:
    """Match a verb of speech behind at most six words of any kind."""
    return re.compile(rf" (?:[\w’'.-]+ ){{0,6}}(?:{_verbs(form)})\b")


def _verbs(form: Mapping[str, Any]) -> str:
    return "|".join(form["speech"].split()).replace("_", " ") or "(?!)"
