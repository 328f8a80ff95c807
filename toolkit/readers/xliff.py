"""XLIFF 1.2 (OASIS 2008) and 2.0, 2.1 (ISO 21720): segments with their translations, states and inline tags."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.errors import InputError
from toolkit.languages.codes import is_language
from toolkit.model import BilingualDocument, Document, Edit, UnitState
from toolkit.plugins.contracts import Reader
from toolkit.readers.bilingual.given_units import (
    WrittenUnit,
    both_sides,
    nearest_tag,
    no_such_language,
    one_side,
    other_languages,
)
from toolkit.readers.bilingual.inline_elements import xliff_text
from toolkit.readers.bilingual.marked_text import MarkedText
from toolkit.readers.bilingual.xml_tree import DECLARATION, Element, XmlFile, open_xml, root_of
from toolkit.readers.files.writing.texts import markup, rewritten_text

_UNTRANSLATED = frozenset({"new", "needs-translation", "initial"})


@dataclass(frozen=True, slots=True)
class Xliff:
    """Reads XLIFF 1.2 and 2.x, units as given, segments where the file has them; tags are placeholders.

    What is marked as not to be translated is left alone, as is what has no translation or the state new,
    needs-translation or initial; what else has a translation is checked, whatever its state. Notes, proposals
    (alt-trans, matches) and native code are no text. A file of other languages than those asked for is refused.
    """

    suffixes: tuple[str, ...] = (".xliff", ".xlf", ".mxliff", ".mqxliff", ".sdlxliff")
    """The endings of the names of files that it reads, with the dot."""

    def recognises(self, path: Path | None, head: bytes) -> bool:  # noqa: ARG002 - the contract's
        """Whether the root element is that of XLIFF."""
        return root_of(head) == "xliff"

    def read(self, path: Path, language: str) -> Document:
        """Return the side in this language, whatever its state; raises InputError with file, line and column."""
        file, parts = _parts(path)
        sides: list[tuple[WrittenUnit, MarkedText | None]] = []
        tags = [tag for part in parts for tag in (part.target, part.source)]
        wanted = nearest_tag(tags, language)
        for part in parts:
            if wanted is None and part.target == "":
                sides += [(unit, unit.translation) for unit in part.units]
            elif wanted is not None and wanted in (part.target, part.source):
                is_target = wanted == part.target
                sides += [(unit, unit.translation if is_target else unit.source) for unit in part.units]
        if not sides:
            raise no_such_language(file.place(parts[0].at), tags, language)
        return one_side(path, file.text, sides, language)

    def read_both(self, path: Path, source_language: str, translation_language: str) -> BilingualDocument:
        """Return both sides and the units; raises InputError with file, line and column."""
        file, parts = _parts(path)
        wanted = source_language, translation_language
        fitting = [part for part in parts if _fits(part.source, wanted[0]) and _fits(part.target, wanted[1])]
        if not fitting:
            raise other_languages(file.place(parts[0].at), (parts[0].source, parts[0].target), wanted)
        return both_sides(path, file.text, [unit for part in fitting for unit in part.units], wanted)

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits."""
        return rewritten_text(path, document, edits, markup(document), DECLARATION, references=True)


def _fits(tag: str, language: str) -> bool:
    return not tag or is_language(tag, language)


@dataclass(slots=True)
class _Part:
    """A ``file`` of the file."""

    at: int
    source: str
    target: str
    name: str
    units: list[WrittenUnit] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


def _parts(path: Path) -> tuple[XmlFile, list[_Part]]:
    file = open_xml(path)
    parts: dict[int, _Part] = {}

    def handle(element: Element, around: Sequence[Element]) -> None:
        within = next((one for one in around if one.name == "file"), around[0])
        part = parts.setdefault(within.start, _part(within, around[0], len(parts)))
        units = _segmented if element.name == "unit" else _unit
        for unit in units(element, around, file):
            if unit.id in part.lines:
                line = file.line(part.lines[unit.id])
                file.fail(unit.at, f"the id {unit.id!r} is there twice, first in line {line}; give each unit its own")
            part.lines[unit.id] = unit.at
            part.units.append(unit)

    file.walk("xliff", ("trans-unit", "unit"), handle)
    if not any(part.units for part in parts.values()):
        raise InputError(f"{path}:1: no units in it; an XLIFF file has trans-unit or unit elements")
    found = list(parts.values())
    _tell_apart(found)
    return file, found


