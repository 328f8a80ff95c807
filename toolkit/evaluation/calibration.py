"""Fits what is usual for engines and metrics on clean pairs: a robust line over the log of the length, and quantiles.

Huber 1964, "Robust Estimation of a Location Parameter" (weights, k = 1.345); spread from the median absolute deviation.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.config.calibration import LEAST, QUANTILES, Calibration, Fit
from toolkit.errors import EngineError, InputError
from toolkit.model import Score, Unit
from toolkit.plugins.plurals import counted
from toolkit.readers.files.folding import sentences_of
from toolkit.run.stages.percentiles import depending, lengths

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from toolkit.config.settings import Config
    from toolkit.run.cache.cache import Cache

    Floats = NDArray[np.float64]

_K = 1.345
_ROUNDS = 30
_NORMAL = 1.4826  # the standard deviation of a normal distribution over its median absolute deviation
# So many clean sentences must be as short, and as long, as the lengths for which a fit is used.
_AT_THE_ENDS = 5


def calibrate(path: Path, config: "Config", cache: "Cache | None", progress: Callable[[str], None]) -> Calibration:
    """Return the fits of all metrics and views of the configuration, on the clean pairs of a file.

    The same pairs in any order give the same fits. Raises InputError for the file, MissingDependency and EngineError
    for a route that does not run to its end or fails a guard.
    """
    from toolkit.evaluation.training.examples import read_clean
    from toolkit.run.stages.requirements import require
    from toolkit.run.stages.scores import score_all
    from toolkit.run.stages.sequence import Plan, ask

    plan = Plan.of(config, require(config))
    pairs = read_clean(path, config.source_language, config.translation_language)
    if len(pairs) < LEAST:
        raise InputError(
            f"{path}: {counted(len(pairs), 'pair')}; a calibration wants at least {LEAST}; add clean pairs"
        )
    if not config.metrics:
        raise InputError(f"{config.path}: no metrics in it; name those to calibrate under 'metrics'")
    units = [
        Unit(number, sentences_of(pair.source, number), sentences_of(pair.translation, number))
        for number, pair in enumerate(pairs)
    ]
    asked = ask(units, plan, progress)
    for route, reason in asked.travels.failed.items():
        raise EngineError(f"route {route!r} broke down: {reason}")
    for guard in asked.travels.guards:
        if not guard.passed:
            raise EngineError(f"route {guard.route!r} cannot be calibrated: {guard.message}")
    trips, witnesses = asked.travels.sound, asked.testimony.witnesses
    progress("scores")
    scores = score_all(units, trips, config.metrics, plan.pair, cache, witnesses)
    fits = (
        fitted(score, lengths(units, score.view), str(plan.pair), engines)
        for score, engines in depending(scores, trips, config.metrics, plan.witnesses, witnesses, plan.pair)
    )
    useful = tuple(fit for fit in fits if fit is not None)
    if not useful:
        raise InputError(f"{path}: no metric has {LEAST} scores that differ; add clean pairs")
    return Calibration(useful, f"{counted(len(pairs), 'pair')} of {path.name}")


def fitted(score: Score, sizes: Sequence[int], languages: str, engines: dict[str, str]) -> Fit | None:
    """Return the fit of a score's segments, or None where fewer than ``LEAST`` have a value or they do not differ."""
    import numpy as np

    known = sorted((size, value) for size, value in zip(sizes, score.segments, strict=True) if value is not None)
    if len(known) < LEAST:
        return None
    size, value = (np.array(column, float) for column in zip(*known, strict=True))
    x = np.log(size)
    intercept, slope = _line(x, value)
    rest = value - (intercept + slope * x)
    spread = _spread(rest)
    if spread < 1e-6:
        return None
    return Fit(
        languages,
        score.metric,
        score.view,
        score.signature,
        engines,
        len(known),
        int(size[_AT_THE_ENDS - 1]),
        int(size[-_AT_THE_ENDS]),
        round(intercept, 6),
        round(slope, 6),
        round(spread, 6),
        tuple(round(float(one), 3) for one in np.quantile(rest / spread, np.linspace(0, 1, QUANTILES))),
    )


def _line(x: "Floats", y: "Floats") -> tuple[float, float]:
    """Return intercept and slope, by least squares that are weighted again until outliers pull no more."""
    import numpy as np

    weights = np.ones_like(x)
    intercept = slope = 0.0
    for _ in range(_ROUNDS):
        middle, height = np.average(x, weights=weights), np.average(y, weights=weights)
        width = float(np.average((x - middle) ** 2, weights=weights))
        slope = float(np.average((x - middle) * (y - height), weights=weights)) / width if width > 1e-9 else 0.0
        intercept = float(height - slope * middle)
        rest = y - (intercept + slope * x)
        limit = _K * _spread(rest)
        weights = np.minimum(1.0, max(limit, 1e-9) / np.maximum(np.abs(rest), 1e-9))
    return intercept, slope


def _spread(rest: "Floats") -> float:
    import numpy as np

    return float(_NORMAL * np.median(np.abs(rest - np.median(rest))))
