"""What the engines made of one unit: back, return and draft of every route, with the words that differ."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.languages.codes import language_name
from toolkit.model import Comparison, Hypothesis, Leg, Score, Trip, Unit, View
from toolkit.reports.page.differences import Change, changes
from toolkit.reports.wording.rejections import named
from toolkit.reports.wording.score_table import metric_name, shown, usual
from toolkit.reports.wording.verdict import faulty_routes

_MOST_SHOWN = 300
_OF_WHAT = " of clean sentences of this length"


@dataclass(frozen=True, slots=True)
class Heard:
    """One leg's text; ``against`` names the text that the changes lead away from, None if there is none."""

    leg: str
    title: str
    language: str
    against: str | None
    changes: tuple[Change, ...]
    scores: str = ""
    notes: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteEvidence:
    """One route's evidence; ``faults`` says why it is none."""

    route: str
    family: str
    engine: str
    faults: tuple[str, ...]
    heard: tuple[Heard, ...]


@dataclass(slots=True)
class Evidence:
    """Finds the evidence of each unit; the losses and scores of the whole comparison are sorted once."""

    comparison: Comparison
    _losses: dict[tuple[int, str, str], list[str]] = field(default_factory=dict)
    _scores: dict[tuple[str, View], list[Score]] = field(default_factory=dict)
    _faults: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for loss in self.comparison.losses:
            self._losses.setdefault((loss.unit, loss.route, loss.leg), []).append(f"{loss.check}: {loss.message}")
        for score in self.comparison.scores:
            if score.route is not None:
                self._scores.setdefault((score.route, score.view), []).append(score)
        self._faults = faulty_routes(self.comparison)

    def of(self, unit: Unit, position: int) -> tuple[RouteEvidence, ...]:
        """Return a witness for each route; ``position`` is the unit's place among all units."""
        return tuple(
            RouteEvidence(
                trip.route,
                trip.family,
                trip.back.signature if trip.back.signature == trip.returned.signature else _engines(trip),
                self._faults.get(trip.route, ()),
                tuple(self._heard(trip, unit, position)),
            )
            for trip in self.comparison.trips
        )

    @property
    def sound(self) -> Trip | None:
        """The first trip that passed its guards."""
        return next((trip for trip in self.comparison.trips if trip.route not in self._faults), None)

    def returned(self, unit: Unit, position: int) -> tuple[Change, ...]:
        """Return how the first sound route's returned text differs from the translation; empty without such a route."""
        if self.sound is None:
            return ()
        output = self.sound.returned.outputs[position]
        return () if output.rejection else changes(unit.translation_text, output.text)

    def _heard(self, trip: Trip, unit: Unit, position: int) -> Iterator[Heard]:
        source, translation = unit.source_text, unit.translation_text
        legs: list[tuple[str, View, Leg | None, str, str]] = [
            ("back", "source-back", trip.back, "the original", source),
            ("return", "translation-return", trip.returned, "the translation", translation),
            ("draft", "draft-translation", trip.draft, "the translation", translation),
        ]
        for name, view, leg, against, reference in legs:
            if leg is not None:
                output = leg.outputs[position]
                compared = reference if output.rejection is None else ""
                steps = changes(compared, output.text) if compared else (Change("same", _in_short(output)),)
                yield Heard(
                    name,
                    f"{name.capitalize()}, {language_name(leg.target)}",
                    leg.target,
                    against if compared else None,
                    steps if output.text else (),
                    self._figures(trip, view, position),
                    (*([f"no translation: {named(output.rejection)}"] if output.rejection else []), *output.notes),
                    tuple(self._losses.get((unit.index, trip.route, name), ())),
                )

    def _figures(self, trip: Trip, view: View, position: int) -> str:
        if trip.route in self._faults:
            return ""
        scores = self._scores.get((trip.route, view), ())
        figures, known = [], False
        for score in scores:
            share = score.percentiles[position] if score.percentiles else None
            if value := shown(score.metric, score.segments[position]):
                note = " (uncalibrated)" if share is None else f", {usual(share)}{_OF_WHAT * (not known)}"
                figures.append((f"{metric_name(score.metric)} {value}", note))
                known = known or share is not None
        if known:
            return " · ".join(figure + note for figure, note in figures)
        return " · ".join(figure for figure, _ in figures) + "; uncalibrated" * bool(figures)


def _in_short(output: Hypothesis) -> str:
    """Return the text of an answer, of one that is no translation its beginning: a loop may be endless."""
    is_long = output.rejection is not None and len(output.text) > _MOST_SHOWN
    return f"{output.text[:_MOST_SHOWN]}…" if is_long else output.text


def _engines(trip: Trip) -> str:
    return f"{trip.back.signature} (back), {trip.returned.signature} (return)"
