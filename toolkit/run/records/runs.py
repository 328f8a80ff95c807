"""A run as it was written down, in one form for all kinds of run: what can be laid beside another run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Kind = Literal["comparison", "versions", "batch"]
KINDS: dict[Kind, str] = {
    "comparison": "a comparison of one document",
    "versions": "a comparison of several versions",
    "batch": "a batch",
}


@dataclass(frozen=True, slots=True)
class RunFinding:
    """A finding; ``mark`` is its fingerprint, ``words`` what it marks, ``place`` line and column if they are known."""

    check: str
    severity: str
    category: str
    message: str
    mark: str
    words: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class RunUnit:
    """A unit, or a row of versions, by its number; ``quality`` is None without a witness."""

    number: int
    source: str
    translation: str
    suspicion: float | None = None
    quality: float | None = None
    findings: tuple[RunFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class RunDocument:
    """One document, or one version.

    ``answers`` are the engines' texts by route and leg, one for each unit; ``remarks`` are guards that failed, what
    broke down and what was not checked, a line each.
    """

    units: tuple[RunUnit, ...] = ()
    answers: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


class FigureName(NamedTuple):
    """What a figure is of: ``document`` is "" where there is one, ``route`` "" where no engine is involved."""

    document: str
    metric: str
    view: str = ""
    route: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A document's figure and those of its units, in order; None for what has none."""

    value: float | None
    segments: tuple[float | None, ...] = ()
    percentiles: tuple[float | None, ...] = ()

    def numbers(self) -> Iterator[float]:
        """Yield all that are known."""
        yield from (one for one in (self.value, *self.segments, *self.percentiles) if one is not None)


@dataclass(frozen=True, slots=True)
class Source:
    """What a run says of itself; empty where it was written before runs did."""

    signature: Mapping[str, Any]
    provenance: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """A run. ``data`` is what its files hold by their names, ``sources`` by the documents that they are of.

    A single source under "" is that of all documents. ``remarks`` are of the run as a whole.
    """

    kind: Kind
    documents: Mapping[str, RunDocument]
    figures: Mapping[FigureName, Figure]
    sources: Mapping[str, Source]
    data: Mapping[str, Any]
    remarks: tuple[str, ...] = ()

    @property
    def source(self) -> Source:
        """What the run says of itself as a whole, or of its first document."""
        return next(iter(self.sources.values()), Source({}, {}))

    def count(self) -> tuple[int, int]:
        """Return how many figures it has, those of units among them, and how many findings."""
        units = [unit for document in self.documents.values() for unit in document.units]
        own = sum(value is not None for unit in units for value in (unit.suspicion, unit.quality))
        figures = own + sum(len(list(figure.numbers())) for figure in self.figures.values())
        return figures, sum(len(unit.findings) for unit in units)
