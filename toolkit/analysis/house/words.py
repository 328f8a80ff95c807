"""The words of a house: preferred and banned ones, and how names are spelled.

    preferred: {ceasefire: [cease-fire, truce], Kyiv: {not: [Kiev], except: [chicken Kiev]}}
    banned: [slam, {term: breaking news, except: [breaking news of the war], note: journalese}]
    names: {Volodymyr Zelenskiy: [Vladimir Zelensky], Odesa: []}

Other forms of a word are found too, except in names; a name without a list stands against all that other systems of
transliteration make of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.analysis.names.sounds import transliteration_key
from toolkit.analysis.terms.matching import Index, Phrase, lemma, tokens
from toolkit.analysis.text.passages import Passage
from toolkit.plugins.suggestions import did_you_mean

_CAPITALISED = re.compile(r"(?<![\w-])[^\W\d_a-zß-öø-ÿ][\w’'-]*")
_BEGINS = re.compile(r"(?:^|[.!?:…])[\"'“‘(\s]*\Z")


@dataclass(frozen=True, slots=True)
class HouseWord:
    """What not to write, and what to write instead (None: nothing of the kind); ``exact`` is for names."""

    wrong: str
    right: str | None
    exceptions: tuple[str, ...] = ()
    note: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class HouseWordUse:
    """A place where a text writes what the house does not."""

    passage: Passage
    where: tuple[int, int]
    word: HouseWord
    instead: str | None


def preferred(option: Mapping[str, Any], *, name: str = "preferred") -> tuple[HouseWord, ...]:
    """Return the words of ``preferred`` or ``names``; raises ValueError with the key."""
    words = []
    for right, value in option.items():
        place = f"{name}: {right}"
        rest = value if isinstance(value, Mapping) else {"not": value}
        _keys(rest, ("not", "except", "note"), place)
        wrong = _texts(rest.get("not"), f"{place}: not")
        if not wrong and name != "names":
            raise ValueError(f"{place}: lists nothing to replace by it")
        exceptions = _texts(rest.get("except"), f"{place}: except")
        words += [
            HouseWord(one, right, exceptions, str(rest.get("note", "")), name == "names")
            for one in wrong
            if one != right
        ]
    return tuple(words)


def banned(option: Sequence[Any]) -> tuple[HouseWord, ...]:
    """Return the words of ``banned``; raises ValueError with their number, from 1."""
    words = []
    for number, value in enumerate(option, 1):
        place = f"banned: number {number}"
        rest = {"term": value} if isinstance(value, str) else value
        if not isinstance(rest, Mapping) or not isinstance(rest.get("term"), str):
            raise ValueError(f"{place}: must be text, or a map with 'term'")
        _keys(rest, ("term", "except", "note"), place)
        term = _texts(rest["term"], place)[0]
        words.append(HouseWord(term, None, _texts(rest.get("except"), f"{place}: except"), str(rest.get("note", ""))))
    return tuple(words)


def _keys(value: Mapping[str, Any], known: Sequence[str], place: str) -> None:
    for key in value:
        if key not in known:
            raise ValueError(f"{place}: unknown key {key!r}{did_you_mean(key, known)}")


def _texts(value: Any, place: str) -> tuple[str, ...]:
    values = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(values, (list, tuple)) or not all(isinstance(one, str) and tokens(one) for one in values):
        raise ValueError(f"{place}: must be words or a list of words")
    return tuple(one.strip() for one in values)


def uses(passages: Sequence[Passage], language: str, words: Sequence[HouseWord]) -> Iterator[HouseWordUse]:
    """Yield each use, in order; of two at one place the longer."""
    literal, inflected = _sorted(words, language)
    index = Index([Phrase(text) for text in inflected], language)
    excuses = {word: Index([Phrase(one) for one in word.exceptions], language) for word in words}
    for passage in passages:
        text = passage.text
        found = [(m.start, m.end, inflected[m.phrase.text]) for m in index.longest(text)]
        found += [(m.start(), m.end(), word) for word, pattern in literal for m in pattern.finditer(text)]
        taken: list[tuple[int, int, HouseWord]] = []
        for start, end, word in sorted(found, key=lambda one: (one[0] - one[1], one[0], one[2].wrong)):
            if any(start < high and low < end for low, high, _ in taken) or _only_a_beginning(text, start, end, word):
                continue
            if any(one.start <= start and end <= one.end for one in excuses[word].every(text)):
                continue
            taken.append((start, end, word))
        for start, end, word in sorted(taken, key=lambda one: one[:2]):
            yield HouseWordUse(passage, (start, end), word, _instead(text[start:end], word))


def _sorted(
    words: Sequence[HouseWord], language: str
) -> tuple[list[tuple[HouseWord, re.Pattern[str]]], dict[str, HouseWord]]:
    """Return the words to be found as they are written, with their patterns, and those to be found in any form."""
    literal: list[tuple[HouseWord, re.Pattern[str]]] = []
    inflected: dict[str, HouseWord] = {}
    for word in words:
        # "advisor" has the lemma of "adviser": forms cannot tell what the house wants from what it does not.
        same = word.right is not None and _lemmas(word.right, language) == _lemmas(word.wrong, language)
        if not (word.exact or same):
            inflected[word.wrong] = word
            continue
        by_case = word.exact or (word.right or "").casefold() == word.wrong.casefold()
        pattern = rf"(?<![\w-]){re.escape(word.wrong)}(?:s(?=\W|$))?(?![\w-])"
        literal.append((word, re.compile(pattern, 0 if by_case else re.IGNORECASE)))
    return literal, inflected


def _lemmas(text: str, language: str) -> list[str]:
    return [lemma(token.text, language) for token in tokens(text)]


def _only_a_beginning(text: str, start: int, end: int, word: HouseWord) -> bool:
    """Whether the capital that the house does not want is that of a sentence."""
    right = word.right or ""
    return text[start:end] == right[:1].upper() + right[1:] and _BEGINS.search(text[:start]) is not None


def _instead(written: str, word: HouseWord) -> str | None:
    """Return the right word in the form of what was written; None where only the word can be told."""
    if word.right is None:
        return None
    ending = written[len(word.wrong) :] if written.casefold().startswith(word.wrong.casefold()) else None
    if ending not in ("", "s"):
        return None
    capital = written[:1].isupper() and not word.exact and not word.wrong[:1].isupper()
    return (word.right[:1].upper() + word.right[1:] if capital else word.right) + ending


def transliterated(passages: Sequence[Passage], names: Sequence[str]) -> Iterator[HouseWordUse]:
    """Yield words that other systems of transliteration make of a name."""
    known = {transliteration_key(part): (part, name) for name in names for part in name.split() if len(part) > 3}
    right = {part for part, _ in known.values()}
    for passage in passages:
        for match in _CAPITALISED.finditer(passage.text):
            bare = re.sub(r"['’]s?$", "", match[0])
            part, name = known.get(transliteration_key(bare), (bare, ""))
            if part != bare and bare not in right and not bare.isupper():
                where = (match.start(), match.start() + len(bare))
                yield HouseWordUse(
                    passage, where, HouseWord(bare, part, note=f"the name is {name}" * (name != part)), part
                )
