"""The verbs: what each kind of plugin must be able to do, as protocols of one or two methods.

A plugin is a frozen dataclass; its fields are its options. ``signature()`` names everything that changes the output
(library version, model revision, options), and nothing that does not (threads, device).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from toolkit.model import (
    Bead,
    Case,
    Finding,
    Hypothesis,
    Pair,
    Score,
    Sentence,
    Unchecked,
    View,
)
from toolkit.model.token_scores import Filling, TokenScores
from toolkit.plugins.engine_traits import Directional as Directional
from toolkit.plugins.engine_traits import DirectionalScorer as DirectionalScorer
from toolkit.plugins.engine_traits import Metered as Metered
from toolkit.plugins.engine_traits import Priced as Priced
from toolkit.plugins.engine_traits import Sending as Sending
from toolkit.plugins.file_contracts import Bilingual as Bilingual
from toolkit.plugins.file_contracts import Commenting as Commenting
from toolkit.plugins.file_contracts import DocumentsReport as DocumentsReport
from toolkit.plugins.file_contracts import Reader as Reader
from toolkit.plugins.file_contracts import ReadingText as ReadingText
from toolkit.plugins.file_contracts import Recognising as Recognising
from toolkit.plugins.file_contracts import Report as Report
from toolkit.plugins.file_contracts import Rewriting as Rewriting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from toolkit.analysis.style.consistency import Conflict, SharedSide, Use

    Vectors = NDArray[np.float32]

Place = TypeVar("Place")

KINDS = ("engines", "encoders", "aligners", "metrics", "checks", "readers", "reports")
"""Every kind of plugin: the folder it lies in, and the end of its entry-point group."""


@runtime_checkable
class Engine(Protocol):
    """Translates. ``family`` ("neural", "rules", ...) tells whether two engines agree independently of each other."""

    @property
    def family(self) -> str:
        """The kind of engine; two engines of one family do not count as two witnesses."""
        ...

    @property
    def cacheable(self) -> bool:
        """Whether the answer for a text depends on that text alone, so that it may be cached by it."""
        ...

    def signature(self) -> str:
        """Name, version and options: all that changes the output."""
        ...

    def problem(self, source: str, target: str) -> str | None:
        """Return why it cannot translate in this direction here and the command that mends it, or None if it can.

        Cheap: it looks at files and packages and loads no model.
        """
        ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text, in order: as many answers as texts. Texts are single lines; an empty text gives one."""
        ...


@runtime_checkable
class Streaming(Protocol):
    """What an engine also has if it can give answers before it is done with all: the cache keeps them as they come."""

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[Mapping[int, Hypothesis]]:
        """Yield the answers of ``translate`` by the numbers of their texts, each once, in whatever order."""
        ...


@runtime_checkable
class Varying(Protocol):
    """What an engine also has if it may answer a text otherwise when it is asked again; see ``traits.varies``."""

    @property
    def varies(self) -> bool:
        """Whether to ask once more, for one text by itself, may bring another answer: a service, or one that draws."""
        ...


@runtime_checkable
class ReadingParagraphs(Protocol):
    """What an engine also has that must know whether a text is a sentence or a whole paragraph."""

    def for_paragraphs(self) -> Engine:
        """Return the engine as it is to be where every text is a paragraph (``unit: paragraph``)."""
        ...


class RequestCache(Protocol):
    """Keeps the answers to whole requests: to several texts together, or to texts and what stands before them."""

    def known(self, request: str, count: int) -> list[Hypothesis] | None:
        """Return the ``count`` answers to a request, or None unless all of them are there."""
        ...

    def keep(self, request: str, answers: Sequence[Hypothesis]) -> None:
        """Keep the answers to a request; not those of a request with one that is rejected."""
        ...


Memory = RequestCache
"""The name of ``RequestCache`` until now; plugins of other packages may still use it."""


@runtime_checkable
class Remembering(Protocol):
    """What an engine may also be whose answer for a text depends on its neighbours, and which can say on which."""

    def translate_remembering(
        self, texts: Sequence[str], source: str, target: str, memory: RequestCache | None
    ) -> list[Hypothesis]:
        """Translate as ``translate`` does, but ask for no request that the memory knows, and keep all others in it."""
        ...


