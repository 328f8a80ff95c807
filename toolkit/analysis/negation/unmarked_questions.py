"""Questions that a text tells without a mark: indirect ones, and headlines that ask by their words alone."""

import re
from itertools import pairwise

from toolkit import languages
from toolkit.analysis.text.cues import Patterns, compiled, scan
from toolkit.analysis.text.words import lowered, words
from toolkit.languages import remembered

# Behind what introduces it, an indirect question begins within so many characters.
_SOON = 25
_STOPPED = re.compile(r"[.!:;…][\W_]*\Z")
# A question of one word or two before the end is a heading, or an afterthought.
_FEW_WORDS = 2
_SHORT = 4
_SENTENCE_START = re.compile(r"[.!?…:;¿]\s*")
_CLAUSE = re.compile(r"(?:\A|[:,;–—-])\W*\Z")


def tells_question(text: str, language: str) -> bool:
    """Whether a text without a question mark asks all the same: "he wonders whether", "Tax reform: who wins"."""
    small = lowered(text)
    marks = list(scan(small, _patterns(language)))
    for (_, end, kind), (start, _, following) in pairwise(marks):
        if kind == "introduced" and following == "words" and start - end <= _SOON:
            return True
    short = len(words(small)) <= _SHORT  # "Er, what."
    if short and any(_CLAUSE.search(small[:start]) and not words(small[end:]) for start, end, _ in marks[-1:]):
        return True
    headline = not _STOPPED.search(text)
    return headline and any(kind == "words" and _CLAUSE.search(small[:start]) for start, _, kind in marks)


def is_aside(text: str, mark: int, language: str) -> bool:
    """Whether the question that ends at ``mark`` only asks to be followed ("you see?"), or is a heading of a word."""
    small = lowered(text)
    asked = _SENTENCE_START.split(small[:mark])[-1]
    last = asked.rpartition(",")[2]
    found = words(last)
    if " ".join(word.text for word in found) in _tags(language):
        return True
    return bool(words(small[mark:])) and len(words(asked)) <= _FEW_WORDS


@remembered()
def _tags(language: str) -> frozenset[str]:
    tags = languages.load(language, "questions").get("tags", ())
    return frozenset(" ".join(word.text for word in words(tag)) for tag in tags)


@remembered()
def _patterns(language: str) -> Patterns:
    data = languages.load(language, "questions")
    return compiled({kind: data.get(kind, ()) for kind in ("introduced", "words")})
