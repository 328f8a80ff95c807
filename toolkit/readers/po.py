"""PO files of GNU gettext (its manual, chapter 10, "The Format of PO Files"): messages with their translations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import InputError
from toolkit.languages.codes import is_language
from toolkit.model import BilingualDocument, Document, Edit, UnitState
from toolkit.plugins.contracts import Reader
from toolkit.readers.bilingual.given_units import WrittenUnit, both_sides, one_side, other_languages
from toolkit.readers.bilingual.marked_text import MarkedText
from toolkit.readers.files.decoding import decode_declared
from toolkit.readers.files.writing.texts import rewritten_text

_CHARSET = re.compile(rb"charset=([\w.:-]+)", re.ASCII)
_HEAD = re.compile(rb"(?:^|\n)msgid[ \t]+\"\"[ \t]*\r?\n(?:msgstr|\")")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|$)")
_PART = re.compile(
    r"[ \t]*(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,2})\])?[ \t]*)?\"((?:[^\"\\]|\\.)*)\"[ \t]*$"
)
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "", "b": "", "f": " ", "v": " "}
_FIELD = re.compile(r"^(language|x-source-language)[ \t]*:[ \t]*([\w.@-]+)", re.IGNORECASE | re.MULTILINE)

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Po:
    """Reads PO files: each message with its translation, each plural form against the number that it is for.

    A fuzzy message counts as not translated: its translation is a guess from a like message, and programs show the
    original instead. Obsolete messages, comments and the header are no text. Placeholders ("%s", "{name}") stay in the
    text, and the check ``tags`` compares them.
    """

    suffixes: tuple[str, ...] = (".po", ".pot")
    """The endings of the names of files that it reads, with the dot."""

    def recognises(self, path: Path | None, head: bytes) -> bool:  # noqa: ARG002 - the contract's
        """Whether it has the header of PO: a message without text."""
        return b'msgid ""' in head and _HEAD.search(head) is not None

    def read(self, path: Path, language: str) -> Document:
        """Return the side in this language; raises InputError with file, line and column."""
        text, header, units = _read(path)
        said = header.get("language", "")
        is_translation = is_language(said, language) or (
            not said
            and not is_language(header.get("x-source-language", ""), language)
            and any(unit.state == "translated" for unit in units)
        )
        sides = ((unit, unit.translation if is_translation else unit.source) for unit in units)
        return one_side(path, text, sides, language)

    def read_both(self, path: Path, source_language: str, translation_language: str) -> BilingualDocument:
        """Return both sides and the units; raises InputError with file, line and column."""
        text, header, units = _read(path)
        wanted = source_language, translation_language
        said = header.get("x-source-language") or source_language, header.get("language") or translation_language
        if not all(is_language(tag, language) for tag, language in zip(said, wanted, strict=True)):
            raise other_languages(f"{path}:1", said, wanted)
        return both_sides(path, text, units, wanted)

    def rewritten(self, path: Path, document: Document, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with these edits."""
        return rewritten_text(path, document, edits, _as_written, _CHARSET)


@dataclass(slots=True)
class _Message:
    """A message: the ranges of what stands between its quotation marks, by keyword and number."""

    line: int
    at: int
    is_fuzzy: bool = False
    formats: bool = True
    parts: dict[str, list[Range]] = field(default_factory=dict)

    @property
    def forms(self) -> list[str]:
        """The keys of its translations."""
        return [key for key in self.parts if key.startswith("msgstr")]


def _read(path: Path) -> tuple[str, dict[str, str], list[WrittenUnit]]:
    text = decode_declared(path, _CHARSET)
    header: dict[str, str] = {}
    units: list[WrittenUnit] = []
    lines: dict[tuple[str | None, str], int] = {}
    for message in _messages(path, text):
        if "msgid" not in message.parts or not message.forms:
            lacking = "translation (msgstr)" if "msgid" in message.parts else "text (msgid)"
            raise InputError(f"{path}:{message.line}:1: a message without a {lacking}")
        if "msgctxt" not in message.parts and not any(start < end for start, end in message.parts["msgid"]):
            raw = "".join(text[start:end] for start, end in message.parts.get("msgstr", ()))
            header = {match[1].lower(): match[2] for match in _FIELD.finditer(raw.replace("\\n", "\n"))}
        else:
            first = lines.setdefault(_key(text, message), message.line)
            if first != message.line:
                raise InputError(
                    f"{path}:{message.line}:1: the same message as in line {first}; "
                    "leave one of them, or tell them apart by msgctxt"
                )
            units += _units(text, message)
    if not units:
        raise InputError(f"{path}:1: no messages in it; a PO file has msgid and msgstr")
    return text, header, units


