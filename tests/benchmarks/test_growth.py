"""No part of a check goes over a text again for each thing in it: steps are counted, not seconds.

A step is a call, of a function or of one that is built in. What a single expression or search does inside of itself is
not seen here; ``python -m benchmarks.growth`` measures that.
"""

import sys
from types import FrameType
from typing import Any

import pytest

from benchmarks.growth.parts import parts
from benchmarks.growth.patterns import Pattern, patterns
from toolkit.analysis.text.once import let_go
from toolkit.model import Unchecked

FEW, MANY = 400, 1_600
# Beyond what is held against each other (``toolkit.checks._sides``).
TOO_MANY, FAR_TOO_MANY = 6_000, 24_000
# Four times as long a text takes four times the steps, and a little for what is looked for by halves; sixteen times
# would be one text held against itself.
MOST = 6.0
WARM_UPS = (1, 8, 16)
_PLAIN = 12.0

ALONE = (
    "open quotation marks", "straight marks apart", "quoted words", "single marks", "angle marks apart", "brackets",
    "square brackets", "bracketed letters", "apostrophe words", "hyphens", "double hyphens", "initials",
    "initials together", "of the", "abbreviations", "doubled words", "said quotes", "sentences", "lines", "transcript",
)  # fmt: skip
MARKDOWN = ("link openings", "low lines in Markdown", "star words in Markdown", "tags in Markdown", "comments")
PAIRED = (
    "open quotation marks, both sides", "quoted words, both sides", "brackets, both sides", "of the, both sides",
    "lost quotations", "added quotations", "offices", "hedges", "opposites", "copied original", "transcript, back",
    "transcript with its original",
)  # fmt: skip
# In 400 letters of it there is nothing yet for this check to look at; from 800 on its steps double with the letters.
LATER = {("transcript, back", "opposite")}
UNCOMPARED = {"different years": "numbers", "other numbers": "numbers", "other names": "names"}

BY_TITLE = {pattern.title: pattern for pattern in patterns()}


def steps(pattern: Pattern, size: int) -> dict[str, int]:
    """Return the calls that each part makes."""
    found: dict[str, int] = {}
    for name, work in parts(pattern, size):
        count = 0

        def step(_frame: FrameType, event: str, _argument: Any) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        let_go(0)  # what another part or test made of this text would be for nothing
        sys.setprofile(step)
        try:
            work()
        finally:
            sys.setprofile(None)
        found[name] = count
    return found


def grown(pattern: Pattern, few: int, many: int) -> dict[str, tuple[int, int]]:
    """Return the steps at both sizes of the parts that grow faster than the text."""
    found: dict[str, tuple[int, int]] = {}
    for longer in WARM_UPS:
        steps(pattern, longer * many + 1)  # what is made once is made now, or when it was asked for often enough
        once, more = steps(pattern, few), steps(pattern, many)
        # What is little at both sizes is what a part does for any text.
        little = {name: many / (2 if (pattern.title, name) in LATER else 4) for name in more}
        found = {
            name: (once[name], more[name])
            for name in more
            if more[name] > MOST * many / few / 4 * max(once[name], little[name])
        }
        # What a part makes once does not grow like that: no longer warm-up takes it away.
        if not found or any(more > _PLAIN * max(once, few) for once, more in found.values()):
            break
    return found


@pytest.mark.parametrize("title", [*ALONE, *MARKDOWN, *PAIRED])
def test_four_times_the_text_takes_four_times_the_steps(title: str) -> None:
    assert grown(BY_TITLE[title], FEW, MANY) == {}


@pytest.mark.parametrize(("title", "check"), UNCOMPARED.items())
def test_what_would_be_held_against_too_much_is_told_to_be_unchecked(title: str, check: str) -> None:
    answers = next(work() for name, work in parts(BY_TITLE[title], TOO_MANY) if _done(name, work, check))
    assert [type(answer) for answer in answers] == [Unchecked]
    assert "at most" in answers[0].reason


def _done(name: str, work: Any, wanted: str) -> bool:
    """Do the work of the parts before the one that is wanted."""
    if name in ("opening", "readings"):
        work()
    return name == wanted


@pytest.mark.parametrize("title", UNCOMPARED)
def test_a_unit_of_more_than_that_takes_no_longer_than_its_length(title: str) -> None:
    # Other sizes than in the test before: what was read is remembered.
    assert grown(BY_TITLE[title], TOO_MANY + 300, FAR_TOO_MANY) == {}
