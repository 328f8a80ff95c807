"""What engines' answers had: how many are no translations, and of what kind, and what was noted on the others."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.model import Defect, Hypothesis, Leg, Rejection, Trip
from toolkit.plugins.plurals import counted

_NAMES: Mapping[Defect, tuple[str, str]] = {
    "refusal": ("refusal", "refusals"),
    "cut": ("cut answer", "cut answers"),
    "loop": ("loop", "loops"),
    "language": ("answer in another language", "answers in another language"),
    "copy": ("copy of the text", "copies of the text"),
    "empty": ("empty answer", "empty answers"),
    "mismatch": ("reply that does not fit", "replies that do not fit"),
    "unasked": ("text that was not sent on", "texts that were not sent on"),
}
# The languages of a hop, which a chain puts before its notes: "en > es: ".
_HOP = re.compile(r"(?:[a-z]{2,3} > [a-z]{2,3}: )+")
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|\'[^\']*\'')


@dataclass(frozen=True, slots=True)
class Rejected:
    """How many answers of a route are no translations, of how many, by their defects."""

    answers: int
    asked: int
    defects: Mapping[Defect, int]

    def __str__(self) -> str:
        return self.told()

    def told(self, whose: str = "") -> str:
        """Return "3 of 57 answers are no translations: 2 refusals, 1 loop"; ``whose`` stands after the answers."""
        kinds = ", ".join(counted(count, *_NAMES[defect]) for defect, count in self.defects.items())
        are = "is no translation" if self.answers == 1 else "are no translations"
        return f"{self.answers:,} of {counted(self.asked, 'answer')}{whose} {are}: {kinds}"


def named(rejection: Rejection) -> str:
    """Return "refusal: it says ..."."""
    return f"{_NAMES[rejection.defect][0]}: {rejection.reason}"


def rejected(trips: Sequence[Trip]) -> dict[str, Rejected]:
    """Return what was rejected, by route, the commonest defect first; without the routes of which nothing was."""
    found: dict[str, Rejected] = {}
    for trip in trips:
        asked = [answer for answer in _answers(trip) if not _is_unasked(answer)]
        counts = Counter(answer.rejection.defect for answer in asked if answer.rejection is not None)
        if counts:
            ordered = dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
            found[trip.route] = Rejected(counts.total(), len(asked), ordered)
    return found


def first_rejection(trip: Trip) -> str | None:
    """Return why the first answer of a trip that is no translation is none, None where all are translations."""
    rejections = (answer.rejection for answer in _answers(trip) if answer.rejection is not None)
    first = next(rejections, None)
    return None if first is None else f"no translation ({named(first)})"


def noted(trips: Sequence[Trip], *, with_rejected: bool = False) -> dict[str, dict[str, int]]:
    """Return on how many answers each route's engines gave a note of each kind: without words and figures of a text.

    What hops of a chain noted alike is one kind, whichever hop it was.

    What is no translation counts as a note, too, where that is wanted: "no translation (refusal)".
    """
    found: dict[str, dict[str, int]] = {}
    for trip in trips:
        answers = _answers(trip)
        kinds = Counter(kind for answer in answers for kind in {_kind(note) for note in answer.notes})
        if with_rejected:
            defects = (answer.rejection.defect for answer in answers if answer.rejection is not None)
            kinds.update(f"no translation ({_NAMES[defect][0]})" for defect in defects)
        if kinds:
            found[trip.route] = dict(sorted(kinds.items()))
    return found


def _answers(trip: Trip) -> list[Hypothesis]:
    """Return the answers to texts: a unit without a text on a side has none there."""
    legs: list[Leg] = [leg for leg in (trip.back, trip.returned, trip.draft) if leg is not None]
    # Of a comparison that was read from a file the legs' inputs are not known.
    known = [(leg, leg.inputs or tuple(answer.text for answer in leg.outputs)) for leg in legs]
    return [
        answer
        for leg, inputs in known
        for put, answer in zip(inputs, leg.outputs, strict=True)
        if put.strip() or answer.rejection is not None
    ]


def _is_unasked(answer: Hypothesis) -> bool:
    return answer.rejection is not None and answer.rejection.defect == "unasked"


def _kind(note: str) -> str:
    plain_note = _QUOTED.sub("…", _HOP.sub("", note).partition(": ")[0])
    return re.sub(r"\d+", "#", plain_note)
