r"""Texts in Apertium's stream format and back.

The format gives a meaning to ``[]{}^$/\@<>``, which a backslash takes away; ``[...]`` holds what must not be
translated; a text ends in ``.[]``, so that a heading is analysed as a sentence. Measured over twelve directions, two
characters do not come through at all: ``~`` (a mark for the last program) and the soft hyphen.
"""

import re
from dataclasses import dataclass, field

from toolkit.analysis.text.literals import literals
from toolkit.engines.texts.placeholders import mask, unmask

LONGEST_WORD = 200
_NAMED = 8
_END = ".[]"
_SPECIAL = re.compile(r"[\[\]{}^$/\\@<>]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_CODED = re.compile(r"\\(.)|[\[\]]")
# "don’t", "l’uomo": the analysers know these words with the straight apostrophe only.
_APOSTROPHE = re.compile(r"(?<=\w)[’ʼ](?=\w)")
_ABOUT = re.compile(r"(?<!\S)~(\d[\d.,]*(?<=\d))")
# Addresses and names of programs are no words either: Catalan-Italian made "https://informi/example.org" of
# "https://example.org/informi", English-Spanish "@escritor" of "@writer" and "un_b" of "a_b". Markup is a blank, which
# words may move around, and the analysers know percentages.
_KEPT = ("address", "identifier", "placeholder")
_UNTRANSLATABLE = re.compile(
    rf"""\S{{{LONGEST_WORD + 1},}}
    | (?:https?://|www\.)[^\s<>"'”’»]*[^\s<>"'”’».,;:!?)\]]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | [\w/.:@-]*~[\w/~.:@-]*(?<![.:])""",
    re.VERBOSE,
)
# What the generator puts before a word whose form it does not know ("#"), or that had no translation ("@", "*").
_MARK = re.compile(r"(?<![\w#@*])[#@*]+(?=\w)(\w*)")
# What the analyser writes for a word that it does not know: "^Grobnikel/*Grobnikel$".
_UNKNOWN = re.compile(r"\^((?:\\.|[^\\/^$])+)/\*")
_BACKSLASH = re.compile(r"\\(.)")
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
    spans = _untranslatable(text)
    text, tokens = mask(text, spans)
    expected = {one.text for one in literals(" ".join(tokens.values()))}
    kept = [piece for piece in tokens.values() if piece not in expected]  # that an address stays needs no word
    if kept:
        shown = ", ".join(piece if len(piece) <= 40 else f"a word of {len(piece)} letters" for piece in kept)
        notes.append(f"left as it is: {shown}")
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


def unknown(analysed: bytes, prepared: PreparedStream) -> tuple[str, ...]:
    """Return a note on the words of an analysed text that the dictionary lacks, each once; none where it knows all.

    Words that stand for what was set aside are none.
    """
    found = (_BACKSLASH.sub(r"\1", word) for word in _UNKNOWN.findall(analysed.decode("utf-8", "replace")))
    words = [word for word in dict.fromkeys(found) if word not in prepared.tokens]
    more = f" and {len(words) - _NAMED} more" if len(words) > _NAMED else ""
    return (f"unknown to Apertium: {', '.join(word[:40] for word in words[:_NAMED])}{more}",) if words else ()


def _untranslatable(text: str) -> list[tuple[int, int]]:
    """Return the spans of what is set aside, in order, none inside another."""
    tags = [match.span() for match in _TAG.finditer(text)]
    spans = [match.span() for match in _UNTRANSLATABLE.finditer(text)]
    spans += [(one.start, one.end) for one in literals(text) if one.kind in _KEPT]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if (not kept or start >= kept[-1][1]) and not any(start < last and first < end for first, last in tags):
            kept.append((start, end))
    return kept


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
