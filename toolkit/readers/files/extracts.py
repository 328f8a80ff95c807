"""What was read out of a file that is no text -> a document whose places have names."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.model import BlockKind, Document, Landmark, Mapped
from toolkit.readers.files.folding import fold
from toolkit.readers.splitting.blocks import label
from toolkit.readers.splitting.joined_lines import bodies_of, body_of


class _Stretch(NamedTuple):
    """A range of the text: what the file says it is, and whether its lines are surely one paragraph's."""

    start: int
    end: int
    kind: BlockKind | None
    is_whole: bool
    is_aside: bool


@dataclass(slots=True)
class Extract:
    """Collects the paragraphs of a file in order; those that print nothing are left out."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    stretches: list[_Stretch] = field(default_factory=list)
    landmarks: list[Landmark] = field(default_factory=list)

    def add(self, text: str, where: str, kind: BlockKind | None = None, *, aside: bool = False) -> None:
        """Add a paragraph; lines in it may still be paragraphs of their own, as an editor sees them.

        An ``aside`` (a note, a cell) is no neighbour of the running text, which tells headings and the credit by it.
        """
        if text.strip():
            self._put([(text, where)], kind, is_whole=False, is_aside=aside)

    def add_lines(self, lines: Sequence[tuple[str, str]], kind: BlockKind | None = None) -> None:
        """Add a paragraph that was broken into lines, each with the name of its place."""
        printing = [(text, where) for text, where in lines if text.strip()]
        if printing:
            self._put(printing, kind, is_whole=True, is_aside=False)

    def document(self, path: str, language: str, notes: tuple[str, ...] = ()) -> Document:
        """Return the document."""
        text = "".join(self.parts)
        found = [
            (body, stretch) for stretch in self.stretches for body in _bodies(text, language, stretch) if body.text
        ]
        running = [(body, stretch.kind) for body, stretch in found if not stretch.is_aside]
        labelled = iter(label([body for body, _ in running], language, [kind for _, kind in running]))
        asides = iter(
            label(
                [body for body, stretch in found if stretch.is_aside],
                language,
                [stretch.kind or "paragraph" for _, stretch in found if stretch.is_aside],
            )
        )
        blocks = tuple(next(asides if stretch.is_aside else labelled) for _, stretch in found)
        return Document(path, language, text, blocks, tuple(self.landmarks), lined=False, notes=notes)

    def _put(self, lines: Sequence[tuple[str, str]], kind: BlockKind | None, *, is_whole: bool, is_aside: bool) -> None:
        start = self.size
        for text, where in lines:
            if not self.landmarks or self.landmarks[-1].name != where:
                self.landmarks.append(Landmark(self.size, where))
            self.parts += text, "\n"
            self.size += len(text) + 1
        self.stretches.append(_Stretch(start, self.size - 1, kind, is_whole, is_aside))


def _bodies(text: str, language: str, stretch: _Stretch) -> list[Mapped]:
    start, end = stretch.start, stretch.end
    if "\n" not in text[start:end]:
        return [fold(text, [(start, end)])]
    if stretch.is_whole or stretch.kind == "heading":
        return [body_of(text, language, start, end)]
    return bodies_of(text, language, start, end)
