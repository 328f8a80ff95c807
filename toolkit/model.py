"""The nouns: frozen data that every part of the toolkit passes around.

Offsets are positions in ``str`` (Unicode code points), from zero, half open. A document's ``text`` is the decoded file,
unchanged (a byte order mark and carriage returns included), so an offset in ``text`` is an offset in the file.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from toolkit.witness import Witness

if TYPE_CHECKING:
    from toolkit.channels.heads import Heads

Severity = Literal["error", "warning", "info"]
BlockKind = Literal["paragraph", "heading", "credit"]
View = Literal["source-translation", "source-back", "translation-return", "draft-translation"]
Side = Literal["source", "translation", "back", "return", "draft"]
Blame = Literal["translation", "source", "back leg", "return leg", "draft leg", "engine noise", "unclear"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
BY_ITS_CHECK = ""
"""Stands for the name of the check in its own answers: whoever asks a check writes its name on what it answers."""
MONOLINGUAL_VIEWS: tuple[View, ...] = ("source-back", "translation-return", "draft-translation")


@dataclass(frozen=True, slots=True)
class Mapped:
    """A piece of clean text (white space folded, markup removed) that knows where each character stands in the file.

    ``anchors`` are pairs (offset in ``text``, offset in the document), ascending in both; between two anchors both
    offsets advance together. An empty tuple means one anchor, ``(0, start)``.
    """

    text: str
    start: int
    end: int
    anchors: tuple[tuple[int, int], ...] = ()

    def offset(self, position: int) -> int:
        """Return the document offset of the character at ``position`` (0..len(text)); len(text) gives ``end``."""
        if position >= len(self.text):
            return self.end
        anchors = self.anchors or ((0, self.start),)
        at, origin = anchors[max(0, bisect_right(anchors, (position, 1 << 62)) - 1)]
        return origin + max(0, position - at)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open document range that covers ``text[start:end]``."""
        first = self.offset(start)
        return first, max(first, self.offset(end - 1) + 1) if end > start else first

    def cut(self, start: int, end: int) -> "Mapped":
        """Return ``text[start:end]`` as a piece of its own, with its anchors."""
        first, last = self.place(start, end)
        inside = self.anchors[bisect_left(self.anchors, (start + 1, 0)) : bisect_left(self.anchors, (end, 0))]
        anchors = ((0, first), *((at - start, origin) for at, origin in inside))
        return Mapped(self.text[start:end], first, last, anchors)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a credit line of a document: what a reader sees before sentences are split."""

    kind: BlockKind
    body: Mapped


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language; ``path`` is shown to the user, ``text`` is the decoded file, unchanged."""

    path: str
    language: str
    text: str
    blocks: tuple[Block, ...] = ()

    @property
    def credit(self) -> str | None:
        """The translation's credit line, if the document has one."""
        return next((block.body.text for block in self.blocks if block.kind == "credit"), None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a heading, which counts as one; ``paragraph`` is the number of its block, from zero."""

    body: Mapped
    kind: BlockKind = "paragraph"
    paragraph: int = 0

    @property
    def text(self) -> str:
        """The clean text: one line, single spaces, no markup."""
        return self.body.text


@dataclass(frozen=True, slots=True)
class Bead:
    """A correspondence (Gale & Church 1993): half-open ranges of sentences on the left and on the right.

    ``confidence`` is the calibrated probability that the bead is right, None where nobody estimated it.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    cost: float = 0.0
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """What a bead joins (the ``tu`` of TMX); ``source`` is None in a run without an original.

    Either side is a tuple of sentences: empty on one side means an omission or an addition.
    """

    index: int
    source: tuple[Sentence, ...] | None
    translation: tuple[Sentence, ...]
    confidence: float | None = None

    @property
    def source_text(self) -> str:
        """The source sentences joined by a space; empty without a source."""
        return " ".join(sentence.text for sentence in self.source or ())

    @property
    def translation_text(self) -> str:
        """The translation's sentences joined by a space."""
        return " ".join(sentence.text for sentence in self.translation)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What an engine answers for one text; ``notes`` says what it had to do to it ("cut at a clause", ...)."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leg:
    """One engine's work in one direction: ``outputs[i]`` translates ``inputs[i]``; one entry for each unit."""

    engine: str
    source: str
    target: str
    inputs: tuple[str, ...]
    outputs: tuple[Hypothesis, ...]
    signature: str


@dataclass(frozen=True, slots=True)
class Trip:
    """A route: the translation sent back and forward again, and the source sent forward (the draft)."""

    route: str
    family: str
    back: Leg
    returned: Leg
    draft: Leg | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that a metric compares, what they are of each other, and what witnesses say of them."""

    left: str
    right: str
    left_language: str
    right_language: str
    view: View
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """A metric over one view of one trip; ``corpus`` is not the mean of ``segments`` (None: nothing to score).

    ``percentiles[i]`` is the percentage of clean sentences as long that score lower than ``segments[i]``; empty where
    nobody calibrated this metric for these engines.
    """

    metric: str
    view: View
    route: str | None
    corpus: float
    segments: tuple[float | None, ...]
    signature: str
    percentiles: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range in the text of one side of a unit (``source_text``, ``translation_text``, a leg's output)."""

    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found: an issue until a person confirms it.

    ``check`` is its name in the configuration: whoever asks a check writes it (``toolkit.check_answers``), whatever the
    check wrote there. ``spans`` are positions in the texts of unit ``unit``; ``category`` is the MQM path,
    "accuracy/mistranslation".
    ``confidence`` is calibrated on clean pairs where the check's docstring says so, None otherwise.
    """

    check: str
    severity: Severity
    category: str
    message: str
    unit: int
    spans: tuple[Span, ...]
    suggestion: str | None = None
    confidence: float | None = None
    blame: Blame = "translation"
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A check's honest answer that it could not judge; ``unit`` is None when that holds for the whole document."""

    check: str
    reason: str
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All that a check may look at. ``units`` without a source have ``source is None``; ``trips`` may be empty.

    ``witnesses[i]`` are the likelihoods for ``units[i]``; the whole is empty in a run that asks no engine for them.
    ``heads`` judge them; None for those that come with the toolkit.
    """

    source_language: str
    translation_language: str
    units: tuple[Unit, ...]
    document: Document | None = None
    source_document: Document | None = None
    trips: tuple[Trip, ...] = ()
    witnesses: tuple[tuple[Witness, ...], ...] = ()
    heads: "Heads | None" = None

    @property
    def has_source(self) -> bool:
        """Whether the original is at hand."""
        return any(unit.source is not None for unit in self.units)


@dataclass(frozen=True, slots=True)
class Guard:
    """A test that a trip must pass before any of its scores means something."""

    name: str
    route: str
    passed: bool
    value: float
    message: str


@dataclass(frozen=True, slots=True)
class Loss:
    """What a check found lost or changed on one leg of one trip: evidence for blame, never a finding by itself."""

    check: str
    unit: int
    route: str
    leg: Literal["back", "return", "draft"]
    message: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of one document.

    ``suspicion[i]`` (0..1) belongs to ``units[i]``; ``failed`` gives the reason of each route that broke down, and such
    an outcome is incomplete; ``signature`` names everything that the result depends on
    (engines, aligner, checks, metrics, versions) as plain strings.
    """

    document: Document
    source: Document | None
    source_language: str
    units: tuple[Unit, ...]
    trips: tuple[Trip, ...]
    guards: tuple[Guard, ...]
    scores: tuple[Score, ...]
    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    suspicion: tuple[float, ...]
    losses: tuple[Loss, ...] = ()
    failed: dict[str, str] = field(default_factory=dict)
    signature: dict[str, Any] = field(default_factory=dict)
    witnesses: tuple[tuple[Witness, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A document of a batch that could not be done, and why."""

    path: str
    reason: str


Outcome = Comparison | Failure
