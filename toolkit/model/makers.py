"""Who may have made a translation, and what is said of it by engines that did not."""

from dataclasses import dataclass
from typing import Literal

from toolkit.model.findings import Finding
from toolkit.model.scores import Score
from toolkit.model.witness import Witness

Basis = Literal["declared", "suspected"]


@dataclass(frozen=True, slots=True)
class Maker:
    """A family of engines that may have made a translation; ``reason`` is what readers are told."""

    family: str
    basis: Basis
    reason: str


@dataclass(frozen=True, slots=True)
class Affinity:
    """How near a translation is to what a route's engine writes for the same source, its draft.

    ``share`` (0..1) of the ``words`` stand in a run of four that the draft of the same unit has, too. ``above`` is the
    share of units that are nearer to their draft, by chrF, than 95 % of clean human translations as long; None where it
    decides nothing, or nobody calibrated the route. ``suspicious`` is what both come to.
    """

    route: str
    family: str
    share: float
    words: int
    above: float | None = None
    suspicious: bool = False


@dataclass(frozen=True, slots=True)
class Impartial:
    """What is said of a translation without some of the judges.

    ``routes`` and ``witnesses`` are the names of those left out; ``suspicion[i]`` and ``heard[i]`` (what the other
    witnesses say) belong to the unit at place ``i``. ``superseded`` are the scores in which those left out have a part,
    ``scores`` what the other witnesses give in their place.
    """

    routes: tuple[str, ...]
    witnesses: tuple[str, ...]
    findings: tuple[Finding, ...]
    suspicion: tuple[float, ...]
    heard: tuple[tuple[Witness, ...], ...] = ()
    scores: tuple[Score, ...] = ()
    superseded: tuple[Score, ...] = ()
