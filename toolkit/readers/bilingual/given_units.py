"""Units that a translator's file gives -> its two documents, or the one in the language that is asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.languages.codes import base, is_language, language_name
from toolkit.model import BilingualDocument, Block, Document, GivenUnit, Landmark, Mapped, Tag, UnitState
from toolkit.plugins.plurals import counted
from toolkit.readers.bilingual.marked_text import MarkedText
from toolkit.readers.splitting.blocks import label


@dataclass(frozen=True, slots=True)
class WrittenUnit:
    """A unit as a file writes it; a side that it lacks is None.

    ``id`` is its name in the file, ``place`` what findings call it, and ``at`` where it stands.
    """

    id: str
    place: str
    at: int
    source: MarkedText | None
    translation: MarkedText | None
    state: UnitState = "translated"


def nearest_tag(tags: Iterable[str], language: str) -> str | None:
    """Return the tag that names a language: the one with the same region first; None where none does."""
    found = [tag for tag in tags if is_language(tag, language)]
    wanted = language.replace("_", "-").lower()
    return next((tag for tag in found if tag.replace("_", "-").lower() == wanted), found[0] if found else None)


def other_languages(place: str, found: tuple[str, str], wanted: tuple[str, str]) -> InputError:
    """Return the error for a file from one language to another that are not those of the run."""
    codes = " ".join(base(tag) or asked for tag, asked in zip(found, wanted, strict=True))
    there, asked = (" to ".join(_name(tag) for tag in tags) for tags in (found, wanted))
    return InputError(f"{place}: from {there}, not from {asked}; say so with: --languages {codes}")


def no_such_language(place: str, tags: Iterable[str], language: str) -> InputError:
    """Return the error for a file that has nothing in a language."""
    there = ", ".join(dict.fromkeys(tag for tag in tags if tag)) or "none that it says"
    return InputError(f"{place}: nothing in {_name(language)}; its languages are: {there}; say which with --languages")


def both_sides(path: Path, text: str, units: Sequence[WrittenUnit], languages: tuple[str, str]) -> BilingualDocument:
    """Return both documents; a unit with nothing on either side is left out.

    What is not translated yet, or locked, has no translation: what stands there is a copy of the original, or a draft
    that nobody answers for.
    """
    sides = _Side(path, text, languages[0]), _Side(path, text, languages[1])
    given = []
    for unit in units:
        left = sides[0].add(unit, unit.source)
        right = sides[1].add(unit, unit.translation if unit.state == "translated" else None)
        if left[0] < left[1] or right[0] < right[1]:
            at = None if right[0] < right[1] else sides[1].landmarks[-1].start
            given.append(GivenUnit(unit.id, left, right, unit.state, at))
    if given and not any(unit.state == "translated" for unit in given):
        raise InputError(
            f"{path}: nothing in it is translated into {languages[1]!r} yet ({counted(len(given), 'unit')})"
        )
    return BilingualDocument(sides[0].document(), sides[1].document(), tuple(given))


def one_side(path: Path, text: str, sides: Iterable[tuple[WrittenUnit, MarkedText | None]], language: str) -> Document:
    """Return the document of one side of the units; a text that several units share is there once."""
    side = _Side(path, text, language)
    seen = set()
    for unit, marked in sides:
        start = next((item[0] for item in marked.items if isinstance(item, tuple)), None) if marked else None
        if start not in seen:
            side.add(unit, marked)
        seen.add(start)
    return side.document()


class _Side:
    """The blocks of one language."""

    def __init__(self, path: Path, text: str, language: str) -> None:
        self.path, self.text, self.language = path, text, language
        self.bodies: list[Mapped] = []
        self.tags: list[tuple[Tag, ...]] = []
        self.landmarks: list[Landmark] = []

    def add(self, unit: WrittenUnit, marked: MarkedText | None) -> tuple[int, int]:
        """Add a text; return the range of the numbers of its blocks."""
        number = len(self.bodies)
        body, tags = marked.body() if marked else (Mapped("", 0, 0), ())
        if body.text:
            self.bodies.append(body)
            self.tags.append(tags)
        self.landmarks.append(Landmark(body.start if body.text else _place_of(marked, unit), unit.place))
        return number, len(self.bodies)

    def document(self) -> Document:
        # The credit of a translation is a unit as any other here: its file gives both sides of it.
        blocks = tuple(
            Block("paragraph" if block.kind == "credit" else block.kind, block.body, tags)
            for block, tags in zip(label(self.bodies, self.language), self.tags, strict=True)
        )
        landmarks = tuple(sorted(self.landmarks, key=lambda one: one.start))
        return Document(str(self.path), self.language, self.text, blocks, landmarks)


def _place_of(marked: MarkedText | None, unit: WrittenUnit) -> int:
    """Return where a side without text is written, a cell that is empty, or else where its unit begins."""
    return next((item[0] for item in marked.items if isinstance(item, tuple)), unit.at) if marked else unit.at


def _name(tag: str) -> str:
    name = language_name(base(tag)) if tag else ""
    return f"{name} ({tag})" if tag and name != tag else tag or "a language that it does not say"
