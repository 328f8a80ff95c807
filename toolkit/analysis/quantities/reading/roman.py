"""Roman numerals: centuries, sovereigns, wars."""

import re

_ROMAN = re.compile(r"(?=[IVXL])X{0,3}(?:XL|L)?X{0,3}(?:IX|IV|V?I{0,3})\Z")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


def split(word: str, endings: frozenset[str]) -> tuple[str, bool]:
    """Return a word without the ordinal ending after its capitals ("XVe"), and whether there was one."""
    capitals = "".join(letter for letter in word if letter.isupper())
    ending = word[len(capitals) :]
    joined = ending in endings and word.startswith(capitals) and (len(capitals) > 1 or capitals in ("V", "X"))
    return (capitals, True) if joined else (word, False)


def value(word: str) -> int | None:
    """Return what a word in capitals says as a Roman numeral below 90, None where it is none."""
    if not _ROMAN.match(word):
        return None
    digits = [_DIGITS[letter] for letter in word]
    return sum(-digit if any(later > digit for later in digits[at + 1 :]) else digit for at, digit in enumerate(digits))
