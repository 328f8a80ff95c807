"""Pairs of texts from a JSON Lines file, checked one by one."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from toolkit.analysis.channels.heads import chosen
from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.model import Case, Finding, Leg, Sentence, Severity, Trip, Unit
from toolkit.model.witness import Witness
from toolkit.plugins.foreign.origins import origin_of, tell
from toolkit.reports.wording.verdict import shortfalls
from toolkit.run.compare import Progress
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.processes import shared, worth_sharing
from toolkit.run.stages import blame, quality
from toolkit.run.stages.checks import in_order, run_checks
from toolkit.run.stages.suspicion import heard
from toolkit.run.stages.trips import Travels, travel
from toolkit.run.stages.witnesses import Testimony, hear

_FIELDS = ("id", "source", "translation", "source_language", "translation_language")
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


def read_pairs(path: Path, source_language: str, translation_language: str) -> tuple[TextPair, ...]:
    """Read all lines; raises InputError that names the line. Missing languages are those of the configuration."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the name") from None
    except IsADirectoryError:
        raise InputError(f"{path}: this is a folder; name a file in it") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name another file") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); convert it first") from None
    if len(data) > _MOST_BYTES:
        raise InputError(f"{path}: more than {_MOST_BYTES // 1_000_000} MB of pairs; split the file")
    defaults = {"source_language": source_language, "translation_language": translation_language}
    pairs = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            pairs.append(_pair(line, f"{path}:{number}", defaults))
    if not pairs:
        raise InputError(f"{path}: no pairs in it; it wants one JSON object a line")
    return tuple(pairs)


def _pair(line: str, place: str, defaults: dict[str, str]) -> TextPair:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        column = getattr(error, "colno", 1)
        raise InputError(f"{place}:{column}: not JSON: {getattr(error, 'msg', 'nested too deeply')}") from None
    if not isinstance(row, dict):
        raise InputError(f"{place}: not a JSON object; it wants {', '.join(_FIELDS)}")
    values = {**defaults, **{key: row[key] for key in _FIELDS if key in row}}
    if isinstance(values.get("id"), int):
        values["id"] = str(values["id"])
    for name in _FIELDS:
        if not isinstance(values.get(name), str):
            raise InputError(f"{place}: {name!r} is {'missing' if name not in values else 'not text'}")
        if any("\ud800" <= character <= "\udfff" for character in values[name]):
            raise InputError(f"{place}: {name!r} holds half a character (a lone surrogate)")
    return TextPair(**values)


def check_pairs(path: Path, config: Config, progress: Progress) -> Iterator[tuple[str, list[Severity]]]:
    """Yield the JSON line of each pair, in order, and the severities of its findings."""
    yield from check_texts(read_pairs(path, config.source_language, config.translation_language), config, progress)


def check_texts(pairs: Sequence[TextPair], config: Config, progress: Progress) -> Iterator[tuple[str, list[Severity]]]:
    """Yield what ``check_pairs`` yields, for pairs that are at hand."""
    for answer in answers(pairs, config, progress):
        yield answer.line(), answer.severities


def answers(pairs: Sequence[TextPair], config: Config, progress: Progress) -> Iterator[PairAnswer]:
    """Yield what the checks say of each pair by itself, in order."""
    for languages, group in groupby(pairs, key=lambda pair: (pair.source_language, pair.translation_language)):
        some = replace(config, source_language=languages[0], translation_language=languages[1])
        if languages != (config.source_language, config.translation_language):
            # The configuration's engines were not chosen for these languages; what they cannot do is said in each line.
            some = replace(some, missing_engines="skip")
        yield from _check_group(list(group), some, progress)


def _without_engines(pairs: Sequence[TextPair], config: Config) -> list[PairAnswer]:
    return list(_answers(pairs, _units(pairs), config, Travels(), Testimony()))


def _units(pairs: Sequence[TextPair]) -> list[Unit]:
    return [
        Unit(number, _sentences(pair.source, number), _sentences(pair.translation, number))
        for number, pair in enumerate(pairs)
    ]


