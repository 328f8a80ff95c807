"""One body, with a capital here and without there."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from toolkit.analysis.style.minority import minority
from toolkit.analysis.text.passages import Passage, passages
from toolkit.languages import load
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check
from toolkit.plugins.plurals import counted


@dataclass(frozen=True, slots=True)
class CapitalUse:
    """The same body or office written with a capital in one place and without in another.

    "The Alliance" and "the alliance" in one report look like two bodies. Only what stands alone after "the" counts:
    "the North Atlantic Alliance" is a name, and "an alliance" any. Which way is right is for the house to say; the
    rarer one is marked.

    Bad:  The Commission will reply in May. Critics of the commission doubt it.
    Good: The Commission will reply in May. Critics of the Commission doubt it.

    On clean news (NTREX-128, 62 documents): none.
    """

    needs_source: ClassVar[bool] = False
    data: ClassVar[tuple[str, ...]] = ("capitals.bodies",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each use of the rarer way, at most five of a word."""
        data = load(case.translation_language, "capitals")
        pattern = _pattern(tuple(data["bodies"]), data["body"])
        uses: dict[str, dict[str, list[tuple[Passage, tuple[int, int]]]]] = defaultdict(lambda: defaultdict(list))
        for passage in passages(case):
            if passage.kind == "paragraph":
                for match in pattern.finditer(passage.text):
                    uses[match[1].lower()][match[1]].append((passage, match.span(1)))
        for ways in uses.values():
            for (passage, span), way, chief in minority(ways):
                message = f"{way!r} here, {chief!r} elsewhere ({counted(len(ways[chief]), 'time')})"
                yield passage.finding("info", "style/inconsistent-style", message, span, chief)


@cache
def _pattern(bodies: tuple[str, ...], body: str) -> re.Pattern[str]:
    words = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted(bodies, key=len, reverse=True))
    return re.compile(body.replace("{bodies}", words))


PLUGIN: type[Check] = CapitalUse
