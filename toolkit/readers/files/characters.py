"""Characters in the one form that is read: composed, no ligatures, one apostrophe, one hyphen, no entities.

After Unicode Standard Annex 15 (NFC) and the named character references of HTML. A word is the same word however a
keyboard, a layout program or a web page wrote it; what a reader sees as different (straight and curly marks, dashes,
fractions, raised figures) stays different.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from html.entities import html5
from typing import NamedTuple
from unicodedata import normalize

from toolkit.model import Damage
from toolkit.readers.files import mojibake

# Soft hyphen, zero-width space, word joiner, byte order mark, direction marks, control characters.
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
INVISIBLE = f"\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069{_CONTROLS}"
# Joiners shape Arabic and Indic letters and emoji; between Latin letters they are leftovers of a layout.
JOINER = "(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d]+"

Piece = tuple[int, int] | tuple[int, int, str]
# What is seen, and the range of the text that it stands for.
_Cell = tuple[str, int, int]

_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_MARKS = "\u0300-\u036f"  # combining
# Lowered figures, ligatures, wide and double forms.
_SINGLE = "\u2080-\u2089\ufb00-\ufb06\u0132\u0133\u01c4-\u01cc\uff01-\uff5e\u212a\u212b\u2126"
_HYPHENS = "\u2010\u2011\ufe63"
_LETTER = r"[^\W\d_]"
_MARK = "[\u00b4`\u02bc\u2018\u201b\u2032]"
_APOSTROPHE = rf"{_MARK}(?<={_LETTER}.)(?={_LETTER})|\u02bc(?<={_LETTER}.)"
_PLURAL = re.compile(rf"(?<={_LETTER})\u00b4(?!\w)")  # "the workers´ vote", unless it closes a quotation
_OPENING = re.compile(r"(?<!\w)[\u00b4`]")

_ODD = re.compile(rf"[{_MARKS}{_SINGLE}{_HYPHENS}{INVISIBLE}\u00b4\u02bc\u200c\u200d]|{_APOSTROPHE}|{_ENTITY}")
# Marks and embeddings of a direction come with any text that was copied; an override turns letters round.
_UNMEANT = re.compile(rf"(?P<control>[{_CONTROLS}]+)|[\u202d\u202e]")
_UNSEEN = re.compile(rf"[{INVISIBLE}]+|{JOINER}")
_RULES = re.compile(
    rf"(?P<unseen>{_UNSEEN.pattern})|(?P<composed>[^{_MARKS}][{_MARKS}]+)|(?P<single>[{_SINGLE}])"
    rf"|(?P<hyphen>[{_HYPHENS}])|(?P<apostrophe>{_APOSTROPHE})|(?P<entity>{_ENTITY})"
)


class Formed(NamedTuple):
    """A range as pieces: what stands as it is, and what is read as something else, "" for nothing; and its damages."""

    pieces: list[Piece]
    damages: list[Damage]


def in_one_form(text: str, run: Sequence[Piece], *, entities: bool) -> Formed:
    """Return pieces that touch in the one form. An entity that was escaped again ("&amp;eacute;") is read to its end.

    What was read in a wrong encoding is read in the right one, where that is certain (``mojibake``).
    """
    misread = any(mojibake.is_suspect(text, *piece[:2]) for piece in run)
    if not misread and not any(_is_odd(text, piece) for piece in run):
        return Formed(list(run), [])
    cells: list[_Cell] = []
    damages: list[Damage] = []
    for piece in run:
        start, end = piece[:2]
        if len(piece) == 3:
            cells += [(sign, start, end) for sign in piece[2]]
        else:
            right, wrong = mojibake.mended(text, start, end) if misread else (mojibake.standing(text, start, end), [])
            cells += right
            damages += sorted([*wrong, *_unmeant(text, start, end, wrong)])
    changed = True
    while changed:
        cells, changed = _turned(cells, entities=entities)
    return Formed(list(_pieces(text, cells)), damages)


def _is_odd(text: str, piece: Piece) -> bool:
    if len(piece) == 3:
        return _ODD.search(piece[2]) is not None
    return _ODD.search(text, *piece) is not None


def _unmeant(text: str, start: int, end: int, told: list[Damage]) -> Iterator[Damage]:
    """Yield the signs that no writer means and no reader sees."""
    for match in _UNMEANT.finditer(text, start, end):
        if not any(damage.start < match.end() and match.start() < damage.end for damage in told):
            kind = "control" if match["control"] else "override of the direction"
            yield Damage(*match.span(), match[0], kind, is_seen=False)


def _turned(cells: list[_Cell], *, entities: bool) -> tuple[list[_Cell], bool]:
    """Return the cells with everything replaced that is there to be replaced now, and whether anything was."""
    seen = "".join(cell[0] for cell in cells)
    found = [(match.span(), _instead(match, entities=entities)) for match in _RULES.finditer(seen)]
    if _OPENING.search(seen) is None:
        found = sorted([*found, *((match.span(), "’") for match in _PLURAL.finditer(seen))])
    result: list[_Cell] = []
    at = 0
    for (first, last), instead in found:
        if instead is None or instead == seen[first:last]:
            continue
        result += cells[at:first]
        start, end = cells[first][1], cells[last - 1][2]
        result += [(sign, start, end) for sign in instead]
        at = last
    changed = at > 0
    return (result + cells[at:], True) if changed else (cells, False)


def _instead(match: re.Match[str], *, entities: bool) -> str | None:
    """Return what is read for a match, None where it stays."""
    written = match[0]
    if match.lastgroup == "entity":
        if not entities:
            return None
        return unescape(written) if written[1] == "#" else html5.get(written[1:])
    if match.lastgroup == "unseen":
        return ""
    if match.lastgroup == "hyphen":
        return "-"
    if match.lastgroup == "apostrophe":
        return "’"
    return normalize("NFKC" if match.lastgroup == "single" else "NFC", written)


def _pieces(text: str, cells: list[_Cell]) -> Iterator[Piece]:
    """Yield the cells as pieces: runs that stand as they are, and each replacement with the whole that it is for."""
    at = 0
    while at < len(cells):
        _, start, end = cells[at]
        stop = at + 1
        if _stands(text, cells[at]):
            while stop < len(cells) and cells[stop][1] == end and _stands(text, cells[stop]):
                end = cells[stop][2]
                stop += 1
            yield (start, end)
        else:
            while stop < len(cells) and cells[stop][1] < end:
                end = max(end, cells[stop][2])
                stop += 1
            yield (start, end, "".join(cell[0] for cell in cells[at:stop]))
        at = stop


def _stands(text: str, cell: _Cell) -> bool:
    return cell[2] - cell[1] == 1 and text[cell[1]] == cell[0]
