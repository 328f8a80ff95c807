"""What a score is worth for one engine: its percentile among clean sentences of the same length.

The same figure means different things for different engines, directions, metrics and lengths. A fit says what is usual
on correct translations: z = (score - (intercept + slope * log length)) / spread, and the quantiles of z turn it into a
percentile. It holds for exactly what it was fitted on: another engine, option or version has no percentile.

On documents that were left out (the offline engines, four parts of 400 pairs), 4.7 to 6.2 % of clean sentences lie
below the percentile 5. One spread serves all lengths, though short sentences scatter more: there it is 6 to 13 % of the
shortest third (up to about 100 characters), 0 to 7 % of the longest.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.config.calibration import Calibration
from toolkit.config.witnesses import WitnessSetting
from toolkit.model import LanguagePair, Score, Trip, Unit, View
from toolkit.model.witness import Witness
from toolkit.plugins.contracts import Metric
from toolkit.plugins.traits import needs_witness


def calibrated(
    scores: Iterable[tuple[Score, dict[str, str]]], units: Sequence[Unit], calibration: Calibration, pair: LanguagePair
) -> tuple[Score, ...]:
    """Return the scores, given with what they depend on, with the percentile of each segment.

    A score that no fit is for keeps no percentiles: it is uncalibrated.
    """
    placed = []
    for score, engines in scores:
        fit = calibration.find(score, str(pair), engines)
        if fit is None:
            placed.append(score)
        else:
            sized = zip(score.segments, lengths(units, score.view), strict=True)
            placed.append(replace(score, percentiles=tuple(fit.percentile(value, length) for value, length in sized)))
    return tuple(placed)


def depending(
    scores: Sequence[Score],
    trips: Sequence[Trip],
    metrics: Sequence[Metric],
    settings: Sequence[WitnessSetting],
    witnesses: Sequence[tuple[Witness, ...]],
    pair: LanguagePair,
) -> Iterator[tuple[Score, dict[str, str]]]:
    """Yield each score with the signatures of the engines that it depends on; none for one without engines."""
    legs = {trip.route: {"back": trip.back.signature, "return": trip.returned.signature} for trip in trips}
    heard = {witness.name for of_unit in witnesses for witness in of_unit}
    asked = {
        f"witness {setting.name}": setting.signature(pair.source, pair.translation)
        for setting in settings
        if setting.name in heard
    }
    witnessed = {metric.signature() for metric in metrics if needs_witness(metric)}
    for score in scores:
        if score.route is not None:
            yield score, legs[score.route]
        else:
            yield score, asked if score.signature in witnessed else {}


def lengths(units: Sequence[Unit], view: View) -> list[int]:
    """Return for each unit the length, in characters, of the text that the view compares against."""
    return [len(unit.source_text if view == "source-back" else unit.translation_text) for unit in units]
