"""The units of a document as its outcome keeps them: both texts, their place and suspicion, and no engine's text."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.model import Comparison
from toolkit.model.places import unit_place, where

if TYPE_CHECKING:
    from toolkit.run.versions.versions import Versions


@dataclass(frozen=True, slots=True)
class KeptUnit:
    """A unit: both its texts ("" for a side that it lacks), and where its translation stands.

    ``index`` is that of the findings' ``unit``. ``line`` and ``column`` are from 1, those of the text that was read
    out of a file without lines, where ``where`` is the landmark ("page 2"). ``suspicion`` orders a queue.
    ``version`` is the name of the version that it is of, "" where there is one translation alone.
    """

    index: int
    source: str
    translation: str
    line: int
    column: int
    where: str
    suspicion: float
    version: str = ""


def units_of(comparison: Comparison, version: str = "") -> tuple[KeptUnit, ...]:
    """Return the units of a comparison, in order."""
    found = []
    for position, unit in enumerate(comparison.units):
        here = unit_place(comparison.units, position, comparison.document)
        found.append(
            KeptUnit(
                unit.index,
                unit.source_text if unit.source else "",
                unit.translation_text if unit.translation else "",
                here.line,
                here.column,
                where(here, comparison.document),
                comparison.suspicion[position],
                version,
            )
        )
    return tuple(found)


def units_of_versions(found: "Versions") -> tuple[KeptUnit, ...]:
    """Return the units of all versions, one version after the other; of files of segments a line is a unit."""
    units: list[KeptUnit] = []
    for version in found.versions:
        if version.comparison is not None:
            units += units_of(version.comparison, version.name)
            continue
        for number, row in enumerate(version.rows):
            texts = found.source[number] if found.source else "", row.text
            units.append(KeptUnit(number, *texts, number + 1, 1, "", row.suspicion or 0.0, version.name))
    return tuple(units)
