"""What ``toolkit align`` does: two files read as sentences, in the languages they are said to be in, and aligned."""

import dataclasses
import re
from collections.abc import Sequence
from typing import Any

from toolkit import plugins
from toolkit.aligners.bitext import formats
from toolkit.aligners.moves.moves import with_moves
from toolkit.analysis.text.identification import check_language, identify
from toolkit.config.settings import Config
from toolkit.errors import InputError, UnknownPlugin
from toolkit.model import Bead, Bitext, BitextSide, Block, Document, LanguagePair, Mapped, Readable, Sentence
from toolkit.plugins.contracts import Aligner, Encoding
from toolkit.readers.files.documents import AS_THEY_COME, Readers, content, read
from toolkit.readers.files.folding import fold
from toolkit.readers.splitting.sentences import split

PAGE = "html"
FORMATS = (*formats.FORMATS, PAGE)

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|$)")


def aligned(aligner: Aligner, left: Sequence[Sentence], right: Sequence[Sentence], pair: LanguagePair) -> list[Bead]:
    """Return the beads of an aligner, those ``moved`` whose sides stand at different places, if it compares vectors."""
    beads = aligner.align(left, right, pair.source, pair.translation)
    encoder = aligner.encoder if isinstance(aligner, Encoding) else None
    if encoder is None:
        return beads

    def again(ours: Sequence[Sentence], theirs: Sequence[Sentence]) -> list[Bead]:
        return aligner.align(ours, theirs, pair.source, pair.translation)

    return with_moves(beads, left, right, pair, encoder, again)


def render(bitext: Bitext, form: str) -> str:
    """Return an alignment in one of FORMATS, ending in a line end."""
    if form == PAGE:
        from toolkit.reports.page.alignment import alignment_page

        return alignment_page(bitext)
    return formats.render(bitext, form)


def choose(config: Config, aligner: str | None, profile: str | None) -> Config:
    """Return the configuration with the aligner, and the aligner with the profile, that the command line names.

    Raises InputError for a profile where the aligner has none.
    """
    if aligner is not None and not isinstance(config.aligner, plugins.get("aligners", aligner)):
        try:
            config = dataclasses.replace(config, aligner=plugins.get("aligners", aligner)())
        except TypeError:
            raise UnknownPlugin(f"aligner {aligner!r} needs options; name it in a file for --config") from None
    if profile is None:
        return config
    if "profile" not in _options(config.aligner):
        raise InputError(f"--profile is for the aligner {_with_profile()} only; leave it out")
    return dataclasses.replace(config, aligner=dataclasses.replace(config.aligner, profile=profile))  # type: ignore[type-var]


def _options(aligner: Any) -> set[str]:
    return {field.name for field in dataclasses.fields(aligner)}


def _with_profile() -> str:
    names = plugins.names("aligners")
    return " or ".join(repr(name) for name in names if "profile" in _options(plugins.get("aligners", name)))


def read_sides(
    sides: tuple[Readable, Readable],
    languages: tuple[str, str],
    *,
    presegmented: bool,
    readers: Readers = AS_THEY_COME,
) -> tuple[BitextSide, BitextSide]:
    """Return both files as sentences; raises InputError for a file that cannot be used or is in another language."""
    documents = [
        _lines(side, language) if presegmented else read(side, language, readers)
        for side, language in zip(sides, languages, strict=True)
    ]
    _check_languages(documents)
    texts = []
    for document in documents:
        found = (
            tuple(Sentence(block.body) for block in document.blocks)
            if presegmented
            else tuple(sentence for sentence in split(document) if sentence.kind != "credit")
        )
        if not found:
            raise InputError(f"{document.path}: no sentences in it; is it the right file?")
        texts.append(BitextSide(document.path, document.language, found))
    return texts[0], texts[1]


def _lines(side: Readable, language: str) -> Document:
    """Return a document of which every line, a blank one too, is a block."""
    text = content(side)
    blocks = []
    for match in _LINE.finditer(text, int(text.startswith("\ufeff"))):
        if match.end() == len(text) and not match[0]:
            break
        start, end = match.span(1)
        body = fold(text, [(start, end)]) if match[1].strip() else Mapped("", start, end)
        blocks.append(Block("paragraph", body))
    return Document(str(side), language, text, tuple(blocks))


def _check_languages(documents: Sequence[Document]) -> None:
    """Raise InputError if a text is surely in another language, and say so if only the order is wrong."""
    left, right = documents
    if left.language != right.language and left.text == right.text:
        raise InputError(
            f"{left.path} and {right.path} hold the same text, which cannot be {left.language} and {right.language}: "
            "name the translation too"
        )
    try:
        for document in documents:
            check_language(document)
    except InputError:
        seen = [identify(" ".join(block.body.text for block in document.blocks))[0][0] for document in documents]
        if left.language != right.language and seen == [right.language, left.language]:
            raise InputError(
                f"{left.path} seems to be {seen[0]} and {right.path} {seen[1]}, the other way round than said: "
                f"swap the files, or say --languages {seen[0]} {seen[1]}"
            ) from None
        raise
