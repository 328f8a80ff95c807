"""Neural translation by the small models of Firefox (Bergamot), which run anywhere and were fetched once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import plugins
from toolkit.engines.marian import firefox_files, firefox_worker
from toolkit.engines.texts import clauses, unknown_words
from toolkit.errors import EngineError, MissingDependency
from toolkit.model import Hypothesis
from toolkit.plugins import model_files
from toolkit.plugins.contracts import Engine

if TYPE_CHECKING:
    from toolkit.engines.marian.vocabulary import PieceVocabulary

# Models of this kind lose the rest of a longer sentence without a word (measured on the Portuguese ones).
MOST_WORDS = 55


@dataclass(frozen=True, slots=True)
class Firefox:
    """Mozilla's small models for Firefox: ``toolkit fetch firefox it-en en-it`` brings them, about 25 MB each.

    ``folder`` holds a folder for each direction, named as ``it-en``; empty means where ``toolkit fetch`` puts them. A
    sentence of more than 55 words is cut at clauses, and that is noted, as is what the vocabulary lacks. Direct models
    only: most go from or to English; for other directions put a ``chain`` around it.
    """

    family = "neural"
    cacheable = True  # each text by itself, no randomness

    folder: str = field(default="", metadata={"path": True})
    """Holds a folder for each direction (it-en); empty is where `toolkit fetch` puts them."""

    def signature(self) -> str:
        """Name the state of all models' files and the package's version."""
        return self.signature_in("*", "*")

    def signature_in(self, source: str, target: str) -> str:
        """Name the same of the model of one direction alone."""
        files = model_files.identity(str(self._root() / f"{source}-{target}"), "")
        package = version("fxtranslate") if firefox_files.installed() else "none"
        return plugins.signature(self, without=("folder",), files=files, fxtranslate=package, preparation=2)

    def problem(self, source: str, target: str) -> str | None:
        """Return what is missing, the folder looked in, and the command that fetches it."""
        return firefox_files.problem(self._root(), source, target)

    def directions(self, *, installed: bool) -> list[tuple[str, str]] | None:
        """Return the directions that were fetched; what else there is, only the network knows."""
        if not installed:
            return None
        return [way for way in firefox_files.fetched(self._root()) if self.problem(*way) is None]

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency without the model, EngineError when it fails."""
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(problem, "")
        folder = self._root() / f"{source}-{target}"
        worker = firefox_worker.worker(folder)
        lacks = _vocabulary(folder).lacks
        return list(worker.map(lambda text: _translated(text, source, worker.model, lacks), texts))

    def _root(self) -> Path:
        return Path(self.folder).expanduser() if self.folder else firefox_files.default_folder()


@cache
def _vocabulary(folder: Path) -> "PieceVocabulary":
    from toolkit.engines.marian.vocabulary import PieceVocabulary

    path = firefox_files.source_vocabulary(folder)
    if path is None:
        raise EngineError(f"firefox: {folder} has no vocabulary")
    return PieceVocabulary(path)


def _translated(text: str, source: str, model: Callable[..., str], lacks: unknown_words.Lacks) -> Hypothesis:
    clean = " ".join(text.encode("utf-8", "replace").decode().replace("\0", " ").split())
    if not clean:
        return Hypothesis("")
    unknown = unknown_words.note(clean, lacks) if lacks([clean])[0] else ()
    pieces = clauses.cut(clean, source, MOST_WORDS, _length)
    if len(pieces) == 1:
        return Hypothesis(model(clean, long=False), unknown)
    answers = [model(piece, long=True) for piece in pieces]
    return Hypothesis(clauses.join(pieces, answers), (f"cut at clauses into {len(pieces)} pieces", *unknown))


def _length(text: str) -> int:
    """Return the length in words; a run of very long words counts as more."""
    return max(clauses.words(text), len(text) // 8)


PLUGIN: type[Engine] = Firefox
