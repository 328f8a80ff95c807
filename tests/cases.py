"""Cases made of strings: ``case("Due anni.", "Two years.")`` is what a check gets from a document with one unit."""

from collections.abc import Sequence

from toolkit.model import Block, Case, Document, Mapped, Sentence, Unit
from toolkit.readers.bilingual.marked_text import MarkedText
from toolkit.readers.files.folding import fold

Texts = str | Sequence[str]


def sentences(texts: Sequence[str]) -> tuple[Sentence, ...]:
    """Return one sentence per text, each with its place in the document that ``document`` makes of the same texts.

    The texts stand as they are; one whose characters came out wrong is read as a reader would.
    """
    made, start, whole = [], 0, "\n".join(texts)
    for number, text in enumerate(texts):
        body = fold(whole, [(start, start + len(text))])
        made.append(Sentence(body if body.damages else Mapped(text, start, start + len(text)), paragraph=number))
        start += len(text) + 1
    return tuple(made)


def document(texts: Sequence[str], language: str, path: str = "text.txt") -> Document:
    """Return a document with one paragraph per text, one per line."""
    blocks = tuple(Block("paragraph", sentence.body) for sentence in sentences(texts))
    return Document(path, language, "\n".join(texts), blocks)


def case(source: Texts | None, translation: Texts, languages: tuple[str, str] | list[str] = ("it", "en")) -> Case:
    """Return a case with one unit per text; equally many texts on both sides, or ``source`` None.

    An empty text makes an empty side, as an omission or an addition does.
    """
    right = [translation] if isinstance(translation, str) else list(translation)
    left = None if source is None else [source] if isinstance(source, str) else list(source)
    assert left is None or len(left) == len(right), "as many source texts as translations"
    ours, theirs = sentences(right), sentences(left or [])
    units = tuple(
        Unit(
            index,
            None if left is None else (theirs[index],) if theirs[index].text else (),
            (ours[index],) if ours[index].text else (),
        )
        for index in range(len(right))
    )
    return Case(
        languages[0],
        languages[1],
        units,
        document(right, languages[1]),
        None if left is None else document(left, languages[0], "source.txt"),
    )


def tagged_case(source: str, translation: str, languages: tuple[str, str] | list[str] = ("it", "en")) -> Case:
    """Return a case with one unit, whose texts are read as cells of a table are: tags of HTML are tags."""
    ours, theirs = ((_tagged(text),) for text in (translation, source))
    return Case(languages[0], languages[1], (Unit(0, theirs, ours),))


def _tagged(text: str) -> Sentence:
    marked = MarkedText(text)
    marked.add(0, len(text))
    body, tags = marked.body()
    return Sentence(body, tags=tags)
