"""Untranslated: words of the original that stand in the translation as they were."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit import languages
from toolkit.analysis.correspondence.kept_words import kept_ranges
from toolkit.analysis.text.frequency import ENDING, common, common_words_ending, frequency
from toolkit.analysis.text.words import Word, lowered, words
from toolkit.checks._sides import both_sides
from toolkit.languages import remembered
from toolkit.model import BY_ITS_CHECK, Case, Finding, Severity, Span, Unchecked
from toolkit.plugins.contracts import Check

# How much commoner (in powers of ten) a word must be in its own language, and how common it may be in the other one.
_COMMONER, _AT_MOST = 1.2, 4.0
# How common a word of the original must be, and how much commoner than in the other language to be none of it for sure.
_KNOWN, _FAR = 2.0, 2.0
# How many words must end like a rare one, and how many times more than in the other language.
_MANY, _MORE = 20, 5
# How common a noun may be in the other language that is not translated.
_MET = 1.5
# A word with the capital of its sentence may be a name, unless it is as common as this.
_EVERYDAY = 5.0
# Letters that two forms of a word share at least.
_STEM = 5
_OPENING, _CLOSING = "\"'“‘«„", "\"'”’»“"
# Precision where one sentence in twenty is damaged in this way, from the rates in the docstring.
_CONFIDENCE: dict[Severity, float] = {"error": 0.96, "warning": 0.7}


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A word or a passage left in the language of the original.

    It matters because the reader cannot read it, and because a spelling checker takes it for a name. A word counts when
    it stands in the original too and is far commoner in that language; names, words in quotation marks, titles, words
    with a gloss or that are one, dishes, loanwords, and words that neither language knows are left out. A word that
    the other language has now and then, that a text keeps more than once, or that is the original's without standing
    in it, is a warning; so is a noun with its capital ("the Haushalt").

    Bad:  "I sindacati hanno annunciato uno sciopero." - "The unions have annunciato a strike."
    Good: "I carabinieri hanno chiuso la piazza." - "The carabinieri closed the piazza."

    Measured: recall .98 on the 50 Italian-English items of DEMETR's code-mixing (odd ids), no false alarm on 1,007
    clean news pairs of NTREX-128.
    """

    needs_source: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("words",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield a finding for each passage; its span is the passage in the translation.

        What is left more than once is told once, as a warning: it may be a term that the text keeps.
        """
        if case.source_language == case.translation_language:
            return
        found = [
            (unit.index, severity, translation[start:end], Span("translation", start, end))
            for unit, source, translation in both_sides(case)
            for severity, start, end in _left(source, translation, case)
        ]
        counts = Counter(written.lower() for _, _, written, _ in found)
        told: set[str] = set()
        for index, severity, written, span in found:
            if written.lower() in told:
                continue
            told.add(written.lower())
            sure: Severity = severity if counts[written.lower()] == 1 else "warning"
            message = f'"{written}" is not translated'
            yield Finding(
                BY_ITS_CHECK, sure, "accuracy/untranslated", message, index, (span,), confidence=_CONFIDENCE[sure]
            )


def _left(source: str, translation: str, case: Case) -> Iterator[tuple[Severity, int, int]]:
    """Yield the passages of a translation that are not translated, but those that a translation keeps on purpose."""
    theirs = {word.text for word in words(lowered(source))}
    passages = _passages(translation, theirs, case)
    aside = kept_ranges(source, translation, case.source_language, case.translation_language) if passages else []
    for severity, start, end in passages:
        inside = (word for word in words(translation) if start <= word.start < end)
        if not all(_inside(word.start, word.end, aside) for word in inside):
            yield severity, start, end


def _inside(start: int, end: int, ranges: list[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in ranges)


def _passages(translation: str, theirs: set[str], case: Case) -> list[tuple[Severity, int, int]]:
    found: list[tuple[Severity, int, int]] = []
    for number, word in enumerate(words(translation)):
        before = words(translation)[number - 1].text.lower() if number else ""
        severity = _judge(translation, word, number == 0, theirs, case) or _noun(
            translation, word, before, theirs, case
        )
        if severity:
            if found and not translation[found[-1][2] : word.start].strip(" '’"):
                found[-1] = (found[-1][0], found[-1][1], word.end)
            else:
                found.append((severity, word.start, word.end))
    return found


def _judge(text: str, word: Word, first: bool, theirs: set[str], case: Case) -> Severity | None:
    small, source, target = word.text.lower(), case.source_language, case.translation_language
    if not (small == word.text or (first and word.text.istitle())) or len(small) < 2 or not small.isalpha():
        return None
    usual, ours = common(small, source), common(small, target)
    copied = small in theirs or (ours == 0 and usual > 0 and _is_inflected(small, theirs))
    if ours > _AT_MOST or usual - ours < (0.0 if copied and usual == 0 else _COMMONER):
        return None
    if small in _loans(target) or _is_quoted(text, word) or _is_compound(text, word) or _begins_name(text, word):
        return None
    if copied:
        return _copied(small, usual, ours, case) if small == word.text or usual > _EVERYDAY else None
    return "warning" if not copied and usual > 4.5 and ours == 0 and frequency(small, target) < 1.5 else None


def _noun(text: str, word: Word, before: str, theirs: set[str], case: Case) -> Severity | None:
    """Judge a word with a capital behind an article, where the original's language gives one to every noun."""
    small, source, target = word.text.lower(), case.source_language, case.translation_language
    if not word.text.istitle() or small not in theirs or before not in _articles(target) or not _has_nouns(source):
        return None
    if common(small, source) == 0 or common(small, target) or small in _loans(target) or _is_quoted(text, word):
        return None
    in_name = text[word.end : word.end + 2].strip()[:1].isupper() or _is_compound(text, word)
    return None if in_name or frequency(small, target) >= _MET else "warning"


@remembered()
def _articles(language: str) -> frozenset[str]:
    return frozenset(str(languages.load(language, "speech").get("articles", "")).split())


@remembered()
def _has_nouns(language: str) -> bool:
    return bool(languages.load(language, "names").get("capital_nouns"))


def _is_inflected(small: str, theirs: set[str]) -> bool:
    """Whether the original has another form of the word: "impugnerà" for "impugnare"."""
    stem = small[: max(_STEM, len(small) - 4)]
    return len(small) > _STEM and any(word.startswith(stem) for word in theirs)


def _copied(small: str, usual: float, ours: float, case: Case) -> Severity | None:
    """Judge a word of the original that may be none of the translation's language.

    The large lists are asked where the small ones cannot tell. A word that hardly anybody knows in its own language
    either is a name or a term of some trade, unless it ends like a word of it; one that is now and then met in the
    language of the translation may be on its way there, and is a warning.
    """
    if ours == 0:
        ours = frequency(small, case.translation_language)
        usual = usual or frequency(small, case.source_language)
    if usual < ours + (_COMMONER if ours else 0):
        return None
    if usual < _KNOWN:
        return "warning" if _is_rare_word(small, case) else None
    return "warning" if ours and usual < ours + _FAR else "error"


def _is_rare_word(small: str, case: Case) -> bool:
    """Whether a word that is in no list ends as many of the original's language do and few of the other's."""
    theirs, ours = (
        common_words_ending(small[-ENDING:], language) for language in (case.source_language, case.translation_language)
    )
    return len(small) > _STEM and theirs >= max(_MANY, _MORE * ours)


def _is_quoted(text: str, word: Word) -> bool:
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 1]
    glossed = re.match(r"\s*\(", text[word.end :])
    return bool(glossed) or (before != "" and before in _OPENING and after != "" and after in _CLOSING)


def _begins_name(text: str, word: Word) -> bool:
    """Whether a capital is no accident of the sentence's beginning: another one follows ("Porto Salvera")."""
    following = re.match(r" (\w)", text[word.end :])
    return word.text.istitle() and following is not None and following[1].isupper()


def _is_compound(text: str, word: Word) -> bool:
    return "-" in (text[word.start - 1 : word.start], text[word.end : word.end + 1])


@remembered()
def _loans(language: str) -> frozenset[str]:
    data = languages.load(language, "words")
    return frozenset((*data.get("loans", ()), *data.get("shared", ())))


PLUGIN: type[Check] = Untranslated
