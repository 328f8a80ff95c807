"""Pairs of texts from a JSON Lines file, checked one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.languages.codes import understood
from toolkit.model import Case, Finding, LanguagePair, Severity, Unit
from toolkit.model.witness import Witness
from toolkit.plugins.foreign.origins import origin_of, tell
from toolkit.plugins.traits import needs_witness
from toolkit.readers.files.folding import sentences_of
from toolkit.readers.files.json_lines import Wording, read_objects, require_whole
from toolkit.reports.wording.verdict import shortfalls
from toolkit.run.compare import Progress
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.processes import shared, worth_sharing
from toolkit.run.stages import quality
from toolkit.run.stages.requirements import require
from toolkit.run.stages.sequence import Asked, Plan, ask_in_parts, judge

_FIELDS = ("id", "source", "translation", "source_language", "translation_language")
_WORDING = Wording(
    no_object=f"not a JSON object; it wants {', '.join(_FIELDS)}",
    empty="no pairs in it; it wants one JSON object a line",
    folder="this is a folder; name a file in it",
)
_MOST_BYTES = 500_000_000
_AT_ONCE = 256  # pairs: the scores of each are about a hundred kilobytes


@dataclass(frozen=True, slots=True)
class TextPair:
    """A line of the file."""

    id: str
    source: str
    translation: str
    source_language: str
    translation_language: str


def read_pairs(
    path: Path, source_language: str, translation_language: str, data: bytes | None = None
) -> tuple[TextPair, ...]:
    """Read all lines; raises InputError that names the line. Missing languages are those of the configuration.

    ``data`` are the bytes of what came through a pipe, and has no file.
    """
    defaults = {"source_language": source_language, "translation_language": translation_language}
    rows = read_objects(path, _WORDING, most_bytes=_MOST_BYTES, of="pairs", data=data)
    return tuple(_pair({**defaults, **row}, place) for place, row in rows)


def _pair(row: dict[str, Any], place: str) -> TextPair:
    values = {key: row[key] for key in _FIELDS if key in row}
    if isinstance(values.get("id"), int):
        values["id"] = str(values["id"])
    for name in _FIELDS:
        if not isinstance(values.get(name), str):
            raise InputError(f"{place}: {name!r} is {'missing' if name not in values else 'not text'}")
        require_whole(values[name], name, place)
    for name in ("source_language", "translation_language"):
        try:
            values[name] = understood(values[name])
        except InputError as error:
            raise InputError(f"{place}: {name!r}: {error}") from None
    return TextPair(**values)


def check_pairs(path: Path, config: Config, progress: Progress) -> Iterator[tuple[str, list[Severity]]]:
    """Yield the JSON line of each pair, in order, and the severities of its findings."""
    for answer in answers(read_pairs(path, config.source_language, config.translation_language), config, progress):
        yield answer.line(), answer.severities


def answers(pairs: Sequence[TextPair], config: Config, progress: Progress) -> Iterator[PairAnswer]:
    """Yield what the checks say of each pair by itself, in order; no metric is asked.

    Raises MissingDependency, before any work is done, for what cannot run here and the configuration wants.
    """
    plans = {languages: _plan(config, languages) for languages in dict.fromkeys(map(_languages, pairs))}
    for languages, group in groupby(pairs, key=_languages):
        yield from _group_answers(list(group), plans[languages], progress)


def _languages(pair: TextPair) -> LanguagePair:
    return LanguagePair(pair.source_language, pair.translation_language)


def _plan(config: Config, languages: LanguagePair) -> Plan:
    """Return the plan for pairs of these languages.

    The configuration's engines were not chosen for others than its own; what they cannot do is said in each line.
    """
    missing = config.missing_engines if languages == config.pair else "skip"
    config = replace(
        config,
        source_language=languages.source,
        translation_language=languages.translation,
        missing_engines=missing,
    )
    return Plan.of(config, require(config, metrics=False))


def _group_answers(pairs: Sequence[TextPair], plan: Plan, progress: Progress) -> Iterator[PairAnswer]:
    """Yield the answers to pairs of the same two languages."""
    if not plan.routes and not plan.witnesses and worth_sharing(len(pairs)):
        for answer in shared(_without_engines, pairs, plan):
            _tell_of_faults(answer, plan)
            yield answer
        return
    units = units_of(pairs)
    names = iter(pairs)
    for part, asked in ask_in_parts(units, plan, progress, _AT_ONCE):
        for place, unit in enumerate(part):
            yield _answer(next(names).id, unit, asked.of_unit(place, unit), plan)


def _without_engines(pairs: Sequence[TextPair], plan: Plan) -> list[PairAnswer]:
    units = units_of(pairs)
    return [_answer(pair.id, unit, Asked(), plan) for pair, unit in zip(pairs, units, strict=True)]


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


def _tell_of_faults(answer: PairAnswer, plan: Plan) -> None:
    """Say which checks of other packages broke off in another process."""
    foreign = {setting.name: origin_of(setting.check) for setting in plan.checks if not setting.named}
    for gap in answer.unchecked:
        origin = foreign.get(gap["check"])
        if origin is not None and gap["reason"].startswith(str(origin)):
            tell(gap["reason"], gap["check"])


def _answer(name: str, unit: Unit, asked: Asked, plan: Plan) -> PairAnswer:
    """Judge one pair as a case of its own: it must not see the others."""
    unit = replace(unit, index=0)
    # Without the cache: a pair is checked in 6 ms, and its findings are kept in 22 and found again in 8.
    judged = judge(Case(plan.pair.source, plan.pair.translation, (unit,)), asked, plan)
    travels, testimony = asked.travels, asked.testimony
    faulty = {trip.route: "a guard failed" for trip in travels.trips if trip not in travels.sound}
    missing = {f"route {route}": why for route, why in {**travels.skipped, **travels.failed, **faulty}.items()}
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
        trips=travels.sound,
    )


def _quality(unit: Unit, witnesses: Sequence[Witness], findings: Sequence[Finding], plan: Plan) -> float | None:
    if plan.witnesses and unit.source_text and not unit.translation_text:
        return quality.EMPTY
    return quality.quality(witnesses, findings)
