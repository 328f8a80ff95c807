"""Sends units through the routes: back, return and draft, with the engine contract enforced in one place.

A text whose answer is no translation costs its unit, not the route: the others go on, and it is not sent on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import compress

from toolkit.config.settings import Route
from toolkit.engines.answers import asking
from toolkit.model import Guard, Hypothesis, LanguagePair, Leg, Rejection, Sentence, Trip, Unchecked, Unit
from toolkit.plugins.contracts import Aligner, Engine
from toolkit.plugins.signatures import signature_in
from toolkit.plugins.wrappers import ParagraphWise
from toolkit.run import bugs
from toolkit.run.stages import losses
from toolkit.run.stages.guards import guard
from toolkit.run.stages.paragraphs import paragraph_wise
from toolkit.run.stages.rejections import without_rejected

UNASKED = Hypothesis("", rejection=Rejection("unasked", "the back translation is none, so that nothing was sent on"))

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
        """The trips that passed every guard: only these are scored and used as evidence.

        Of an answer that is no translation the text is left out: nothing is concluded from it.
        """
        faulty = {guard.route for guard in self.guards if not guard.passed}
        return tuple(without_rejected(trip) for trip in self.trips if trip.route not in faulty)

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
    back_leg = _leg(route.back, target, source, translation, translation.texts, back)
    told = _teller(progress, f"{route.name}: {source} > {target}")
    texts = [answer.text for answer in back]
    sent_on = [
        leg.rejection is None
        for leg, count in zip(back_leg.outputs, translation.counts, strict=True)
        for _ in range(count)
    ]
    answers = iter(
        _asked(
            route.returned,
            list(compress(texts, sent_on)),
            list(compress(translation.paragraphs, sent_on)),
            (source, target),
            aligner,
            told,
        )
    )
    returned = [next(answers) if is_sent else UNASKED for is_sent in sent_on]
    texts = [text if is_sent else "" for text, is_sent in zip(texts, sent_on, strict=True)]
    draft = None
    if any(unit.source is not None for unit in units):
        draft = draft_leg(route, units, pair, aligner, progress)
    return Trip(
        route=route.name,
        family=route.back.family if route.back.family == route.returned.family else "mixed",
        back=back_leg,
        returned=_leg(route.returned, source, target, translation, texts, returned),
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
    """Translate; return an answer for each text, judged: one that is no translation has a ``rejection``.

    Raises EngineError unless there are as many answers as texts. What an answer lost of its text that was not to be
    translated is noted. ``told`` hears how many of the texts have their answers, each time there are more.
    """
    by_number: dict[int, Hypothesis] = {}
    for part in asking.stream(engine, texts, source, target):
        by_number.update(part)
        told(len(by_number), len(texts))
    return [losses.noted(text, by_number[number]) for number, text in enumerate(texts)]


def joined(answers: Sequence[Hypothesis]) -> Hypothesis:
    """Return the answers to the sentences of a unit or a line as one: it is no translation if one of them is none."""
    notes = tuple(note for answer in answers for note in answer.notes)
    rejection = next((answer.rejection for answer in answers if answer.rejection is not None), None)
    return Hypothesis(" ".join(answer.text for answer in answers if answer.text), notes, rejection)


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
        outputs.append(joined(answers[at : at + count]))
        at += count
    return Leg(source, target, tuple(inputs), tuple(outputs), signature_in(engine, source, target))
