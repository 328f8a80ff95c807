"""A small language for phrases, compiled to regular expressions.

    vice-premiers?               letters that may lack have "?" behind them; a hyphen may be a space
    from (all|every) point       one of several, of one or more words
    take [a clear] stand         words that may lack
    {take} position              any form of a verb; {be|become} of one of several
    prevede*                     a word that begins so
    <name> <num> <month> <ing>   a class: see ``languages/phrases.yaml``

Words match in either case (those of ``<name>`` keep their capital) and only as whole words; apostrophes are straight.
A class is a group of its name when it occurs first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.analysis.english.inflections import forms
from toolkit.languages import shared

_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"<(\w+)>|\{([^}]+)\}|([(\[|\])])|([^\s(){}\[\]|<>]+)|\s+")


@dataclass(frozen=True, slots=True)
class PhrasePattern:
    """A pattern: its expression, the words of which a text must hold one (empty: any text may match), its verb.

    ``verb`` are the forms of the first ``{verb}``, which the group of that name captures.
    """

    expression: str
    anchors: frozenset[str]
    verb: tuple[tuple[str, ...], ...] = ()

    def compile(self, before: str = "", after: str = "") -> re.Pattern[str]:
        """Return the expression as whole words, with something tied to its front or its end."""
        return re.compile(rf"{before}(?<![\w-])(?:{self.expression})(?![\w-]){after}", re.IGNORECASE)


class BadPattern(ValueError):
    """A pattern that cannot be read; the message says where."""


def parse(pattern: str, language: str) -> PhrasePattern:
    """Read a pattern; verbs have the forms of the language. Raises BadPattern."""
    return _Parser(pattern.replace("’", "'"), language).read()


def wanted(pattern: str) -> frozenset[str]:
    """Return words that a text must hold all of for a pattern to match, told at a glance: what stands in no bracket.

    To read and compile a pattern takes a hundred times as long, and most match nothing of a text.
    """
    words: list[str] = []
    depth = 0
    for token in _TOKEN.finditer(pattern.replace("’", "'")):
        mark, literal = token[3], token[4]
        if mark == "|" and not depth:
            return frozenset()
        if mark:
            depth += {"(": 1, "[": 1, "|": 0}.get(mark, -1)
        elif literal and not depth and "*" not in literal and "?" not in literal:
            words += _WORD.findall(literal.lower())
    return frozenset(words)


def choices(pattern: str) -> tuple[frozenset[str], ...]:
    """Return sets of words of each of which a text must hold one for a pattern to match, told at a second glance.

    They are the ways of writing a word ("vice-premiers?"), and the words of a round bracket in which every alternative
    has one.
    """
    found: list[frozenset[str]] = []
    alternatives: list[list[frozenset[str]]] = []
    brackets = ""
    for token in _TOKEN.finditer(pattern.replace("’", "'")):
        mark, literal = token[3], token[4]
        if mark == "|" and not brackets:
            return ()
        if mark == "|" and brackets == "(":
            alternatives.append([])
        elif mark in ("(", "["):
            alternatives = alternatives if brackets else [[]]
            brackets += mark
        elif mark in (")", "]"):
            if brackets == "(" and all(alternatives):
                found.append(frozenset().union(*(max(words, key=rarity) for words in alternatives)))
            brackets = brackets[:-1]
        elif literal and brackets in ("", "(") and (words := _ways(literal)):
            (alternatives[-1] if brackets else found).append(words)
    return tuple(found)


def _ways(word: str) -> frozenset[str]:
    """Return the longest part of a word in each of its ways of writing."""
    return frozenset((word.lower(),)) if word.isalpha() else _literal(word)[1]


class _Parser:
    def __init__(self, pattern: str, language: str) -> None:
        self.pattern = pattern
        self.language = language
        self.verb: tuple[tuple[str, ...], ...] = ()
        self.tokens = list(self._tokens())
        self.named: set[str] = set()
        self.at = 0

    def _tokens(self) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(self.pattern):
            match = _TOKEN.match(self.pattern, at)
            if match is None:
                raise BadPattern(f"cannot read {self.pattern!r} at {self.pattern[at:]!r}")
            at = match.end()
            kind = ("class", "verb", "mark", "literal")[match.lastindex - 1] if match.lastindex else "space"
            if kind != "space":
                yield kind, match[match.lastindex or 0]

    def read(self) -> PhrasePattern:
        expression, anchors = self._alternatives("")
        if self.at < len(self.tokens):
            raise BadPattern(f"{self.pattern!r} closes a bracket that it never opened")
        return PhrasePattern(expression, anchors, self.verb)

    def _alternatives(self, closing: str, waiting: bool = False) -> tuple[str, frozenset[str]]:
        """Read sequences up to a closing bracket; any of them may match, so their anchors add up."""
        sequences = [self._sequence(waiting)]
        while self._is("|"):
            self.at += 1
            sequences.append(self._sequence(waiting))
        if closing:
            if not self._is(closing):
                raise BadPattern(f"{self.pattern!r} lacks a {closing!r}")
            self.at += 1
        anchors = [anchors for _, anchors in sequences]
        together = frozenset().union(*anchors) if all(anchors) else frozenset()
        return "|".join(text for text, _ in sequences), together

    def _is(self, mark: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at] == ("mark", mark)

    def _sequence(self, waiting: bool) -> tuple[str, frozenset[str]]:
        """Read items up to "|" or a bracket; all of them must match, so the rarest looking one is the anchor.

        ``waiting``: whether a space must come before the next item. It goes into a bracket, because some of what may
        stand there (the mark after "<stop>") has none.
        """
        text, best = "", frozenset[str]()
        while self.at < len(self.tokens) and not any(map(self._is, "|)]")):
            kind, value = self.tokens[self.at]
            self.at += 1
            if (kind, value) == ("mark", "["):
                inside, _ = self._alternatives("]", waiting)
                text += f"(?:{inside})?" if waiting else f"(?:(?:{inside}) )?"
                continue
            item, anchors = self._item(kind, value, waiting)
            glued = not waiting or value in (",", "stop", "verbal", ":", ";", "%", "(") or value.startswith("'")
            text += item if glued else f" {item}"
            waiting = value != "start" and not value.endswith("-")
            best = max(best, anchors, key=rarity)
        if not text:
            raise BadPattern(f"{self.pattern!r} has an empty part")
        return text, best

    def _item(self, kind: str, value: str, waiting: bool) -> tuple[str, frozenset[str]]:
        if kind == "mark":
            inside, anchors = self._alternatives(")", waiting)
            return f"(?:{inside})", anchors
        if kind == "class":
            classes = shared("phrases")
            if value not in classes:
                raise BadPattern(f"{self.pattern!r}: there is no class <{value}>; there are: {', '.join(classes)}")
            first = value not in self.named and value.isidentifier()
            self.named.add(value)
            return f"(?P<{value}>{classes[value]})" if first else f"(?:{classes[value]})", frozenset()
        if kind == "verb":
            return self._verb(value)
        return _literal(value)

    def _verb(self, value: str) -> tuple[str, frozenset[str]]:
        tables = [forms(verb, self.language) for verb in value.split("|")]
        known = {form for table in tables for ways in table for form in ways}
        choice = "|".join(re.escape(form) for form in sorted(known, key=lambda form: (-len(form), form)))
        if self.verb:
            return f"(?:{choice})", _words(known)
        self.verb = tables[0]
        return f"(?P<verb>{choice})", _words(known)


def _literal(word: str) -> tuple[str, frozenset[str]]:
    text = re.escape(word).replace(r"\?", "?").replace(r"\*", r"[\w'-]*").replace(r"\-", "[- ]").replace("/", "/")
    if "*" in word:
        return text, frozenset()
    spelled = {word.lower()}
    while any("?" in form for form in spelled):
        spelled = {
            new for form in spelled for cut in [form.find("?")] for new in (
                (form,) if cut < 0 else (form[:cut] + form[cut + 1 :], form[: cut - 1] + form[cut + 1 :])
            )
        }  # fmt: skip
    return text, _words(spelled)


def _words(forms: set[str]) -> frozenset[str]:
    """Return the longest word of each form, none if a form has no word of its own."""
    longest = [max(_WORD.findall(form), key=len, default="") for form in forms]
    return frozenset(longest) if all(longest) else frozenset()


def rarity(anchors: frozenset[str]) -> tuple[float, int]:
    """Order sets of words by the length of the words: short ones are in every sentence."""
    return (min(map(len, anchors)) if anchors else 0, -len(anchors))
