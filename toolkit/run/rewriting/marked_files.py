"""Texts with or without markup, written anew: what stands between the words that change stays, byte for byte."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

from toolkit.model import Document, Finding, Sentence, Span, Unit
from toolkit.model.places import is_plain, span_range
from toolkit.run.rewriting.edits import Edit, Replacement

_SPACED = re.compile(r"(\s*)(\w+|[^\w\s]|$)")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")

Escape = Callable[[str], str]


def _xml(text: str) -> str:
    return escape(text, quote=False)


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _doubled(text: str) -> str:
    return text.replace('"', '""')


def _plain(text: str) -> str:
    return text


def escapes(text: str) -> tuple[Escape, ...]:
    """Return the ways in which words can be put into a file of this text, the likeliest first.

    Which is the right one is seen when the file is read again: the wanted words must be in it.
    """
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return (_xml, _plain)
    return (_plain, _json, _doubled, _xml, lambda words: _MARKDOWN.sub(r"\\\1", words))


def with_edits(document: Document, edits: Sequence[tuple[Sequence[Sentence], Edit]], escaped: Escape) -> str:
    """Return the text of a document with the edits in it, each beside the sentences of its unit."""
    text = document.text
    places: list[Replacement] = []
    for sentences, edit in edits:
        unit = Unit(0, None, tuple(sentences))
        for change in edit.replacements():
            parts = _in_pieces(change, unit, document)
            places += (Replacement(*_place(sentences, part), escaped(part.text)) for part in parts)
    for start, end, words in sorted(places, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _place(sentences: Sequence[Sentence], change: Replacement) -> tuple[int, int]:
    if change.end > change.start:
        return span_range(sentences, change.start, change.end)
    if change.start:
        behind = span_range(sentences, change.start - 1, change.start)[1]
        return behind, behind
    return sentences[0].body.start, sentences[0].body.start


def _in_pieces(change: Replacement, unit: Unit, document: Document) -> Iterator[Replacement]:
    """Yield a replacement, word by word where markup stands between its words: that is to stay.

    The new words are spread over the old ones, the first on the first and the last on the last, so that a link that
    began at some word still has one.
    """
    words = Finding("", "info", "", "", 0, (Span("translation", change.start, change.end),))
    if change.end - change.start < 2 or is_plain(words, unit, document):
        yield change
        return
    old = list(_SPACED.finditer(unit.translation_text[change.start : change.end]))
    new = _SPACED.findall(change.text)
    slots: list[list[tuple[str, str]]] = [[] for _ in old]
    for number, word in enumerate(new):
        slots[number * (len(old) - 1) // max(1, len(new) - 1)].append(word)
    for match, slot in zip(old, slots, strict=True):
        space = slot[0][0] if slot else ""
        text = "".join(f"{before}{word}" for before, word in slot)[len(space) :]
        if match[1] and not space:
            yield Replacement(change.start + match.start(1), change.start + match.end(1), "")
        elif space and not match[1]:
            text = space + text
        yield Replacement(change.start + match.start(2), change.start + match.end(2), text)
