"""Neural translation by the small models of Firefox (Bergamot), which run anywhere and were fetched once."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from toolkit import clauses, firefox_files, model_files, plugins
from toolkit.contracts import Engine
from toolkit.errors import EngineError, MissingDependency
from toolkit.model import Hypothesis

# Models of this kind lose the rest of a longer sentence without a word (measured on the Portuguese ones).
MOST_WORDS = 55

_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Firefox:
    """Mozilla's small models for Firefox: ``toolkit fetch firefox it-en en-it`` brings them, about 25 MB each.

    ``folder`` holds a folder for each direction, named as ``it-en``; empty means where ``toolkit fetch`` puts them. A
    sentence of more than 55 words is cut at clauses, and that is noted. Direct models only: most go from or to English;
    for other directions put a ``chain`` around it.
    """

    folder: str = field(default="", metadata={"path": True})

    @property
    def family(self) -> str:
        """Neural."""
        return "neural"

    @property
    def cacheable(self) -> bool:
        """Always: each text by itself, no randomness."""
        return True

    def signature(self) -> str:
        """Name the state of the models' files and the package's version."""
        files = model_files.identity(str(self._root() / "*-*"), "")
        package = version("fxtranslate") if firefox_files.installed() else "none"
        return plugins.signature(self, without=("folder",), files=files, fxtranslate=package, preparation=1)

    def problem(self, source: str, target: str) -> str | None:
        """Return what is missing, the folder looked in, and the command that fetches it."""
        return firefox_files.problem(self._root(), source, target)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency without the model, EngineError when it fails."""
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(problem, "")
        with _loading:
            worker = _worker(self._root() / f"{source}-{target}")
        return list(worker.map(lambda text: _translated(text, source, worker.model), texts))

    def _root(self) -> Path:
        return Path(self.folder).expanduser() if self.folder else firefox_files.default_folder()


class _Worker:
    """The one thread that may touch a model: from any other the library panics, and even to free it is forbidden."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._own = threading.local()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="firefox")

    def map(self, work: Callable[[str], Hypothesis], texts: Sequence[str]) -> list[Hypothesis]:
        """Return the answers in order; an interruption waits for the sentence under way, not for all."""
        futures = [self._pool.submit(work, text) for text in texts]
        try:
            return [future.result() for future in futures]
        finally:
            for future in futures:
                future.cancel()

    def model(self, text: str, *, long: bool) -> str:
        """Translate a text, in the worker's thread; raises EngineError for whatever the library does."""
        try:
            if not hasattr(self._own, "translator"):
                from fxtranslate import Translator

                self._own.translator = Translator(**firefox_files.read(self.folder))
            translator = self._own.translator
            answer: str = translator.translate_long(text) if long else translator.translate(text)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of the library is no Exception
            reason = " ".join(str(error).split())[:200]
            advice = firefox_files.again(self.folder.parent, *self.folder.name.split("-", 1))
            raise EngineError(f"firefox: the model in {self.folder} failed ({reason}); {advice}") from None
        return " ".join(answer.split())


@cache
def _worker(folder: Path) -> _Worker:
    return _Worker(folder)


def _translated(text: str, source: str, model: Callable[..., str]) -> Hypothesis:
    clean = " ".join(text.replace("\0", " ").split())
    if not clean:
        return Hypothesis("")
    pieces = clauses.cut(clean, source, MOST_WORDS, _length)
    if len(pieces) == 1:
        return Hypothesis(model(clean, long=False))
    answers = [model(piece, long=True) for piece in pieces]
    return Hypothesis(clauses.join(pieces, answers), (f"cut at clauses into {len(pieces)} pieces",))


def _length(text: str) -> int:
    """Return the length in words; a run of very long words counts as more."""
    return max(clauses.words(text), len(text) // 8)


PLUGIN: type[Engine] = Firefox
