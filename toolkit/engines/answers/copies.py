"""Answers that are their texts once more, as a whole or but for a word or two.

A text of names, figures and addresses may be copied, one or two words may mean the same in both languages, and a
passage in a third language is rightly left. So a copy must hold words that are plain (not written as names are) and
that belong to the language of the text rather than to the one that was asked for.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from toolkit.analysis.text import addresses
from toolkit.analysis.text.frequency import common
from toolkit.analysis.text.identification import count_function_words
from toolkit.analysis.text.words import LETTERS

_LEAST_PLAIN = 3
_UNLIKE = 0.3
_NEAR, _SAME = 0.7, 0.95
# By how many powers of ten a word must be commoner in the language of the text.
_COMMONER = 1.0
_LONG = 500


def fault(text: str, answer: str, source: str, target: str) -> str | None:
    """Return that the answer is a copy, if it surely is."""
    given, said = {*text.lower().split()}, {*answer.lower().split()}
    if len(given & said) <= _UNLIKE * min(len(given), len(said)):  # most answers need no closer look
        return None
    ours, theirs = _plain(text, source), _plain(answer, source)
    shared = set(ours) & set(theirs)
    if len(shared) < _LEAST_PLAIN or len(shared) < _NEAR * max(len(set(ours)), len(set(theirs))):
        return None
    if _base(source) == _base(target):
        return None
    foreign = [word for word in shared if _belongs(word, source, target)]
    if len(foreign) < _LEAST_PLAIN or len(foreign) < len(shared) / 2:
        return None
    alike = _likeness(ours, theirs)
    if alike < _NEAR:
        return None
    return "it is the text once more" if alike >= _SAME else "it is the text, hardly translated"


def _plain(text: str, language: str) -> list[str]:
    """Return the words that are not written as names are, in small letters; all words of a text in capitals.

    A small word of the language is plain also with the capital that begins a sentence.
    """
    for address in reversed(addresses.addresses(text)):
        text = f"{text[: address.start]} {text[address.end :]}"
    found = LETTERS.findall(text)
    if sum(word.isupper() for word in found) > len(found) / 2:
        return [word.lower() for word in found]
    return [word.lower() for word in found if word.islower() or count_function_words(word, _base(language))]


def _belongs(word: str, source: str, target: str) -> bool:
    """Whether a word is one of the language of the text, and none of the other one."""
    own, other = _base(source), _base(target)
    if count_function_words(word, own) > count_function_words(word, other):
        return True
    return common(word, own) >= common(word, other) + _COMMONER


def _likeness(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Return the share of words that stand on both sides in the same order."""
    return SequenceMatcher(None, ours[:_LONG], theirs[:_LONG], autojunk=False).ratio()


def _base(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()
