"""UTF-8 that was read as something else ("Ã©", "â€™", "√©"), and what it was before.

Where the characters of a word, written in the wrong encoding and read as UTF-8, give the word that ftfy (Speer 2019)
would put there, that is certain enough to read on with; each character then knows which ones it stands for.
"""

import re
from functools import lru_cache

from toolkit.model import Damage

Cell = tuple[str, int, int]

_C1 = {byte: chr(byte) for byte in range(0x80, 0xA0)}
_WINDOWS = {byte: bytes([byte]).decode("windows-1252", "replace") for byte in range(0x80, 0xA0)}
_HIGH = {byte: chr(byte) for byte in range(0xA0, 0x100)}
_MAC = {byte: bytes([byte]).decode("mac_roman") for byte in range(0x80, 0x100)}
_LOST = "\ufffd"
_NEXT_LINE = "\x85"

UNKNOWN = "text read in a wrong encoding"

# First bytes of what Western texts are made of: Latin letters, accents, Greek, Cyrillic.
_TWO = (0xC2, 0xC3, 0xC4, 0xC5, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1)
_THREE = (0xE2, 0xEF)  # punctuation and signs; ligatures, the byte order mark
_FOUR = (0xF0,)  # pictures
_MAC_TWO, _MAC_THREE = (0xC2, 0xC3, 0xC5), (0xE2,)

# The last of three bytes has no sign in Windows-1252, or somebody made straight what looked like a mark.
_CLOSING = r"(?<=\S)â€(?:[\x9d”\"])?(?=[\s.,;:!?)\]]|$)"
# A space that does not break ends a letter, and was made into a common one.
_SPACED = r"(?<=[a-zß-ÿ])Ã(?: (?=\s|$)|(?=[^\S\xa0]|[.,;:!?)]|$))"


def _signs(*tables: dict[int, str]) -> str:
    return re.escape("".join(sign for table in tables for sign in table.values() if sign != _LOST))


def _of(bytes_: tuple[int, ...], table: dict[int, str]) -> str:
    return "".join(re.escape(table[byte]) for byte in bytes_)


_LATIN_NEXT = _signs(_C1, _WINDOWS, {byte: chr(byte) for byte in range(0xA0, 0xC0)})
_MAC_NEXT = _signs({byte: sign for byte, sign in _MAC.items() if byte < 0xC0})
_LATIN = (
    rf"[{_of(_TWO, _HIGH)}][{_LATIN_NEXT}]|[{_of(_THREE, _HIGH)}][{_LATIN_NEXT}]{{2}}"
    rf"|[{_of(_FOUR, _HIGH)}][{_LATIN_NEXT}]{{3}}"
)
_ROMAN = rf"[{_of(_MAC_TWO, _MAC)}][{_MAC_NEXT}]|[{_of(_MAC_THREE, _MAC)}][{_MAC_NEXT}]{{2}}"
_CONTROLS = "".join(sign for byte, sign in _C1.items() if sign != _NEXT_LINE and _WINDOWS[byte] != _LOST)

_RULES = re.compile(
    rf"(?P<closing>{_CLOSING})|(?P<latin>{_LATIN})|(?P<spaced>{_SPACED})|(?P<roman>{_ROMAN})|(?P<control>[{_CONTROLS}])"
)
_OWN = re.compile(rf"(?P<closing>{_CLOSING})|(?P<spaced>{_SPACED})|(?P<control>[{_CONTROLS}])")
# After a small letter neither "Ã" nor the root of anything goes on: ftfy need not be asked, which is wary of "pi√π".
_SURE = re.compile(rf"(?<=[a-zß-ÿ])(?:(?P<latin>Ã[{_LATIN_NEXT}])|(?P<roman>√[{_MAC_NEXT}]))")
_CERTAIN = frozenset({"closing", "spaced", "control"})
_RUN = re.compile(rf"(?:{_LATIN}|{_ROMAN}|{_SPACED}|\S)+")
_MOST_TIMES = 3
_TIMES = {2: "twice", 3: "three times"}
_ENDS, _BEGINS = "”’»›…–—", "“‘«‹„‚'\"("
_LATIN_BYTES = {sign: byte for table in (_C1, _WINDOWS, _HIGH) for byte, sign in table.items() if sign != _LOST}
_MAC_BYTES = {sign: byte for byte, sign in _MAC.items()}


def is_suspect(text: str, start: int, end: int) -> bool:
    """Return whether anything in ``text[start:end]`` may be misread; nothing is loaded to tell."""
    return _RULES.search(text, start, end) is not None


