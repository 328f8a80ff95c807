"""Grammar, by chosen rules of harper-py."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from toolkit.analysis.english import harper
from toolkit.analysis.english.harper import GrammarMark
from toolkit.analysis.english.varieties import is_british
from toolkit.analysis.text.passages import PlacedSentence, passages
from toolkit.languages import load, remembered
from toolkit.model import BY_ITS_CHECK, Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

_CATEGORY = "linguistic-conventions/grammar"
_AT_WORD = r"\b"
# Letters of the longest sentence that is read as a whole, and of what is read around a place in a longer one.
_LONGEST, _AROUND = 3_000, 100

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grammar:
    """A wrong article, a verb that does not agree, a wrong preposition: "an useful", "he have", "interested on".

    Such slips are small, and each one tells the reader that nobody read the text again. They are found by the grammar
    library harper-py, by those of its rules that mark little else in clean news, and by a few of ours;
    `toolkit/languages/en/grammar.yaml` lists them with what each did there. Headings have a grammar of their own and
    are not judged.

    Bad:  It is an useful tool, but the party lost it's majority despite of it.
    Good: It is a useful tool, but the party lost its majority despite it.

    On clean news (NTREX-128, 62 documents): .2 % of the sentences, all rightly.
    """

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield what the rules mark, with what they would write; overlapping marks give one finding."""
        rules = _rules(case.translation_language)
        if rules is None:
            yield Unchecked(BY_ITS_CHECK, f"no rules for {case.translation_language}")
            return
        missing = harper.missing()
        if missing:
            yield Unchecked(BY_ITS_CHECK, missing)
            return
        bodies = [passage for passage in passages(case) if passage.kind == "paragraph"]
        pieces = [(passage, piece) for passage in bodies for piece in passage.pieces]
        suspects = [(piece, where) for _, piece in pieces for where in rules.suspects(piece.sentence.text)]
        british = bool(suspects) and is_british((passage.text for passage in bodies), case.translation_language)
        texts = [piece.sentence.text[slice(*where)] for piece, where in suspects]
        read: dict[PlacedSentence, list[GrammarMark]] = {}
        for (piece, (start, _)), found in zip(
            suspects, harper.read_all(texts, rules.names, british=british), strict=True
        ):
            own = (replace(mark, start=mark.start + start, end=mark.end + start) if start else mark for mark in found)
            read.setdefault(piece, []).extend(own)
        for passage, piece in pieces:
            text = piece.sentence.text
            both = sorted([*read.get(piece, ()), *rules.own_marks(text)], key=lambda mark: mark.start)
            for mark in rules.sound(both, text):
                where = (piece.start + mark.start, piece.start + mark.end)
                suggestion = next(filter(None, mark.replacements), None)
                yield passage.finding("warning", _CATEGORY, _message(mark), where, suggestion)


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of a language: what they could mark at all, and where some are not to be believed."""

    names: frozenset[str]
    triggers: re.Pattern[str]
    limits: Mapping[str, re.Pattern[str]]
    own: tuple[tuple[str, re.Pattern[str], str, tuple[str, ...]], ...]

    def suspects(self, text: str) -> list[Range]:
        """Return the ranges of a sentence that the library is to read: all of it, if a rule could mark anything.

        Of what goes on without a full stop, a transcript, only the words around such places are read: to read it all
        takes longer than all other checks together.
        """
        if len(text) <= _LONGEST:
            return [(0, len(text))] if self.triggers.search(text) else []
        found: list[Range] = []
        for match in self.triggers.finditer(text):
            start = text.find(" ", max(0, match.start() - _AROUND), match.start()) + 1 or match.start()
            end = text.rfind(" ", match.end(), match.end() + _AROUND)
            end = len(text) if match.end() + _AROUND >= len(text) else max(end, match.end())
            if match.start() <= _AROUND:
                start = 0
            if found and start <= found[-1][1]:
                start, _ = found.pop()
            found.append((start, end))
        return found

    def own_marks(self, text: str) -> Iterator[GrammarMark]:
        """Yield what our own rules mark."""
        for name, pattern, because, write in self.own:
            for match in pattern.finditer(text):
                yield GrammarMark(name, *match.span("at"), because, write)

    def sound(self, marks: Sequence[GrammarMark], text: str) -> Iterator[GrammarMark]:
        """Yield the marks within their limits, the first of those that overlap."""
        done = 0
        for mark in marks:
            limit = self.limits.get(mark.rule)
            if mark.start >= done and (limit is None or limit.match(text, mark.start)):
                done = mark.end
                yield mark


def _message(mark: GrammarMark) -> str:
    """Return the first sentence of the library's message as we write them: no Markdown, no capital, no full stop."""
    first = re.split(r"(?<=[.]) (?=[A-Z])", mark.message)[0]
    text = " ".join(re.sub(r"`([^`]*)`", r"“\1”", first).split()).rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


@remembered()
def _rules(language: str) -> _Rules | None:
    data = load(language, "grammar")
    if not data:
        return None
    limits = {rule: re.compile(pattern) for rule, pattern in data["only"].items()}
    own = tuple(
        (rule["name"], re.compile(rule["at"]), rule["because"], (rule["write"],) if "write" in rule else ())
        for rule in data.get("own", ())
    )
    return _Rules(frozenset(data["rules"]), _any(list(data["rules"].values())), limits, own)


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for any of these. Most begin at a word, and are tried there only: that is most of the time."""
    at_words = [pattern.removeprefix(_AT_WORD) for pattern in patterns if _is_at_word(pattern)]
    others = [pattern for pattern in patterns if not _is_at_word(pattern)]
    return re.compile("|".join([rf"{_AT_WORD}(?:{'|'.join(at_words)})", *others]))


def _is_at_word(pattern: str) -> bool:
    return pattern.startswith(_AT_WORD) and f"|{_AT_WORD}" not in pattern


PLUGIN: type[Check] = Grammar
