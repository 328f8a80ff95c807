"""Round, square and curly brackets: each needs its partner."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.text.passages import passages
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

_PARTNERS = {")": "(", "]": "[", "}": "{"}
_BRACKETS = re.compile(r"[()\[\]{}]")
# "a)", "1)", "iv)" before a point of a list, and faces.
_NO_BRACKET = re.compile(r"(?:(?<=^)|(?<=[\s(;,]))(?:[a-zA-Z]|\d{1,2}|[ivx]{1,4})\)(?=\s)|[:;]-?[()]")


@dataclass(frozen=True, slots=True)
class Brackets:
    """Brackets that are opened and not closed, or closed and not opened.

    What stands between brackets is an aside; without the second one the reader takes the rest of the sentence for it.
    Brackets pair within a paragraph. In segments that stand alone, one whose partner may be in the next segment is no
    finding. Points of a list, "a)" or "1)", are let be.

    Bad:  The fund (set up in 2019 has paid out little.
    Good: The fund (set up in 2019) has paid out little.

    On clean news (NTREX-128, 1,007 segments): none.
    """

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each bracket without a partner."""
        for passage in passages(case):
            first, last = _words_of(passage.text)
            for at in unpaired(passage.text):
                # An aside may run on beyond the segment: one that holds whole sentences opens or closes it.
                cut = at + 1 >= last if passage.text[at] in _PARTNERS else at <= first
                if passage.whole or not cut:
                    sign = passage.text[at]
                    fault = "is not opened" if sign in _PARTNERS else "is not closed"
                    yield passage.finding(
                        "warning",
                        "linguistic-conventions/punctuation",
                        f"the bracket {sign} {fault}",
                        (at, at + 1),
                    )


def unpaired(text: str) -> list[int]:
    """Return the positions of the brackets without a partner, in order."""
    skipped = {at for match in _NO_BRACKET.finditer(text) for at in range(*match.span())}
    alone: list[int] = []
    opened: list[tuple[str, int]] = []
    count: Counter[str] = Counter()  # of the open ones
    for match in _BRACKETS.finditer(text):
        sign, at = match.group(), match.start()
        if sign not in _PARTNERS:
            if at not in skipped:
                opened.append((sign, at))
                count[sign] += 1
        elif count[_PARTNERS[sign]]:
            while opened[-1][0] != _PARTNERS[sign]:
                count[opened[-1][0]] -= 1
                alone.append(opened.pop()[1])
            opened.pop()
            count[_PARTNERS[sign]] -= 1
        elif at not in skipped:
            alone.append(at)
    return sorted(alone + [at for _, at in opened])


def _words_of(text: str) -> tuple[int, int]:
    """Return where a text begins and ends, marks that may stand there aside."""
    return len(text) - len(text.lstrip(" \"'“‘")), len(text.rstrip(" \"'”’.!?"))


PLUGIN: type[Check] = Brackets
