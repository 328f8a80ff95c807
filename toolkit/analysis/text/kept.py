"""What stands the same on both sides of a unit: codes, versions, numbers of telephones, passages in another language.

Whatever it is, it was kept and not translated, and no check need look at it: the letters of a code are no word, its
figures no quantity, the negation of a song no negation of the sentence. What changed places is not held to be the same.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from toolkit import languages
from toolkit.analysis.text.frequency import common
from toolkit.analysis.text.runs import shared_runs
from toolkit.analysis.text.words import Word, lowered, words
from toolkit.languages import MOST_TEXTS, remembered

Range = tuple[int, int]


class Kept(NamedTuple):
    """The ranges of one thing on both sides."""

    source: Range
    translation: Range


_CODE = re.compile(
    r"(?<![\w.,$€£])(?:"
    r"[^\W\d_]+\d[\w]*(?:[.-]\w+)*"  # m68k, i386, A320, COVID19
    r"|[^\W\d_]{2,}-\d+\w*"  # COVID-19
    r"|\d+[A-Z](?![.,]?\w)"  # 4K
    r"|v?\d+(?:\.\d+){2,}[\w-]*"  # 2.6.18
    r")(?!\w)"
)
_DATE = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?!\d)"
_TELEPHONE = re.compile(
    rf"(?<![\w.,])(?!{_DATE})(?:\+\d[\d /().-]{{5,24}}|0\d[\d /().-]{{4,23}}|\d{{2,}}[ -][\d -]{{3,20}})\d(?![.,]?\d)"
)
_FEWEST_FIGURES = 7  # of a number of a telephone
_VERSION = re.compile(r"(?<!\w)(\w+)\.? (v?\d+(?:\.\d+)+\w*)(?![\w,])")
_QUOTED = re.compile(
    r"“([^“”]+)[”“]|«([^«»]+)»|»([^«»]+)«|„([^„“”]+)[“”]|\"([^\"]+)\"|(?<!\w)[‘']([^‘’']+(?:['’]\w[^‘’']*){0,50})[’'](?!\w)"
)
_SIGN = re.compile(r"\w")
_FIGURE = re.compile(r"\d")
_OPENING = tuple("\"'“„«»‘")
_MARKS = " .,;:!?…"
# How much commoner (in powers of ten) a word must be in its own language than in the other.
_COMMONER = 1.0
_LONGEST_TITLE = 9
_FEWEST_WORDS = 3


@remembered(MOST_TEXTS)
def kept(source: str, translation: str, source_language: str, translation_language: str) -> tuple[Kept, ...]:
    """Return what stands the same on both sides and was not to be translated, in the order of the translation."""
    pair = source_language, translation_language
    if source.strip() == translation.strip() and not _is_prose(source, pair):
        return (Kept((0, len(source)), (0, len(translation))),)
    found = [*_codes(source, translation, pair), *_quotations(source, translation, pair)]
    return tuple(sorted(found, key=lambda one: one.translation))


def _is_prose(text: str, pair: tuple[str, str]) -> bool:
    """Whether a text that stands on both sides is a sentence or a heading in the language of the original.

    It is none if it is in another language, or if it is a command: words in small letters with nothing between them.
    """
    leaning = _leaning(words(text), pair)
    if leaning.theirs <= max(leaning.ours, leaning.unknown):
        return False
    joined = any(word.text.lower() in _small_words(pair[0]) for word in words(text))
    return joined or not text[:1].islower() or text[-1:] in _MARKS


@remembered()
def _small_words(language: str) -> frozenset[str]:
    data = languages.load(language, "splitting")
    return frozenset(f"{data.get('starters', '')} {data.get('open_words', '')}".split())


class _Code(NamedTuple):
    """A code on one side: ``key`` is what must be the same on the other."""

    key: str
    start: int
    end: int


def _codes(source: str, translation: str, pair: tuple[str, str]) -> Iterator[Kept]:
    """Yield codes that both sides have equally often and in the same order."""
    if not _FIGURE.search(source) or not _FIGURE.search(translation):
        return
    left, right = _of_side(source, pair[0]), _of_side(translation, pair[1])
    counts, others = Counter(one.key for one in left), Counter(one.key for one in right)
    both = {key for key, count in counts.items() if others[key] == count}
    ours = [one for one in left if one.key in both]
    theirs = [one for one in right if one.key in both]
    for one, other in zip(ours, theirs, strict=True):
        if one.key == other.key:
            yield Kept((one.start, one.end), (other.start, other.end))


def _of_side(text: str, language: str) -> list[_Code]:
    found = [_Code(match[0].lower(), *match.span()) for match in _CODE.finditer(text)]
    for match in _TELEPHONE.finditer(text):
        figures = re.sub(r"\D", "", match[0])
        if len(figures) >= _FEWEST_FIGURES:
            found.append(_Code(figures, *match.span()))
    for match in _VERSION.finditer(text):
        word = match[1].lower()
        if word in _version_words(language):
            found.append(_Code(f"version {match[2]}", *match.span(2)))
        elif match[1][0].isupper():
            found.append(_Code(f"{word} {match[2]}", *match.span(2)))
    found.sort(key=lambda one: (one.start, -one.end))
    return [one for number, one in enumerate(found) if number == 0 or one.start >= found[number - 1].end]


@remembered()
def _version_words(language: str) -> frozenset[str]:
    return frozenset(languages.load(language, "words").get("versions", ()))


def _quotations(source: str, translation: str, pair: tuple[str, str]) -> Iterator[Kept]:
    """Yield passages that stand on both sides: in quotation marks, or in a language that is not the original's."""
    small = lowered(source)
    covered: list[Range] = []
    standing = cache(_standing)  # of this one text
    for match in _QUOTED.finditer(translation):
        inside = next(number for number, group in enumerate(match.groups(), 1) if group)
        passage = lowered(match[inside]).strip(_MARKS)
        at = standing(passage, small)
        if at < 0 or not _is_kept(passage, source, at, pair):
            continue
        start = match.start(inside) + lowered(match[inside]).index(passage)
        covered.append((start, start + len(passage)))
        yield Kept((at, at + len(passage)), covered[-1])
    for left, right in _runs(source, translation):
        run = words(translation)[slice(*right)]
        start, end = run[0].start, run[-1].end
        if _is_foreign(run, pair) and not _overlaps(start, end, covered):
            theirs = words(source)[slice(*left)]
            yield Kept((theirs[0].start, theirs[-1].end), (start, end))