def mended(text: str, start: int, end: int) -> tuple[list[Cell], list[Damage]]:
    """Return what was written in ``text[start:end]``, sign by sign with its range, and which ranges were misread.

    What is misread beyond doubt, and cannot be told for certain, stays and is among the ranges all the same.
    """
    cells: list[Cell] = []
    damages: list[Damage] = []
    at = start
    certain = _CERTAIN.union(match.lastgroup or "" for match in _SURE.finditer(text, start, end))
    for run in _RUN.finditer(text, start, end):
        if is_suspect(text, *run.span()):
            cells += standing(text, at, run.start())
            right, damage = _mended_run(text, *run.span(), certain)
            cells += right
            damages += [damage] if damage else []
            at = run.end()
    return [*cells, *standing(text, at, end)], damages


def standing(text: str, start: int, end: int) -> list[Cell]:
    """Return the signs as they stand."""
    return [(sign, at, at + 1) for at, sign in enumerate(text[start:end], start)]


def _mended_run(text: str, start: int, end: int, certain: frozenset[str]) -> tuple[list[Cell], Damage | None]:
    """Return the signs of a word as they were, and what happened to it, if anything did.

    Of what is ``certain`` somewhere in the text ftfy is not asked again.
    """
    as_it_stands = standing(text, start, end)
    cells, kinds, groups = as_it_stands, list[str](), set[str]()
    while len(kinds) < _MOST_TIMES:
        seen = _seen(cells)
        matches = list(_RULES.finditer(seen))
        if len(matches) == 1 and not _may_be(matches[0], text[start - 1 : start]):
            break
        if not matches:
            break
        kinds.append(_kind(matches))
        groups |= {match.lastgroup or "" for match in matches}
        cells = _replaced(cells, matches)
    if not kinds:
        return as_it_stands, None
    written = text[start:end]
    right = _seen(cells)
    if _LOST in right or not (groups <= certain or _agrees(written, right)):
        return as_it_stands, Damage(start, end, written, UNKNOWN, is_mended=False) if _is_bad(written) else None
    changed = [cell for cell in cells if cell[2] - cell[1] > 1 or text[cell[1]] != cell[0]]
    kind = f"{kinds[0]}, {_TIMES[len(kinds)]}" if len(kinds) > 1 else kinds[0]
    first, last = changed[0][1], changed[-1][2]
    return cells, Damage(first, last, text[first:last], kind)


def _seen(cells: list[Cell]) -> str:
    return "".join(cell[0] for cell in cells)


def _may_be(match: re.Match[str], before: str) -> bool:
    """Return whether the only match of a word may be misread: "Â" alone is a letter, so is one after capitals."""
    following, behind = match[0][1:], match.string[match.end() :][:1]
    before = match.string[: match.start()][-1:] or before
    if following.isspace():
        return not before.isupper() and (match[0][0] == "Ã" or bool(before.strip()))
    is_letter = before.isupper() or not before.strip() or before in _BEGINS
    return not (is_letter and following in _ENDS and not behind.isalpha())


def _replaced(cells: list[Cell], matches: list[re.Match[str]]) -> list[Cell]:
    result: list[Cell] = []
    at = 0
    for match in matches:
        result += cells[at : match.start()]
        result.append((_right(match), cells[match.start()][1], cells[match.end() - 1][2]))
        at = match.end()
    return result + cells[at:]


def _right(match: re.Match[str]) -> str:
    written = match[0]
    if match.lastgroup == "closing":
        return "”"
    if match.lastgroup == "spaced":
        return "à"
    if match.lastgroup == "control":
        return _WINDOWS[ord(written)]
    bytes_ = _MAC_BYTES if match.lastgroup == "roman" else _LATIN_BYTES
    return bytes(bytes_[sign] for sign in written).decode("utf-8", "replace")


def _kind(matches: list[re.Match[str]]) -> str:
    groups = {match.lastgroup for match in matches}
    if groups == {"control"}:
        return "Windows-1252 read as ISO-8859-1"
    if "roman" in groups:
        return "UTF-8 read as Mac Roman"
    controls = any(sign in _CONTROLS for match in matches for sign in match[0])
    return f"UTF-8 read as {'ISO-8859-1' if controls else 'Windows-1252'}"


@lru_cache(maxsize=4096)
def _agrees(written: str, right: str) -> bool:
    """Return whether ftfy, too, reads it so; what it has no rule for is done before it is asked."""
    import ftfy

    return bool(ftfy.fix_encoding(_OWN.sub(_right, written)) == right)


@lru_cache(maxsize=4096)
def _is_bad(text: str) -> bool:
    import ftfy.badness

    return bool(ftfy.badness.is_bad(text))
