"""British and American spelling in one text."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.english.varieties import WORD, spellings
from toolkit.analysis.style.minority import minority
from toolkit.analysis.text.passages import Passage, passages
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check


@dataclass(frozen=True, slots=True)
class SpellingVariety:
    """British spelling among American, or the other way round.

    "Defence" beside "neighbor" shows two hands. Names keep theirs (the Labor Party), so only words written small are
    judged. Oxford spelling ("organize" with "colour") is British; "organise" with "recognize" is neither. The rarer
    variety is marked, each word once.

    Bad:  The defence minister spoke of the neighbors' behaviour.
    Good: The defence minister spoke of the neighbours' behaviour, and recognized their efforts.

    On clean news (NTREX-128, 62 documents): .1 % of the segments, rightly.
    """

    needs_source: ClassVar[bool] = False
    data: ClassVar[tuple[str, ...]] = ("spelling",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield words of the rarer variety, at most five, with the other spelling where there is one."""
        known = spellings(case.translation_language)
        uses: dict[str, dict[str, tuple[Passage, tuple[int, int]]]] = defaultdict(dict)
        for passage in passages(case):
            for match in WORD.finditer(passage.text):
                spelling = known.get(match[0])
                if spelling:
                    uses[spelling[0]].setdefault(match[0], (passage, match.span()))
        if uses["American"]:
            ways = {"American": uses["American"], "British": {**uses["British"], **uses["-ise"]}}
        elif uses["-ise"] and uses["-ize"]:
            ways = {"-ise": uses["-ise"], "-ize": uses["-ize"]}
        else:
            return
        for word, way, chief in minority({name: list(words) for name, words in ways.items()}):
            passage, span = ways[way][word]
            message = f"{word!r} is {way} spelling, the rest is {chief}: {', '.join(list(ways[chief])[:3])}"
            yield passage.finding("info", "linguistic-conventions/spelling", message, span, known[word][1])


PLUGIN: type[Check] = SpellingVariety