def _standing(passage: str, text: str) -> int:
    """Return where a passage stands in a text, no part of a word at its ends; -1 where it does not."""
    if not any(map(str.isalpha, passage)):
        return -1
    first, at = -1, text.find(passage)
    while at >= 0:
        end = at + len(passage)
        if not _is_part(text, at, end):
            if text[at - 1 : at] in _OPENING:
                return at
            first = at if first < 0 else first
            at = text.find(passage, end)
        else:
            at = text.find(passage, at + 1)
    return first


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a word begins before a passage, or goes on behind it."""
    return (start > 0 and _SIGN.match(text, start - 1) is not None) or _SIGN.match(text, end) is not None


def _overlaps(start: int, end: int, covered: Sequence[Range]) -> bool:
    """Whether a range has a part of one of these, which stand in order, one behind the other."""
    number = bisect_left(covered, end, key=lambda one: one[0])
    return number > 0 and start < covered[number - 1][1]


def _is_kept(passage: str, source: str, at: int, pair: tuple[str, str]) -> bool:
    """Whether a quoted passage is one that may stay: in another language, or a title rather than what somebody says."""
    leaning = _leaning(words(passage), pair)
    if leaning.theirs <= max(leaning.ours, leaning.unknown):
        return True
    last = at - 1
    while last >= 0 and source[last] in " \"'“‘«„»":
        last -= 1
    is_speech = last < 0 or source[last] in ":." or source[at + len(passage) : at + len(passage) + 1] in ",.!?"
    return len(words(passage)) <= _LONGEST_TITLE and not is_speech


class _Leaning(NamedTuple):
    """How many words are rather of the original's language, of that of the translation, and small ones of neither."""

    theirs: int
    ours: int
    unknown: int


def _leaning(passage: tuple[Word, ...], pair: tuple[str, str]) -> _Leaning:
    theirs = ours = unknown = 0
    for word in passage:
        small = word.text.lower()
        left, right = common(small, pair[0]), common(small, pair[1])
        theirs += small.isalpha() and left - right >= _COMMONER
        ours += small.isalpha() and right - left >= _COMMONER
        unknown += word.text.islower() and left == right == 0
    return _Leaning(theirs, ours, unknown)


def _is_foreign(run: tuple[Word, ...], pair: tuple[str, str]) -> bool:
    """Whether half the words are none of the original's language and the rest do not speak for it."""
    leaning = _leaning(run, pair)
    return leaning.theirs == 0 and 2 * (leaning.ours + leaning.unknown) >= len(run)


def _runs(source: str, translation: str) -> Iterator[tuple[Range, Range]]:
    """Yield the ranges of words, three and more, that follow each other on both sides."""
    left, right = ([word.text for word in words(lowered(text))] for text in (source, translation))
    if set(zip(left, left[1:], left[2:], strict=False)).isdisjoint(zip(right, right[1:], right[2:], strict=False)):
        return
    yield from shared_runs(left, right, _FEWEST_WORDS)
