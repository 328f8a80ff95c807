"""Answers that are no translations, within the legs of a trip: which units they cost, and what is left without them."""

from collections.abc import Iterator
from dataclasses import replace

from toolkit.model import Leg, Trip


def legs(trip: Trip) -> Iterator[Leg]:
    """Yield the legs that a trip has."""
    yield from (leg for leg in (trip.back, trip.returned, trip.draft) if leg is not None)


def rejected_places(trip: Trip) -> frozenset[int]:
    """Return the places of the units for which a leg has no translation: no figure of the route is about them."""
    return frozenset().union(*map(rejected, legs(trip)))


def rejected(leg: Leg) -> frozenset[int]:
    """Return the places of the units for which the leg has no translation."""
    return frozenset(place for place, answer in enumerate(leg.outputs) if answer.rejection is not None)


def without_rejected(trip: Trip) -> Trip:
    """Return the trip without the texts of answers that are no translations; that there were some stays in it."""
    if not rejected_places(trip):
        return trip
    draft = _without(trip.draft) if trip.draft else None
    return replace(trip, back=_without(trip.back), returned=_without(trip.returned), draft=draft)


def _without(leg: Leg) -> Leg:
    outputs = tuple(replace(answer, text="") if answer.rejection else answer for answer in leg.outputs)
    return replace(leg, outputs=outputs)
