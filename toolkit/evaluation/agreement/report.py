"""The agreement of every measure with people and with reference metrics, on systems, documents and segments."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Literal

from toolkit.evaluation.agreement.measures import HUMAN, Measured
from toolkit.evaluation.agreement.orders import Choice, SystemOrder, choices, system_order
from toolkit.evaluation.agreement.rows import Study
from toolkit.evaluation.significance.corpus_scores import SegmentStatistics, of_means
from toolkit.evaluation.significance.versions import Measures

Level = Literal["systems", "documents", "segments"]

ALWAYS = "always the better system"
_OF_TEXTS = (HUMAN, "chrf")  # what orders single segments; BLEU and TER of one say little


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one measure agrees with another, ``gold``; ``ours`` tells our scores from what stands beside them."""

    level: Level
    gold: str
    measure: str
    ours: bool
    order: SystemOrder | Choice


@dataclass(frozen=True, slots=True)
class RankingReport:
    """Every agreement that there is to measure, and the scores of the systems by each measure.

    ``left_out`` counts segments that some system lacks; ``unheard`` says who or what told nothing, and why.
    """

    systems: tuple[str, ...]
    segments: int
    documents: int
    left_out: int
    scores: dict[str, dict[str, float | None]]
    agreements: tuple[Agreement, ...]
    unheard: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return asdict(self)


def report(study: Study, measured: Measured) -> RankingReport:
    """Return all agreements; equal segments in another order give equal figures."""
    every: Measures = {**measured.gold, **measured.ours, **measured.beside}
    return RankingReport(
        systems=study.systems,
        segments=len(study.segments),
        documents=len({segment.document for segment in study.segments}),
        left_out=study.left_out,
        scores={name: {system: _known(one[system].total) for system in study.systems} for name, one in every.items()},
        agreements=tuple(_agreements(study, measured)),
        unheard=measured.unheard,
    )


def _known(score: float) -> float | None:
    """Return a score to four places; None for what is no number, for JSON has none for it."""
    return None if score != score else round(score, 4)  # noqa: PLR0124


def _agreements(study: Study, measured: Measured) -> Iterator[Agreement]:
    """Yield those that there are: where the gold tells nothing apart, nothing agrees with it."""
    segments = [str(number) for number in range(len(study.segments))]
    documents = [segment.document for segment in study.segments]
    several = len(set(documents)) > 1
    clusters = documents if several else segments
    for gold, wanted in measured.gold.items():
        for name, one, ours in _held_against(gold, measured):
            with suppress(ValueError):
                yield Agreement("systems", gold, name, ours, system_order(wanted, one, clusters))
    levels: list[tuple[Level, list[str]]] = [("documents", documents)] if several else []
    for level, groups in [*levels, ("segments", segments)]:
        for gold in [name for name in _OF_TEXTS if name in measured.gold]:
            wanted = measured.gold[gold]
            for name, one, ours in [*_held_against(gold, measured), (ALWAYS, _always(wanted), False)]:
                with suppress(ValueError):
                    yield Agreement(level, gold, name, ours, choices(wanted, one, groups, clusters))


def _held_against(gold: str, measured: Measured) -> Iterator[tuple[str, dict[str, SegmentStatistics], bool]]:
    """Yield each measure but the gold itself: ours, those of references beside a person's score, the others."""
    for name, one in measured.ours.items():
        yield name, one, True
    if gold == HUMAN:
        for name, one in measured.gold.items():
            if name != HUMAN:
                yield name, one, False
    for name, one in measured.beside.items():
        yield name, one, False


def _always(gold: dict[str, SegmentStatistics]) -> dict[str, SegmentStatistics]:
    """Return a measure that knows of each text only who wrote it."""
    return {
        system: of_means(ALWAYS, [one.total] * len(one.values), higher_is_better=one.higher_is_better)
        for system, one in gold.items()
    }
