"""Figures in each other's part: "from 2.4 to 2.1" the other way round, twelve goals in three games, 1-2 for 2-1."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from toolkit import languages
from toolkit.analysis.quantities.comparing.differences import Difference
from toolkit.analysis.quantities.comparing.likeness import EQUAL
from toolkit.analysis.quantities.comparing.matching import Matching, Stated
from toolkit.analysis.quantities.units import compatible
from toolkit.analysis.quantities.values import Quantity, Strength, is_year
from toolkit.languages import remembered

_SURE = frozenset(("from", "to"))
_HIGHEST = 150  # points of a team
_HYPHEN = re.compile(r"[-‐‑–:]\Z")

_Scores = Sequence[tuple[Quantity, Quantity]]


def turned(left: Sequence[Quantity], right: Sequence[Quantity], matching: Matching) -> Iterator[Difference]:
    """Yield the first of two figures of which each has the part that the other has on the other side."""
    pairs = [
        (mine, yours)
        for mine, yours, score in matching.pairs
        if score >= EQUAL and _role(left, mine) != _role(right, yours) and _is_count(left[mine.owner])
    ]
    for (mine, yours), (other, others) in combinations(pairs, 2):
        roles = _role(left, mine), _role(right, yours)
        if roles != (_role(right, others), _role(left, other)) or not _comparable(mine, other):
            continue
        values = (mine.value, others.value)
        yield Difference("turned", left[mine.owner], right[others.owner], values, _SURE.issuperset(roles))
        return


def _is_count(quantity: Quantity) -> bool:
    """Return whether a quantity is no year, ordinal or article."""
    return (
        quantity.strength >= Strength.SMALL
        and quantity.form in ("digits", "word", "fraction")
        and not is_year(quantity)
    )


def _role(quantities: Sequence[Quantity], stated: Stated) -> str:
    """Return the part of a value; in "3 goals in 5 games" the second stands among."""
    if len(stated.reading) == 2 and quantities[stated.owner].form == "fraction":
        return "among" if stated.value == stated.reading[1] else ""
    return quantities[stated.owner].role


def _comparable(first: Stated, second: Stated) -> bool:
    mine, yours = first.value, second.value
    return mine.kind == yours.kind == "number" and compatible(mine.unit, yours.unit) and mine.amount != yours.amount


def turned_scores(
    left: Sequence[Quantity], right: Sequence[Quantity], sides: Sequence[tuple[str, str]]
) -> Iterator[Difference]:
    """Yield the first score that is turned round, unless a word tells that it is told from the loser's side.

    ``sides`` are the texts with their languages.
    """
    ours, theirs = _scores(left, sides[0][0]), _scores(right, sides[1][0])
    if not ours or len(ours) != len(theirs) or _figures(ours) == _figures(theirs):
        return
    if any(losing and losing.search(text) for text, losing in ((text, _losing(code)) for text, code in sides)):
        return
    for (first, second), (third, fourth) in zip(ours, theirs, strict=True):
        if (_amount(first), _amount(second)) == (_amount(fourth), _amount(third)) != (_amount(third), _amount(fourth)):
            yield Difference("turned", first, third, (first.readings[0][0], third.readings[0][0]), False)
            return


def _figures(scores: _Scores) -> Mapping[tuple[float, float], int]:
    return Counter((_amount(first), _amount(second)) for first, second in scores)


def _scores(quantities: Sequence[Quantity], text: str) -> _Scores:
    return [
        (first, second)
        for first, second in pairwise(quantities)
        if _HYPHEN.match(text[first.end : second.start]) and _is_points(first) and _is_points(second)
    ]


def _is_points(quantity: Quantity) -> bool:
    return quantity.text.isdigit() and quantity.readings[0][0].kind == "number" and _amount(quantity) <= _HIGHEST


def _amount(quantity: Quantity) -> float:
    return quantity.readings[0][0].amount


@remembered()
def _losing(language: str) -> re.Pattern[str] | None:
    """Return the pattern of words that tell a score from the loser's side; None where the data have none."""
    words = languages.load(language, "numbers").get("losing", ())
    each = (re.escape(str(word)).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(each)})\b", re.IGNORECASE) if words else None
