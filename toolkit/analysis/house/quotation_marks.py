"""The quotation marks of a house: single or double, curly or straight, stops inside or outside."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.analysis.house.patterns import HouseBreach
from toolkit.analysis.quotations.marks import CURLY, QuoteMark
from toolkit.analysis.quotations.pairing import pair_marks
from toolkit.analysis.quotations.said import speech_follows, speech_is_near
from toolkit.analysis.quotations.stops import stop_side
from toolkit.analysis.text.passages import Passage
from toolkit.languages import load

Pair = tuple[QuoteMark, QuoteMark]

_SINGLE = {"open": "‘", "close": "’"}
_MOST = 3
_PHRASE = 6  # words: what is longer may be a sentence
_MORE = ("'", '"', "’", "”")


def breaches(
    passages: Sequence[Passage], language: str, quotes: str | None, marks: str | None, punctuation: str | None
) -> Iterator[HouseBreach]:
    """Yield the marks of paragraphs that are not the house's; of the wrong shape at most three, of the rest each."""
    form = load(language, "form")
    reading = pair_marks(passages, form)
    bodies = [pair for pair in reading.quotations if passages[pair[1].passage].kind == "paragraph"]
    if quotes:
        yield from _kinds(passages, bodies, quotes)
    if marks:
        yield from _shapes(passages, bodies, marks)
    if punctuation:
        said = speech_follows(form)
        for opening, closing in bodies:
            found = stop_side(passages, opening, closing, said)
            excused = found == "inside" and _excused(passages, opening, closing, form)
            if found not in (None, punctuation) and not excused:
                start = closing.at - (found == "inside")
                written = passages[closing.passage].text[start : start + 2]
                message = f"punctuation: the house puts it {punctuation} the quotation marks"
                yield HouseBreach(passages[closing.passage], (start, start + 2), message, written[::-1])


def _excused(passages: Sequence[Passage], opening: QuoteMark, closing: QuoteMark, form: Mapping[str, Any]) -> bool:
    """Whether a mark inside may belong to the words quoted: to speech that is attributed after it, or to a sentence."""
    text = passages[closing.passage].text
    if opening.passage != closing.passage or text[closing.at + 1 : closing.at + 2] in _MORE:
        return True
    if len(text[opening.at : closing.at].split()) > _PHRASE:
        return True
    attributed = (
        _is_speech(text, closing, form["article"]) or speech_is_near(form).match(text[closing.at + 1 :]) is not None
    )
    return text[closing.at - 1] == "," and attributed


def _is_speech(text: str, closing: QuoteMark, article: str) -> bool:
    """Whether what follows the comma may be a name with its title: the verb of speech can be far behind it."""
    return re.match(rf" (?:{article} )?(?:[A-Z][\w’'.-]+ )+", text[closing.at + 1 :]) is not None


def _kinds(passages: Sequence[Passage], pairs: Sequence[Pair], quotes: str) -> Iterator[HouseBreach]:
    for opening, closing in pairs:
        depth = sum(_holds(other, (opening, closing)) for other in pairs)
        wanted = (quotes == "single") == (depth % 2 == 0)
        if opening.style in ("low", "guillemet") or opening.single == wanted:
            continue
        kind, inner = ("single", "double")[not wanted], ", within a quotation" if depth else ""
        for mark, role in ((opening, "open"), (closing, "close")):
            straight = mark.style.startswith("straight")
            right = ("'" if wanted else '"') if straight else (_SINGLE if wanted else CURLY)[role]
            message = f"quotation marks: {kind} ones are the house's{inner}"
            yield HouseBreach(passages[mark.passage], (mark.at, mark.at + 1), message, right)


def _holds(outer: Pair, inner: Pair) -> bool:
    first, last = ((mark.passage, mark.at) for mark in outer)
    start, end = ((mark.passage, mark.at) for mark in inner)
    return first < start and end < last


def _shapes(passages: Sequence[Passage], pairs: Sequence[Pair], marks: str) -> Iterator[HouseBreach]:
    wrong = [
        (mark, role)
        for pair in pairs
        for mark, role in zip(pair, ("open", "close"), strict=True)
        if mark.style.startswith("straight" if marks == "curly" else "curly")
    ]
    for mark, role in sorted(wrong, key=lambda one: (one[0].passage, one[0].at))[:_MOST]:
        right = (_SINGLE if mark.single else CURLY)[role] if marks == "curly" else "'" if mark.single else '"'
        message = f"quotation marks: {marks} ones are the house's ({len(wrong)} are not)"
        yield HouseBreach(passages[mark.passage], (mark.at, mark.at + 1), message, right)
