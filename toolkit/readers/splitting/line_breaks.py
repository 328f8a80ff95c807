"""What the words on either side of a line break tell: the sentence goes on, it does not, or they do not tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.analysis.text.bylines import is_byline
from toolkit.readers.files.instructions import is_instruction
from toolkit.readers.splitting.boundaries import boundaries, continues
from toolkit.readers.splitting.credits import is_credit
from toolkit.readers.splitting.vocabulary import SplittingVocabulary

Break = Literal["join", "part", "open"]

FINAL = re.compile(r"[.!?…][\s\"'”’»›“‘«‹)\]}*_¹²³]*$")
BULLET = re.compile(r"(?:[-–—•·‣▪*+o]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,5}[.)])\s+\S")

WIDEST_WRAP = 132

_LINE = re.compile(r"([^\r\n\f\x85\u2029]*)(?:\r\n|[\r\n\f\x85\u2029]|$)")
_LOWER_START = re.compile(r"[\s\"'“”„«»‚‘’‹›(\[–—-]*")
_PUNCTUATION_START = re.compile(r"[,;:.!?…)\]}%](?!\w)|[”’»›](?=[\s.,;:!?)]|$)")
_FIRST_WORD = re.compile(r"[^ \t]*")
_LAST_WORD = re.compile(r"([^\W\d_]+)[’']?$")
_HANGING = re.compile(r"\s[-–—]$|[\[/&]$|\w[-—]$|\b[ld][’']$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """The printing part of a line: its range in the file, its indent in columns, and its words."""

    start: int
    end: int
    indent: int
    text: str

    @property
    def width(self) -> int:
        """The columns it takes."""
        return self.indent + len(self.text)

    @property
    def first_word(self) -> int:
        """The length of the word that would have had to fit on the line before."""
        match = _FIRST_WORD.match(self.text)
        return match.end() if match else 0

    @property
    def is_final(self) -> bool:
        """Whether it ends with a final mark, closing quotation marks and brackets aside."""
        return bool(FINAL.search(self.text))

    @property
    def is_symbols(self) -> bool:
        """Whether it is a rule or an ornament: "* * *"."""
        return not any(map(str.isalnum, self.text))

    @property
    def is_shouted(self) -> bool:
        """Whether it is all in capitals, as some headings are."""
        return self.text.isupper() and sum(map(str.isalpha, self.text)) >= 8


def runs(text: str) -> list[list[Line]]:
    """Return the lines that print something, in stretches without a blank line between.

    A line that tells the toolkit what to ignore is no text; it counts as a blank one.
    """
    found: list[list[Line]] = [[]]
    for match in _LINE.finditer(text):
        raw = match[1].removeprefix("\ufeff")
        stripped = raw.strip()
        if not stripped or (stripped[0] == "#" and is_instruction(stripped)):
            if found[-1]:
                found.append([])
            continue
        indent = len(raw) - len(raw.lstrip())
        start = match.end(1) - len(raw) + indent
        found[-1].append(Line(start, start + len(stripped), indent, stripped))
    return [run for run in found if run]


def starts_lower(text: str) -> bool:
    """Return whether a line begins in lower case ("iPhone" does not count), opening marks aside."""
    opened = _LOWER_START.match(text)
    head = text[opened.end() : opened.end() + 2] if opened else text[:2]
    return head[:1].islower() and not head[1:].isupper()


def judge(lines: Sequence[Line], index: int, words: SplittingVocabulary, widest: int) -> Break:
    """Say what the words tell about the break after line ``index``; ``widest`` is the longest line of the file."""
    line, following = lines[index], lines[index + 1]
    authors = any(_names_author(lines, at, words, widest) for at in (index, index + 1))
    symbols = line.is_symbols or following.is_symbols
    if authors or symbols or _is_item(line, following) or is_credit(following.text):
        return "part"
    if starts_lower(following.text) or _PUNCTUATION_START.match(following.text):
        return "join"
    if line.is_final:
        if following.indent > line.indent + 1:
            return "part"
        return "join" if continues(line.text, following.text, words.language) else "open"
    if _is_unfinished(line.text, following.text, words):
        return "join"
    return "part" if line.is_shouted != following.is_shouted else "open"


def _names_author(lines: Sequence[Line], index: int, words: SplittingVocabulary, widest: int) -> bool:
    """Return whether a line is a byline, and no line of a paragraph that happens to look like one.

    What follows does not go on with it; the line above ends with a mark, or has room for its first word.
    """
    line = lines[index]
    if not is_byline(line.text, words.language) or (index + 1 < len(lines) and starts_lower(lines[index + 1].text)):
        return False
    above = lines[index - 1] if index else None
    if above is None or above.is_final:
        return True
    has_room = above.width + 1 + line.first_word <= widest or widest > WIDEST_WRAP
    return has_room and not above.text.endswith((",", ";"))


def is_glued(line: Line, following: Line, words: SplittingVocabulary) -> bool:
    """Return whether two joined lines need no space between: "well-" + "known", but not "pre-" + "and post-war"."""
    if not re.search(r"\w[-—]$", line.text) or not following.text[:1].isalpha():
        return False
    word = re.match(r"\w+", following.text)
    return line.text[-1] == "—" or (word is not None and word.group() not in words.hyphen_partners)


def _is_item(line: Line, following: Line) -> bool:
    """Return whether a line is an item of a list, and not a number or a dash at which a line was broken."""
    if not BULLET.match(following.text):
        return False
    return line.is_final or line.text.endswith((":", ";")) or bool(BULLET.match(line.text))


def _is_unfinished(text: str, following: str, words: SplittingVocabulary) -> bool:
    """Return whether a line without a final mark cannot be a heading: it must go on in the next line."""
    pairs = [(pair[0], pair[-1]) for pair in ("()", *words.quotation_pairs)]
    if _HANGING.search(text) or any(text.endswith(opening) for opening, _ in pairs):
        return True
    if (len(text) >= 40 and text.endswith((",", ";"))) or (len(text) >= 60 and boundaries(text, words.language)):
        return True
    word = _LAST_WORD.search(text)
    if word and word[1].lower() in words.open_words:
        return True
    return any(
        text.rfind(opening) > text.rfind(closing) and closing in following.split(opening, maxsplit=1)[0]
        for opening, closing in pairs
    )
