"""A person's new wording of sentences -> edits of their document that leave the markup among the words where it is."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from toolkit.errors import InputError
from toolkit.model import Document, Edit, Mapped, Sentence
from toolkit.model.places import place, shown
from toolkit.readers.files.folding import fold

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_SPACE = re.compile(r"\s*")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")

Range = tuple[int, int]


def edits_of(sentences: Sequence[Sentence], text: str, document: Document) -> tuple[Edit, ...]:
    """Return the edits after which sentences of a document, joined by a space, say ``text``.

    Words that stay keep their places, and so does the markup among them. Raises InputError for sentences without a
    place (a unit that nobody has translated), and for a change that would take the end of a paragraph away.
    """
    new = " ".join(text.split())
    if not sentences:
        raise InputError(f"{document.path}: there is no sentence to write over; put it in with the program it is from")
    old = " ".join(sentence.text for sentence in sentences)
    found: list[Edit] = []
    for start, end, words in changes(old, new):
        found += _edits(sentences, old, (start, end), words, document)
    return tuple(found)


def changes(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges of a text that another one says differently, word by word, and what it says there."""
    left, right = _WORD.findall(old), _WORD.findall(new)
    head = _common(left, right)
    tail = _common(left[head:][::-1], right[head:][::-1])
    starts = [0, *accumulate(map(len, left))]
    middle = SequenceMatcher(None, left[head : len(left) - tail], right[head : len(right) - tail], autojunk=False)
    for kind, *places in middle.get_opcodes():
        first, last, begin, end = (place + head for place in places)
        if kind == "equal":
            continue
        if kind == "delete" and first > 0 and left[first - 1].isspace() and left[first - 1] == left[last - 1]:
            first, last = first - 1, last - 1  # a word goes with the space before it: behind it a line may end
        yield starts[first], starts[last], "".join(right[begin:end])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def ordered(edits: Sequence[Edit], document: Document) -> list[Edit]:
    """Return edits in the order of the text; raises InputError where two take the same place, or one none there is."""
    found = sorted(edits, key=lambda edit: edit[:2])
    last = 0
    for edit in found:
        if not last <= edit.start <= edit.end <= len(document.text):
            where = shown(place(document, max(0, edit.start), edit.end), document)
            raise InputError(f"{document.path}: {where}: two edits of one place; make them one after the other")
        last = edit.end
    return found


def expected(document: Document, edits: Sequence[Edit]) -> str:
    """Return what a document says, all blocks joined by a space, after edits in order."""
    parts: list[str] = []
    at = 0
    for block in document.blocks:
        text = block.body.text
        pending: list[tuple[int, int, str]] = []
        while at < len(edits) and edits[at].start <= block.body.end:
            edit = edits[at]
            pending.append((*_within(block.body, edit), edit.text))
            at += 1
        for start, end, words in reversed(pending):
            text = text[:start] + words + text[end:]
        parts.append(text)
    return said(" ".join(parts))


def said(text: str) -> str:
    """Return a text in the one form that is read."""
    return fold(text, [(0, len(text))], entities=False).text


def _within(body: Mapped, edit: Edit) -> Range:
    """Return the range of a clean text that an edit takes; of one that only puts something in, where it does."""
    signs = range(len(body.text))
    last = bisect_left(signs, edit.end, key=body.offset)
    if edit.start < edit.end:
        first = bisect_right(signs, edit.start, key=lambda at: body.place(at, at + 1)[1])
        if first < last:
            return first, last
    at = bisect_left(signs, edit.start, key=body.offset)
    return at, at


def _edits(sentences: Sequence[Sentence], old: str, span: Range, words: str, document: Document) -> Iterator[Edit]:
    """Yield the edits for one change: the words go to the first of the places, what else there is goes away."""
    start, end, words = _whole(sentences, old, *span, words)
    ranges = list(_ranges(sentences, start, end, document))
    if not ranges:
        at = _place_before(sentences, start)
        ranges = [(at, at)]
        if start < end:  # the space between two sentences
            ranges = [_between(sentences, start, document)]
    for number, (first, last) in enumerate(ranges):
        yield Edit(first, last, words if number == 0 else "")


def _whole(sentences: Sequence[Sentence], old: str, start: int, end: int, words: str) -> tuple[int, int, str]:
    """Return a change that cuts nothing that is written as one: an entity, a letter and its accent."""
    for shift, body in zip(_starts(sentences), (sentence.body for sentence in sentences), strict=True):
        for at, to, *_ in body.replaced:
            first, last = shift + at, shift + to
            if first < start < last:
                start, words = first, old[first:start] + words
            if first < end < last:
                end, words = last, words + old[end:last]
    return start, end, words


def _ranges(sentences: Sequence[Sentence], start: int, end: int, document: Document) -> Iterator[Range]:
    """Yield the ranges of the document in which characters of the joined text stand, markup between two left out."""
    current: Range | None = None
    for shift, body in zip(_starts(sentences), (sentence.body for sentence in sentences), strict=True):
        for at in range(max(0, start - shift), min(len(body.text), end - shift)):
            first, last = body.place(at, at + 1)
            if current and (first < current[1] or _is_space(document.text, current[1], first)):
                current = current[0], max(current[1], last)
            else:
                if current:
                    yield current
                current = first, last
    if current:
        yield current


def _between(sentences: Sequence[Sentence], position: int, document: Document) -> Range:
    number = max(0, bisect_right(_starts(sentences), position) - 1)
    first, last = sentences[number].body.end, sentences[min(number + 1, len(sentences) - 1)].body.start
    if first > last or not _is_space(document.text, first, last):
        where = shown(place(document, min(first, last), max(first, last)), document)
        raise InputError(
            f"{document.path}: {where}: more than a space stands between these two sentences; leave them apart here"
        )
    return first, last


def _place_before(sentences: Sequence[Sentence], position: int) -> int:
    """Return where to put something in: behind the character before, so that it stands in the same markup."""
    starts = _starts(sentences)
    number = max(0, bisect_right(starts, position) - 1)
    body, at = sentences[number].body, position - starts[number]
    return body.place(at - 1, at)[1] if 0 < at <= len(body.text) else body.start


def _is_space(text: str, start: int, end: int) -> bool:
    """Whether nothing but white space within a paragraph stands in a range."""
    return _SPACE.fullmatch(text, start, end) is not None and not _BLANK_LINE.search(text, start, end)


def _starts(sentences: Sequence[Sentence]) -> list[int]:
    return [0, *accumulate(len(sentence.text) + 1 for sentence in sentences[:-1])]
