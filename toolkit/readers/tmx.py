"""TMX 1.1 to 1.4b (LISA OSCAR 2005): the units of a translation memory that have both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import BilingualDocument, Document, Edit, UnitState
from toolkit.plugins.contracts import Reader
from toolkit.readers.bilingual.given_units import WrittenUnit, both_sides, nearest_tag, no_such_language, one_side
from toolkit.readers.bilingual.inline_elements import tmx_text
from toolkit.readers.bilingual.marked_text import MarkedText
from toolkit.readers.bilingual.xml_tree import DECLARATION, Element, XmlFile, open_xml, root_of
from toolkit.readers.files.writing.texts import markup, rewritten_text


@dataclass(frozen=True, slots=True)
class Tmx:
    """Reads TMX; of more than two languages, the two that are asked for. Tags are placeholders.

    A unit that lacks one of the languages is not translated; an empty translation is one, for a memory keeps what is
    done. Units of which it lacks both are left out.
    """

    suffixes: tuple[str, ...] = (".tmx",)
    """The endings of the names of files that it reads, with the dot."""

    def recognises(self, path: Path | None, head: bytes) -> bool:  # noqa: ARG002 - the contract's
        """Whether the root element is that of TMX."""
        return root_of(head) == "tmx"

    def read(self, path: Path, language: str) -> Document:
        """Return the side in this language; raises InputError with file, line and column."""
        file, entries = _entries(path)
        tags = _tags(entries)
        if nearest_tag(tags, language) is None:
            raise no_such_language(f"{path}:1", tags, language)
        sides = ((entry, _variant(entry, language, file)) for entry in entries)
        return one_side(path, file.text, ((_unit(entry, None, text), text) for entry, text in sides), language)

    def read_both(self, path: Path, source_language: str, translation_language: str) -> BilingualDocument:
        """Return both sides and the units; raises InputError with file, line and column."""
        file, entries = _entries(path)
        tags = _tags(entries)
        for language in (source_language, translation_language):
            if nearest_tag(tags, language) is None:
                raise no_such_language(f"{path}:1", tags, language)
        units = [
            _unit(entry, _variant(entry, source_language, file), _variant(entry, translation_language, file))
            for entry in entries
        ]
        return both_sides(path, file.text, units, (source_language, translation_language))

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits."""
        return rewritten_text(path, document, edits, markup(document), DECLARATION, references=True)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A ``tu``: its segments by their languages."""

    name: str
    at: int
    segments: dict[str, Element]


def _entries(path: Path) -> tuple[XmlFile, list[_Entry]]:
    file = open_xml(path)
    found: list[_Entry] = []

    def handle(element: Element, _around: Sequence[Element]) -> None:
        segments: dict[str, Element] = {}
        for variant in element.elements("tuv"):
            tag = variant.attributes.get("xml:lang") or variant.attributes.get("lang") or ""
            segment = variant.first("seg")
            if not tag or segment is None:
                file.fail(variant.start, f"a <tuv> without {'xml:lang' if segment else '<seg>'}")
            # Of several translations into one language, the first counts.
            segments.setdefault(tag, segment)
        found.append(_Entry(element.attributes.get("tuid") or str(len(found) + 1), element.start, segments))

    file.walk("tmx", ("tu",), handle)
    if not found:
        raise InputError(f"{path}:1: no units in it; a TMX file has tu elements")
    return file, found


def _tags(entries: Sequence[_Entry]) -> list[str]:
    return list(dict.fromkeys(tag for entry in entries for tag in entry.segments))


def _variant(entry: _Entry, language: str, file: XmlFile) -> MarkedText | None:
    tag = nearest_tag(entry.segments, language)
    return tmx_text(entry.segments[tag], file.text) if tag is not None else None


def _unit(entry: _Entry, source: MarkedText | None, translation: MarkedText | None) -> WrittenUnit:
    state: UnitState = "untranslated" if source is None or translation is None else "translated"
    return WrittenUnit(entry.name, f"unit {entry.name}", entry.at, source, translation, state)


PLUGIN: type[Reader] = Tmx
