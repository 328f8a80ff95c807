"""The trained heads, as they are shipped: a JSON file of plain numbers, and the evidence that they give."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.analysis.channels.figures import (
    CHANNELS,
    HEADS,
    UnitRows,
    ask_heads,
    circumstances,
    figures,
    put_in,
    unit_rows,
)
from toolkit.analysis.channels.forest import Forest
from toolkit.analysis.channels.sight import usable
from toolkit.errors import InputError
from toolkit.model.witness import Witness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

VERSION = 3
TAILS = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005)
"""The shares of clean units whose greatest values are kept: what lies above the last is extrapolated."""
_MOST = 6.0


class ChannelPlace(NamedTuple):
    """Where a channel's evidence stands: ``text[start:end]`` of the translation, and what the engine would write."""

    start: int
    end: int
    hint: str


@dataclass(frozen=True, slots=True)
class JudgedUnit:
    """A unit's evidence for each channel, and where it is strongest.

    Evidence is -log10 of the share of clean units that have as much: 1.3 is one in twenty, 2 one in a hundred.
    """

    evidence: dict[str, float]
    places: dict[str, ChannelPlace]


@dataclass(frozen=True, slots=True)
class Heads:
    """Everything that was trained. ``usual`` and ``spread`` give each figure's mean and deviation on clean units."""

    forests: dict[str, Forest]
    usual: "Floats"
    spread: "Floats"
    weights: dict[str, "Floats"]
    tails: dict[str, "Floats"]

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Heads":
        """Take what ``training.train`` returns."""
        import numpy as np

        return cls(
            {head: Forest.read(data["forests"][head]) for head in HEADS},
            np.array(data["usual"]),
            np.array(data["spread"]),
            {channel: np.array(data["weights"][channel]) for channel in CHANNELS},
            {channel: np.array(data["tails"][channel]) for channel in CHANNELS},
        )

    def judge(self, witnesses: Sequence[Witness]) -> JudgedUnit | None:
        """Return the evidence that a unit's witnesses give, or None where they do not tell enough."""
        if not usable(witnesses):
            return None
        reading = unit_rows(witnesses)
        said = ask_heads(reading, self.forests)
        row = standardised(figures(reading, said), reading.freedom, self.usual, self.spread)
        evidence = {
            channel: evidence_of_score(
                float(self.weights[channel][0] + row @ self.weights[channel][1:]), self.tails[channel]
            )
            for channel in CHANNELS
        }
        return JudgedUnit(evidence, _places(reading, said))


@cache
def shipped() -> Heads:
    """Return the heads that come with the toolkit."""
    return Heads.of(json.loads(files(__package__).joinpath("heads.json").read_text(encoding="utf-8")))


@cache
def load(path: Path) -> Heads:
    """Return the heads of a file that ``toolkit calibrate --channels`` wrote; raises InputError that names it."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            raise InputError(f"{path}: written for another version of the toolkit; run toolkit calibrate again")
        found = Heads.of(data)
        if _shapes(found) != _shapes(shipped()):
            raise ValueError("arrays of another shape")
        return found
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{path}: not a file of toolkit calibrate --channels") from None


def chosen(path: Path | None) -> Heads | None:
    """Return the heads of the file that a configuration names, or None where it names none."""
    return load(path) if path else None


def _shapes(heads: Heads) -> list[tuple[int, ...]]:
    each = [heads.usual, heads.spread, *heads.weights.values(), *heads.tails.values()]
    return [numbers.shape for numbers in each]


def digest(path: Path | None) -> str:
    """Return a short name of the contents of a file of heads, for none of those that are shipped."""
    content = path.read_bytes() if path else files(__package__).joinpath("heads.json").read_bytes()
    return f"{'' if path else 'shipped, '}sha256 {hashlib.sha256(content).hexdigest()[:12]}"


def standardised(figure: "Floats", freedom: "Floats", usual: "Floats", spread: "Floats") -> "Floats":
    """Return figures as deviations from what is usual for a clean sentence as free and as long as this one."""
    import numpy as np

    known = circumstances(freedom)
    deviations: Floats = (figure - known @ usual) / np.maximum(known[..., :4] @ spread, 0.3)
    return np.clip(deviations, -5.0, 8.0)


def evidence_of_score(score: float, tail: "Sequence[float] | Floats") -> float:
    """Return -log10 of the share of clean units with this score or more, from 0 to 6; monotone in the score."""
    import numpy as np

    shares = -np.log10(TAILS)
    if score >= tail[-1]:
        slope = (shares[-1] - shares[-4]) / max(tail[-1] - tail[-4], 1e-6)
        return round(float(min(shares[-1] + slope * (score - tail[-1]), _MOST)), 3)
    below = tail[0] - (tail[2] - tail[0]) * 2
    return round(float(np.interp(score, [below, *tail], [0.0, *shares])), 3)


def _places(reading: UnitRows, said: "dict[str, list[Floats]]") -> dict[str, ChannelPlace]:
    found = {}
    for channel, head, table in (
        ("omission", "gap", reading.gaps),
        ("addition", "addition", reading.words),
        ("mistranslation", "mistranslation", reading.words),
    ):
        if table.spans:
            best = int(said[head][0].argmax())
            found[channel] = ChannelPlace(*table.spans[best], table.hints[best])
    if "addition" in found:
        found["addition"] = _phrase(reading, found["addition"])
    return found


def _phrase(reading: UnitRows, word: ChannelPlace) -> ChannelPlace:
    """Return the run of unlikely words that a word put in belongs to, or the word's own place where it is no part."""
    run = put_in(reading)
    if run.last - run.first < 2:
        return word
    start, end = reading.words.spans[run.first][0], reading.words.spans[run.last - 1][1]
    return ChannelPlace(start, end, "") if start <= word.start < end else word