@runtime_checkable
class Scorer(Protocol):
    """Says how likely it finds a translation that is already there; engines that can do it have these methods too."""

    def score_signature(self) -> str:
        """Name, version and options: all that changes a score."""
        ...

    def score_problem(self, source: str, target: str) -> str | None:
        """Return why it cannot score ``target`` given ``source`` here and the command that mends it, or None.

        Cheap: it looks at files and packages and loads no model.
        """
        ...

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        """Return log P(texts[i] | given[i]) token by token, in order; each depends on its own two texts alone.

        ``source`` is the language of ``given``, ``target`` that of ``texts``. An empty given text is allowed. Raises
        MissingDependency, and EngineError when the engine fails.
        """
        ...


@runtime_checkable
class Filler(Scorer, Protocol):
    """What a scorer also has if it can say what it would write between two parts of a text."""

    def fill(
        self, texts: Sequence[str], places: Sequence[int], given: Sequence[str], source: str, target: str
    ) -> list[Filling]:
        """Return what it would write before token ``places[i]`` (of those that ``score`` tells) of ``texts[i]``.

        The text up to there is taken as written; a filling is a few words at most, and "" where nothing leads on to
        what follows. Each depends on its own text, place and given text alone.
        """
        ...


@runtime_checkable
class Ranging(Protocol):
    """What an engine also has that can list its directions: it may then be put into a chain that nobody wrote down."""

    def directions(self, *, installed: bool) -> Sequence[tuple[str, str]] | None:
        """Return the directions that it can take here, the better ones first; else all that it could ever take.

        None where that is not known.
        """
        ...


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors."""

    def signature(self) -> str:
        """Name, version and options."""
        ...

    def problem(self) -> str | None:
        """Return why it cannot run here and the command that mends it, or None."""
        ...

    def encode(self, texts: Sequence[str]) -> "Vectors":
        """Return float32 vectors, shape (len(texts), d), each of length 1."""
        ...


@runtime_checkable
class Aligner(Protocol):
    """Finds which sentences correspond: beads in order, every sentence of either side in exactly one."""

    def align(
        self, left: Sequence[Sentence], right: Sequence[Sentence], left_language: str, right_language: str
    ) -> list[Bead]:
        """Return the beads that cover both sides."""
        ...


@runtime_checkable
class Metric(Protocol):
    """Compares pairs of texts; higher is better unless the docstring says otherwise."""

    @property
    def views(self) -> tuple[View, ...]:
        """The views on which it means something; it is not computed on others."""
        ...

    def signature(self) -> str:
        """As sacrebleu's: name, options, version."""
        ...

    def score(self, pairs: Sequence[Pair], route: str | None) -> Score:
        """Score all pairs of one view and route: each by itself, and together as a corpus."""
        ...


@runtime_checkable
class NeedsPrograms(Protocol):
    """What a metric also has that needs something from outside, such as a program."""

    def problem(self) -> str | None:
        """Return why it cannot run here and the command that mends it, or None; asked before any work is done."""
        ...


@runtime_checkable
class NeedsWitness(Protocol):
    """What a metric or a check also has that says nothing without an engine that scores."""

    @property
    def needs_witness(self) -> bool:
        """Whether it says nothing without a witness."""
        ...


@runtime_checkable
class Encoding(Protocol):
    """What a metric, an aligner or a check also has that compares vectors: the run's encoder is put in for None."""

    @property
    def encoder(self) -> Encoder | None:
        """The encoder of the configuration, where it names one for this plugin alone."""
        ...


@runtime_checkable
class Check(Protocol):
    """Looks for one kind of fault. ``explain``-able: its docstring says why it matters, then ``Bad:`` and ``Good:``."""

    @property
    def needs_source(self) -> bool:
        """Whether it says nothing without the original."""
        ...

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield what is wrong, and what could not be judged with the reason."""
        ...


@runtime_checkable
class Collecting(Protocol):
    """What a check also has that holds units of several texts against each other: a batch's, or a file's pairs."""

    def conflicts(self, uses: "Sequence[Use[Place]]") -> "Iterator[Conflict[Place]]":
        """Yield a conflict for each use that departs from another one, each at most once for each kind."""
        ...


@runtime_checkable
class Grouping(Collecting, Protocol):
    """What a collecting check also has whose conflicts are always between uses that share one side and not the other.

    Of 100,000 documents then only those uses come into memory together that share one.
    """

    def sides(self, source: str, translation: str) -> "tuple[SharedSide, SharedSide]":
        """Return what each side of a use is the same by, and whether uses that share it may be in conflict."""
        ...
