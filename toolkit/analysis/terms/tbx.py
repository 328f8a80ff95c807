"""A glossary as TBX (ISO 30042:2019 and its 2008 forerunner), in both styles.

DCA names data categories in attributes (``<termNote type="administrativeStatus">``), DCT in tags
(``<min:administrativeStatus>``). Only terms, their languages, statuses and notes are read. Files with entity
declarations are refused: what they unfold to has no limit; a DTD that is only named is not fetched.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from toolkit.analysis.terms.entries import GlossaryRow, Status
from toolkit.errors import InputError

_CONCEPT = frozenset({"conceptEntry", "termEntry"})
_LANGUAGE = frozenset({"langSec", "langSet"})
_TERM_SECTION = frozenset({"termSec", "tig", "ntig"})
_STATUS = frozenset({"administrativeStatus", "normativeAuthorization"})
_FORBIDDEN = ("deprecated", "superseded", "notrecommended", "obsolete", "forbidden")
_DEEPEST = 200


@dataclass(slots=True)
class Term:
    """One term of a concept."""

    language: str
    text: str = ""
    status: Status = "preferred"


@dataclass(slots=True)
class Concept:
    """The terms of one concept in all languages."""

    line: int
    terms: list[Term] = field(default_factory=list)
    note: str = ""


def read(path: Path, data: bytes) -> tuple[Concept, ...]:
    """Return the concepts in order; raises InputError with file, line and column."""
    return _Reader(path).read(data)


def rows(concepts: tuple[Concept, ...], source: str, target: str) -> Iterator[GlossaryRow]:
    """Yield the rows for a pair of languages; regions ("en-GB") count as their language."""
    for concept in concepts:
        own = [term for term in concept.terms if term.language == source]
        for term in concept.terms:
            if term.language == target:
                # A forbidden word of a concept without a term in the source is forbidden whatever the original says.
                sources = [one.text for one in own] or ([""] if term.status == "forbidden" else [])
                for text in sources:
                    yield GlossaryRow(text, term.text, term.status, note=concept.note, place=f"line {concept.line}")


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.concepts: list[Concept] = []
        self.open: list[tuple[str, str]] = []
        self.language = ""
        self.term: Term | None = None
        self.text: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text.append
        self.parser.EntityDeclHandler = self.refuse
        self.parser.SkippedEntityHandler = self.refuse

    def read(self, data: bytes) -> tuple[Concept, ...]:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            message = expat.errors.messages[error.code]
            raise InputError(f"{self.path}:{error.lineno}:{error.offset + 1}: not XML: {message}") from None
        except (LookupError, ValueError) as error:
            raise InputError(f"{self.path}:1: not XML: {error}") from None
        if not any(concept.terms for concept in self.concepts):
            raise InputError(f"{self.path}:1: no terms in it; a TBX file has conceptEntry or termEntry elements")
        return tuple(self.concepts)

    def fail(self, message: str) -> NoReturn:
        place = f"{self.path}:{self.parser.CurrentLineNumber}:{self.parser.CurrentColumnNumber + 1}"
        raise InputError(f"{place}: {message}")

    def refuse(self, *_: object) -> None:
        self.fail("XML entities are not read, for they may unfold without end; write out what they stand for")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        # The data category is the type in the one style, the tag in the other.
        self.open.append((tag, attributes.get("type", tag)))
        if len(self.open) > _DEEPEST:
            self.fail("nested too deeply")
        if tag != "hi":
            self.text.clear()
        if tag in _CONCEPT:
            self.concepts.append(Concept(self.parser.CurrentLineNumber))
        elif tag in _LANGUAGE:
            code = attributes.get("http://www.w3.org/XML/1998/namespace}lang", "")
            if not code:
                self.fail(f"{tag} without xml:lang")
            self.language = code.replace("_", "-").split("-")[0].lower()
        elif tag in _TERM_SECTION:
            if not self.concepts or not self.language:
                self.fail(f"{tag} outside a language of a concept")
            self.term = Term(self.language)

    def end(self, _name: str) -> None:
        tag, category = self.open.pop()
        text = " ".join("".join(self.text).split())
        if tag == "term" and self.term is not None:
            self.term.text = text
        elif category in _STATUS and self.term is not None:
            self.term.status = _status(text)
        elif tag in _TERM_SECTION and self.term is not None:
            if not self.term.text:
                self.fail("a term without text")
            self.concepts[-1].terms.append(self.term)
            self.term = None
        elif tag == "note" and self.concepts and any(known in _CONCEPT for known, _ in self.open):
            self.concepts[-1].note = text
        elif tag in _LANGUAGE:
            self.language = ""
        if tag != "hi":
            self.text.clear()


def _status(text: str) -> Status:
    folded = text.casefold().replace(" ", "")
    if folded.startswith(_FORBIDDEN):
        return "forbidden"
    return "admitted" if folded.startswith("admitted") else "preferred"
