"""A run as it was configured: built, validated, and ready to be wired to a cache."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, get_args

from toolkit import languages
from toolkit.config.alarm_rates import AlarmRates
from toolkit.config.calibration import Calibration
from toolkit.config.composition import Composition
from toolkit.config.precision import Precision
from toolkit.config.witnesses import WitnessSetting, about
from toolkit.config.yaml12 import YamlPlace
from toolkit.languages import Languages
from toolkit.model import SEVERITIES, LanguagePair, Severity
from toolkit.plugins.contracts import Aligner, Check, Encoder, Engine, Metric
from toolkit.plugins.traits import reaches
from toolkit.readers.files.documents import Readers

TableKind = Literal["csv", "xlsx", "parquet"]
"""A kind of file with all documents of a batch."""

FailOn = Literal["error", "warning", "info", "never"]


MissingEngines = Literal["stop", "skip"]


@dataclass(frozen=True, slots=True)
class Input:
    """One entry of ``inputs``: patterns that are not looked up yet, and the folder they are relative to."""

    translation: str
    source: str | None
    id: str | None
    folder: Path
    place: YamlPlace


@dataclass(frozen=True, slots=True)
class ManifestInput:
    """An entry of ``inputs`` that names a file with a document a row, and the folder that it is relative to."""

    file: str
    folder: Path
    place: YamlPlace


@dataclass(frozen=True, slots=True)
class VersionInput:
    """One of several translations; ``made_by`` is "human", an engine's name or a family, None where nobody says."""

    name: str
    file: str
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class VersionsInput:
    """An entry of ``inputs`` with several translations of one original, and the folder its files are relative to.

    With ``lines`` its files have a segment a line, and ``documents`` names the document of each.
    """

    versions: tuple[VersionInput, ...]
    source: str | None
    reference: str | None
    documents: str | None
    lines: bool
    id: str | None
    folder: Path
    place: YamlPlace


@dataclass(frozen=True, slots=True)
class Route:
    """A named round trip: ``back`` takes the translation to the source language, ``returned`` brings it home.

    ``documents`` are the ids or patterns of those that it is for, None for all. One that is ``optional`` is left out
    for languages that its engines could not take whatever was installed.
    """

    name: str
    back: Engine
    returned: Engine
    documents: tuple[str, ...] | None = None
    optional: bool = False

    def goes(self, pair: LanguagePair) -> bool:
        """Whether its engines could take both ways, if all that they need were installed."""
        source, target = pair.source, pair.translation
        return reaches(self.back, target, source) and reaches(self.returned, source, target)


@dataclass(frozen=True, slots=True)
class CheckSetting:
    """A check that is switched on; ``severity`` overrides what the check says.

    ``named``: whether the configuration names it, or only means it with all others. A check of another package that
    nobody named and that breaks off is left out; one that is named stops the run.
    """

    name: str
    check: Check
    severity: Severity | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Config:
    """A whole run, built and validated.

    ``remarks`` are lines to tell before it, on plugins that it goes without; ``changes`` what ``--set`` says.
    ``max_characters`` and ``max_cost`` are what a batch may spend on services, None for any amount. Without ``network``
    nothing is sent to another machine.
    """

    path: str
    source_language: str
    translation_language: str
    inputs: tuple[Input | ManifestInput, ...]
    engines: Mapping[str, Engine]
    routes: tuple[Route, ...]
    encoder: Encoder
    aligner: Aligner
    metrics: tuple[Metric, ...]
    checks: tuple[CheckSetting, ...]
    missing_engines: MissingEngines
    fail_on: FailOn
    cache: bool
    folder: Path
    formats: tuple[str, ...]
    witnesses: tuple[WitnessSetting, ...] = ()
    calibration: Calibration = field(default_factory=Calibration)
    heads: Path | None = None
    alarm_rates: AlarmRates = field(default_factory=AlarmRates)
    precision: Precision = field(default_factory=Precision)
    remarks: tuple[str, ...] = ()
    language_data: Languages = field(default_factory=languages.shipped)
    readers: Readers = field(default_factory=Readers)
    versions: tuple[VersionsInput, ...] = ()
    changes: tuple[str, ...] = ()
    composed: Composition = field(default_factory=Composition)
    tables: tuple[TableKind, ...] = ()
    max_characters: int | None = None
    max_cost: float | None = None
    network: bool = True

    @property
    def pair(self) -> LanguagePair:
        """The languages of the original and of the translation."""
        return LanguagePair(self.source_language, self.translation_language)

    def turned(self, pair: LanguagePair) -> "Config":
        """Return the configuration for two other languages, with the ways in which its witnesses are asked there."""
        if pair == self.pair:
            return self
        return replace(
            self,
            source_language=pair.source,
            translation_language=pair.translation,
            witnesses=about(self.witnesses, pair),
        )


def at_least(severity: Severity, limit: FailOn) -> bool:
    """Whether a finding of this severity counts for ``fail_on: limit``."""
    return limit != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(limit)


assert get_args(FailOn)[:3] == SEVERITIES  # noqa: S101 - the two lists must not drift apart
