"""An engine against people, on clean pairs: likeness to their translation, what it loses, its guards, its time.

Losses are what the checks that compare single items find between an input and its answer. They find something between
what people wrote, too; that is counted beside, and an engine's figure means little where it is no higher.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from toolkit import plugins
from toolkit.config.settings import Config
from toolkit.errors import EngineError, MissingDependency
from toolkit.evaluation.engines.pairs import CleanPairs
from toolkit.evaluation.intervals import Estimate, wilson
from toolkit.evaluation.significance.corpus_scores import SegmentStatistics, of_means, of_sacrebleu
from toolkit.evaluation.significance.paired_tests import interval, resampled
from toolkit.model import Finding, Guard, Hypothesis, Leg
from toolkit.plugins import traits
from toolkit.plugins.contracts import Engine
from toolkit.plugins.signatures import signature_in
from toolkit.run.pairs.check_pairs import answers
from toolkit.run.pairs.rows import TextPair
from toolkit.run.stages.guards import guard_leg
from toolkit.run.stages.trips import translate

ITEMS = {"numbers": "numbers", "names": "names", "negation": "negation", "question": "questions"}
"""The checks whose losses are told one by one, and what they look for."""

State = Literal["measured", "cannot run", "left out", "broke down"]


@dataclass(frozen=True, slots=True)
class Loss:
    """In how many sentences something was lost, and their share with Wilson's interval."""

    sentences: int
    share: Estimate


@dataclass(frozen=True, slots=True)
class Told:
    """What checks find in translations: errors and warnings in 100 sentences, and the losses by check.

    A check that has no data for the languages is not among the losses.
    """

    findings: Estimate
    losses: Mapping[str, Loss]


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds to the first answer, with all that is loaded for it, and what was done in a second after that."""

    first_seconds: float
    sentences: float
    characters: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine in one direction. Unless it was ``measured``, ``reason`` says why not, and the rest is empty.

    ``asked`` are the texts and characters that were sent to it; ``metered`` whether these may cost something.
    """

    engine: str
    signature: str
    family: str
    direction: str
    state: State
    reason: str = ""
    metered: bool = False
    chrf: Estimate | None = None
    told: Told | None = None
    guards: tuple[Guard, ...] = ()
    speed: Speed | None = None
    asked: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class EngineReport:
    """All engines in both directions; ``people`` is what the checks find in the clean pairs, by direction."""

    pairs: CleanPairs
    people: Mapping[str, Told]
    engines: tuple[Measured, ...] = field(default_factory=tuple)


def measure(
    names: Sequence[str], pairs: CleanPairs, config: Config, progress: Callable[[str], None], *, metered: bool
) -> EngineReport:
    """Measure engines of a configuration, which must not be wired to a cache, in both directions.

    No engine whose calls may cost something is asked unless ``metered`` says so. Everything but the times is the same
    for the same engines and pairs.
    """
    source, target = config.source_language, config.translation_language
    left, right = [pair.source for pair in pairs.pairs], [pair.translation for pair in pairs.pairs]
    ways = [(source, target, left, right), (target, source, right, left)]
    people = {}
    for start, end, given, wanted in ways:
        progress(f"people: {start} > {end}")
        people[_way(start, end)] = _told(given, wanted, start, end, config)
    found = []
    for name in names:
        for start, end, given, wanted in ways:
            progress(f"{name}: {start} > {end}")
            found.append(_measured(name, config, start, end, given, wanted, metered=metered))
    return EngineReport(pairs, people, tuple(found))


def _measured(
    name: str,
    config: Config,
    start: str,
    end: str,
    given: Sequence[str],
    wanted: Sequence[str],
    *,
    metered: bool,
) -> Measured:
    engine = config.engines[name]
    costs = traits.metered(engine)
    blank = Measured(
        name, signature_in(engine, start, end), engine.family, _way(start, end), "cannot run", metered=costs
    )
    if problem := engine.problem(start, end):
        return replace(blank, reason=problem)
    if costs and not metered:
        return replace(blank, state="left out", reason="each call may cost something; --metered asks it all the same")
    sent = len(given), sum(map(len, given))
    try:
        outputs, speed = _timed(engine, given, start, end)
    except (EngineError, MissingDependency) as error:
        return replace(blank, state="broke down", reason=str(error), asked=sent)
    leg = Leg(start, end, tuple(given), tuple(outputs), signature_in(engine, start, end))
    texts = [output.text for output in outputs]
    return replace(
        blank,
        state="measured",
        chrf=_estimate(of_sacrebleu(plugins.get("metrics", "chrf")().of_corpora(), texts, wanted)),
        told=_told(given, texts, start, end, config),
        guards=guard_leg("", leg, name),
        speed=speed,
        asked=sent,
    )


def _timed(engine: Engine, texts: Sequence[str], start: str, end: str) -> tuple[list[Hypothesis], Speed]:
    """Translate the first text by itself, then the others together."""
    began = time.perf_counter()
    outputs = translate(engine, texts[:1], start, end)
    first = time.perf_counter()
    outputs += translate(engine, texts[1:], start, end)
    seconds = max(time.perf_counter() - first, 1e-9)
    rest = texts[1:]
    return outputs, Speed(first - began, len(rest) / seconds, sum(map(len, rest)) / seconds)


def _told(given: Sequence[str], answered: Sequence[str], start: str, end: str, config: Config) -> Told:
    """Ask the checks that need the source about each pair by itself."""
    checks = {setting.name: setting.check for setting in config.checks if setting.check.needs_source}
    bare = replace(
        config,
        source_language=start,
        translation_language=end,
        routes=(),
        witnesses=(),
        checks=tuple(setting for setting in config.checks if setting.name in checks),
    )
    pairs = [
        TextPair(str(number), text, answer, start, end)
        for number, (text, answer) in enumerate(zip(given, answered, strict=True))
    ]
    said = list(answers(pairs, bare, lambda _: None))
    counts = [float(sum(map(_weighty, answer.findings))) for answer in said]
    blind = {gap["check"] for answer in said for gap in answer.unchecked if gap["reason"].startswith("no data")}
    lost = {
        check: sum(any(one.check == check and _weighty(one) for one in answer.findings) for answer in said)
        for check in ITEMS
        if check in checks and check not in blind
    }
    findings = _estimate(of_means("findings", [100 * count for count in counts]))
    if not any(counts):  # drawing again what was never seen gives an interval without width
        findings = Estimate(0.0, 0.0, round(100 * wilson(0, len(counts)).high, 4))
    return Told(
        findings,
        {check: Loss(number, wilson(number, len(said))) for check, number in lost.items()},
    )


def _weighty(finding: Finding) -> bool:
    return finding.severity != "info"


def _estimate(statistics: SegmentStatistics) -> Estimate:
    """Return the score of all sentences, with the 95 % interval of drawing these."""
    low, high = interval(resampled(statistics))
    return Estimate(round(statistics.total, 4), round(low, 4), round(high, 4))


def _way(start: str, end: str) -> str:
    return f"{start} > {end}"


def directions(report: EngineReport) -> Iterator[tuple[str, Told, list[Measured]]]:
    """Yield each direction with what checks find in people's pairs and the engines in it."""
    for way, people in report.people.items():
        yield way, people, [one for one in report.engines if one.direction == way]
