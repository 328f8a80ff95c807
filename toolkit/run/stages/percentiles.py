"""What a score is worth for one engine: its percentile among clean sentences of the same length.

The same figure means different things for different engines, directions, metrics and lengths. A fit says what is usual
on correct translations: z = (score - (intercept + slope * log length)) / spread, and the quantiles of z turn it into a
percentile. It holds for exactly what it was fitted on: another engine, option or version has no percentile.

On documents that were left out (the offline engines, four parts of 400 pairs), 4.7 to 6.2 % of clean sentences lie
below the percentile 5. One spread serves all lengths, though short sentences scatter more: there it is 6 to 13 % of the
shortest third (up to about 100 characters), 0 to 7 % of the longest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.model import Score, Trip, Unit, View
from toolkit.model.witness import Witness
from toolkit.plugins.traits import needs_witness

if TYPE_CHECKING:
    from toolkit.config.settings import Config


def calibrated(
    scores: Sequence[Score],
    units: Sequence[Unit],
    trips: Sequence[Trip],
    config: "Config",
    witnesses: Sequence[tuple[Witness, ...]] = (),
) -> tuple[Score, ...]:
    """Return the scores with the percentile of each segment, by the configuration's calibration.

    A score that no fit is for keeps no percentiles: it is uncalibrated.
    """
    if not config.calibration.fits:
        return tuple(scores)
    found = []
    for score, engines in depending(scores, trips, config, witnesses):
        fit = config.calibration.find(score, direction(config), engines)
        if fit is None:
            found.append(score)
        else:
            sized = zip(score.segments, lengths(units, score.view), strict=True)
            found.append(replace(score, percentiles=tuple(fit.percentile(value, length) for value, length in sized)))
    return tuple(found)


def depending(
    scores: Sequence[Score], trips: Sequence[Trip], config: "Config", witnesses: Sequence[tuple[Witness, ...]]
) -> Iterator[tuple[Score, dict[str, str]]]:
    """Yield each score with the signatures of the engines that it depends on; none for one without engines."""
    legs = {trip.route: {"back": trip.back.signature, "return": trip.returned.signature} for trip in trips}
    heard = {witness.name for some in witnesses for witness in some}
    asked = {f"witness {one.name}": one.signature() for one in config.witnesses if one.name in heard}
    witnessed = {metric.signature() for metric in config.metrics if needs_witness(metric)}
    for score in scores:
        if score.route is not None:
            yield score, legs[score.route]
        else:
            yield score, asked if score.signature in witnessed else {}


def direction(config: "Config") -> str:
    """Return how the two languages are named in a fit."""
    return f"{config.source_language} > {config.translation_language}"


def lengths(units: Sequence[Unit], view: View) -> list[int]:
    """Return for each unit the length, in characters, of the text that the view compares against."""
    return [len(unit.source_text if view == "source-back" else unit.translation_text) for unit in units]
