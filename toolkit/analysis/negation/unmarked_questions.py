"""Questions that a text tells without a mark: indirect ones, and headlines that ask by their words alone."""

import re
from itertools import pairwise

from toolkit import languages
from toolkit.analysis.text.cues import Patterns, compiled, scan
from toolkit.analysis.text.words import lowered
from toolkit.languages import remembered

# Behind what introduces it, an indirect question begins within so many characters.
_SOON = 25
_STOPPED = re.compile(r"[.!:;…][\W_]*\Z")
_CLAUSE = re.compile(r"(?:\A|[:,;–—-])\W*\Z")


def tells_question(text: str, language: str) -> bool:
    """Whether a text without a question mark asks all the same: "he wonders whether", "Tax reform: who wins"."""
    small = lowered(text)
    marks = list(scan(small, _patterns(language)))
    for (_, end, kind), (start, _, following) in pairwise(marks):
        if kind == "introduced" and following == "words" and start - end <= _SOON:
            return True
    headline = not _STOPPED.search(text)
    return headline and any(kind == "words" and _CLAUSE.search(small[:start]) for start, _, kind in marks)


@remembered()
def _patterns(language: str) -> Patterns:
    data = languages.load(language, "questions")
    return compiled({kind: data.get(kind, ()) for kind in ("introduced", "words")})
