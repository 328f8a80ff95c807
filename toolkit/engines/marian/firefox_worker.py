"""The thread in which a model of Firefox's translation lives."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from toolkit.engines.marian import firefox_files
from toolkit.errors import EngineError, one_line
from toolkit.model import Hypothesis

_loading = threading.Lock()


class Worker:
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
            # No name of ours holds the model: with an error's traceback it would get into another thread.
            answer: str = self._own.translator.translate_long(text) if long else self._own.translator.translate(text)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of the library is no Exception
            advice = firefox_files.again(self.folder.parent, *self.folder.name.split("-", 1))
            raise EngineError(f"firefox: the model in {self.folder} failed ({one_line(error)}); {advice}") from None
        return " ".join(answer.split())


def worker(folder: Path) -> Worker:
    """Return the worker of a model, one for all who ask in this process."""
    with _loading:
        return _made(folder)


@cache
def _made(folder: Path) -> Worker:
    return Worker(folder)
