"""Sends units through the routes: back, return and draft, with the engine contract enforced in one place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from toolkit.config.settings import Route
from toolkit.errors import EngineError
from toolkit.model import Guard, Hypothesis, LanguagePair, Leg, Sentence, Trip, Unchecked, Unit
from toolkit.plugins.contracts import Aligner, Engine
from toolkit.plugins.signatures import name_of, signature_in
from toolkit.plugins.streaming import stream
from toolkit.plugins.wrappers import ParagraphWise
from toolkit.run import bugs
from toolkit.run.stages import losses
from toolkit.run.stages.guards import guard
from toolkit.run.stages.paragraphs import paragraph_wise

EMPTY = Hypothesis("")

Told = Callable[[int, int], None]
"""Hears how many texts are done, and of how many."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The sentences of all units on one side, flat, with how many belong to each unit and each one's paragraph."""

    texts: tuple[str, ...]
    counts: tuple[int, ...]
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Travels:
    """What became of all routes: trips that were completed, and the reason of every one that was not.

    ``failed`` broke down on the way; ``skipped`` cannot run here, and the configuration says to go on without.
    """

    trips: tuple[Trip, ...] = ()
    guards: tuple[Guard, ...] = ()
    failed: dict[str, str] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)

    @property
    def sound(self) -> tuple[Trip, ...]:
        """The trips that passed every guard: only these are scored and used as evidence."""
        faulty = {guard.route for guard in self.guards if not guard.passed}
        return tuple(trip for trip in self.trips if trip.route not in faulty)

    @property
    def unchecked(self) -> tuple[Unchecked, ...]:
        """What the skipped routes leave unsaid."""
        return tuple(Unchecked(f"route {name}", reason) for name, reason in self.skipped.items())


def travel(
    units: Sequence[Unit],
    routes: Sequence[Route],
    pair: LanguagePair,
    aligner: Aligner,
    skipped: Mapping[str, str],
    progress: Callable[[str], None],
) -> Travels:
    """Send the units through every route but those that are ``skipped``, each with its reason.

    That the others can run here was asked before (``requirements``). There is no silent fallback: a route whose engine
    breaks down, in whatever way, has its reason in ``failed``; it costs its route alone.
    """
    trips: list[Trip] = []
    failed: dict[str, str] = {}
    guards: list[Guard] = []
    for route in routes:
        if route.name in skipped:
            continue
        try:
            trip = _trip(route, units, pair, aligner, progress)
        except Exception as error:
            if bugs.to_mend(error):
                raise
            failed[route.name] = bugs.reason(error)
            continue
        trips.append(trip)
        guards.extend(guard(trip))
    return Travels(tuple(trips), tuple(guards), failed, skipped)


def cut(travels: Travels, start: int, end: int) -> Travels:
    """Return what the trips made of the units from ``start`` up to ``end``; their guards are those of all units."""

    def of_units(leg: Leg) -> Leg:
        return replace(leg, inputs=leg.inputs[start:end], outputs=leg.outputs[start:end])

    return replace(
        travels,
        trips=tuple(
            replace(
                trip,
                back=of_units(trip.back),
                returned=of_units(trip.returned),
                draft=of_units(trip.draft) if trip.draft else None,
            )
            for trip in travels.trips
        ),
    )


def _trip(
    route: Route, units: Sequence[Unit], pair: LanguagePair, aligner: Aligner, progress: Callable[[str], None]
) -> Trip:
    source, target = pair.source, pair.translation
    translation = _flat([unit.translation for unit in units])
    told = _teller(progress, f"{route.name}: {target} > {source}")
    back = _asked(route.back, translation.texts, translation.paragraphs, (target, source), aligner, told)
    told = _teller(progress, f"{route.name}: {source} > {target}")
    texts = [answer.text for answer in back]
    returned = _asked(route.returned, texts, translation.paragraphs, (source, target), aligner, told)
    draft = None
    if any(unit.source is not None for unit in units):
        draft = draft_leg(route, units, pair, aligner, progress)
    return Trip(
        route=route.name,
        family=route.back.family if route.back.family == route.returned.family else "mixed",
        back=_leg(route.back, target, source, translation, translation.texts, back),
        returned=_leg(route.returned, source, target, translation, [answer.text for answer in back], returned),
        draft=draft,
    )


def draft_leg(
    route: Route, units: Sequence[Unit], pair: LanguagePair, aligner: Aligner, progress: Callable[[str], None]
) -> Leg:
    """Send the original forward; raises EngineError."""
    told = _teller(progress, f"{route.name}: {pair.source} > {pair.translation} (draft)")
    original = _flat([unit.source or () for unit in units])
    languages = pair.source, pair.translation
    answers = _asked(route.returned, original.texts, original.paragraphs, languages, aligner, told)
    return _leg(route.returned, *languages, original, original.texts, answers)


def _teller(progress: Callable[[str], None], leg: str) -> Told:
    """Tell that a leg begins; return what tells how far it has come."""
    progress(leg)
    return lambda done, of: progress(f"{leg}: {done} of {of}")


def _asked(
    engine: Engine,
    texts: Sequence[str],
    paragraphs: Sequence[int],
    languages: tuple[str, str],
    aligner: Aligner,
    told: Told,
) -> list[Hypothesis]:
    if isinstance(engine, ParagraphWise):
        ask = partial(translate, told=told)
        return paragraph_wise(engine, texts, paragraphs, languages, aligner, ask)
    return translate(engine, texts, *languages, told)


def nobody_listens(_: int, __: int) -> None:
    """Tell nobody."""


def translate(
    engine: Engine, texts: Sequence[str], source: str, target: str, told: Told = nobody_listens
) -> list[Hypothesis]:
    """Translate, and raise EngineError unless there are as many answers as texts and none is empty for a full text.

    What an answer lost of its text that was not to be translated is noted.

    ``told`` hears how many of the texts have their answers, each time there are more.
    """
    by_number: dict[int, Hypothesis] = {}
    for part in stream(engine, texts, source, target):
        by_number.update(part)
        told(len(by_number), len(texts))
    answers = [by_number[number] for number in range(len(texts))]
    name = name_of(engine.signature())
    for text, answer in zip(texts, answers, strict=True):
        if not answer.text.strip() and any(character.isalnum() for character in text):
            raise EngineError(f"{name} returned nothing for {text[:60]!r} ({source} > {target})")
    return [losses.noted(text, answer) for text, answer in zip(texts, answers, strict=True)]


def _flat(sides: Sequence[Sequence[Sentence]]) -> _Text:
    flat = [sentence for side in sides for sentence in side]
    return _Text(
        texts=tuple(sentence.text for sentence in flat),
        counts=tuple(len(side) for side in sides),
        paragraphs=tuple(sentence.paragraph for sentence in flat),
    )


def _leg(
    engine: Engine, source: str, target: str, shape: _Text, texts: Sequence[str], answers: Sequence[Hypothesis]
) -> Leg:
    """Join the sentences of each unit again."""
    inputs, outputs, at = [], [], 0
    for count in shape.counts:
        inputs.append(" ".join(texts[at : at + count]))
        outputs.append(_joined(answers[at : at + count]))
        at += count
    return Leg(source, target, tuple(inputs), tuple(outputs), signature_in(engine, source, target))


def _joined(answers: Sequence[Hypothesis]) -> Hypothesis:
    if not answers:
        return EMPTY
    notes = tuple(note for answer in answers for note in answer.notes)
    return Hypothesis(" ".join(answer.text for answer in answers if answer.text), notes)
