"""Measures on correct translations how often each check is wrong in each direction (``toolkit.config.alarm_rates``).

The interval is Wilson's (1927), for so many sentences as a sample of whole documents is worth: their number over the
design effect (Kish 1965, "Survey sampling"; Rao & Scott 1992, "A simple method for the analysis of clustered binary
data"), for the sentences of one document are not independent.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.config.alarm_rates import EVERY, LIMITS, AlarmRate, AlarmRates, KindRates, Measured, longer_side
from toolkit.config.precision import Precision
from toolkit.errors import InputError
from toolkit.evaluation.intervals import design_effect, wilson
from toolkit.evaluation.rows import document_of
from toolkit.model import Severity
from toolkit.plugins.plurals import counted
from toolkit.run.pairs.check_pairs import answers as pair_answers
from toolkit.run.pairs.rows import TextPair, read_pairs

if TYPE_CHECKING:
    from toolkit.config.settings import Config

FEWEST = 100
"""Correct sentences that a direction must have to be measured; in each length so many of any length count as well."""

LENGTHS: Mapping[str, tuple[int, float]] = {"15": (0, 15), "25": (16, 25), EVERY: (26, inf)}
"""Sentences by how many words their longer side has."""

Kind = tuple[str, str, Severity]
"""A check, a category and a severity."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What all checks said of one correct sentence; each kind counts once."""

    languages: str
    document: str
    kinds: frozenset[Kind]
    words: int = 0


def calibrate(path: Path, config: "Config", progress: Callable[[str], None]) -> AlarmRates:
    """Return the alarm rates of the configuration's checks on the correct pairs of a JSON Lines file.

    The document is the id up to its last slash; where there is none, twenty pairs in a row count as one. The same pairs
    in any order of documents give the same rates. Raises InputError for the file.
    """
    pairs = read_pairs(path, config.source_language, config.translation_language)
    sizes = Counter(map(_direction, pairs))
    if not any(size >= FEWEST for size in sizes.values()):
        raise InputError(f"{path}: no direction has {FEWEST} pairs; add correct pairs")
    progress("checks")
    unlimited = replace(
        config,
        alarm_rates=AlarmRates(),
        precision=Precision(),
        checks=tuple(replace(c, severity=None) for c in config.checks),
    )
    samples = [
        Sample(
            _direction(pair),
            document_of(pair.id, number),
            frozenset((f.check, f.category, f.severity) for f in said),
            longer_side(pair.source, pair.translation),
        )
        for number, (pair, said) in enumerate(
            zip(pairs, (answer.findings for answer in pair_answers(pairs, unlimited, progress)), strict=True)
        )
    ]
    return fitted(samples, [setting.name for setting in config.checks], f"{counted(len(pairs), 'pair')} of {path.name}")


def fitted(samples: Sequence[Sample], checks: Sequence[str], fitted_on: str) -> AlarmRates:
    """Return the rates of every kind of finding that some sample has."""
    by_direction: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        by_direction[sample.languages].append(sample)
    enough = {name: by_direction[name] for name in sorted(by_direction) if len(by_direction[name]) >= FEWEST}
    kinds = sorted({kind for some in enough.values() for sample in some for kind in sample.kinds if kind[2] in LIMITS})
    measured = (Measured(name, len(some), len({s.document for s in some})) for name, some in enough.items())
    return AlarmRates(
        tuple(sorted(checks)),
        tuple(measured),
        tuple(_rates(kind, enough) for kind in kinds),
        fitted_on,
    )


def _rates(kind: Kind, samples: Mapping[str, Sequence[Sample]]) -> KindRates:
    """Return the rates of one kind: all directions together, each, and all together by their length."""
    together = [sample for some in samples.values() for sample in some]
    of_all = _rate(kind, together)
    directions = {EVERY: of_all, **{name: _rate(kind, some) for name, some in samples.items()}}
    return KindRates(*kind, directions, dict(_by_length(kind, together, of_all.alarms / len(together))))


def _by_length(kind: Kind, samples: Sequence[Sample], share: float) -> Iterator[tuple[str, AlarmRate]]:
    """Yield the rate of each length; few sentences of a length are not believed to differ much from all."""
    for name, (least, most) in LENGTHS.items():
        some = [sample for sample in samples if least <= sample.words <= most]
        if some:
            rate = _rate(kind, some)
            near = (rate.alarms + FEWEST * share) / (len(some) + FEWEST)
            yield name, rate._replace(share=round(near, 5))


def _rate(kind: Kind, samples: Sequence[Sample]) -> AlarmRate:
    sentences = Counter(sample.document for sample in samples)
    alarms = Counter(sample.document for sample in samples if kind in sample.kinds)
    size, hits = len(samples), alarms.total()
    design = design_effect(sentences, alarms, hits / size)
    return AlarmRate(hits, round(hits / size, 5), round(wilson(hits / design, size / design).high, 5))


def _direction(pair: TextPair) -> str:
    return f"{pair.source_language}-{pair.translation_language}"
