"""What is measured of the systems of a study: our scores, reference metrics, people's scores, the raw round trip."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from toolkit import plugins
from toolkit.config.settings import Config
from toolkit.evaluation.agreement.rows import Study
from toolkit.evaluation.significance.corpus_scores import SegmentStatistics, of_means, of_sacrebleu
from toolkit.evaluation.significance.versions import OF_REFERENCES, Measures, measures
from toolkit.model import Trip
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.pairs.check_pairs import answers
from toolkit.run.pairs.rows import TextPair
from toolkit.run.versions.rows import VersionRow
from toolkit.run.versions.versions import Version, Versions

HUMAN, WORDS = "human", "words"
_RETURNED, _BACK = "return ~ translation", "back ~ source"


@dataclass(frozen=True, slots=True)
class Measured:
    """Statistics by measure and system.

    ``gold`` are those of people and references, ``beside`` those that are no judges: the raw round trip by route, and
    the bare number of words. ``unheard`` says of whom or what nothing is known of all systems, and why.
    """

    gold: Measures
    ours: Measures
    beside: Measures
    unheard: tuple[str, ...] = ()


def measure(study: Study, config: Config, progress: Callable[[str], None]) -> Measured:
    """Ask checks, routes and witnesses about every translation, and count what is to be held against each other."""
    said = {system: _answers(study, system, config, progress) for system in study.systems}
    versions = Versions(
        tuple(
            Version(
                system,
                tuple(
                    VersionRow(segment.translations[system], answer.findings, answer.suspicion, answer.quality)
                    for segment, answer in zip(study.segments, said[system], strict=True)
                ),
            )
            for system in study.systems
        ),
        tuple(segment.source for segment in study.segments),
        tuple(segment.reference or "" for segment in study.segments) if study.has_references else None,
    )
    known = measures(versions, config)
    people = {HUMAN: _people(study)} if study.has_people else {}
    trips, unheard = _round_trips(study, said, [route.name for route in config.routes])
    return Measured(
        gold={**people, **{name: one for name, one in known.items() if name in OF_REFERENCES}},
        ours={name: one for name, one in known.items() if name not in OF_REFERENCES},
        beside={**trips, WORDS: _words(study)},
        unheard=(*study.unused, *unheard),
    )


def _answers(study: Study, system: str, config: Config, progress: Callable[[str], None]) -> list[PairAnswer]:
    pairs = [
        TextPair(str(number), segment.source, segment.translations[system], *segment.languages)
        for number, segment in enumerate(study.segments)
    ]
    return list(answers(pairs, config, lambda what: progress(f"{system}: {what}"), every_trip=True))


def _people(study: Study) -> dict[str, SegmentStatistics]:
    return {system: of_means(HUMAN, [segment.human[system] for segment in study.segments]) for system in study.systems}


def _words(study: Study) -> dict[str, SegmentStatistics]:
    return {
        system: of_means(WORDS, [float(len(segment.translations[system].split())) for segment in study.segments])
        for system in study.systems
    }


def _round_trips(
    study: Study, said: Mapping[str, Sequence[PairAnswer]], routes: Sequence[str]
) -> tuple[Measures, tuple[str, ...]]:
    """Return chrF over each route, of those that carried every text of every system there and back soundly."""
    metric = plugins.get("metrics", "chrf")().of_corpora()
    sources = [segment.source for segment in study.segments]
    found: Measures = {}
    unheard = []
    for route in routes:
        trips = {system: [_trip(answer, route) for answer in answers] for system, answers in said.items()}
        lost = {system: sum(trip is None for trip in some) for system, some in trips.items()}
        if any(lost.values()):
            unheard.append(f"route {route}: {_reason(said, route)} ({_lost(lost, len(sources))})")
            continue
        returned, back = f"{route}: {_RETURNED}", f"{route}: {_BACK}"
        found |= {returned: {}, back: {}}
        for system, some in trips.items():
            translations = [segment.translations[system] for segment in study.segments]
            texts = [(trip.returned.outputs[0].text, trip.back.outputs[0].text) for trip in some if trip is not None]
            found[returned][system] = of_sacrebleu(metric, [text for text, _ in texts], translations)
            found[back][system] = of_sacrebleu(metric, [text for _, text in texts], sources)
    return found, tuple(unheard)


def _trip(answer: PairAnswer, route: str) -> Trip | None:
    return next((trip for trip in answer.trips if trip.route == route), None)


def _reason(said: Mapping[str, Sequence[PairAnswer]], route: str) -> str:
    """Return the first reason why a route told nothing of some text."""
    gaps = (gap for answers in said.values() for answer in answers for gap in answer.unchecked)
    return next((gap["reason"] for gap in gaps if gap["check"] == f"route {route}"), "no answer")


def _lost(lost: Mapping[str, int], of: int) -> str:
    return ", ".join(f"{count:,} of {of:,} texts of {system}" for system, count in lost.items() if count)
