"""Tests that a trip must pass before any of its scores means something.

An engine that hands its input back unchanged gets a perfect round trip (100 chrF), and one that says the same to
everything has a return as steady as a good one's, so every similarity is worthless until these have passed: the pivot
is in the pivot's language, it is not a copy of the input, it shares few words with it, unlike texts have unlike
answers, and they are about as long as their inputs.

The limits lie far from both sides. Real engines show identity .00 and overlap about .12, a copy 1.00 and 1.00. One
answer for n texts repeats (n - 1) / n, so .50 from two texts on; rules repeated .00 on 300 sentences and a neural route
on 120, in groups of any size, and both on five articles; one pair of texts that come to the same in a short document
must do no harm. Answers had .56 to 2.1 times the length of a single sentence, .89 to 1.18 from twenty on;
Chinese needs about a quarter of the characters of English. A text that a document repeats is one text, and texts that
share half of their words may have the same answer.

An answer that is no translation was judged by itself (``engines.answers``) and costs its unit. Where most are none, the
engine is broken, and what is left says nothing.
"""

import re
from collections.abc import Iterator, Sequence

from toolkit.analysis.text.identification import share_in_language
from toolkit.languages.codes import language_name
from toolkit.model import Guard, Leg, Trip

LEAST_IN_LANGUAGE = 0.8
MOST_IDENTICAL = 0.3
MOST_OVERLAP = 0.6
MOST_REPEATED = 0.4
LEAST_LENGTH = 0.15
MOST_LENGTH = 6.0
LEAST_ANSWERED = 0.5
_ALIKE = 0.5
_LEAST_WORDS = 4
_WORD = re.compile(r"\w+")

_Judged = tuple[str, float, bool, str]
"""What was judged, its figure, whether that passes, and what it says."""


def guard(trip: Trip) -> tuple[Guard, ...]:
    """Return the outcome of every guard on every leg that has something to judge."""
    legs = [("back", trip.back), ("return", trip.returned)]
    if trip.draft is not None:
        legs.append(("draft", trip.draft))
    return tuple(outcome for name, leg in legs for outcome in guard_leg(name, leg, trip.route))


def guard_leg(name: str, leg: Leg, route: str) -> tuple[Guard, ...]:
    """Return the outcome of every guard on one leg, none where it has nothing to judge."""
    pairs = [
        (put, answer.text)
        for put, answer in zip(leg.inputs, leg.outputs, strict=True)
        if len(_WORD.findall(put)) >= _LEAST_WORDS and (answer.text.strip() or answer.rejection is None)
    ]
    judged = list(_answered(name, leg))
    if pairs:
        judged += [
            _in_language(name, leg, [out for _, out in pairs]),
            *_copied(name, pairs),
            *_answering(name, pairs),
        ]
    return tuple(
        Guard(f"{name} {what}", route, passed, round(value, 4), message) for what, value, passed, message in judged
    )


def _answered(name: str, leg: Leg) -> Iterator[_Judged]:
    """Whether most of the texts that were sent have a translation; nothing where all have."""
    sent = [answer for put, answer in zip(leg.inputs, leg.outputs, strict=True) if put.strip()]
    none = sum(answer.rejection is not None for answer in sent)
    if none:
        share = 1 - none / len(sent)
        yield (
            "answers",
            share,
            share >= LEAST_ANSWERED,
            f"{none} of {len(sent)} answers of the {name} leg are no translations; at most half may be",
        )


def _in_language(name: str, leg: Leg, outputs: Sequence[str]) -> _Judged:
    share = share_in_language(outputs, leg.target)
    return (
        "language",
        share,
        share >= LEAST_IN_LANGUAGE,
        f"{share:.0%} of the {name} leg's texts are in {language_name(leg.target)}; "
        f"at least {LEAST_IN_LANGUAGE:.0%} must be",
    )


def _copied(name: str, pairs: Sequence[tuple[str, str]]) -> Iterator[_Judged]:
    """Whether the answers are more than their inputs once more."""
    identical = sum(_words(put) == _words(out) for put, out in pairs) / len(pairs)
    overlap = sum(_overlap(put, out) for put, out in pairs) / len(pairs)
    yield (
        "identity",
        identical,
        identical <= MOST_IDENTICAL,
        f"{identical:.0%} of the {name} leg's texts are copies of their input; at most {MOST_IDENTICAL:.0%} may be",
    )
    yield (
        "overlap",
        overlap,
        overlap <= MOST_OVERLAP,
        f"the {name} leg shares {overlap:.0%} of its words with its input; at most {MOST_OVERLAP:.0%} is plausible",
    )


def _answering(name: str, pairs: Sequence[tuple[str, str]]) -> Iterator[_Judged]:
    """Whether the answers depend on their inputs."""
    repeated = _repeated(pairs)
    length = sum(len(out) for _, out in pairs) / sum(len(put) for put, _ in pairs)
    yield (
        "repetition",
        repeated,
        repeated <= MOST_REPEATED,
        f"for {repeated:.0%} of its texts the {name} leg gives the answer that it gave to another, unlike text; "
        f"at most {MOST_REPEATED:.0%} is plausible",
    )
    yield (
        "length",
        length,
        LEAST_LENGTH <= length <= MOST_LENGTH,
        f"the {name} leg's texts have {length:.0%} of the length of their input; "
        f"{LEAST_LENGTH:.0%} to {MOST_LENGTH:.0%} is plausible",
    )


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.casefold())


def _repeated(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the share of the different inputs whose answer was given to one before that is not like them."""
    first: dict[tuple[str, ...], str] = {}
    different = {tuple(_words(put)): (put, out) for put, out in pairs}
    repeated = 0
    for put, out in different.values():
        before = first.setdefault(tuple(_words(out)), put)
        repeated += before is not put and _overlap(before, put) < _ALIKE
    return repeated / len(different)


def _overlap(left: str, right: str) -> float:
    """Return the Jaccard similarity of the word sets."""
    first, second = set(_words(left)), set(_words(right))
    return len(first & second) / len(first | second) if first | second else 0.0
