"""Rich text -> its paragraphs, notes, cells and text boxes, as they look with all changes accepted."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from toolkit.readers.files.rich_text.control_words import (
    CODE_PAGES,
    ENDS_OF_CELL,
    ENDS_OF_PARAGRAPH,
    SEEN_THOUGH_MARKED,
    SIGNS,
    STORIES,
    TOKEN,
    UNSEEN,
    of_character_set,
)
from toolkit.readers.files.rich_text.paragraphs import BODY_LEVEL, Paragraphs
from toolkit.readers.files.wordprocessing.places import names_heading

_UNICODE = 0x10000


@dataclass(frozen=True, slots=True)
class _State:
    """What a group hands on to those within it, and forgets at its end.

    "twice" is a text that stands there in two writings, of which the second counts.
    """

    place: Literal["text", "unseen", "twice", "fonts", "styles"] = "text"
    fallback: int = 1  # how many signs stand after \u for readers that do not know it
    font: int = -1
    is_hidden: bool = False
    is_deleted: bool = False


@dataclass(slots=True)
class RichText:
    """Goes through the bytes of a file once."""

    paragraphs: Paragraphs = field(default_factory=Paragraphs)
    changes: int = 0
    state: _State = field(default_factory=_State)
    outer: list[_State] = field(default_factory=list)
    page: str = "cp1252"
    default_font: int = -1
    fonts: dict[int, str] = field(default_factory=dict)
    pending: bytearray = field(default_factory=bytearray)
    style: int = 0
    style_name: str = ""
    skip: int = 0
    is_marked: bool = False
    is_cut: bool = False

    def read(self, data: bytes) -> None:
        """Take all paragraphs; ``is_cut`` is True afterwards if the data end before the document does."""
        at = 0
        while match := TOKEN.search(data, at):
            at = match.end()
            if match["brace"]:
                self._group(is_begin=match["brace"] == b"{")
            elif match["text"]:
                self._bytes(match["text"])
            elif match["code"]:
                self._bytes(bytes.fromhex(match["code"].decode("ascii")))
            elif match["sign"]:
                self._sign(match["sign"].decode("latin-1"))
            elif match["word"]:
                number = int(match["number"]) if match["number"] else None
                if match["word"] == b"bin":
                    at += max(0, number or 0)
                else:
                    self._word(match["word"].decode("ascii"), number)
        self._decode()
        self.is_cut = bool(self.outer) or at > len(data)
        self.paragraphs.finish()

    def _group(self, *, is_begin: bool) -> None:
        self._decode()
        self.skip, self.is_marked = 0, False
        if is_begin:
            self.outer.append(self.state)
            return
        self.paragraphs.end_group(len(self.outer))
        if self.state.place == "styles":
            self._name_style()
        if self.outer:
            self.state = self.outer.pop()

    def _bytes(self, data: bytes) -> None:
        if self.state.place == "unseen":
            return
        skipped = min(self.skip, len(data))
        self.skip -= skipped
        self.pending += data[skipped:]

    def _decode(self) -> None:
        """Turn the bytes that were collected into letters, by the font that they stand in."""
        if self.pending:
            text = bytes(self.pending).decode(self.fonts.get(self.state.font, self.page), "replace")
            self.pending.clear()
            self._put(text)

    def _put(self, text: str) -> None:
        if self.state.place == "styles":
            self.style_name += text
        elif self.state.place == "text" and not self.state.is_hidden and not self.state.is_deleted:
            self.paragraphs.story.parts.append(text)

    def _sign(self, sign: str) -> None:
        self._decode()
        if sign == "*":
            self.is_marked = True
        elif sign in ENDS_OF_PARAGRAPH:
            self._word("par", None)
        elif self.skip:
            self.skip -= 1
        elif sign in SIGNS:
            self._put(SIGNS[sign])

    def _word(self, word: str, number: int | None) -> None:
        self._decode()
        if self.skip and word != "u":
            self.skip -= 1
            return
        self.skip = 0
        if self._is_destination(word):
            return
        if word in SIGNS:
            self._put(SIGNS[word])
        elif word == "u" and number is not None:
            self._put(chr(number % _UNICODE))
            self.skip = self.state.fallback
        elif self.state.place == "text" and self._is_end(word):
            return
        elif word in _SETTINGS:
            _SETTINGS[word](self, number)

    def _is_end(self, word: str) -> bool:
        """Return whether a word ends something, and end it; a mark that is deleted ends nothing."""
        if word in ENDS_OF_PARAGRAPH:
            if not self.state.is_deleted:
                self.paragraphs.end_paragraph()
        elif word in ENDS_OF_CELL:
            self.paragraphs.end_cell()
        elif word == "row":
            self.paragraphs.end_row()
        else:
            return False
        return True

    def _is_destination(self, word: str) -> bool:
        """Return whether a word says what is in its group, and see to it; of what is unseen nothing else matters."""
        marked, self.is_marked = self.is_marked, False
        place = self.state.place
        if place == "unseen":
            return True
        if place == "text" and word in STORIES:
            self.paragraphs.begin(STORIES[word], len(self.outer))
            self.state = replace(self.state, is_hidden=False)
        elif word in ("fonttbl", "stylesheet"):
            self.state = replace(self.state, place="fonts" if word == "fonttbl" else "styles")
        elif word == "upr":
            self.state = replace(self.state, place="twice")
        elif word == "ud":
            self.state = replace(self.state, place="text")
        elif word in UNSEEN or (marked and place == "text" and word not in SEEN_THOUGH_MARKED):
            self.state = replace(self.state, place="unseen")
        else:
            return False
        return True

    def _name_style(self) -> None:
        if names_heading(self.style_name.strip("; ")):
            self.paragraphs.headings.add(self.style)
        self.style, self.style_name = 0, ""

    def set_style(self, number: int | None) -> None:
        """Set a paragraph's style, or in the table of styles the number of the one that is described."""
        if self.state.place == "styles":
            self.style = number or 0
        else:
            self.paragraphs.story.style = number or 0

    def set_level(self, number: int | None) -> None:
        """Set the level of a paragraph or of a style in the outline of the document."""
        level = BODY_LEVEL if number is None else number
        if self.state.place != "styles":
            self.paragraphs.story.level = level
        elif level < BODY_LEVEL:
            self.paragraphs.headings.add(self.style)

    def set_codec(self, name: str | None) -> None:
        """Set the codec of the font that the table of fonts describes."""
        if self.state.place == "fonts" and name:
            self.fonts[self.state.font] = name

    def set_page(self, name: str) -> None:
        """Set the code page of all text whose font says nothing."""
        try:
            self.page = codecs.lookup(name).name
        except LookupError:
            return

    def set_state(self, **changed: int | bool) -> None:
        """Set what holds until the group ends."""
        self.state = replace(self.state, **changed)  # type: ignore[arg-type]

    def set_deleted(self, number: int | None) -> None:
        """Begin or end what was taken out."""
        self.set_state(is_deleted=number != 0)
        self.changes += number != 0

    def set_revised(self, number: int | None) -> None:
        """Count what was put in."""
        self.changes += number != 0

    def set_endnote(self) -> None:
        """Make the note that is read one at the end of the document."""
        if self.paragraphs.story.kind == "footnote":
            self.paragraphs.story.kind = "endnote"


