"""Whether two names are spellings of one name, by three keys of sound; each forgets what its question may forget.

``sound_key`` is for a name in two languages, where nearly every letter may change: Cruz and Krus share it.
``transliteration_key`` is for a name in one text, where two persons may have names that sound alike: it forgets only
what the systems of transliteration differ in (ISO 9, BGN/PCGN, the scientific one: Zelenskyy, Zelenskiy, Zelenskyj).
``first_name_key`` is for a list of first names, in which Sylvia and Silvia are one, and Carlo and Karla are two.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import Literal

# Letters that transliterations and languages choose differently, the longer first.
_SOUNDS = [
    *(("tsch", "k"), ("tch", "k"), ("sch", "s"), ("sh", "s"), ("ch", "k"), ("ck", "k"), ("ph", "f"), ("th", "t")),
    *(("gh", "g"), ("kh", "k"), ("dj", "i"), ("ou", "u"), ("oe", "o"), ("ue", "u"), ("ae", "a"), ("qu", "k")),
    *(("cz", "k"), ("q", "k"), ("c", "k"), ("y", "i"), ("j", "i"), ("w", "v"), ("x", "ks"), ("z", "s"), ("h", "")),
]
_TRANSLITERATED = [
    (re.compile(pattern), right)
    for pattern, right in [
        (r"sch|sh|sz|ş|š", "s"),
        (r"tch|ch|č|cz|c(?=[iey])", "c"),
        (r"kh|ck|q|c(?=[aou]|$)", "k"),
        (r"dzh|zh|ž|dj|j(?=[aou])", "z"),
        ("ph", "f"),
        ("w", "v"),
        ("th", "t"),
        ("gh", "g"),
        ("ou|oo", "u"),
        ("i?[yj]+|ee|ii", "i"),
        ("ie", "e"),
        ("ia", "a"),
        ("x", "ks"),
        (r"(.)\1+", r"\1"),
    ]
]
# Sounds from which on a word may differ in two letters and still be the same.
_TELLING = 5
_PLAIN_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "-": "", "'": "", "’": "", " ": ""})


@lru_cache(maxsize=8192)
def sound_key(name: str) -> str:
    """Return a rough key of a name's sound: no accents, one letter for the ways to write it, no doubled letters."""
    plain = _without_accents(name.lower(), "NFD")
    plain = plain.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i")
    for letters, sound in _SOUNDS:
        plain = plain.replace(letters, sound)
    return _undoubled(plain)


@lru_cache(maxsize=4096)
def transliteration_key(name: str) -> str:
    """Return what all transliterations of a name share.

    It forgets accents, doubled letters, y against i, kh, ck and q against k, w against v, hyphens, and capitals.
    """
    folded = _without_accents(name, "NFKD").lower().translate(_PLAIN_LETTERS)
    for pattern, right in _TRANSLITERATED:
        folded = pattern.sub(right, folded)
    return folded


@lru_cache(maxsize=8192)
def first_name_key(name: str) -> str:
    """Return a first name without accents and doubled letters, the letters that vary made one ("Sylvia", "Silvia")."""
    return _undoubled(_without_accents(name.lower(), "NFD").replace("ph", "f").replace("y", "i"))


def _without_accents(name: str, form: Literal["NFD", "NFKD"]) -> str:
    return "".join(sign for sign in unicodedata.normalize(form, name) if not unicodedata.combining(sign))


def _undoubled(name: str) -> str:
    return "".join(letter for letter, _ in groupby(name))


def alike(left: str, right: str) -> bool:
    """Whether two words may be the same name, one of them perhaps made into an adjective or misspelt."""
    ours, theirs = sound_key(left), sound_key(right)
    shorter, longer = sorted((ours, theirs), key=len)
    if ours == theirs or _plural(left) == _plural(right):
        return True
    if len(shorter) >= 4 and longer.startswith(shorter) and len(longer) - len(shorter) <= 6:
        return True
    shared = _shared_beginning(ours, theirs)
    if shared >= max(5, 0.7 * len(shorter)):
        return True
    return len(shorter) >= 5 and _near(ours, theirs, 2 if len(shorter) >= 8 else 1)


def slipped(left: str, right: str, shortest: int = 5) -> bool:
    """Whether two words differ by a slip of the pen: a letter or two, heard too, and not at the end alone.

    Words of fewer sounds than ``shortest`` say too little; those of fewer than usual may differ in one letter alone.
    """
    ours, theirs = sound_key(left), sound_key(right)
    shorter, longer = sorted((ours, theirs), key=len)
    if len(shorter) < shortest or longer.startswith(shorter) or _plural(left) == _plural(right):
        return False
    return longer[-1] == shorter[-1] and _near(left.lower(), right.lower(), 2 if len(shorter) >= _TELLING else 1)


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
