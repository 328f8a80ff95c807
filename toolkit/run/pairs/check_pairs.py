"""Pairs of texts checked one by one, as they come."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from toolkit.config.settings import Config
from toolkit.model import Case, Finding, LanguagePair, Severity, Unit
from toolkit.model.witness import Witness
from toolkit.plugins.foreign.origins import origin_of, tell
from toolkit.plugins.traits import needs_witness
from toolkit.readers.files.folding import sentences_of
from toolkit.reports.wording.rejections import first_rejection
from toolkit.reports.wording.unlikely_words import heard_words
from toolkit.reports.wording.verdict import shortfalls
from toolkit.run.compare import Progress
from toolkit.run.pairs import trips_wanted
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.pairs.rows import PairRows, TextPair
from toolkit.run.sharing.arrivals import Ahead
from toolkit.run.sharing.in_order import shared
from toolkit.run.stages import quality
from toolkit.run.stages.requirements import require
from toolkit.run.stages.sequence import Asked, Plan, ask_in_parts, judge
from toolkit.run.stages.suspicion import Grounds

_AT_ONCE = 256  # pairs: the scores of each are about a hundred kilobytes


def check_pairs(path: Path, config: Config, progress: Progress) -> Iterator[tuple[str, list[Severity]]]:
    """Yield the JSON line of each pair, in order, and the severities of its findings."""
    with closing(PairRows.open(path, config.pair)) as rows:
        for answer in answers(rows, config, progress):
            yield answer.line(), answer.severities


def answers(
    pairs: Iterable[TextPair],
    config: Config,
    progress: Progress,
    workers: int | None = None,
    *,
    every_trip: bool = False,
) -> Iterator[PairAnswer]:
    """Yield what the checks say of each pair by itself, in order, as the pairs come; no metric is asked.

    With routes all pairs are read first, for an engine is judged by all that it answered; they are sent only the pairs
    of which a trip can change what is said (``trips_wanted``), unless ``every_trip`` is wanted. Without engines,
    ``workers`` processes share the work; where no number is given, the cores do from some hundred pairs on.

    Raises MissingDependency for what cannot run here and the configuration wants: of a list of pairs before any work is
    done, of pairs that come one after the other at the first that it is wanted for.
    """
    plans = _Plans(config)
    pairs = list(pairs) if config.routes else pairs
    if isinstance(pairs, Sequence):
        for languages in dict.fromkeys(map(_languages, pairs)):
            plans.of(languages)
    if not config.routes and not config.witnesses:
        for answer in shared(_without_engines, pairs, plans, workers):
            plans.tell_of_faults(answer)
            yield answer
        return
    flow = Ahead(pairs)
    while part := flow.some(len(pairs) if config.routes and isinstance(pairs, Sequence) else _AT_ONCE):
        for languages, group in groupby(part, key=_languages):
            told = _with_engines if every_trip else _with_trips_where_wanted
            yield from told(list(group), plans.of(languages), progress)


def _languages(pair: TextPair) -> LanguagePair:
    return LanguagePair(pair.source_language, pair.translation_language)


def _plan(config: Config, languages: LanguagePair) -> Plan:
    """Return the plan for pairs of these languages.

    The configuration's engines were not chosen for others than its own; what they cannot do is said in each line.
    """
    missing = config.missing_engines if languages == config.pair else "skip"
    config = replace(config.turned(languages), missing_engines=missing)
    return Plan.of(config, require(config, metrics=False))


class _Plans:
    """The plan for each two languages, made when it is first wanted."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._foreign = {one.name: origin_of(one.check) for one in config.checks if not one.named}
        self._made: dict[LanguagePair, Plan] = {}

    def of(self, languages: LanguagePair) -> Plan:
        """Return the plan for pairs of these languages; raises MissingDependency."""
        if languages not in self._made:
            self._made[languages] = _plan(self._config, languages)
        return self._made[languages]

    def tell_of_faults(self, answer: PairAnswer) -> None:
        """Say which checks of other packages broke off in another process."""
        for gap in answer.unchecked:
            origin = self._foreign.get(gap["check"])
            if origin is not None and gap["reason"].startswith(str(origin)):
                tell(gap["reason"], gap["check"])