_SETTINGS: dict[str, Callable[[RichText, int | None], None]] = {
    "pard": lambda text, _: text.paragraphs.story.reset(),
    "plain": lambda text, _: text.set_state(is_hidden=False, is_deleted=False, font=text.default_font),
    "s": RichText.set_style,
    "outlinelevel": RichText.set_level,
    "f": lambda text, number: text.set_state(font=-1 if number is None else number),
    "deff": lambda text, number: setattr(text, "default_font", -1 if number is None else number),
    "fcharset": lambda text, number: text.set_codec(of_character_set(number or 0)),
    "ansicpg": lambda text, number: text.set_page(f"cp{number}"),
    "uc": lambda text, number: text.set_state(fallback=1 if number is None else max(0, number)),
    "v": lambda text, number: text.set_state(is_hidden=number != 0),
    "deleted": RichText.set_deleted,
    "revised": RichText.set_revised,
    "ls": lambda text, _: setattr(text.paragraphs.story, "is_item", True),
    "intbl": lambda text, _: setattr(text.paragraphs.story, "is_cell", True),
    "ftnalt": lambda text, _: text.set_endnote(),
    "ansi": lambda text, _: text.set_page(CODE_PAGES["ansi"]),
    "mac": lambda text, _: text.set_page(CODE_PAGES["mac"]),
    "pc": lambda text, _: text.set_page(CODE_PAGES["pc"]),
    "pca": lambda text, _: text.set_page(CODE_PAGES["pca"]),
}
