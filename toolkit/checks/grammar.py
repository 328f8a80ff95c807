"""Grammar, by chosen rules of harper-py."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from toolkit import english_library
from toolkit.contracts import Check
from toolkit.english_library import Mark
from toolkit.english_variety import is_british
from toolkit.errors import MissingDependency
from toolkit.languages import load
from toolkit.model import Case, Finding, Unchecked
from toolkit.passages import passages

_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Grammar:
    """A wrong article, a verb that does not agree, a wrong preposition: "an useful", "he have", "interested on".

    Such slips are small, and each one tells the reader that nobody read the text again. They are found by the grammar
    library harper-py, by those of its rules that mark little else in clean news; `toolkit/languages/en.grammar.yaml`
    lists them with what each did there. Headings have a grammar of their own and are not judged.

    Bad:  It is an useful tool, but the party lost it's majority despite of it.
    Good: It is a useful tool, but the party lost its majority despite it.

    On clean news (NTREX-128, 62 documents): .3 % of the sentences, all rightly.
    """

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield what the rules mark, with what they would write; overlapping marks give one finding."""
        rules, limits = _rules(case.translation_language)
        if not rules:
            yield Unchecked("grammar", f"no rules for {case.translation_language}")
            return
        texts = [passage for passage in passages(case) if passage.kind == "paragraph"]
        plain = [passage.text for passage in texts]
        starts = [0]
        for text in plain:
            starts.append(starts[-1] + len(text) + len(_PARAGRAPH))
        try:
            marks = english_library.read(_PARAGRAPH.join(plain), rules, british=is_british(plain)) if plain else []
        except MissingDependency as error:
            yield Unchecked("grammar", str(error))
            return
        done = -1
        for mark in marks:
            number = bisect_right(starts, mark.start) - 1
            passage, start, end = texts[number], mark.start - starts[number], mark.end - starts[number]
            limit = limits.get(mark.rule)
            if mark.start < done or end > len(passage.text) or (limit and not limit.match(passage.text, start)):
                continue
            done = mark.end
            suggestion = next(filter(None, mark.replacements), None)
            yield passage.finding(
                "grammar", "warning", "linguistic-conventions/grammar", _message(mark), (start, end), suggestion
            )


def _message(mark: Mark) -> str:
    """Return the first sentence of the library's message as we write them: no Markdown, no capital, no full stop."""
    first = re.split(r"(?<=[.]) (?=[A-Z])", mark.message)[0]
    text = " ".join(re.sub(r"`([^`]*)`", r"“\1”", first).split()).rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


@cache
def _rules(language: str) -> tuple[frozenset[str], dict[str, re.Pattern[str]]]:
    data = load(language, "grammar")
    limits = {rule: re.compile(pattern) for rule, pattern in data.get("only", {}).items()}
    return frozenset(data.get("rules", "").split()), limits


PLUGIN: type[Check] = Grammar
