"""The names and figures that both sides of a unit spell alike, once each: fixed points to hold word order against."""

from collections import Counter

from toolkit.analysis.text.words import Word, words

Anchors = dict[str, tuple[int, int]]


def anchors(source: str, translation: str) -> Anchors:
    """Return each capitalised word or figure that stands once on either side, with its start on each side."""
    left, right = _single(source), _single(translation)
    return {text: (left[text], right[text]) for text in left if text in right}


def moved_across(shared: Anchors, source_start: int, translation_start: int, least: int = 2) -> bool:
    """Whether something stands after ``least`` or more anchors on one side that it stands before on the other.

    Nothing may have gone the other way: then the clauses have merely changed places.
    """
    before = {text for text, (start, _) in shared.items() if start < source_start}
    now_before = {text for text, (_, start) in shared.items() if start < translation_start}
    gained, lost = len(now_before - before), len(before - now_before)
    return (gained >= least and not lost) or (lost >= least and not gained)


def _single(text: str) -> dict[str, int]:
    found = [word for word in words(text) if _is_anchor(word)]
    counts = Counter(word.text for word in found)
    return {word.text: word.start for word in found if counts[word.text] == 1}


def _is_anchor(word: Word) -> bool:
    first = word.text[0]
    return first.isdigit() or (first.isupper() and len(word.text) > 1)