def _check_group(pairs: Sequence[TextPair], config: Config, progress: Progress) -> Iterator[PairAnswer]:
    if not config.routes and not config.witnesses and worth_sharing(len(pairs)):
        for answer in shared(_without_engines, pairs, config):
            _tell_of_faults(answer, config)
            yield answer
        return
    units = _units(pairs)
    travels = travel(units, config, progress) if config.routes else Travels()
    for start in range(0, len(units), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        yield from _answers(pairs[some], units[some], config, travels, hear(units[some], config, progress))


def _tell_of_faults(answer: PairAnswer, config: Config) -> None:
    """Say which checks of other packages broke off in another process."""
    foreign = {setting.name: origin_of(setting.check) for setting in config.checks if not setting.named}
    for gap in answer.unchecked:
        origin = foreign.get(gap["check"])
        if origin is not None and gap["reason"].startswith(str(origin)):
            tell(gap["reason"], gap["check"])


def _answers(
    pairs: Sequence[TextPair], units: Sequence[Unit], config: Config, travels: Travels, testimony: Testimony
) -> Iterator[PairAnswer]:
    faulty = {trip.route: "a guard failed" for trip in travels.trips if trip not in travels.sound}
    missing = {f"route {name}": why for name, why in {**travels.skipped, **travels.failed, **faulty}.items()}
    unheard = {f"witness {name}": why for name, why in testimony.failed.items()}
    missing |= unheard
    incomplete = shortfalls({**travels.failed, **unheard}, travels.trips, travels.guards)
    checks = {setting.name: setting.check for setting in config.checks}
    scores = _evidence(units, config, travels, testimony)
    for place, pair in enumerate(pairs):
        number, unit = units[place].index, replace(units[place], index=0)
        own = tuple(_only(trip, number) for trip in travels.sound)
        witnesses = testimony.witnesses[place] if testimony.witnesses else ()
        asked = (witnesses,) if testimony.witnesses else ()
        languages = config.source_language, config.translation_language
        case = Case(*languages, (unit,), trips=own, witnesses=asked, heads=chosen(config.heads))
        findings, unchecked = run_checks(case, config.checks)
        if own:
            findings = blame.lay(findings, own, blame.losses(own, checks), checks, has_source=True)
        unchecked += tuple(answer for answer in testimony.unchecked if answer.unit in (None, number))
        gaps = [{"check": answer.check, "reason": answer.reason} for answer in unchecked]
        gaps += [{"check": name, "reason": reason} for name, reason in missing.items()]
        yield PairAnswer(
            pair.id,
            unit,
            tuple(in_order(findings)),
            tuple(gaps),
            _quality(unit, witnesses, findings, config),
            scores[place],
            incomplete=incomplete,
            reporting=heard(checks),
        )


def _evidence(
    units: Sequence[Unit], config: Config, travels: Travels, testimony: Testimony
) -> Sequence[dict[str, float]]:
    """Return the evidence of every channel for each unit, higher is worse; nothing without a witness."""
    if not any(testimony.witnesses):
        return [{} for _ in units]
    from toolkit.analysis.channels import evidence

    case = Case(
        config.source_language,
        config.translation_language,
        tuple(replace(unit, index=place) for place, unit in enumerate(units)),
        trips=tuple(_only(trip, units[0].index, units[-1].index) for trip in travels.sound),
        witnesses=testimony.witnesses,
        heads=chosen(config.heads),
    )
    return evidence(case)


def _quality(unit: Unit, witnesses: Sequence[Witness], findings: Sequence[Finding], config: Config) -> float | None:
    if config.witnesses and unit.source_text and not unit.translation_text:
        return quality.EMPTY
    return quality.quality(witnesses, findings)


def _sentences(text: str, number: int) -> tuple[Sentence, ...]:
    """Return a text as one sentence, white space folded, that knows the way back to the text; none of a blank one.

    Each pair is a paragraph of its own: an engine that gets paragraphs must not read one pair into the next.
    """
    from toolkit.readers.files.documents import folded

    body = folded(text)
    return (Sentence(body, paragraph=number),) if body.text else ()


def _only(trip: Trip, number: int, last: int | None = None) -> Trip:
    """Return what a trip made of one unit, or of all up to ``last``."""
    some = slice(number, (number if last is None else last) + 1)

    def one(leg: Leg) -> Leg:
        return replace(leg, inputs=leg.inputs[some], outputs=leg.outputs[some])

    return replace(
        trip, back=one(trip.back), returned=one(trip.returned), draft=one(trip.draft) if trip.draft else None
    )
