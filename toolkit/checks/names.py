"""Names: persons, places and organisations that one side has and the other has not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.names.comparison import NameComparison
from toolkit.analysis.names.mentions import find_names
from toolkit.analysis.quotations.titles import titles
from toolkit.analysis.text.words import words
from toolkit.checks._sides import both_sides, too_many
from toolkit.model import BY_ITS_CHECK, Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

_NO_CAPITALS = "a text all in small or all in capital letters does not tell names"
# A text of this many words may well have no capital.
_FEW = 5


@dataclass(frozen=True, slots=True)
class Names:
    """A name that is replaced, left out or added.

    It matters because a wrong name is the error that readers write in about. A name is answered by the same word, by an
    exonym (Monaco di Baviera/Munich), an abbreviation (ONU/UN), an adjective or inhabitant (ucraino/Ukraine), or
    another spelling (Zelensky/Zelenskyy). Words that names are made with ("ministero") are not held against each
    other. A name without an answer is an error where the other side has another name to offer, and a warning where it
    has none; part of a name that is otherwise there, and a name that only the translation has, are for information, as
    is a name for common words with capitals ("la Vecchia Signora"). Titles of works between quotation marks are
    translated freely. Told too: a name with a slip in it, at the second mention as well, and a second mention of the
    other person.

    Bad:  "Il vertice si terrà a Lisbona." - "The summit will be held in Madrid."
    Good: "Il premier ungherese è atteso a Bruxelles." - "Hungary's prime minister is expected in Brussels."

    Measured: recall 1.00 for 30 replaced and .90 for 30 removed names of DEMETR's Italian-English part (odd ids);
    false alarms on 1,007 clean news pairs of NTREX-128: .2 % errors, .8 % with warnings, 2.4 % with infos; in thirty
    directions (20,850 pairs) .5 % and 2.3 %, most of which name what the other side rightly leaves to be understood.
    """

    needs_source: ClassVar[bool] = True
    heard_by_witnesses: ClassVar[bool] = True
    reads_addresses: ClassVar[bool] = True
    reads_kept: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("names",)
    blame_rank: ClassVar[int] = 3

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield the names without an answer, replaced ones in pairs, in the order of the text."""
        languages = case.source_language, case.translation_language
        for unit, source, translation in both_sides(case):
            if _one_case(source) or _one_case(translation):
                yield Unchecked(BY_ITS_CHECK, _NO_CAPITALS, unit.index)
                continue
            sides = find_names(source, *languages), find_names(translation, *reversed(languages))
            if most := too_many(unit, "names", *map(len, sides)):
                yield most
                continue
            works = titles(source, translation, *languages)
            yield from NameComparison(unit, source, translation, case, works).findings()


def _one_case(text: str) -> bool:
    return len(words(text)) > _FEW and (text == text.lower() or text == text.upper())


PLUGIN: type[Check] = Names