def _with_engines(pairs: Sequence[TextPair], plan: Plan, progress: Progress) -> Iterator[PairAnswer]:
    """Yield the answers to pairs of the same two languages."""
    units = units_of(pairs)
    names = iter(pairs)
    for part, asked in ask_in_parts(units, plan, progress, _AT_ONCE):
        for place, unit in enumerate(part):
            yield _answer(next(names).id, unit, asked.of_unit(place, unit), plan)


def _with_trips_where_wanted(pairs: Sequence[TextPair], plan: Plan, progress: Progress) -> Iterator[PairAnswer]:
    """Yield the answers to pairs of the same two languages; the routes are sent those that want them."""
    if not plan.routes or not trips_wanted.may_wait(plan.checks):
        yield from _with_engines(pairs, plan, progress)
        return
    found: list[PairAnswer | None] = [
        None if trips_wanted.wanted(answer.unit, answer.findings, plan.pair) else answer
        for answer in _with_engines(pairs, replace(plan, routes=()), progress)
    ]
    rest = [pair for pair, answer in zip(pairs, found, strict=True) if answer is None]
    again = _with_engines(rest, plan, progress)
    for answer in found:
        yield next(again) if answer is None else answer


def _without_engines(pairs: Sequence[TextPair], plans: _Plans) -> list[PairAnswer]:
    units = units_of(pairs)
    return [
        _answer(pair.id, unit, Asked(), plans.of(_languages(pair))) for pair, unit in zip(pairs, units, strict=True)
    ]


def units_of(pairs: Sequence[TextPair]) -> list[Unit]:
    """Return each pair as a unit of its own, numbered from 0."""
    return [
        Unit(
            number,
            sentences_of(pair.source, number, pair.source_language),
            sentences_of(pair.translation, number, pair.translation_language),
        )
        for number, pair in enumerate(pairs)
    ]


def _answer(name: str, unit: Unit, asked: Asked, plan: Plan) -> PairAnswer:
    """Judge one pair as a case of its own: it must not see the others."""
    unit = replace(unit, index=0)
    # Without the cache: a pair is checked in 6 ms, and its findings are kept in 22 and found again in 8.
    judged = judge(Case(plan.pair.source, plan.pair.translation, (unit,)), asked, plan)
    travels, testimony = asked.travels, asked.testimony
    lost = {trip.route: why for trip in travels.trips if (why := first_rejection(trip)) is not None}
    faulty = {guard.route: "a guard failed" for guard in travels.guards if not guard.passed}
    missing = {f"route {route}": why for route, why in {**travels.skipped, **travels.failed, **lost, **faulty}.items()}
    gaps = [{"check": gap.check, "reason": gap.reason} for gap in (*judged.unchecked, *testimony.unchecked)]
    if not plan.witnesses:  # what no plain run does is not said of each of a million pairs
        checks = {setting.name: setting.check for setting in plan.checks}
        gaps = [gap for gap in gaps if not needs_witness(checks.get(gap["check"]))]
    gaps += [{"check": what, "reason": why} for what, why in {**missing, **testimony.failed_witnesses}.items()]
    (witnesses,) = testimony.witnesses or ((),)
    (evidence,) = judged.evidence or ({},)
    return PairAnswer(
        name,
        unit,
        judged.findings,
        tuple(gaps),
        _quality(unit, witnesses, judged.findings, plan),
        dict(evidence),
        incomplete=shortfalls({**asked.failed, **judged.failed}, travels.trips, travels.guards),
        reporting=plan.reporting,
        grounds=Grounds.of(unit, witnesses, evidence),
        trips=travels.sound,
        heard=heard_words(unit.translation_text, witnesses),
    )


def _quality(unit: Unit, witnesses: Sequence[Witness], findings: Sequence[Finding], plan: Plan) -> float | None:
    if plan.witnesses and unit.source_text and not unit.translation_text:
        return quality.EMPTY
    return quality.quality(witnesses, findings)
