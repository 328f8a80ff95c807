r"""Texts in Apertium's stream format and back.

The format gives a meaning to ``[]{}^$/\@<>``, which a backslash takes away; ``[...]`` holds what must not be
translated; a text ends in ``.[]``, so that a heading is analysed as a sentence. Measured over twelve directions, two
characters do not come through at all: ``~`` (a mark for the last program) and the soft hyphen.
"""

import re
from dataclasses import dataclass, field

from toolkit.engines.texts.placeholders import mask, unmask

LONGEST_WORD = 200
_END = ".[]"
_SPECIAL = re.compile(r"[\[\]{}^$/\\@<>]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_CODED = re.compile(r"\\(.)|[\[\]]")
# "don’t", "l’uomo": the analysers know these words with the straight apostrophe only.
_APOSTROPHE = re.compile(r"(?<=\w)[’ʼ](?=\w)")
_ABOUT = re.compile(r"(?<!\S)~(\d[\d.,]*(?<=\d))")
# Addresses are no words either: Catalan-Italian made "https://informi/example.org" of "https://example.org/informi".
_UNTRANSLATABLE = re.compile(
    rf"""\S{{{LONGEST_WORD + 1},}}
    | (?:https?://|www\.)[^\s<>"'”’»]*[^\s<>"'”’».,;:!?)\]]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | [\w/.:@-]*~[\w/~.:@-]*(?<![.:])""",
    re.VERBOSE,
)
# What the generator puts before a word whose form it does not know ("#"), or that had no translation ("@", "*").
_MARK = re.compile(r"(?<![\w#@*])[#@*]+(?=\w)(\w*)")
# A character that no UTF-8 file can hold: half of a UTF-16 pair.
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class PreparedStream:
    """A text as it is sent, and what has to be put back into the answer."""

    text: str
    tokens: dict[str, str] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def encoded(self) -> bytes:
        """Return the stream format, without the NUL; empty for an empty text."""
        if not self.text:
            return b""
        parts, at = [], 0
        for tag in _TAG.finditer(self.text):
            parts += [_escaped(self.text[at : tag.start()]), f"[{_escaped(tag[0])}]"]
            at = tag.end()
        return ("".join([*parts, _escaped(self.text[at:])]) + _END).encode()


def prepare(text: str) -> PreparedStream:
    """Return the text with one space between words, and with what Apertium would lose set aside."""
    notes = []
    if _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
        notes.append("replaced characters that cannot be written as UTF-8")
    text = " ".join(text.replace("\0", " ").replace("\u00ad", "").split())
    text = _APOSTROPHE.sub("'", text)
    about = tuple(_ABOUT.findall(text))
    text = _ABOUT.sub(r"\1", text)
    spans = [match.span() for match in _UNTRANSLATABLE.finditer(text)]
    text, tokens = mask(text, spans)
    if tokens:
        kept = ", ".join(piece if len(piece) <= 40 else f"a word of {len(piece)} letters" for piece in tokens.values())
        notes.append(f"left as it is: {kept}")
    return PreparedStream(text, tokens, about, tuple(notes))


def restore(answer: bytes, prepared: PreparedStream) -> tuple[str, tuple[str, ...]]:
    """Return the translation in plain text and the notes on what was lost on the way."""
    coded = answer.decode("utf-8", "replace")
    end = coded.rfind(_END)
    if end >= 0:
        coded = coded[:end] + coded[end + len(_END) :]
    text = " ".join(_CODED.sub(lambda match: match[1] or "", coded).split())
    notes = list(prepared.notes)
    if not any(mark in prepared.text for mark in "#@*"):
        marked = _MARK.findall(text)
        text = _MARK.sub(r"\1", text)
        if marked:
            notes.append(f"not inflected: {', '.join(marked)}")
    whole, lost = unmask(text, prepared.tokens, "Apertium")
    notes += lost
    for number in prepared.about:
        whole, count = re.subn(rf"(?<![\w~.,]){re.escape(number)}(?![\w.,]*\w)", f"~{number}", whole, count=1)
        if not count:
            notes.append(f"lost '~' before {number}")
    return whole, tuple(notes)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
