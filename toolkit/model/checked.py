"""A document with all that was found in it: what reports of documents are made of, after a check or a comparison."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from toolkit.model.findings import SEVERITIES, Finding, Severity, Unchecked
from toolkit.model.places import Place
from toolkit.model.texts import Document, Unit

Standing = Literal["told", "known", "ignored", "dismissed"]
"""Told to people, known to the baseline, ignored by a comment in the text, or dismissed by a person."""


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """A finding with its place in the translation's file, its fingerprint (that of baselines) and how it stands.

    ``where`` and ``quote`` are as in ``model.places``; ``reason`` says why it is not told. ``counts``: whether it makes
    the run fail.
    """

    finding: Finding
    place: Place
    where: str = ""
    quote: str = ""
    fingerprint: str = ""
    standing: Standing = "told"
    reason: str = ""
    counts: bool = False

    @property
    def severity(self) -> Severity:
        """The severity of the finding."""
        return self.finding.severity


class Gone(NamedTuple):
    """An entry of the baseline that is no longer found."""

    check: str
    fingerprint: str
    near: str


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document, its units, and its findings in the order of the text, those that are not told included.

    ``units[i].index`` is what a finding's ``unit`` names. ``origin`` is the file that was read, None for a text
    that lay in none. ``checks`` are the checks that ran; ``gone`` is None in a run without a baseline. A document
    without text (pairs of a JSON Lines file) has places of which only the line means something.
    """

    document: Document
    source: Document | None
    source_language: str
    units: tuple[Unit, ...]
    findings: tuple[ReportedFinding, ...]
    unchecked: tuple[Unchecked, ...] = ()
    checks: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    origin: Path | None = None
    gone: tuple[Gone, ...] | None = None

    @property
    def path(self) -> str:
        """What the user calls it."""
        return self.document.path

    @property
    def told(self) -> tuple[ReportedFinding, ...]:
        """The findings that are told to people."""
        return tuple(found for found in self.findings if found.standing == "told")

    def count(self, severity: Severity) -> int:
        """Return how many findings of this severity are told."""
        return sum(found.severity == severity for found in self.told)

    @property
    def worst(self) -> int:
        """The place of the loudest severity in SEVERITIES; their number where nothing is told."""
        return min((SEVERITIES.index(found.severity) for found in self.told), default=len(SEVERITIES))


class Comment(NamedTuple):
    """Words of a reviewer at a half-open range of a document's text."""

    start: int
    end: int
    text: str
