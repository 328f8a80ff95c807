"""What scores are usual for certain engines: the file that ``toolkit calibrate --pairs`` writes."""

import hashlib
import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from toolkit.config.fitted_files import Wording, checked, fault, read_fitted
from toolkit.model import Score, View

VERSION = 2
"""2: of a draft and a translation, the draft is the hypothesis."""


LEAST = 300
"""How many clean sentences a fit must rest on; a fit on fewer is not used."""


QUANTILES = 101


_WORDING = Wording(
    "not a calibration; write it with toolkit calibrate --pairs", "write it again with toolkit calibrate --pairs"
)


@dataclass(frozen=True, slots=True)
class Fit:
    """What is usual for one metric, view and direction by certain engines.

    ``engines`` are the signatures that the score depends on: of the legs ``back`` and ``return``, or of witnesses;
    ``signature`` is the metric's. Lengths are characters of the text that is compared against; ``quantiles`` are those
    of z in steps of one percent, ascending.
    """

    languages: str
    metric: str
    view: View
    signature: str
    engines: dict[str, str]
    count: int
    shortest: int
    longest: int
    intercept: float
    slope: float
    spread: float
    quantiles: tuple[float, ...]

    def percentile(self, score: float | None, length: int) -> float | None:
        """Return the percentage of clean sentences of this length that score lower, 0 to 100, ascending in the score.

        None without a score, and for a length that the clean sentences did not have.
        """
        if score is None or not math.isfinite(score) or not self.shortest <= length <= self.longest:
            return None
        z = (score - (self.intercept + self.slope * math.log(length))) / self.spread
        first, after = bisect_left(self.quantiles, z), bisect_right(self.quantiles, z)
        if first < after:
            place = (first + after - 1) / 2
        elif first in (0, len(self.quantiles)):
            place = float(max(0, first - 1))
        else:
            below, above = self.quantiles[first - 1 : first + 1]
            place = first - 1 + (z - below) / (above - below)
        return round(place * 100 / (len(self.quantiles) - 1), 1)


@dataclass(frozen=True, slots=True)
class Calibration:
    """All fits of a file; ``fitted_on`` says in words which clean sentences they are from."""

    fits: tuple[Fit, ...] = ()
    fitted_on: str = ""

    def find(self, score: Score, languages: str, engines: Mapping[str, str]) -> Fit | None:
        """Return the fit for exactly this metric, view, direction and these engines, if it rests on enough data."""
        wanted = (languages, score.metric, score.view, _bare(score.metric, score.signature), engines)
        return next(
            (
                fit
                for fit in self.fits
                if fit.count >= LEAST
                and (fit.languages, fit.metric, fit.view, _bare(fit.metric, fit.signature), fit.engines) == wanted
            ),
            None,
        )

    def signature(self) -> str:
        """Return a short name of the contents."""
        if not self.fits:
            return "none"
        return f"{len(self.fits)} fits, sha256 {hashlib.sha256(text(self).encode()).hexdigest()[:12]}"


def _bare(metric: str, signature: str) -> str:
    """Return a signature without the metric's name, which those of older files lack."""
    return signature.removeprefix(f"{metric}|")


def text(calibration: Calibration) -> str:
    """Return the file's text: JSON, one fit a line."""
    head = json.dumps({"version": VERSION, "fitted_on": calibration.fitted_on}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(asdict(fit), ensure_ascii=False) for fit in calibration.fits)
    return f'{head[:-1]}, "fits": [\n{lines}\n]}}\n'


def load(path: Path) -> Calibration:
    """Read a file of ``toolkit calibrate --pairs``; raises InputError that names the file, line and column."""
    data = read_fitted(path, VERSION, _WORDING)
    fits: tuple[Fit, ...] = checked(path, data, "fits", tuple[Fit, ...], _WORDING)
    said: str = checked(path, {"fitted_on": "", **data}, "fitted_on", str, _WORDING)
    for number, fit in enumerate(fits):
        for key, what in _faults(fit):
            raise fault(path, ("fits", number, key), what, _WORDING)
    return Calibration(fits, said)


def _faults(fit: Fit) -> Iterator[tuple[str, str]]:
    numbers = {"intercept": fit.intercept, "slope": fit.slope, "spread": fit.spread}
    for key, value in numbers.items():
        if not math.isfinite(value):
            yield key, "must be a number"
    if fit.spread <= 0:
        yield "spread", "must be above zero"
    if fit.shortest < 1:
        yield "shortest", "must be at least 1"
    if len(fit.quantiles) != QUANTILES or not all(map(math.isfinite, fit.quantiles)):
        yield "quantiles", f"must be {QUANTILES} numbers"
    elif list(fit.quantiles) != sorted(fit.quantiles):
        yield "quantiles", "must ascend"