def _key(text: str, message: _Message) -> tuple[str | None, str]:
    """Return what programs look a message up by: its context and its text."""
    written = {key: "".join(text[slice(*part)] for part in parts) for key, parts in message.parts.items()}
    return written.get("msgctxt"), written["msgid"]


def _messages(path: Path, text: str) -> Iterator[_Message]:
    """Yield the messages that are not obsolete, the header first."""
    message: _Message | None = None
    flags = ""
    current: list[Range] | None = None
    for number, line in enumerate(_LINE.finditer(text, int(text.startswith("\ufeff"))), 1):
        written = line[1].strip()
        if not written or written.startswith("#"):
            current = None
            flags += written[2:] if written.startswith("#,") else ""
            if message and message.forms:
                yield message
                message = None
                flags = written[2:] if written.startswith("#,") else ""
            continue
        part = _PART.match(line[1])
        if part is None or (part[1] is None and current is None):
            raise InputError(f"{path}:{number}:{_column(line[1])}: {_fault(line[1], is_open=current is not None)}")
        if part[1] is not None:
            is_first = part[1] in ("msgctxt", "msgid")
            if message and message.forms and is_first:
                yield message
                message, flags = None, ""
            if message is None:
                message = _Message(
                    number, line.start(), "fuzzy" in flags, re.search(r"\bno-[\w-]+-format", flags) is None
                )
                flags = ""
            key = part[1] + (f"[{part[2]}]" if part[2] else "")
            if key in message.parts:
                raise InputError(f"{path}:{number}:1: a second {key} in one message")
            current = message.parts.setdefault(key, [])
        if current is not None:
            current.append((line.start() + part.start(3), line.start() + part.end(3)))
    if message:
        yield message


def _column(line: str) -> int:
    return len(line) - len(line.lstrip()) + 1


def _fault(line: str, *, is_open: bool) -> str:
    if line.count('"') % 2 or not line.rstrip().endswith('"'):
        return "no line of a PO file: a keyword, then a text between quotation marks that are closed on the line"
    return (
        "not a keyword of PO files (msgid, msgstr ...)" if is_open else "a text without a keyword (msgid, msgstr ...)"
    )


def _units(text: str, message: _Message) -> Iterator[WrittenUnit]:
    """Yield a unit for each form of the translation."""
    for key in message.forms:
        translation = _marked(text, message, key)
        is_plural = "msgid_plural" in message.parts and (key != "msgstr[0]" or len(message.forms) == 1)
        source = _marked(text, message, "msgid_plural" if is_plural else "msgid")
        if "msgid_plural" in message.parts and key != message.forms[-1]:
            other = _marked(text, message, "msgid" if is_plural else "msgid_plural")
            # A form for one or two things may leave the number out, and the first may be for 21, too.
            if _names(translation) != _names(source) and _names(translation) == _names(other):
                source = other
        state: UnitState = "untranslated" if message.is_fuzzy or translation.is_blank else "translated"
        name = f"line {message.line}" + (f", {key}" if len(message.forms) > 1 else "")
        yield WrittenUnit(name, f"message of {name}", message.at, source, translation, state)


def _names(marked: MarkedText) -> list[str]:
    return sorted(tag.name for tag in marked.body()[1])


def _marked(text: str, message: _Message, key: str) -> MarkedText:
    """Return what stands between the quotation marks, its escapes read."""
    marked = MarkedText(text, message.formats)
    for start, end in message.parts.get(key, ()):
        at = start
        for match in _ESCAPE.finditer(text, start, end):
            if at < match.start():
                marked.add(at, match.start())
            marked.add(match.start(), match.end(), _escaped(match[0][1:]))
            at = match.end()
        if at < end:
            marked.add(at, end)
    return marked


def _as_written(text: str, _at: int) -> str:
    r"""Return a text as it stands between quotation marks; what a line of the file cannot hold is an escape."""
    for sign, escape in (("\\", r"\\"), ('"', r"\""), ("\n", r"\n"), ("\r", r"\r"), ("\t", r"\t")):
        text = text.replace(sign, escape)
    return text


def _escaped(written: str) -> str:
    if written[0] == "x" and len(written) > 1:
        return chr(int(written[1:], 16))
    if written[0] in "01234567":
        return chr(int(written, 8))
    return _LETTERS.get(written, written)


PLUGIN: type[Reader] = Po
