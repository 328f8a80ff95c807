"""COMET, or any other learned judge, in an environment of its own: asked over lines.

Rei et al. 2022, "CometKiwi: IST-Unbabel 2022 Submission for the Quality Estimation Shared Task", without a human
translation, and "COMET-22: Unbabel-IST 2022 Submission for the Metrics Shared Task", which wants one. The package needs
older versions of libraries than the toolkit has, so it is never imported: ``configs/comet_scorer.py`` is its half.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from toolkit import plugins
from toolkit.errors import EngineError, MissingDependency
from toolkit.model import Pair, Score, View
from toolkit.plugins import network
from toolkit.plugins.contracts import Metric
from toolkit.plugins.programs import lines as line_programs
from toolkit.plugins.traits import Limits

_MOST = 1e9


@dataclass(frozen=True, slots=True)
class Comet:
    """How good a translation is, by a learned judge: ``command: [comet/bin/python, comet_scorer.py, MODEL]``.

    The program gets a line of JSON for each pair, ``{"src": "...", "mt": "...", "src_lang": "it", "mt_lang": "en"}``,
    and writes a number for each, in order; higher is better, the document's figure is the mean. A relative path is
    looked up from the current folder. Where versions are compared, it is a measure of them.
    """

    judges: ClassVar[bool] = True

    command: tuple[str, ...]
    """The program and its arguments; it reads a line of JSON for each pair and writes a number."""
    version: str = ""
    """Write it anew when the model changes: the cache cannot see that."""
    reference: bool = False
    """The model wants a human translation, as ``"ref"``: it is asked only where there is one (``--reference``)."""
    label: str = "comet"
    """What reports call it, to tell several judges apart."""
    timeout_seconds: float = field(default=3600.0, metadata={"output": False})
    """For all pairs of one call."""
    local: bool = field(default=False, metadata={"output": False})
    """true: it sends nothing to another machine, which nobody but you can know; network: off wants it said."""

    limits: ClassVar[Limits] = {
        "command": {"minItems": 1, "items": {"type": ["string", "integer"]}},
        "timeout_seconds": {"exclusiveMinimum": 0, "maximum": line_programs.LONGEST_TIMEOUT_SECONDS},
    }

    def __post_init__(self) -> None:
        line_programs.check(self.command, self.timeout_seconds)

    @property
    def needs_reference(self) -> bool:
        """Whether it says nothing without a human translation."""
        return self.reference

    @property
    def views(self) -> tuple[View, ...]:
        """The translation against its source."""
        return ("source-translation",)

    @property
    def sends_to(self) -> str | None:
        """Nobody knows, unless the option says that it stays here."""
        return None if self.local else network.ANYWHERE

    def signature(self) -> str:
        """Name the command and the version."""
        return plugins.signature(self, protocol=1)

    def problem(self) -> str | None:
        """Return that the program is not there, if it is not."""
        return line_programs.problem(self.command)

    def score(self, pairs: Sequence[Pair], route: str | None) -> Score:
        """Score each pair with text on both sides, and a reference if it wants one.

        Raises MissingDependency, and EngineError when the program fails.
        """
        problem = self.problem()
        if problem:
            raise MissingDependency(f"comet: {problem}", "")
        full = [pair for pair in pairs if self._is_full(pair)]
        asked = [_line(pair, with_reference=self.reference) for pair in full]
        answers = line_programs.exchange(self.command, asked, self.timeout_seconds)
        values = iter([_number(answer, self.command[0], line) for line, answer in enumerate(answers, 1)])
        segments = tuple(next(values) if self._is_full(pair) else None for pair in pairs)
        known = [value for value in segments if value is not None]
        corpus = round(sum(known) / len(known), 4) if known else 0.0
        return Score(self.label, self.views[0], route, corpus, segments, self.signature())

    def _is_full(self, pair: Pair) -> bool:
        texts = (pair.left, pair.right, *((pair.reference or "",) if self.reference else ()))
        return all(text.strip() for text in texts)


def _line(pair: Pair, *, with_reference: bool) -> str:
    reference = {"ref": pair.reference} if with_reference else {}
    languages = {"src_lang": pair.left_language, "mt_lang": pair.right_language}
    return json.dumps({"src": pair.left, "mt": pair.right, **reference, **languages}, ensure_ascii=False)


def _number(answer: str, program: str, line: int) -> float:
    try:
        value = float(answer)
    except ValueError:
        value = math.nan
    if not abs(value) <= _MOST:  # neither is NaN, and beyond it sums were no numbers any more
        raise EngineError(f"{program}: line {line} of its answer is no number: {answer[:60]!r}")
    return round(value, 4)


PLUGIN: type[Metric] = Comet
