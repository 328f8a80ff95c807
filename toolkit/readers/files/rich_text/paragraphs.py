"""The paragraphs of rich text, as its control words end them."""

from dataclasses import dataclass, field

from toolkit.model import BlockKind
from toolkit.readers.files.wordprocessing.places import Manuscript, Sign

BODY_LEVEL = 9
_NOTES = ("footnote", "endnote")


@dataclass(slots=True)
class Story:
    """Running text, a note or a text box: what is open of it; its group is ``depth`` groups deep."""

    depth: int
    kind: str = ""
    within: str = ""
    parts: list[str] = field(default_factory=list)
    style: int = 0
    level: int = BODY_LEVEL
    is_item: bool = False
    is_cell: bool = False
    table: str = ""
    row: int = 1
    cell: int = 1

    def reset(self) -> None:
        r"""Forget what the last paragraph was (\pard)."""
        self.style, self.level, self.is_item, self.is_cell = 0, BODY_LEVEL, False, False


@dataclass(slots=True)
class Paragraphs:
    """Puts paragraphs where they belong: a note begins in the middle of one, and so may a text box."""

    manuscript: Manuscript = field(default_factory=Manuscript)
    stories: list[Story] = field(default_factory=lambda: [Story(0)])
    headings: set[int] = field(default_factory=set)

    @property
    def story(self) -> Story:
        """What is being read."""
        return self.stories[-1]

    def begin(self, kind: str, depth: int) -> None:
        """Begin a note or a text box."""
        self.stories.append(Story(depth, kind))

    def end_group(self, depth: int) -> None:
        """End the note or the text box whose group ends."""
        if len(self.stories) > 1 and depth <= self.story.depth:
            self.end_paragraph()
            self.stories.pop()

    def end_paragraph(self) -> None:
        """End a paragraph; one that prints nothing counts for nothing."""
        story = self.story
        text = _whole("".join(story.parts))
        story.parts.clear()
        if not story.is_cell:
            story.table = ""
        elif not story.table:
            story.table, story.row, story.cell = self.manuscript.count("table"), 1, 1
        if not text.strip():
            return
        if story.kind and not story.within:  # only now is it known whether a note stands at the end
            story.within = self.manuscript.count(story.kind)
        if story.kind in _NOTES:
            self.manuscript.notes.append(((Sign(text),), story.within, None))
        else:
            cell = f"{story.table}, row {story.row}, cell {story.cell}" if story.table else story.within
            self.manuscript.add((Sign(text),), cell, self._kind())

    def end_cell(self) -> None:
        """End a cell and the last paragraph in it."""
        self.story.is_cell = True
        self.end_paragraph()
        self.story.cell += 1

    def end_row(self) -> None:
        """End a row."""
        self.story.row, self.story.cell = self.story.row + 1, 1

    def finish(self) -> None:
        """End everything, closed or not."""
        while len(self.stories) > 1:
            self.end_group(0)
        self.end_paragraph()

    def _kind(self) -> BlockKind | None:
        if self.story.level < BODY_LEVEL or self.story.style in self.headings:
            return "heading"
        return "paragraph" if self.story.is_item else None


def _whole(text: str) -> str:
    """Return the text with the halves of rare characters put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
