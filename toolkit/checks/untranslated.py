"""Untranslated: words of the original that stand in the translation as they were."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit import languages
from toolkit.analysis.correspondence.kept_words import kept_ranges
from toolkit.analysis.names.plain_words import is_plain_word
from toolkit.analysis.text.dictionary import is_word
from toolkit.analysis.text.frequency import ENDING, common, common_words_ending, frequency
from toolkit.analysis.text.identification import count_function_words
from toolkit.analysis.text.words import Word, lowered, words
from toolkit.checks._sides import both_sides
from toolkit.languages import remembered
from toolkit.model import BY_ITS_CHECK, Case, Finding, Severity, Span, Unchecked, a_step_lower
from toolkit.plugins.contracts import Check

# How much commoner (in powers of ten) a word must be in its own language, and how common it may be in the other one.
_COMMONER, _AT_MOST = 1.2, 4.0
# How much commoner than in the other language a word of the original must be to be none of it for sure.
_FAR = 2.0
# Below this hardly anybody knows a word in its own language.
_RARE = 2.0
# How many words must end like a rare one, and how many times more than in the other language.
_MANY, _MORE = 20, 5
# A word of both languages may be rarer by so much in the other one.
_MUCH_COMMONER = 2.0
# A word with the capital of its sentence may be a name, unless it is as common as this.
_EVERYDAY = 5.0
# A word that no list has may be an abbreviation, up to so many letters.
_ABBREVIATED = 3
# Letters that two forms of a word share at least.
_STEM = 5
# A text that keeps so many words of the original's language keeps another one on purpose; not if they are more than
# such a share of its words.
_JARGON, _MOST_KEPT = 3, 0.03
_OPENING, _CLOSING = "\"'“‘«„", "\"'”’»“"
# What joins a word to the next sign ("network/if-up", "press@porto", ".profile"), or follows the head of an entry.
# Letters before a word in which the one before it stands.
_NEAR = 100
_JOINED_BEFORE = re.compile(r"(?:[-/@#$_~\\=<&]|[.:](?<!\s))\Z")
_JOINED_BEHIND = re.compile(r"[-/@_\\=>(]|[.:](?=\w)|\s--\s")
# Precision where one sentence in twenty is damaged in this way, from the rates in the docstring.
_CONFIDENCE: dict[Severity, float] = {"error": 0.96, "warning": 0.7, "info": 0.5}


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A word or a passage left in the language of the original.

    It matters because the reader cannot read it, and because a spelling checker takes it for a name. A word counts when
    it stands in the original too and is far commoner in that language; names, words in quotation marks, titles, words
    with a gloss or that are one, dishes, loanwords, and words that neither language knows are left out. A word that
    the other language has now and then, that a text keeps more than once, or that is the original's without standing
    in it, is a warning; so is a noun with its capital ("the Haushalt"). Where a text keeps three other words of a
    language that lends ("testing", "unstable"), the next one is for information.

    Bad:  "I sindacati hanno annunciato uno sciopero." - "The unions have annunciato a strike."
    Good: "I carabinieri hanno chiuso la piazza." - "The carabinieri closed the piazza."

    Measured: recall .98 on the 50 Italian-English items of DEMETR's code-mixing (odd ids), no false alarm on 1,007
    clean news pairs of NTREX-128; in thirty directions (20,850 pairs) .08 % errors, .2 % with warnings.
    """

    needs_source: ClassVar[bool] = True
    heard_by_witnesses: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("words",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield a finding for each passage; its span is the passage in the translation.

        What is left more than once is told once, and a step lower: it may be a term that the text keeps. So is a word
        that may be lent, where the text keeps several others: it is in the jargon of its readers.
        """
        if case.source_language == case.translation_language:
            return
        found = [
            (unit.index, severity, translation[start:end], Span("translation", start, end))
            for unit, source, translation in both_sides(case)
            for severity, start, end in _left(source, translation, case)
        ]
        counts = Counter(written.lower() for _, _, written, _ in found)
        kept = _kept(case) if found and len(case.units) > 1 else frozenset()
        told: set[str] = set()
        for index, severity, written, span in found:
            if written.lower() in told:
                continue
            told.add(written.lower())
            jargon = severity == "warning" and _may_be_lent(written, case) and len(kept - {written}) >= _JARGON
            sure: Severity = a_step_lower(severity) if jargon or counts[written.lower()] > 1 else severity
            message = f'"{written}" is not translated'
            yield Finding(
                BY_ITS_CHECK, sure, "accuracy/untranslated", message, index, (span,), confidence=_CONFIDENCE[sure]
            )


def _kept(case: Case) -> frozenset[str]:
    """Return the words of the original's language that a text keeps; none where these are too many to be meant."""
    kept: set[str] = set()
    size = 0
    for _, source, translation in both_sides(case):
        ours = words(translation)
        theirs = {word.text for word in words(source)}
        size += len(ours)
        kept.update(word.text for word in ours if word.text in theirs and _is_foreign(word.text, case))
    return frozenset(kept) if len(kept) <= _MOST_KEPT * size else frozenset()


def _is_foreign(word: str, case: Case) -> bool:
    if len(word) <= _ABBREVIATED or not (word.isalpha() and word.islower()):
        return False
    ours = common(word, case.translation_language)
    return ours <= _AT_MOST and common(word, case.source_language) >= ours + _COMMONER


def _left(source: str, translation: str, case: Case) -> Iterator[tuple[Severity, int, int]]:
    """Yield the passages of a translation that are not translated, but those that a translation keeps on purpose."""
    if source == translation:
        return
    theirs = {word.text for text in (source, lowered(source)) for word in words(text)}
    passages = _passages(source, translation, theirs, case)
    aside = kept_ranges(source, translation, case.source_language, case.translation_language) if passages else []
    for severity, start, end in passages:
        inside = (word for word in words(translation) if start <= word.start < end)
        if not all(_inside(word.start, word.end, aside) for word in inside):
            # A single word may be taken over from a language that lends; a word of the closed classes is not.
            yield "warning" if _may_be_lent(translation[start:end], case) else severity, start, end


def _may_be_lent(passage: str, case: Case) -> bool:
    lends = case.source_language in languages.load(case.translation_language, "names").get("lenders", ())
    return lends and " " not in passage and not count_function_words(passage, case.source_language)


def _inside(start: int, end: int, ranges: list[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in ranges)


def _passages(source: str, translation: str, theirs: set[str], case: Case) -> list[tuple[Severity, int, int]]:
    found: list[tuple[Severity, int, int]] = []
    nouns = languages.load(case.source_language, "names").get("capital_nouns", False)
    for number, word in enumerate(words(translation)):
        noun = nouns and number > 0 and _is_noun(source, translation, word, case)
        severity = _judge(translation, word, number == 0, noun, theirs, case)
        if severity:
            if found and not translation[found[-1][2] : word.start].strip(" '’"):
                found[-1] = (found[-1][0], found[-1][1], word.end)
            else:
                found.append((severity, word.start, word.end))
    return found


def _judge(text: str, word: Word, first: bool, noun: bool, theirs: set[str], case: Case) -> Severity | None:
    small, source, target = word.text.lower(), case.source_language, case.translation_language
    if not (small == word.text or noun or (first and word.text.istitle())) or len(small) < 2 or not small.isalpha():
        return None
    usual, ours = common(small, source), common(small, target)
    copied = small in theirs or noun or (ours == 0 and usual > 0 and _is_inflected(small, theirs))
    if ours > _AT_MOST or usual - ours < (0.0 if copied and usual == 0 else _COMMONER):
        return None
    if small in _loans(target) or _is_quoted(text, word) or _is_compound(text, word) or _begins_name(text, word):
        return None
    if copied:
        return _copied(small, usual, ours, case) if noun or small == word.text or usual > _EVERYDAY else None
    return "warning" if not copied and usual > 4.5 and ours == 0 and frequency(small, target) < 1.5 else None


def _is_inflected(small: str, theirs: set[str]) -> bool:
    """Whether the original has another form of the word: "impugnerà" for "impugnare"."""
    stem = small[: max(_STEM, len(small) - 4)]
    return len(small) > _STEM and any(word.startswith(stem) for word in theirs)


def _copied(small: str, usual: float, ours: float, case: Case) -> Severity | None:
    """Judge a word of the original that may be none of the translation's language.

    A word that both languages have is a word of both. One that neither has is a name or a term, unless it ends like a
    word of the original's language, which is a warning; so is one that is now and then met in the language of the
    translation, for it may be on its way there. The large lists and the dictionaries are asked only where the small
    lists cannot tell.
    """
    listed, both = usual > 0, ours > 0 or usual == 0
    if ours == 0 and usual < 3 + _COMMONER:
        ours = frequency(small, case.translation_language)
        usual = usual or frequency(small, case.source_language)
    if usual < ours + (_COMMONER if ours else 0):
        return None
    if both and usual < ours + _MUCH_COMMONER and is_word(small, case.translation_language):
        return None
    source = case.source_language
    if not listed and len(small) <= _ABBREVIATED:
        return None
    if listed or (usual >= 1 and (is_plain_word(small, source, case.translation_language) or is_word(small, source))):
        return "warning" if ours and usual < ours + _FAR else "error"
    return "warning" if usual < _RARE and _is_rare_word(small, case) else None


def _is_rare_word(small: str, case: Case) -> bool:
    """Whether a word that is in no list ends as many of the original's language do and few of the other's."""
    theirs, ours = (
        common_words_ending(small[-ENDING:], language) for language in (case.source_language, case.translation_language)
    )
    return len(small) > _STEM and theirs >= max(_MANY, _MORE * ours)


def _is_noun(source: str, translation: str, word: Word, case: Case) -> bool:
    """Whether a word with a capital has an article on one side, where the original gives all nouns a capital."""
    if not word.text.istitle() or word.text not in source:
        return False
    articles = languages.load(case.source_language, "names").get("articles", ())
    behind = rf"(?i:{'|'.join(articles)}) (?:[a-zß-ÿ]+ )?{re.escape(word.text)}"
    told = re.search(rf"(?<!\w){behind}(?!\w)", source) or _is_behind_article(translation, word, case)
    plain = is_plain_word(word.text, case.source_language, case.source_language)
    return bool(told) and plain and not _beside_capital(translation, word)


def _is_behind_article(translation: str, word: Word, case: Case) -> bool:
    articles = str(languages.load(case.translation_language, "speech").get("articles", "")).split()
    return translation[max(0, word.start - 100) : word.start].lower().split()[-1:] in [
        [article] for article in articles
    ]


def _is_quoted(text: str, word: Word) -> bool:
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 1]
    glossed = re.match(r"\s*\(", text[word.end : word.end + 5])
    return bool(glossed) or (before != "" and before in _OPENING and after != "" and after in _CLOSING)


def _begins_name(text: str, word: Word) -> bool:
    """Whether a capital is no accident of the sentence's beginning: another one follows ("Porto Salvera")."""
    following = re.match(r" (\w)", text[word.end : word.end + 2])
    return word.text.istitle() and following is not None and following[1].isupper()


def _beside_capital(text: str, word: Word) -> bool:
    """Whether another capital stands before it or behind: part of a name ("Gary Hart")."""
    return bool(re.search(r"\b[^\W\d_a-zà-ÿ]\w*\W?\s$", text[max(0, word.start - 100) : word.start])) or _begins_name(
        text, word
    )


def _is_compound(text: str, word: Word) -> bool:
    """Whether it is part of a longer sign: a compound, a path, an address, a tag; or the head of an entry in a list."""
    return bool(
        _JOINED_BEFORE.search(text[max(0, word.start - 2) : word.start]) or _JOINED_BEHIND.match(text, word.end)
    )


@remembered()
def _loans(language: str) -> frozenset[str]:
    data = languages.load(language, "words")
    return frozenset((*data.get("loans", ()), *data.get("shared", ())))


PLUGIN: type[Check] = Untranslated
