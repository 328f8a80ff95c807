"""What of an English sentence may be left out to make a fault of it: words of each kind, and whole phrases.

The kinds are those that translators and engines leave out, and that the literature plants (Karpinska et al. 2022,
"DEMETR"): nouns, verbs, adjectives and adverbs, names, subjects, noun phrases, phrases with a preposition.
"""

from collections.abc import Iterator, Sequence

from toolkit.analysis.channels.function_words import function_words, is_content, small_words
from toolkit.analysis.text.words import words
from toolkit.evaluation.training.parts_of_speech import Part

_Range = tuple[int, int]

LONGEST = 6
"""How many words a phrase has at most."""
_NOMINAL = {"n", "np", "adj", "det", "num", "prn", "gen", "", "predet", "preadv"}
_KEPT = {"not", "more", "most", "when", "where"}


def candidates(text: str, parts: Sequence[Part]) -> dict[str, list[_Range]]:
    """Return for each kind the ranges of the text that could be left out, kinds without any left away."""
    found = {
        "adjective": [
            part[:2] for part in parts if part.kind in ("adj", "adv", "preadv") and _of(text, part).lower() not in _KEPT
        ],
        "name": list(_names(text, parts)),
        "noun": [part[:2] for part in parts if part.kind in ("n", "") and text[part.start].isalpha()],
        "noun phrase": list(_noun_phrases(text, parts)),
        "phrase": list(phrases(text)),
        "subject": list(_subjects(text, parts)),
        "verb": [part[:2] for part in parts if part.kind in ("vblex", "vbser")],
        "verbs": list(_verb_groups(text, parts)),
    }
    return {kind: ranges for kind, ranges in found.items() if ranges}


def phrases(text: str) -> Iterator[_Range]:
    """Yield the phrases of a preposition and what follows it, up to the next small word or mark."""
    found, articles = words(text), small_words("articles")
    for number, word in enumerate(found):
        if word.text not in small_words("prepositions"):
            continue
        last = None
        for before, after in zip(found[number:], found[number + 1 : number + 1 + LONGEST], strict=False):
            stops = after.text.lower() in function_words() - articles or (last and after.text.lower() in articles)
            if stops or text[before.end : after.start] != " ":
                break
            last = after if is_content(after.text) else last
        if last:
            yield word.start, last.end


def _names(text: str, parts: Sequence[Part]) -> Iterator[_Range]:
    """Yield runs of capitalised words that do not merely begin the text."""
    number = 0
    while number < len(parts):
        word, last = _of(text, parts[number]), number
        inside = word[:1].isupper() and number > 0 and word.isalpha() and len(word) > 1
        if parts[number].kind == "np" or inside:
            while last + 1 < len(parts) and _of(text, parts[last + 1])[:1].isupper() and _adjoin(text, parts, last):
                last += 1
            yield parts[number].start, parts[last].end
        number = last + 1


def _noun_phrases(text: str, parts: Sequence[Part]) -> Iterator[_Range]:
    for number, part in enumerate(parts):
        if part.kind == "det":
            last = number
            while (
                last + 1 < len(parts)
                and parts[last + 1].kind in ("n", "adj", "num", "np", "")
                and last - number < LONGEST - 1
                and _adjoin(text, parts, last)
            ):
                last += 1
            if last > number:
                yield part.start, parts[last].end


def _subjects(text: str, parts: Sequence[Part]) -> Iterator[_Range]:
    """Yield what stands before a finite verb, a noun phrase without a preposition before it."""
    for number, part in enumerate(parts):
        if not part.is_finite:
            continue
        first = number
        while (
            first and parts[first - 1].kind in _NOMINAL and text[parts[first - 1].end : parts[first].start] in ("", " ")
        ):
            first -= 1
        if 1 <= number - first <= LONGEST and not (first and parts[first - 1].kind == "pr"):
            yield parts[first].start, parts[number - 1].end


def _verb_groups(text: str, parts: Sequence[Part]) -> Iterator[_Range]:
    """Yield verbs with their auxiliaries and the adverb between them."""
    for number, part in enumerate(parts):
        if not part.is_verb or (number and parts[number - 1].is_verb):
            continue
        last = number
        while last + 1 < len(parts) and _adjoin(text, parts, last):
            between = parts[last + 1].kind == "adv" and last + 2 < len(parts) and parts[last + 2].is_verb
            if not parts[last + 1].is_verb and not between:
                break
            last += 1
        yield part.start, parts[last].end


def _adjoin(text: str, parts: Sequence[Part], number: int) -> bool:
    return text[parts[number].end : parts[number + 1].start] == " "


def _of(text: str, part: Part) -> str:
    return text[part.start : part.end]
