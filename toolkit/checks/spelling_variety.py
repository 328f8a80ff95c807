"""British and American spelling in one text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from toolkit.contracts import Check
from toolkit.languages import load
from toolkit.minority import minority
from toolkit.model import Case, Finding, Unchecked
from toolkit.passages import Passage, passages

_WORD = re.compile(r"(?<![\w@./#-])[a-z]{3,}(?![\w@/]|\.\w)")
Spelling = tuple[str, str | None]  # way of writing, and the word as the other way has it


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

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield words of the rarer variety, at most five, with the other spelling where there is one."""
        spellings = _spellings(case.translation_language)
        if not spellings:
            yield Unchecked("spelling-variety", f"no data for {case.translation_language}")
            return
        uses: dict[str, dict[str, tuple[Passage, tuple[int, int]]]] = defaultdict(dict)
        for passage in passages(case):
            for match in _WORD.finditer(passage.text):
                known = spellings.get(match[0])
                if known:
                    uses[known[0]].setdefault(match[0], (passage, match.span()))
        if uses["American"]:
            ways = {"American": uses["American"], "British": {**uses["British"], **uses["-ise"]}}
        elif uses["-ise"] and uses["-ize"]:
            ways = {"-ise": uses["-ise"], "-ize": uses["-ize"]}
        else:
            return
        for word, way, chief in minority({name: list(words) for name, words in ways.items()}):
            passage, span = ways[way][word]
            message = f"{word!r} is {way} spelling, the rest is {chief}: {', '.join(list(ways[chief])[:3])}"
            yield passage.finding(
                "spelling-variety", "info", "linguistic-conventions/spelling", message, span, spellings[word][1]
            )


@cache
def _spellings(language: str) -> dict[str, Spelling]:
    data = load(language, "spelling")
    found: dict[str, Spelling] = {}
    if not data:
        return found
    families = [("British", "American", family) for family in data["families"]] + [("-ise", "-ize", data["ise"])]
    for british, american, family in families:
        for stem in family["stems"].split():
            for suffix in family["suffixes"]:
                left, right = (f"{stem}{family[side]}{suffix}" for side in ("british", "american"))
                found[left], found[right] = (british, right), (american, left)
    for left, right in data["pairs"].items():
        found[left] = ("British", right)
        if right:
            found[right] = ("American", left)
    found.update(dict.fromkeys(data["american_only"], ("American", None)))
    return found


PLUGIN: type[Check] = SpellingVariety
