"""Where a paragraph stands, in words: "paragraph 3", "table 1, row 2, cell 3", "footnote 2"."""

from dataclasses import dataclass, field

from toolkit.model import BlockKind
from toolkit.plugins.plurals import counted
from toolkit.readers.files.extracts import Extract

_HEADINGS = ("heading ", "title", "subtitle")


def names_heading(style: str) -> bool:
    """Whether a style of this name is one of headings; word processors write these names in English in every file."""
    return style.lower().startswith(_HEADINGS)


def accepted(changes: int) -> tuple[str, ...]:
    """Return what the user should know of tracked changes."""
    some = counted(changes, "tracked change")
    return (f"{some} read as accepted: insertions in, deletions out",) if changes else ()


@dataclass(slots=True)
class Manuscript:
    """Takes the paragraphs of a word processor's document in order, and counts what they stand in.

    Notes are kept until the end: they part no sentence and no two paragraphs.
    """

    extract: Extract = field(default_factory=Extract)
    counts: dict[str, int] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def count(self, name: str) -> str:
        """Return the next place of its kind: "table 2"."""
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{name} {self.counts[name]}"

    def add(self, text: str, within: str, kind: BlockKind | None) -> None:
        """Add a paragraph of the running text, or of what it stands ``within``; a blank one counts for nothing."""
        if not text.strip():
            return
        if within:
            self.extract.add(text, within, kind or "paragraph", aside=True)
        else:
            self.extract.add(text, self.count("paragraph"), kind)

    def finish(self) -> Extract:
        """Return all paragraphs, the notes last."""
        for text, where in self.notes:
            self.extract.add(text, where, "paragraph", aside=True)
        self.notes = []
        return self.extract