def _part(element: Element, root: Element, number: int) -> _Part:
    of = {**root.attributes, **element.attributes}
    source, target = of.get("source-language", of.get("srcLang", "")), of.get("target-language", of.get("trgLang", ""))
    return _Part(element.start, source, target, element.attributes.get("original") or of.get("id") or str(number + 1))


def _tell_apart(parts: Sequence[_Part]) -> None:
    """Put the names of the files before the ids, where several files have one."""
    every = [unit.id for part in parts for unit in part.units]
    if len(set(every)) < len(every):
        for part in parts:
            named = ((unit, f"{part.name}/{unit.id}") for unit in part.units)
            part.units = [replace(unit, id=name, place=f"unit {name}") for unit, name in named]


def _is_locked(element: Element, around: Sequence[Element]) -> bool:
    said = (one.attributes.get("translate") for one in (element, *reversed(around)))
    return next((value for value in said if value), "yes").lower() == "no"


def _unit(element: Element, around: Sequence[Element], file: XmlFile) -> Iterator[WrittenUnit]:
    """Yield the unit, or the segments, of a ``trans-unit`` (1.2)."""
    name = element.attributes.get("id") or element.attributes.get("resname") or _line(file, element)
    locked = _is_locked(element, around)
    source, target = element.first("source"), element.first("target")
    if source is None:
        file.fail(element.start, f"the unit {name!r} has no <source>")
    written = (target.attributes.get("state", "") if target else "") or ""
    segments = element.first("seg-source")
    pairs = _segments(segments, target, file) if segments is not None else None
    if pairs is None:
        pairs = [("", source, target)]
    for number, left, right in pairs:
        texts = xliff_text(left, file.text) if left else None, xliff_text(right, file.text) if right else None
        state = _state(written, texts[1], locked=locked)
        at = (left or right or element).start if number else element.start
        own = f"{name}/{number}" if number else name
        yield WrittenUnit(own, f"unit {own}", at, *texts, state)


def _segments(
    source: Element, target: Element | None, file: XmlFile
) -> list[tuple[str, Element | None, Element | None]] | None:
    """Return the segments of both sides by their numbers; None where they are not all of the text."""
    left, right = _numbered(source, file), _numbered(target, file) if target else {}
    if left is None or right is None or not left or (target and target.children and not right):
        return None
    return [(number, left.get(number), right.get(number)) for number in dict.fromkeys([*left, *right])]


def _numbered(element: Element, file: XmlFile) -> dict[str, Element] | None:
    """Return the segments of one side, None where some text stands outside of them."""
    found: dict[str, Element] = {}
    for child in element.children:
        if not isinstance(child, Element):
            if (child[2] if len(child) == 3 else file.text[slice(*child)]).strip():
                return None
        elif child.name == "mrk" and child.attributes.get("mtype") == "seg":
            number = child.attributes.get("mid", str(len(found) + 1))
            if number in found:
                file.fail(child.start, f"the segment {number!r} is there twice; give each a mid of its own")
            found[number] = child
        else:
            inside = _numbered(child, file)
            if inside is None:
                return None
            found.update(inside)
    return found


def _segmented(element: Element, around: Sequence[Element], file: XmlFile) -> Iterator[WrittenUnit]:
    """Yield the segments of a ``unit`` (2.x)."""
    name = element.attributes.get("id") or _line(file, element)
    locked = _is_locked(element, around)
    segments = list(element.elements("segment", "ignorable"))
    several = len(list(element.elements("segment"))) > 1
    for number, segment in enumerate(segments, 1):
        source, target = segment.first("source"), segment.first("target")
        if source is None:
            file.fail(segment.start, f"a segment of the unit {name!r} has no <source>")
        left = xliff_text(source, file.text)
        if segment.name == "ignorable" and left.is_blank:
            continue
        right = xliff_text(target, file.text) if target else None
        own = f"{name}/{segment.attributes.get('id') or number}" if several else name
        state = _state(segment.attributes.get("state", ""), right, locked=locked)
        yield WrittenUnit(own, f"unit {own}", segment.start, left, right, state)


def _state(written: str, translation: MarkedText | None, *, locked: bool) -> UnitState:
    """Return the state: an empty translation is one only if the file says that it is done."""
    if locked:
        return "locked"
    if translation is None or written in _UNTRANSLATED or (translation.is_blank and not written):
        return "untranslated"
    return "translated"


def _line(file: XmlFile, element: Element) -> str:
    return f"line {file.line(element.start)}"


PLUGIN: type[Reader] = Xliff
