"""Blocks -> sentences that know their place in the file.

The rules (``toolkit.readers.splitting.boundaries``) are our own. Boundary F1 on paragraphs that were joined first,
over the development texts in English / Italian / German / French and the hard texts of the same languages:

    own rules                          1.000 / 1.000 / 1.000 / .999    hard 1.00 / 1.00 / 1.00 / 1.00
    LanguageTool's SRX rules           .999 / .993 / .998 / .999       hard  .95 /  .73 / 1.00 /  .97
    syntok 1.4                         .997 / .995 / .972 / .941       hard  .95 /  .81 /  .86 /  .74
    sentence-splitter 1.4 (Moses)      1.000 / .999 / .951 / .998      hard  .97 /  .86 /  .73 / 1.00
    Punkt models (Kiss & Strunk)       .997 / .997 / .972 / .929       hard  .77 /  .79 /  .73 /  .56
    sentencex 1.0                      .965 / .960 / .969 / .955       hard  .97 /  .81 /  .92 /  .81
    pysbd 0.3                          .962 / .970 / .942 / .962       hard  .97 /  .88 /  .89 /  .73

No library is within .003 of them in every language. ``benchmarks/splitting.py`` prints the figures with the joining of
lines, and those of sentencex where it is installed.
"""

from toolkit.model import Block, Document, Sentence, Tag
from toolkit.readers.splitting.boundaries import boundaries


def split(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document in order; each printing character of its blocks is in exactly one.

    A heading is one sentence, whatever marks it holds. A credit line is one sentence of kind "credit", so that the
    caller can leave it out.
    """
    return tuple(
        sentence
        for number, block in enumerate(document.blocks)
        for sentence in sentences_of(block, number, document.language)
    )


def sentences_of(block: Block, number: int, language: str) -> list[Sentence]:
    """Return the sentences of a block, the ``number``-th of its document; each tag is in one of them."""
    if block.kind != "paragraph":
        return [Sentence(block.body, block.kind, number, block.tags)]
    spans = split_text(block.body.text, language)
    found, first = [], 0
    for place, (start, end) in enumerate(spans):
        last = end if place + 1 < len(spans) else len(block.body.text)
        tags = tuple(Tag(max(0, tag.at - start), tag.name) for tag in block.tags if first <= tag.at < last + 1)
        found.append(Sentence(block.body.cut(start, end), block.kind, number, tags))
        first = last + 1
    return found


def split_text(text: str, language: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of the sentences of one clean line, in order; none for a blank one."""
    spans = []
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    for stop, following in boundaries(text, language):
        spans.append((start, stop))
        start = following
    return [*spans, (start, end)] if start < end else spans
