"""What checks look at, what they find, and what they could not judge."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from toolkit.model.witness import Witness

if TYPE_CHECKING:
    from toolkit.analysis.channels.heads import Heads
from toolkit.model.texts import Document, Unit
from toolkit.model.translations import Trip

Severity = Literal["error", "warning", "info"]


Side = Literal["source", "translation"]


Blame = Literal["translation", "unclear"]


SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def a_step_lower(severity: Severity) -> Severity:
    """Return the next lower severity; the lowest stays."""
    return SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]


BY_ITS_CHECK = ""
"""Stands for the name of the check in its own answers: whoever asks a check writes its name on what it answers."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range in the text of one side of a unit (``source_text``, ``translation_text``)."""

    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found: an issue until a person confirms it.

    ``check`` is its name in the configuration: whoever asks a check writes it (``check_answers``), whatever the
    check wrote there. ``spans`` are positions in the texts of unit ``unit``; ``category`` is the MQM path,
    "accuracy/mistranslation".
    ``confidence`` is calibrated on clean pairs where the check's docstring says so, None otherwise.
    """

    check: str
    severity: Severity
    category: str
    message: str
    unit: int
    spans: tuple[Span, ...]
    suggestion: str | None = None
    confidence: float | None = None
    blame: Blame = "translation"
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A check's honest answer that it could not judge; ``unit`` is None when that holds for the whole document."""

    check: str
    reason: str
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All that a check may look at. ``units`` without a source have ``source is None``; ``trips`` may be empty.

    ``witnesses[i]`` are the likelihoods for ``units[i]``; the whole is empty in a run that asks no engine for them.
    ``heads`` judge them; None for those that come with the toolkit.
    """

    source_language: str
    translation_language: str
    units: tuple[Unit, ...]
    document: Document | None = None
    source_document: Document | None = None
    trips: tuple[Trip, ...] = ()
    witnesses: tuple[tuple[Witness, ...], ...] = ()
    heads: "Heads | None" = None

    @property
    def has_source(self) -> bool:
        """Whether the original is at hand."""
        return any(unit.source is not None for unit in self.units)

    def unit(self, index: int) -> Unit:
        """Return the unit of this number; raises KeyError for none."""
        if 0 <= index < len(self.units) and self.units[index].index == index:  # as it is in a whole document
            return self.units[index]
        for unit in self.units:
            if unit.index == index:
                return unit
        raise KeyError(index)


@dataclass(frozen=True, slots=True)
class Loss:
    """What a check found lost or changed on one leg of one trip: evidence for blame, never a finding by itself."""

    check: str
    unit: int
    route: str
    leg: Literal["back", "return", "draft"]
    message: str
