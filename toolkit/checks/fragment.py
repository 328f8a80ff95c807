"""Sentences without a verb of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.english.main_verb import has_main_verb
from toolkit.analysis.quotations.pairing import pair_marks
from toolkit.analysis.text.passages import Passage, PlacedSentence, is_point, passages
from toolkit.languages import load
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

_STOP = re.compile(r"[^.]\.[\"”’']?$")
_OPENING = "\"“'‘«"
_LABEL = re.compile(r"(?:[^\s:]+ ){0,3}[^\s:]+(?: \([^()]*\))?: ")
_QUESTION = re.compile(r"\?[\s\"”’»*_)]*$")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A full stop after words that are no sentence: a noun with its attributes, or a lone subordinate clause.

    Italian newspapers write "Una scelta che divide." as a sentence; English takes it for a slip. Only longer ones are
    marked: short ones ("Not so fast.") are a matter of tone. Headings, questions and their answers, speech in quotation
    marks, points of a list, entries behind a label ("North: clear."), and fragments that the next sentence takes up
    ("That is the message") are let be.

    Bad:  A choice that has divided the majority for months. The vote was put off.
    Good: The choice has divided the majority for months. The vote was put off.

    On clean news (NTREX-128, 1,007 segments): .1 % in documents, .2 % alone; all are fragments. English alone has the
    data. Tried elsewhere: a word that is no infinitive or participle and has one for its lemma (simplemma) as the sign
    of a verb. Of 565 to 610 clean sentences of seven words it finds none in .5 % (pt), .9 % (it), 1.0 % (es), 4.9 %
    (fr), 7.9 % (de); of 8 own fragments in each language it lets 2 to 5 pass.
    """

    needs_source: ClassVar[bool] = False
    data: ClassVar[tuple[str, ...]] = ("verbs",)
    words: int = 7
    """Shorter fragments are left: they are a matter of tone."""

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each sentence of at least ``words`` words that seems to have no main verb."""
        texts = passages(case)
        form = load(case.translation_language, "form")
        quoted = pair_marks(texts, form)
        for number, passage in enumerate(texts):
            for piece in passage.pieces if passage.kind == "paragraph" else ():
                text = piece.sentence.text
                if _STOP.search(text) is None or text.count(" ") + 1 < self.words or text[0] in _OPENING:
                    continue
                if _is_no_sentence(texts, number, piece):
                    continue
                taken_up = re.match(form["taken_up"], passage.text[piece.end :])
                if taken_up or has_main_verb(text, case.translation_language):
                    continue
                if not quoted.is_quoted(number, piece.start):
                    message = "no main verb: a fragment, not a sentence"
                    where = (piece.start, piece.end)
                    yield passage.finding("info", "linguistic-conventions/grammar", message, where)


def _is_no_sentence(texts: Sequence[Passage], number: int, piece: PlacedSentence) -> bool:
    """Whether it is a point of a list or an entry behind a label, or answers the question before it."""
    passage = texts[number]
    if passage.is_point or is_point(piece.sentence.text) or _LABEL.match(piece.sentence.text):
        return True
    before = passage.text[: piece.start] or (texts[number - 1].text if number else "")
    return _QUESTION.search(before) is not None


PLUGIN: type[Check] = Fragment
