"""Whether an English sentence has a verb of its own, told without a parser.

The words are read once from the left. A word that opens a clause ("which", "because") takes the next finite verb for
itself; a finite verb that is left over is the sentence's. Whatever could be a finite verb counts as one, so a
fragment may be missed; a complete sentence should not be.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from toolkit.languages import load, remembered

Words = Mapping[str, frozenset[str]]

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*%?|[,;:()—–]|--| - |[.?!]")
_ASIDE = re.compile(r"\([^()]*\)|(?<=\w)\s?—[^—]{1,120}—\s?(?=\w)|(?<=\w) [–-] [^–]{1,120} [–-] (?=\w)")
# No more adverbs stand between a verb and what it is said of.
_ADVERBS = 20
_BREAKS = frozenset({",", ";", ":", "—", "–", "--", " - ", "(", ")"})


def has_main_verb(sentence: str, language: str) -> bool:
    """Return whether a finite verb may stand in a main clause of the sentence, or the sentence may do without one."""
    words = _lists(language)
    text = _tail(words["added"]).sub("", _ASIDE.sub(" ", sentence.replace("’", "'")))
    tokens = _TOKEN.findall(re.sub(r"[“”\"«»]", "", text))
    if tokens and tokens[0].lower() in words["verbless"]:
        return True
    waiting = index = 0
    while index < len(tokens):
        word = tokens[index].lower()
        if word in _BREAKS:
            waiting = 0
        elif word in words["subordinators"] and not (word == "that" and index <= 1):
            waiting += not _is_reduced(tokens[index + 1 : index + 2], words)
        elif _is_finite(tokens, index, words, waiting=waiting > 0):
            if not waiting:
                return True
            waiting -= 1
            index = _past_group(tokens, index, words)
            continue
        index += 1
    return False


@remembered()
def _lists(language: str) -> Words:
    lists = {name: frozenset(str(value).split()) for name, value in load(language, "verbs").items()}
    return {**lists, "thirds": frozenset(map(_third, lists["base"]))}


@cache
def _tail(added: frozenset[str]) -> re.Pattern[str]:
    """Match what is added behind a dash, to the end of the sentence."""
    return re.compile(rf"(?:\s?—\s?| [–-] )(?:{'|'.join(sorted(added))}) [^—]*$")


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _is_finite(tokens: Sequence[str], index: int, words: Words, *, waiting: bool) -> bool:
    token = tokens[index].lower()
    before = tokens[index - 1].lower() if index else ""
    after = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
    if token in words["finite"]:
        return before != "to"
    if before == "to" or before.endswith("'s"):
        return False
    if token.endswith("'s") and after in words["determiners"] | {"not", "been", "so"}:
        return True
    pronoun = before in ("this", "that") and index <= 2
    if (before in words["determiners"] and not pronoun) or before in words["prepositions"]:
        return False
    if token in words["past"] or (token.endswith("ed") and len(token) > 3 and "-" not in token):
        return waiting or not _is_passive(token, after, tokens[index + 2 : index + 3], words)
    return token in words["thirds"] or (token in words["base"] and _has_plural_subject(tokens, index, words))


def _is_reduced(following: Sequence[str], words: Words) -> bool:
    """Whether no finite verb belongs to the clause: "how to vote", "while walking", "when in doubt"."""
    word = following[0].lower() if following else ""
    return word == "to" or word.endswith("ing") or word in words["prepositions"]


def _has_plural_subject(tokens: Sequence[str], index: int, words: Words) -> bool:
    """Whether a base form can be finite after the words before it: a plural, a pronoun, a name, a pause or nothing."""
    before = tokens[max(0, index - _ADVERBS) : index]
    subject = next((one for one in reversed(before) if one not in words["adverbs"] and not one.endswith("ly")), "")
    low = subject.lower()
    plural = low.endswith("s") or low in words["plurals"] or not subject[:1].islower()
    some_of_them = low in ("them", "us") and "of" in before[-3:]  # "most of them sell"
    return plural or some_of_them or before[-1:] == ["then"]


def _is_passive(token: str, after: str, following: Sequence[str], words: Words) -> bool:
    if after == "as":
        return token in words["as"]
    return after == "by" and not (following and following[0][0].isdigit())


def _past_group(tokens: Sequence[str], index: int, words: Words) -> int:
    """Return the index after a verb group: "can not be guaranteed", "has already been seen"."""
    following = index + 1
    if tokens[index].lower() not in words["finite"]:
        return following
    passed = words["be"] | words["adverbs"]
    while following < len(tokens):
        token = tokens[following].lower()
        verbal = token in words["past"] or token in words["base"] or token.endswith(("ed", "en", "ing"))
        if not (token in passed or token.endswith("ly") or verbal):
            break
        following += 1
        if verbal and token not in passed:
            break
    return following
