"""What a text has lost: characters that somebody replaced by "\ufffd", and words read in a wrong encoding.

A letter that is lost is told by the word that the other text has in the same place, or by the only common word that
it leaves ("caf\ufffd"). A word that nothing tells is unknown: no check can say anything of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from toolkit.analysis.text.frequency import common, common_words_like
from toolkit.analysis.text.words import LETTERS
from toolkit.model import Sentence

LOST = "\ufffd"
_WORD = re.compile(rf"[\w{LOST}]*{LOST}[\w{LOST}]*")
_FOREIGN = "[^\\W\\d_a-zA-Z]"
_COMMONER = 1.0  # in powers of ten
_APOSTROPHE = re.compile(rf"(?<=[^\W\d_]){LOST}(?=[^\W\d_])")


def is_damaged(sentence: Sentence) -> bool:
    """Return whether anything in a sentence cannot be read."""
    return LOST in sentence.text or any(not damage.is_mended for damage in sentence.body.damages)


def restored(sentences: Sequence[Sentence], other: Sequence[Sentence], language: str) -> Mapping[int, str]:
    """Return what stands at the places of the joined text that cannot be read, "" where nothing tells."""
    found: dict[int, str] = {}
    there = {word.lower() for sentence in other for word in LETTERS.findall(sentence.text)}
    start = 0
    for sentence in sentences:
        for match in _WORD.finditer(sentence.text):
            found.update((start + at, sign) for at, sign in _read(match, there, language))
        for damage in sentence.body.damages:
            if not damage.is_mended:
                found.update((start + at, "") for at in range(*sentence.body.within(damage.start, damage.end)))
        start += len(sentence.text) + 1
    return found


def _read(match: re.Match[str], there: set[str], language: str) -> Iterator[tuple[int, str]]:
    """Yield places and signs of one word: its letters if they are told, else what must be covered of it."""
    written = match[0]
    if word := _told(written, there, language):
        yield from ((match.start() + at, _as(word[at], written)) for at in _places(written))
        return
    bare = written.strip(LOST)
    marks = bare.isdigit() or bool(bare and common(_APOSTROPHE.sub("’", bare).split("’")[0].lower(), language))
    for at, sign in enumerate(written):
        if not marks:
            yield match.start() + at, ""
        elif sign == LOST:
            yield match.start() + at, "’" if _APOSTROPHE.match(written, at) else ""


def _told(written: str, there: set[str], language: str) -> str | None:
    """Return the one word that is written so but for the lost letters, in lower case."""
    if not re.search(r"[^\W\d_]", written):
        return None
    pattern = re.escape(written.lower()).replace(LOST, _FOREIGN)
    near = [word for word in there if re.fullmatch(pattern, word)]
    if near:
        return near[0] if len(near) == 1 else None
    found = common_words_like(pattern, language)
    is_told = len(found) == 1 or (found and common(found[0], language) - common(found[1], language) >= _COMMONER)
    return found[0] if is_told else None


def _places(written: str) -> list[int]:
    return [at for at, sign in enumerate(written) if sign == LOST]


def _as(letter: str, written: str) -> str:
    return letter.upper() if len(written) > 1 and written.replace(LOST, "").isupper() else letter
