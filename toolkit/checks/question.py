"""Question: what one side asks and the other states."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.negation.unmarked_questions import is_aside, tells_question
from toolkit.checks._sides import both_sides
from toolkit.model import BY_ITS_CHECK, Case, Finding, Severity, Side, Span, Unchecked, Unit
from toolkit.plugins.contracts import Check

# A mark that ends something: not one inside an address, and not the "(?)" of an editor in doubt.
_MARK = re.compile(r"(?<!\()[?？؟‽](?![\w=&/])")
# Where sentences were joined or parted, the translator spoke more freely.
_SENTENCE_END = re.compile(r"[.!?？؟‽…]+(?=\W|$)")
# Greek asks with the semicolon.
_GREEK_MARK = re.compile(r"[;;](?!\w)")
# Precision where one sentence in twenty is damaged in this way, from the rates in the docstring.
_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Question:
    """A question that has become a statement, or a statement that has become a question.

    It matters because a question commits nobody and a statement does. The marks are compared, in any language; two
    questions drawn together into one are no fault, nor is one that is told ("he wonders whether"), asked by a
    headline without a mark, or only a tag ("you see?"). Where both ask, and have as many sentences, each is held
    against its own.

    Bad:  "Il ministro si dimetterà." - "Will the minister resign?"
    Good: "Chi paga? E quando?" - "Who pays, and when?"

    Measured: recall 1.00 on the 50 Italian-English items of DEMETR's questions (odd ids), false alarms .1 % of clean
    news pairs of NTREX-128, in thirty directions.
    """

    needs_source: ClassVar[bool] = True
    blame_rank: ClassVar[int] = 4

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield at most one finding a unit; its span is the mark, or the end of the text that lacks one."""
        for unit, source, translation in both_sides(case):
            asked, asks = _last_mark(source, case.source_language), _last_mark(translation, case.translation_language)
            if asked is not None and asks is not None:
                yield from _one_otherwise(unit, source, translation, case)
            if (asked is None) == (asks is None):
                continue
            states = (translation, case.translation_language) if asks is None else (source, case.source_language)
            asking = (source, case.source_language) if asks is None else (translation, case.translation_language)
            at = asked if asks is None else asks
            if tells_question(*states) or (at is not None and is_aside(asking[0], at, asking[1])):
                continue
            side: Side = "source" if asks is None else "translation"
            message = "the original asks, the translation states" if asks is None else "the original does not ask"
            spans = [Span(side, at, at + 1)] if at is not None else []
            if asks is None:
                spans.insert(0, Span("translation", len(translation) - 1, len(translation)))
            inside = at is not None and re.search(r"\w", asking[0][at:])
            redrawn = len(_SENTENCE_END.findall(source)) != len(_SENTENCE_END.findall(translation))
            yield _finding(unit.index, "warning" if inside or redrawn else "error", message, spans)


def _one_otherwise(unit: Unit, source: str, translation: str, case: Case) -> Iterator[Finding]:
    """Report where one alone of several sentences, as many on both sides, is asked on one side and stated on the other.

    Two that changed places are no fault, and nothing is told of texts whose sentences were drawn otherwise.
    """
    languages = case.source_language, case.translation_language
    ours, theirs = (_sentences(text, one) for text, one in zip((source, translation), languages, strict=True))
    if len(ours) != len(theirs) or max(source.count("\n"), translation.count("\n")):
        return
    other = [pair for pair in zip(ours, theirs, strict=True) if pair[0].asks != pair[1].asks]
    if len(other) != 1:
        return
    was, now = other[0]
    asking, states = (was, now) if was.asks else (now, was)
    asked_in, stated_in = languages if was.asks else languages[::-1]
    whole = source if was.asks else translation
    if tells_question(states.text, stated_in) or is_aside(whole[: asking.end], asking.end - 1, asked_in):
        return
    message = "the original asks here, the translation states" if was.asks else "the original does not ask here"
    spans = [Span("translation", now.end - 1, now.end), Span("source", was.end - 1, was.end)]
    yield _finding(unit.index, "warning", message, spans)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    end: int
    asks: bool


def _sentences(text: str, language: str) -> list[_Sentence]:
    """Return the sentences by their final marks; what stands behind the last mark is none."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        piece = text[start : match.end()]
        if re.search(r"\w", piece):
            found.append(_Sentence(piece, match.end(), _last_mark(piece, language) is not None))
        start = match.end()
    return found


def _finding(unit: int, severity: Severity, message: str, spans: list[Span]) -> Finding:
    category = "accuracy/mistranslation"
    return Finding(BY_ITS_CHECK, severity, category, message, unit, tuple(spans), confidence=_CONFIDENCE)


def _last_mark(text: str, language: str) -> int | None:
    marks = [match.start() for match in (_GREEK_MARK if language == "el" else _MARK).finditer(text)]
    return marks[-1] if marks else None


PLUGIN: type[Check] = Question
