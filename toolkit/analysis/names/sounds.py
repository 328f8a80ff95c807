"""Whether two names are spellings of one name: transliterations, adjectives and inhabitants made from it, slips."""

import unicodedata
from functools import lru_cache

# Letters that transliterations and languages choose differently, the longer first.
_SOUNDS = [
    *(("tsch", "k"), ("tch", "k"), ("sch", "s"), ("sh", "s"), ("ch", "k"), ("ck", "k"), ("ph", "f"), ("th", "t")),
    *(("gh", "g"), ("kh", "k"), ("dj", "i"), ("ou", "u"), ("oe", "o"), ("ue", "u"), ("ae", "a"), ("qu", "k")),
    *(("cz", "k"), ("q", "k"), ("c", "k"), ("y", "i"), ("j", "i"), ("w", "v"), ("x", "ks"), ("z", "s"), ("h", "")),
]


@lru_cache(maxsize=8192)
def sounded(name: str) -> str:
    """Return a rough key of a name's sound: no accents, one letter for the ways to write it, no doubled letters."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    plain = plain.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i")
    for letters, sound in _SOUNDS:
        plain = plain.replace(letters, sound)
    return "".join(letter for letter, before in zip(plain, " " + plain, strict=False) if letter != before)


def alike(left: str, right: str) -> bool:
    """Whether two words may be the same name, one of them perhaps made into an adjective or misspelt."""
    ours, theirs = sounded(left), sounded(right)
    shorter, longer = sorted((ours, theirs), key=len)
    if ours == theirs or _plural(left) == _plural(right):
        return True
    if len(shorter) >= 4 and longer.startswith(shorter) and len(longer) - len(shorter) <= 6:
        return True
    shared = _shared_beginning(ours, theirs)
    if shared >= max(5, 0.7 * len(shorter)):
        return True
    return len(shorter) >= 5 and _near(ours, theirs, 2 if len(shorter) >= 8 else 1)


def slipped(left: str, right: str) -> bool:
    """Whether two words differ by a slip of the pen: a letter or two, heard too, and not at the end alone."""
    ours, theirs = sounded(left), sounded(right)
    shorter, longer = sorted((ours, theirs), key=len)
    if len(shorter) < 5 or longer.startswith(shorter) or _plural(left) == _plural(right):
        return False
    return longer[-1] == shorter[-1] and _near(left.lower(), right.lower(), 2)


def _plural(name: str) -> str:
    """Return the name without the s of a plural, abbreviations included ("MPs")."""
    return name.lower().removesuffix("s")


def _shared_beginning(left: str, right: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _near(left: str, right: str, limit: int) -> bool:
    """Whether at most ``limit`` insertions, deletions or substitutions part two words (Levenshtein 1966)."""
    if abs(len(left) - len(right)) > limit or left[:1] != right[:1]:
        return False
    row = list(range(len(right) + 1))
    for number, letter in enumerate(left, 1):
        above, row[0] = row[0], number
        for column, other in enumerate(right, 1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (letter != other))
    return row[-1] <= limit
