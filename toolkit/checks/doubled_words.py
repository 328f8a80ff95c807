"""Doubled words: the the."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from toolkit.analysis.text.passages import Passage, passages
from toolkit.languages import load
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

# Letters beside a doubled word in which the words stand that excuse it.
_NEAR = 400
_WORD = r"[^\W_]+(?:['’][^\W\d_]+)*"
_DOUBLED = re.compile(rf"(?<![\w'’.,&/@#-])({_WORD})(?: +\1)+(?![\w-]|['’]\w|[.,]\d)", re.IGNORECASE)
_PHRASE = re.compile(rf"(?<![\w'’.-])({_WORD}(?: {_WORD}){{1,3}}) \1(?![\w-]|['’]\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DoubledWords:
    """A word, or a run of up to four, that is written twice.

    The eye skips it, above all at the end of a line, and only a reader of the printed page sees it. What English
    doubles on purpose is let be: "had had", "that that", "very very", "her her", telephone numbers, names such as
    Duran Duran, "step by step by step".

    Bad:  The minister said the the talks would go on.
    Good: She said that that was all they had had.

    On clean news (NTREX-128, 1,007 segments): .2 %, both rightly. Finds .98 of words written twice and 1.00 of those
    written four times (DEMETR, 50 each).
    """

    needs_source: ClassVar[bool] = False
    safe_fix: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("form.doubled",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each doubled word or phrase; the suggestion is to write it once."""
        data = load(case.translation_language, "form")["doubled"]
        sources = {unit.index: unit.source_text for unit in case.units}
        texts = passages(case)
        found = [(passage, match) for passage in texts for match in _DOUBLED.finditer(passage.text)]
        names = Counter(match[0] for _, match in found if match[1][0].isupper())
        written = cache(lambda form, unit: form in sources[unit])
        for passage, match in found:
            as_original = written(match[0], passage.place(*match.span())[0])
            if not as_original and names[match[0]] < 2 and not _on_purpose(passage.text, match, data):
                yield _finding(passage, match)
        for passage in texts:
            for match in _PHRASE.finditer(passage.text) if _may_repeat(passage.text) else ():
                if not _is_pattern(passage.text, match):
                    yield _finding(passage, match)


def _finding(passage: Passage, match: re.Match[str]) -> Finding:
    message = f"{match[1]!r} is written more than once"
    return passage.finding("warning", "linguistic-conventions/typography", message, match.span(), match[1])


def _on_purpose(text: str, match: re.Match[str], data: Mapping[str, Any]) -> bool:
    first, second = match[0].split()[:2]
    word = first.lower()
    if word in data["allowed"] or (len(word) == 1 and word not in data["single"] and not word.isdigit()):
        return True
    if word in data["calls"]:
        return _is_called(text, match)
    if word.isdigit():
        return _is_number_in_groups(text, match)
    if first != second:
        # One of the two may be a name or initials: "Will will go", "told US us".
        return not first.istitle() or second[0].isupper() or word in data["homographs"]
    if first[0].isupper():
        return first in data["names"] or re.match(r" [A-Z]", text[match.end() : match.end() + 2]) is not None
    before = re.findall(r"[A-Za-z]+", text[max(0, match.start() - _NEAR) : match.start()].lower())[-4:]
    return any(one in data["after"].get(word, ()) for one in before)


def _is_called(text: str, match: re.Match[str]) -> bool:
    """Whether nothing or a mark stands on one side: "no no, he cried" is a call, "there is no no doubt" a slip."""
    before, after = (
        text[max(0, match.start() - 3) : match.start()].rstrip(),
        text[match.end() : match.end() + 3].lstrip(),
    )
    return not before or not before[-1].isalnum() or not after or not after[0].isalnum()


def _is_number_in_groups(text: str, match: re.Match[str]) -> bool:
    """Whether the groups belong to a telephone number, a card number or a table."""
    before = text[max(0, match.start() - _NEAR) : match.start()].split()[-1:]
    after = text[match.end() : match.end() + _NEAR].split()[:1]
    return any(word[:1] in "0123456789+(" and word[-1:].isdigit() for word in before + after) or match[1][0] == "0"


def _may_repeat(text: str) -> bool:
    """Whether two words stand twice at the same distance: the expression is slow, and most texts have no such thing."""
    words = [word.rstrip(",.;:!?”\"'") for word in text.lower().split()]
    return any(
        words[at : at + 2] == words[at + length : at + length + 2]
        for length in (2, 3, 4)
        for at, (one, other) in enumerate(zip(words, words[length:], strict=False))
        if one == other
    )


def _is_pattern(text: str, match: re.Match[str]) -> bool:
    words = match[1].lower().split()
    if len(set(words)) == 1 or any(word.isdigit() for word in words):
        return True
    following = text[match.end() : match.end() + _NEAR].split()[:1]
    goes_on = bool(following) and following[0].strip(".,;:!?”\"'").lower() == words[0]
    return goes_on or all(word[0].isupper() for word in match[1].split())


PLUGIN: type[Check] = DoubledWords
