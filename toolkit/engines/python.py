"""A function of the user's own that translates: any library of Python is an engine, without a program around it."""

import contextlib
import importlib
import inspect
import re
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

from toolkit import plugins
from toolkit.errors import EngineError, MissingDependency, one_line
from toolkit.model import Hypothesis, Rejection
from toolkit.plugins import network, streaming
from toolkit.plugins.contracts import Engine
from toolkit.plugins.foreign.origins import place_of, short
from toolkit.plugins.plurals import counted
from toolkit.plugins.programs import lines as line_programs
from toolkit.plugins.suggestions import nearest
from toolkit.plugins.traits import Limits

_PART = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"
_NAME = re.compile(f"(?P<module>{_PART}):(?P<attribute>{_PART})")
_ASYNC = "is async, which is not supported; give a plain function that waits, such as one that calls asyncio.run"


@dataclass(frozen=True, slots=True)
class Python:
    """A function of yours: ``function: "mypkg.mt:translate"``, the module, a colon and the function's name.

    It is called with a list of texts and the codes of both languages, as ``translate(["Buongiorno."], "it", "en")``,
    and returns a list of as many texts, in order; None stands for a text that it cannot translate. What it returns is
    kept in the cache only where ``version`` is given: that is your word that the answer to a text depends on that text
    alone, and that you write another version when the function or its model changes. ``folder`` is where the module
    lies, relative to the configuration, unless Python finds it by itself. What it prints goes to standard error.
    ``family`` tells which engines are of one kind; two of one kind are not two witnesses.
    """

    function: str
    """The module and the function in it, such as mypkg.mt:translate."""
    folder: str = field(default="", metadata={"path": "file"})
    """Where the module lies, if Python does not find it by itself."""
    version: str = ""
    """With one, answers are kept; write it anew when the function or its model changes."""
    family: str = "python"
    """Which engines are of one kind: two of one kind are not two witnesses."""
    batch_texts: int = field(default=100, metadata={"output": False})
    """How many texts it is given at once; 0 is all."""
    local: bool = field(default=False, metadata={"output": False})
    """true: it sends nothing to another machine, which nobody but you can know; network: off wants it said."""

    limits: ClassVar[Limits] = {
        "function": {"pattern": f"^{_PART}:{_PART}$"},
        "batch_texts": {"minimum": 0},
    }

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.function):
            raise ValueError('function must be a module and a function in it, such as "mypkg.mt:translate"')
        if self.batch_texts < 0:
            raise ValueError("batch_texts must be 0 or more")

    @property
    def cacheable(self) -> bool:
        """Whether somebody vouches for it with a version."""
        return bool(self.version)

    @property
    def sends_to(self) -> str | None:
        """Nobody knows, unless the option says that it stays here."""
        return None if self.local else network.ANYWHERE

    def signature(self) -> str:
        """Name the function and the version; not the folder, which is another on another machine."""
        return plugins.signature(self, without=("folder",), preparation=1)

    def problem(self, source: str, target: str) -> str | None:  # noqa: ARG002 - only the function knows its languages
        """Return why the function cannot be called: it is not there, cannot be imported, or takes something else."""
        try:
            _found(self.function, self.folder)
        except EngineError as error:
            return str(error)
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; blank ones are not given to the function.

        Raises MissingDependency without the function, EngineError when it fails or returns something else than texts.
        """
        return streaming.gathered(self.stream(texts, source, target), len(texts))

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[streaming.Part]:
        """Yield the answers of ``translate`` as the function gives them; raises what it raises."""
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(f"python: {problem}", "")
        full = [number for number, text in enumerate(texts) if text.strip()]
        blank = {number: Hypothesis("") for number, text in enumerate(texts) if not text.strip()}
        if blank:
            yield blank
        size = self.batch_texts or len(full)
        for start in range(0, len(full), size or 1):
            numbers = full[start : start + size]
            answers = self._answers([texts[number] for number in numbers], source, target)
            yield dict(zip(numbers, answers, strict=True))

    def _answers(self, texts: list[str], source: str, target: str) -> list[Hypothesis]:
        given = len(texts)
        with _held_to(self.function), contextlib.redirect_stdout(sys.stderr):
            found = _listed(_found(self.function, self.folder)([*texts], source, target))
        if len(found) != given:
            raise EngineError(f"{self.function}: returned {counted(len(found), 'text')} for {given}")
        return [
            self._answer(answer, number, text) for number, (answer, text) in enumerate(zip(found, texts, strict=True))
        ]

    def _answer(self, answer: Any, number: int, text: str) -> Hypothesis:
        if answer is None:
            return Hypothesis("", rejection=Rejection("empty", "the function returned None for it"))
        if not isinstance(answer, str):
            raise EngineError(
                f"{self.function}: item {number} of what it returned, for {text[:60]!r}, is {short(answer)}, not a text"
            )
        return Hypothesis(line_programs.one_line(str(answer)))


class _Wrong(Exception):
    """What is wrong with what the function returned."""


@contextlib.contextmanager
def _held_to(name: str) -> Iterator[None]:
    """Turn whatever a function raises into one line with the place in its own code."""
    try:
        yield
    except _Wrong as wrong:
        raise EngineError(f"{name}: {wrong}") from None
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # whatever its author makes of it, it is a fault of the function
        raise EngineError(f"{name}: {_said(error)}") from error


def _said(error: BaseException) -> str:
    said = one_line(error, 300)
    return f"{type(error).__name__}{': ' * bool(said)}{said}{place_of(error)}"


def _listed(found: Any) -> list[Any]:
    """Return what a function returned, or yields, as a list; raises _Wrong for what is no list of texts."""
    if isinstance(found, Awaitable) or hasattr(found, "__aiter__"):
        if inspect.iscoroutine(found):
            found.close()
        raise _Wrong(_ASYNC)
    if isinstance(found, (str, bytes, dict)) or not isinstance(found, Iterable):
        raise _Wrong(f"returned {short(found)}, where a list of texts is wanted")
    return list(found)


@cache
def _found(function: str, folder: str) -> Callable[[list[str], str, str], Any]:
    """Return the function; raises EngineError with what is wrong with it."""
    parts = _NAME.fullmatch(function)
    assert parts is not None  # noqa: S101 - the options were looked at
    module = _imported(parts["module"], folder)
    try:
        found: Any = reduce(getattr, parts["attribute"].split("."), module)
    except AttributeError:
        names = [name for name, value in vars(module).items() if callable(value) and not name.startswith("_")]
        hint = nearest(parts["attribute"], names, "functions")
        raise EngineError(f"{module.__file__} has no function {parts['attribute']!r}{hint}") from None
    if not callable(found):
        raise EngineError(f"{function} is {short(found)}, not a function")
    called = found if inspect.isroutine(found) or inspect.isclass(found) else type(found).__call__
    if inspect.iscoroutinefunction(called) or inspect.isasyncgenfunction(called):
        raise EngineError(f"{function} {_ASYNC}")
    try:
        inspect.signature(found).bind([], "", "")
    except TypeError as error:
        wanted = "it is called with three arguments: a list of texts, the source and the target language"
        raise EngineError(f"{function}{inspect.signature(found)}: {one_line(error)}; {wanted}") from None
    except ValueError:  # of what is written in C, nobody knows what it takes
        pass
    return found  # type: ignore[no-any-return]


def _imported(name: str, folder: str) -> ModuleType:
    if folder and not Path(folder).is_dir():
        raise EngineError(f"there is no folder {folder}; write where the module {name!r} lies")
    # Behind all else: a file of the user's must not take the place of a library's module of the same name.
    if folder and folder not in sys.path:
        sys.path.append(folder)
        importlib.invalidate_caches()
    try:
        with contextlib.redirect_stdout(sys.stderr):
            module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name and f"{name}.".startswith(f"{error.name}."):
            where = f"in {folder}, nor where Python finds packages" if folder else "where Python finds packages"
            advice = "" if folder else "; install it, or name the folder that it lies in as folder"
            raise EngineError(f"there is no module {error.name!r} {where}{advice}") from None
        raise EngineError(f"{name} cannot be imported: {_said(error)}") from error
    except (Exception, SystemExit) as error:
        raise EngineError(f"{name} cannot be imported: {_said(error)}") from error
    places = [module.__file__ or "", *getattr(module, "__path__", ())]
    if folder and not any(Path(place).resolve().is_relative_to(Path(folder).resolve()) for place in places if place):
        raise EngineError(f"{name} is not the one in {folder}: {places[0]} is found first; give yours another name")
    return module


PLUGIN: type[Engine] = Python
