"""What the library's functions return: the nouns of the model, with their places, and as plain data."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import model
from toolkit.model import Bitext, Document, Finding, Sentence, Severity
from toolkit.model.places import Place, locate, place
from toolkit.reports.wording.finding_rows import place_row
from toolkit.run.check_files import Checked

if TYPE_CHECKING:
    from toolkit.run.pairs.answers import PairAnswer


class Comparison(model.Comparison):
    """The outcome of one document, as ``toolkit compare`` makes it; all fields are those of the model's noun.

    ``suspicion[i]`` (expected serious errors) and ``scores[n].segments[i]`` belong to ``units[i]``. Offsets are
    positions in ``str`` (Unicode code points), from zero, half open.
    """

    __slots__ = ()

    @classmethod
    def of(cls, comparison: model.Comparison) -> "Comparison":
        """Return the same outcome."""
        return cls(**{field.name: getattr(comparison, field.name) for field in fields(model.Comparison)})

    @property
    def complete(self) -> bool:
        """Whether every engine was heard and a route passed its guards; what is incomplete is never a pass."""
        from toolkit.reports.wording.verdict import incomplete

        return not incomplete(self)

    def place(self, finding: Finding) -> Place:
        """Return where a finding stands in the translation: line and column from 1, start and end as offsets."""
        return locate(finding, self.units, self.document)

    def to_dict(self) -> dict[str, Any]:
        """Return what ``comparison.json`` holds (``comparison.schema.json``): dicts, lists, str, numbers and None."""
        from toolkit.run.outputs import render

        data: dict[str, Any] = json.loads(render(self, ["json"])["comparison.json"])
        return data

    def write(self, folder: str | os.PathLike[str], formats: Sequence[str] = ("json", "html")) -> None:
        """Write the reports, ``comparison.json`` and ``report.html``, into a folder, each whole or not at all.

        Raises UnknownPlugin for a format that there is not, and InputError when the disk refuses.
        """
        from toolkit.run.outputs import render, write_all

        write_all(Path(folder), render(self, [formats] if isinstance(formats, str) else formats))


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding with its place in the translation: line and column from 1, ``start`` and ``end`` as offsets.

    ``category`` is the path of MQM ("accuracy/mistranslation"). ``where`` is the place as files without lines have it
    ("table 1, row 2, cell 3"; also cues and units), "" in bare text, and ``quote`` what stands there, shortened.
    """

    check: str
    severity: Severity
    category: str
    message: str
    line: int
    column: int
    start: int
    end: int
    suggestion: str | None = None
    where: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What a check could not judge, and why; ``line`` is that of the one unit it holds for, None for the whole."""

    check: str
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class CheckedText:
    """The findings of one text, by their place; ``unchecked`` lists what could not be judged.

    ``incomplete`` says which engines could not be heard: then no findings are no good news.
    """

    path: str
    findings: tuple[PlacedFinding, ...]
    unchecked: tuple[Gap, ...]
    incomplete: tuple[str, ...] = ()

    @classmethod
    def of(cls, checked: Checked) -> "CheckedText":
        """Return what the check of a file gives."""
        return cls(
            checked.path,
            tuple(PlacedFinding(**row) for row in checked.findings),
            tuple(Gap(**row) for row in checked.unchecked),
            checked.incomplete,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return an entry of ``documents`` of what ``toolkit check --format json`` prints."""
        return {
            "path": self.path,
            "findings": [asdict(finding) for finding in self.findings],
            "unchecked": [_gap(gap) for gap in self.unchecked],
        }


def _gap(gap: Gap) -> dict[str, Any]:
    return {key: value for key, value in asdict(gap).items() if key != "line" or value is not None}


@dataclass(frozen=True, slots=True)
class PairFinding:
    """A finding of a pair; ``start`` and ``end`` are offsets in the pair's translation."""

    check: str
    severity: Severity
    category: str
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CheckedPair:
    """What the checks say of one pair of texts.

    ``suspicion`` (higher is worse) is how many serious errors are to be expected. ``quality`` (higher is better, None
    without a witness) chooses between two translations of one sentence. ``scores`` is the evidence of each channel,
    higher is worse, empty without a witness.
    """

    id: str
    findings: tuple[PairFinding, ...]
    unchecked: tuple[Gap, ...]
    suspicion: float
    quality: float | None
    scores: dict[str, float]
    incomplete: tuple[str, ...] = ()

    @classmethod
    def of(cls, answer: "PairAnswer") -> "CheckedPair":
        """Return the answer for one pair."""
        row = answer.row()
        return cls(
            row["id"],
            tuple(PairFinding(**finding) for finding in row["findings"]),
            tuple(Gap(**gap) for gap in row["unchecked"]),
            row["suspicion"],
            row["quality"],
            row["scores"],
            answer.incomplete,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the line that ``toolkit check --pairs`` prints for the pair."""
        return {
            "id": self.id,
            "findings": [asdict(finding) for finding in self.findings],
            "unchecked": [_gap(gap) for gap in self.unchecked],
            "suspicion": self.suspicion,
            "quality": self.quality,
            "scores": dict(self.scores),
        }


class Alignment(Bitext):
    """Two texts as sentences, and the beads that cover both, in the order of the right; a sentence is in exactly one.

    ``left`` and ``right`` have ``sentences``; ``beads[i].left`` and ``.right`` are half-open ranges of them, and
    ``confidence`` (0 to 1) is the calibrated probability that the bead is right, None where nobody estimated it. What
    is ``moved`` has its left elsewhere in its text.
    """

    __slots__ = ()

    def pairs(self) -> list[tuple[str, str]]:
        """Return the two texts of each bead, "" on the side that has nothing for the other."""
        return [self.texts(bead) for bead in self.beads]

    def to_dict(self) -> dict[str, Any]:
        """Return what ``toolkit align --format json`` prints."""
        from toolkit.aligners.bitext.formats import as_data

        return as_data(self)

    def render(self, form: str) -> str:
        """Return "vecalign", "tsv", "tmx", "json" or "html", as ``toolkit align --format`` prints it."""
        from toolkit.errors import InputError
        from toolkit.run.align import FORMATS, render

        if form not in FORMATS:
            raise InputError(f"there is no format {form!r}; there are: {', '.join(FORMATS)}")
        return render(self, form)


@dataclass(frozen=True, slots=True)
class SplitText:
    """A document and its sentences, in order; headings and the credit line count as sentences of their own kind."""

    document: Document
    sentences: tuple[Sentence, ...]

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self.sentences)

    def __len__(self) -> int:
        return len(self.sentences)

    def __getitem__(self, number: int) -> Sentence:
        return self.sentences[number]

    @property
    def texts(self) -> list[str]:
        """The sentences as ``str``: clean text, one line each."""
        return [sentence.text for sentence in self.sentences]

    def to_dict(self) -> dict[str, Any]:
        """Return the sentences with kind, number of the paragraph, and place, as in the units of a comparison."""
        return {
            "path": self.document.path,
            "language": self.document.language,
            "sentences": [
                {
                    "text": sentence.text,
                    "kind": sentence.kind,
                    "paragraph": sentence.paragraph,
                    **place_row(place(self.document, sentence.body.start, sentence.body.end), self.document),
                }
                for sentence in self.sentences
            ],
        }
