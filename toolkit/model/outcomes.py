"""What became of a document."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from toolkit.model.witness import Witness

if TYPE_CHECKING:
    pass
from toolkit.model.findings import Finding, Loss, Unchecked
from toolkit.model.makers import Affinity, Impartial, Maker
from toolkit.model.scores import Score
from toolkit.model.texts import Document, Unit
from toolkit.model.translations import Guard, Trip


@dataclass(frozen=True, slots=True)
class Sent:
    """How much of a document a plugin, by its name in the configuration, was given that may send it to another machine.

    ``host`` is None where nobody can know whether and where it does. What is kept of an earlier run counts, too.
    """

    by: str
    host: str | None
    texts: int
    characters: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of one document.

    ``suspicion[i]`` (expected serious errors, from 0) belongs to ``units[i]``; ``failed`` gives the reason of each
    route that broke down, and such an outcome is incomplete; ``signature`` names everything that the result depends on
    (engines, aligner, checks, metrics, versions) as plain strings, ``provenance`` what makes it again
    (``run/records/provenance.py``); it is empty for an outcome that no run made. ``made_by`` is what was said of who
    made the translation, ``makers`` are the families of engines that may have, and ``impartial`` what is said without
    the judges of these; None where no judge is of such a family. ``sent`` is what may have left this machine.
    """

    document: Document
    source: Document | None
    source_language: str
    units: tuple[Unit, ...]
    trips: tuple[Trip, ...]
    guards: tuple[Guard, ...]
    scores: tuple[Score, ...]
    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    suspicion: tuple[float, ...]
    losses: tuple[Loss, ...] = ()
    failed: dict[str, str] = field(default_factory=dict)
    signature: dict[str, Any] = field(default_factory=dict)
    witnesses: tuple[tuple[Witness, ...], ...] = ()
    provenance: dict[str, Any] = field(default_factory=dict)
    made_by: str | None = None
    makers: tuple[Maker, ...] = ()
    affinities: tuple[Affinity, ...] = ()
    impartial: Impartial | None = None
    sent: tuple[Sent, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A document of a batch that could not be done, and why."""

    path: str
    reason: str


Outcome = Comparison | Failure
