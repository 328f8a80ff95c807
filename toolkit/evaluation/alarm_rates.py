"""Measures on correct translations how often each check is wrong in each direction (``toolkit.config.alarm_rates``).

The sentences of one direction are few against the 3 in 1,000 that an error is held to, and those of one document are
not independent. So each direction's share is drawn towards that of all directions, the more the less directions differ
beyond chance: empirical Bayes with a beta prior whose mean and strength are found by the method of moments (Casella
1985, "An introduction to empirical Bayes data analysis"; Efron & Morris 1975). Numbers of sentences are divided by the
design effect of drawing whole documents (Kish 1965, "Survey sampling"; Rao & Scott 1992, "A simple method for the
analysis of clustered binary data"), and the upper end is Wilson's.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.config.alarm_rates import LIMITS, AlarmRate, AlarmRates, Measured
from toolkit.errors import InputError
from toolkit.evaluation.intervals import wilson
from toolkit.model import LanguagePair, Severity
from toolkit.run.pairs.check_pairs import TextPair, read_pairs
from toolkit.run.pairs.check_pairs import answers as pair_answers

if TYPE_CHECKING:
    from toolkit.config.settings import Config

FEWEST = 100
"""Correct sentences that a direction must have to be measured."""
_BLOCK = 20

Kind = tuple[str, str, Severity]
"""A check, a category and a severity."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What all checks said of one correct sentence; each kind counts once."""

    languages: str
    document: str
    kinds: frozenset[Kind]


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
        config, alarm_rates=AlarmRates(), checks=tuple(replace(c, severity=None) for c in config.checks)
    )
    samples = [
        Sample(_direction(pair), _document(pair, number), frozenset((f.check, f.category, f.severity) for f in said))
        for number, (pair, said) in enumerate(
            zip(pairs, (answer.findings for answer in pair_answers(pairs, unlimited, progress)), strict=True)
        )
    ]
    return fitted(samples, [setting.name for setting in config.checks], f"{len(pairs)} pairs of {path.name}")


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
        tuple(rate for kind in kinds for rate in _rates(kind, enough)),
        fitted_on,
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    """Of one kind: sentences and alarms by document, and their sums."""

    sentences: Mapping[str, int]
    alarms: Mapping[str, int]

    @property
    def size(self) -> int:
        return sum(self.sentences.values())

    @property
    def hits(self) -> int:
        return sum(self.alarms.values())

    def excess(self, share: float) -> float:
        """Return the squared distance of the documents' alarms from what this share would give, summed."""
        return sum((self.alarms.get(name, 0) - size * share) ** 2 for name, size in self.sentences.items())


def _counts(kind: Kind, samples: Sequence[Sample]) -> _Counts:
    return _Counts(Counter(s.document for s in samples), Counter(s.document for s in samples if kind in s.kinds))


def _rates(kind: Kind, samples: Mapping[str, Sequence[Sample]]) -> list[AlarmRate]:
    """Return the rates of one kind: all directions together, and each with alarms or not."""
    counts = {name: _counts(kind, some) for name, some in samples.items()}
    together = _counts(kind, [sample for some in samples.values() for sample in some])
    share = together.hits / together.size
    variance = share * (1 - share)
    within = _design(sum(each.excess(share) for each in counts.values()), together.size, variance)
    # A document stands in many directions: what all of them tell together is far less than their sum.
    size = together.size / _design(together.excess(share), together.size, variance)
    strength = min(size, _strength(list(counts.values()), share, within))
    rates = [AlarmRate(*kind, "*", together.hits, wilson(share * size, max(1.0, size)).high)]
    for name, each in counts.items():
        hits, tried = each.hits / within + share * strength, each.size / within + strength
        rates.append(AlarmRate(*kind, name, each.hits, wilson(hits, tried).high))
    return [replace(rate, upper=round(rate.upper, 5)) for rate in rates]


def _design(excess: float, size: int, variance: float) -> float:
    """Return by how much documents differ more than independent sentences would, at least 1."""
    return max(1.0, excess / (size * variance)) if variance else 1.0


def _strength(counts: Sequence[_Counts], share: float, design: float) -> float:
    """Return how many sentences the share of all directions is worth in one of them; infinite where none differs."""
    variance = share * (1 - share)
    size = sum(each.size for each in counts)
    between = sum(each.size * (each.hits / each.size - share) ** 2 for each in counts) / size
    by_chance = variance * design * len(counts) / size
    return variance / (between - by_chance) - 1 if between > by_chance else float("inf")


def _direction(pair: TextPair) -> str:
    return direction(LanguagePair(pair.source_language, pair.translation_language))


def direction(languages: LanguagePair) -> str:
    """Return the name of a direction in the file: "it-en"."""
    return f"{languages.source}-{languages.translation}"


def _document(pair: TextPair, number: int) -> str:
    return pair.id.rpartition("/")[0] or f"block {number // _BLOCK}"
