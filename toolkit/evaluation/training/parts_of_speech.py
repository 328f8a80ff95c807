"""The words of English texts with their parts of speech, by Apertium's tagger; for training only."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.engines.apertium_runtime import (
    modes as apertium_modes,
)
from toolkit.engines.apertium_runtime import (
    pipelines as null_flush,
)
from toolkit.engines.apertium_runtime import (
    tagger as apertium_tagger,
)
from toolkit.errors import MissingDependency

_UNIT = re.compile(r"\^((?:[^/\\^$]|\\.)*)/((?:[^\\^$]|\\.)*)\$")
_TAG = re.compile(r"<([^>]+)>")
_SECONDS = 60.0
# What means something to Apertium's programs, and the quotation marks that they do not know.
_PLAIN = str.maketrans({"’": "'", "‘": "'", **dict.fromkeys("\\^$/<>{}[]@~\0", " ")})
_VERBS = {"vblex", "vbser", "vbhaver", "vbmod", "vbdo", "vaux"}
_FINITE = {"pri", "past", "pres", "ifi"}


class Part(NamedTuple):
    """``text[start:end]``, its first tag in Apertium's terms ("" for what the tagger does not know), and all tags."""

    start: int
    end: int
    kind: str
    tags: frozenset[str]

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb, an auxiliary included."""
        return self.kind in _VERBS

    @property
    def is_finite(self) -> bool:
        """Whether it is a verb that may follow its subject."""
        return self.is_verb and (bool(_FINITE & self.tags) or self.kind in ("vbmod", "vaux"))


def tagged(texts: Sequence[str]) -> list[list[Part]]:
    """Return the words and marks of each text; what the tagger writes otherwise than the text is left out.

    Raises MissingDependency without Apertium's English data.
    """
    missing = apertium_modes.missing("en", "es")
    if missing:
        raise MissingDependency(missing.reason, missing.command)
    path = apertium_modes.mode_file("en", "es")
    assert path is not None  # noqa: S101 - nothing is missing
    commands = apertium_modes.programs(path)
    at = next(number for number, command in enumerate(commands) if apertium_tagger.remembers(command))
    plain = [text.translate(_PLAIN) for text in texts]
    analysed = null_flush.exchange(commands[:at], [text.encode() for text in plain], _SECONDS)
    answers = apertium_tagger.tag((*commands[at][:-1], "-p", commands[at][-1]), analysed, 1, _SECONDS)
    return [_parts(text, answer.decode()) for text, answer in zip(plain, answers, strict=True)]


def _parts(text: str, answer: str) -> list[Part]:
    found, position = [], 0
    for unit in _UNIT.finditer(answer):
        written = re.sub(r"\\(.)", r"\1", unit[1])
        start = text.find(written, position)
        if start >= 0:
            position = start + len(written)
            tags = _TAG.findall(unit[2].split("+")[0])
            found.append(Part(start, position, tags[0] if tags else "", frozenset(tags)))
    return found
