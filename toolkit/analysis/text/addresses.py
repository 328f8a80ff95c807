"""What is no prose: addresses of the net, mail, accounts and tags, paths, names of files, code in backquotes.

An address is read as it stands and by nobody translated; its letters are no words, its figures no quantities. After the
generic syntax of RFC 3986, with what people write of it: a host alone, an address without a scheme.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import Literal, NamedTuple

from toolkit.languages import MOST_TEXTS, remembered, shared

Kind = Literal["url", "mail", "host", "account", "tag", "path", "file", "code"]


class Address(NamedTuple):
    """An address, and its half-open range in the text."""

    kind: Kind
    text: str
    start: int
    end: int


# What every address has: most texts have none of it and need no closer look.
_SUSPECT = re.compile(r"[@#/`~\\]|\w\.[a-z]\w|(?<!\S)\.[a-z]")
_TRAILING = ".,;:!?'\"’”»*_"
_CLOSING = {")": "(", "]": "[", "}": "{"}
_PARTS = r"[^\s<>\"“”«»`]"
_LABEL = r"[^\W_](?:[\w-]{0,62}[^\W_])?"


def addresses(text: str) -> tuple[Address, ...]:
    """Return the addresses of a text, in order; none overlap, and no mark that ends a sentence belongs to one."""
    return _found(text) if _SUSPECT.search(text) else ()


@remembered(MOST_TEXTS)
def _found(text: str) -> tuple[Address, ...]:
    found = []
    for match in _pattern().finditer(text):
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # the groups are called by the kinds
        written = match[0] if kind == "code" else _bare(match[0])
        if written:
            found.append(Address(kind, written, match.start(), match.start() + len(written)))
    return tuple(found)


@remembered()
def _pattern() -> re.Pattern[str]:
    data = shared("addresses")
    top_level, endings = "|".join(data["top_level"]), "|".join(data["endings"])
    kinds = {
        "code": r"(?<![\w`])`[^`\n]{1,120}`(?![\w`])",
        "url": rf"\b(?:[a-z][a-z0-9+.-]{{1,20}}://|mailto:|www\.(?=\w)){_PARTS}+",
        "mail": rf"(?<![\w.+-])[\w.+%-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+",
        "account": r"(?<![\w@.])@[\w.-]*\w",
        "tag": r"(?<![\w&#/])#[^\W\d_]\w+",
        "host": rf"(?<![\w.@-])(?:{_LABEL}\.)*[^\W\d_][\w-]{{0,61}}[^\W_]\.(?:{top_level})(?![\w-]|\.\w)"
        rf"(?:/{_PARTS}*)?",
        "file": rf"(?<![\w.@/-])(?:\w[\w+-]{{0,254}}/)*[\w+-]{{1,255}}(?:\.\w+)*\.(?:{endings})(?![\w-]|\.\w)"
        r"|(?<![^\s(\[\"“«„‘'])\.[a-z]\w+(?:\.[a-z]+)*(?!\w)",
        "path": r"(?<![\w/.])(?:~|[A-Z]:)?(?:[/\\][\w.+@-]+){2,}[/\\]?"
        r"|(?<![\w/.])~/[\w./+@-]*|(?<!\S)/[\w.+-]{2,}/(?!\w)",
    }
    return re.compile("|".join(f"(?P<{kind}>{regex})" for kind, regex in kinds.items()))


@lru_cache(maxsize=512)
def _bare(written: str) -> str:
    """Return an address without the marks of the sentence that stand behind it, and brackets that it did not open."""
    counts, end = Counter(written), len(written)
    while end:
        last = written[end - 1]
        unopened = last in _CLOSING and counts[last] > counts[_CLOSING[last]]
        if last not in _TRAILING and not unopened:
            break
        counts[last] -= 1
        end -= 1
    return written[:end]
