"""Tests that a trip must pass before any of its scores means something.

An engine that hands its input back unchanged gets a perfect round trip (100 chrF), so every similarity is worthless
until these have passed: the pivot is in the pivot's language, it is not a copy of the input, and it shares few words
with it. The limits lie far from both sides: real engines show identity .00 and overlap about .12, a copy 1.00 and 1.00.
"""

import re
from collections.abc import Sequence

from toolkit.identify import share_in_language
from toolkit.model import Guard, Leg, Trip

LEAST_IN_LANGUAGE = 0.8
MOST_IDENTICAL = 0.3
MOST_OVERLAP = 0.6
_LEAST_WORDS = 4
_WORD = re.compile(r"\w+")


def guard(trip: Trip) -> tuple[Guard, ...]:
    """Return the outcome of every guard on every leg that has something to judge."""
    legs = [("back", trip.back), ("return", trip.returned)]
    if trip.draft is not None:
        legs.append(("draft", trip.draft))
    return tuple(outcome for name, leg in legs for outcome in _leg(name, leg, trip.route))


def _leg(name: str, leg: Leg, route: str) -> tuple[Guard, ...]:
    outputs = [hypothesis.text for hypothesis in leg.outputs]
    pairs = [
        (put, out) for put, out in zip(leg.inputs, outputs, strict=True) if len(_WORD.findall(put)) >= _LEAST_WORDS
    ]
    if not pairs:
        return ()
    language = share_in_language([out for _, out in pairs], leg.target)
    identical = sum(_words(put) == _words(out) for put, out in pairs) / len(pairs)
    overlap = sum(_overlap(put, out) for put, out in pairs) / len(pairs)
    return (
        Guard(
            f"{name} language",
            route,
            language >= LEAST_IN_LANGUAGE,
            round(language, 4),
            f"{language:.0%} of the {name} leg's texts are in {leg.target}; at least {LEAST_IN_LANGUAGE:.0%} must be",
        ),
        Guard(
            f"{name} identity",
            route,
            identical <= MOST_IDENTICAL,
            round(identical, 4),
            f"{identical:.0%} of the {name} leg's texts are copies of their input; at most {MOST_IDENTICAL:.0%} may be",
        ),
        Guard(
            f"{name} overlap",
            route,
            overlap <= MOST_OVERLAP,
            round(overlap, 4),
            f"the {name} leg shares {overlap:.0%} of its words with its input; at most {MOST_OVERLAP:.0%} is plausible",
        ),
    )


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.casefold())


def _overlap(left: str, right: str) -> float:
    """Return the Jaccard similarity of the word sets."""
    first, second = set(_words(left)), set(_words(right))
    return len(first & second) / len(first | second) if first | second else 0.0
