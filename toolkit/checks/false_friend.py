"""Words that look like a word of the original language and mean another thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.interference.findings import interference
from toolkit.analysis.interference.friends import FoundFriend, friends
from toolkit.model import BY_ITS_CHECK, Case, Finding, Span, Unchecked, Unit
from toolkit.plugins.contracts import Check

_CATEGORY = "accuracy/mistranslation"


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """A word used in the sense of the word it resembles.

    "Eventual delays" for "eventuali ritardi" announces what was only possible: the sentence is fluent and wrong. With
    the original its word tells: "parenti" there, "parents" here, and nowhere a relative (``friends.yaml`` of the pair,
    in both directions). Without it most of these words are right most of the time, so an entry of
    ``interference.yaml`` is the word in the company that gives the other sense away; the original's word makes it an
    error.

    Bad:  "I parenti delle vittime erano in aula." - "The victims' parents were in court."
    Good: "I parenti delle vittime erano in aula." - "The victims' relatives were in court."

    Recall of the entries is measured together with calque and told there. By the original's word: none
    on 20,850 clean news pairs of thirty directions (NTREX-128), and 22 of 24 hand-made pairs, with no alarm on
    24 right ones.
    """

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each false friend with the word that was meant, or that there is no data for the two languages."""
        known = friends(case.source_language, case.translation_language)
        by_words = [
            _finding(unit, found)
            for unit in case.units
            if known and unit.source
            for found in known.find(unit.source_text, unit.translation_text)
        ]
        for one in interference("false_friends", _CATEGORY, case):
            if isinstance(one, Unchecked):
                if known is None or not case.has_source:
                    yield one
            elif one.severity != "info" or not any(_overlap(one, other) for other in by_words):
                by_words = [other for other in by_words if not _overlap(one, other)]
                yield one
        yield from by_words


def _overlap(one: Finding, other: Finding) -> bool:
    ours, theirs = one.spans[0], other.spans[0]
    return one.unit == other.unit and ours.start < theirs.end and theirs.start < ours.end


def _finding(unit: Unit, found: FoundFriend) -> Finding:
    original, text = unit.source_text[slice(*found.source)], unit.translation_text[slice(*found.translation)]
    message = f'"{text}" is a false friend of "{original}"'
    if found.meant:
        message += ", which is " + " or ".join(f'"{word}"' for word in found.meant)
    spans = Span("translation", *found.translation), Span("source", *found.source)
    return Finding(BY_ITS_CHECK, "warning", _CATEGORY, message, unit.index, spans)


PLUGIN: type[Check] = FalseFriend
