"""Seats of government, by which newspapers mean the country: "Pechino" and "China", "il Cremlino" and "Moscow"."""

from toolkit.languages import shared


def with_countries(keys: frozenset[str]) -> frozenset[str]:
    """Return the keys of the name table and, for each seat of government among them, its country's."""
    seats = shared("seats")
    return keys.union(*(seats.get(key, ()) for key in keys))
