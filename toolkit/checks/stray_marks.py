"""Punctuation where none can stand: after an article, twice, in mid-sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from toolkit.analysis.text.frequency import common
from toolkit.analysis.text.passages import Passage, passages
from toolkit.languages import load, remembered
from toolkit.model import Case, Finding, Severity, Unchecked, Unit
from toolkit.plugins.contracts import Check

_CATEGORY = "linguistic-conventions/punctuation"
_MID = re.compile(r"(?<![\w.’'-])([a-z]+(?=[.!?])|[A-Z][a-z]{3,}(?=\.))([.!?])(?= [a-z]+\b(?![A-Z]))")
_PAUSE = re.compile(r"(?<=[\w)”\"])([;:])(?= [a-z])")
Rules = tuple[tuple[re.Pattern[str], str], ...]
# What the rules look for; a comma between words is left to those about commas.
_SUSPECT = re.compile(r"[\^~|_@\\]|[.;:!?](?=[.;:!?,]|\s.)|,[.;:!?,]")


@dataclass(frozen=True, slots=True)
class StrayMarks:
    """Marks that stand where no mark can, or twice.

    A full stop in mid-sentence, a comma after "the", a sign no keyboard meant: each stops the reader, and tells that
    the text was edited and not read again. Where the original is at hand, a colon or semicolon in a sentence whose
    original has neither is told of as well.

    Bad:  The clerk said that. the office was closed, and the! files were lost.
    Good: The clerk said that the office was closed, and the files were lost.

    On clean news (NTREX-128, 1,007 segments): none, with the original .3 %. Finds .64 of marks put in at random, and
    .98 together with quotes and dashes (DEMETR, 50).
    """

    needs_source: ClassVar[bool] = False
    safe_fix: ClassVar[bool] = True
    data: ClassVar[tuple[str, ...]] = ("form.stray",)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each mark; the suggestion is to leave it out."""
        language = case.translation_language
        units = {unit.index: unit for unit in case.units}
        for passage in passages(case):
            for where, message in sorted(_faults(passage, units, language).items()):
                mark = passage.text[slice(*where)]
                right = mark[:1] if "too many" in message else ""
                severity: Severity = "info" if "original" in message else "warning"
                yield passage.finding(severity, _CATEGORY, message.format(mark), where, right)


def _faults(passage: Passage, units: Mapping[int, Unit], language: str) -> dict[tuple[int, int], str]:
    """Return message by place: the first rule that finds a mark speaks."""
    text = passage.text
    faults: dict[tuple[int, int], str] = {}
    marked, commas = _rules(language)
    rules = (*(marked if _SUSPECT.search(text) else ()), *(commas if "," in text else ()))
    for pattern, message in rules:
        for match in pattern.finditer(text):
            faults.setdefault(match.span(1), message)
    for piece in passage.pieces:
        for match in _MID.finditer(text, piece.start, piece.end):
            following = text[match.end() + 1 :].split(maxsplit=1)[0].rstrip(",;:")
            # What no list of words has is a name that is written small ("ifconfig").
            if not _may_stop(text, match, language) and common(re.split(r"[-'’]", following)[0], language):
                faults.setdefault(match.span(2), "{0} in mid-sentence")
        source = units[piece.unit].source_text
        if source and not re.search(r"[;:]", source):
            for match in _PAUSE.finditer(text, piece.start, piece.end):
                faults.setdefault(match.span(1), "{0}, and the original has no such pause")
    return faults


def _may_stop(text: str, match: re.Match[str], language: str) -> bool:
    """Whether the mark belongs to an abbreviation, or ends what somebody says inside the sentence."""
    if match[2] == ".":
        return len(match[1]) == 1 or match[1].lower() in _abbreviations(language)
    return re.search(r"[\"“”«»]|(?<!\w)['‘’]|['’](?!\w)", text[match.end() : match.end() + 40]) is not None


@remembered()
def _abbreviations(language: str) -> frozenset[str]:
    data: Mapping[str, Any] = load(language, "splitting")
    lists = (data.get(name, "") for name in ("never", "before_number", "inner"))
    return frozenset(word.lower() for words in lists for word in str(words).split())


@remembered()
def _rules(language: str) -> tuple[Rules, Rules]:
    """Return the rules about any mark, and those about commas."""
    data = {name: "|".join(words.split()) or "(?!)" for name, words in load(language, "form")["stray"].items()}
    adverbial = "".join(f"(?<!(?i:{word} on))" for word in data["before_on"].split("|") if word != "(?!)")
    verb = rf"(?!(?:{data['no_verbs']})\b)[a-z]{{3,}}s (?:{data['articles']})"
    aside = rf"(?= [a-z]{{2,}} )(?! (?:{data['asides']})\b)"
    marked = [
        (r"(?<=[\w,])([\^~|_@\\]+)(?=[\s,.;:]|$)", "{0} is no punctuation"),
        (r"(?<=\w)(,,+|;;+|::+|,\.|[;:],|,[;:?!]|[?!]\.(?!\.))(?=\s|$)", "{0} is one mark too many"),
        (r"(?<=\w)(!{2,}|\?{2,})(?=[\s”\"']|$)", "{0} is one mark too many"),
        (r"(?<=[a-z]{2})(?<!\betc)(\.\.)(?=\s|$)", "{0} is neither a full stop nor an ellipsis"),
        (rf"\b(?i:{data['unfinished']})([.;:!?])(?= )", "{0} after a word that cannot end a clause"),
        (rf"(?<=\b(?:{data['letter']}))([.;:!?])(?= [a-z]{{2,}} )", "{0} after an article"),
        (rf"\b(?:{data['auxiliaries']})([;:!?.])(?= [a-z\d])", "{0} parts a verb from what belongs to it"),
        (r"(?<=\w)([?!])(?= [-–—] [a-z])", "{0} in mid-sentence"),
    ]
    commas = [
        (rf"(?<![\w-])(?:{data['before_no_comma']})(?! e, i\b)(,){aside}", "{0} after an article"),
        (rf"(?:^|[,;] )(?i:{data['subjects']}) [a-z]+(,) {verb} ", "{0} parts the subject from its verb"),
        (
            rf"\b(?:{data['prepositions']}){adverbial}(,)(?= (?:{data['after_prepositions']}) )",
            "{0} after a preposition",
        ),
    ]
    return _compiled(marked), _compiled(commas)


def _compiled(patterns: Sequence[tuple[str, str]]) -> Rules:
    return tuple((re.compile(pattern), message) for pattern, message in patterns)


PLUGIN: type[Check] = StrayMarks
