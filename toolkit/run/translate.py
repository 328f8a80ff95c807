"""Lines through an engine: each is split into sentences, translated, and joined again, some hundreds at a time."""

from collections.abc import Iterator, Sequence

from toolkit import plugins
from toolkit.config.leaving import require_here
from toolkit.config.settings import Config
from toolkit.errors import InputError, MissingDependency, UnknownPlugin
from toolkit.model import Hypothesis
from toolkit.plugins import streaming
from toolkit.plugins.contracts import Engine
from toolkit.plugins.suggestions import nearest
from toolkit.readers.files.documents import folded
from toolkit.readers.splitting.sentences import split_text
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.wrappers import CachedEngine
from toolkit.run.sent import watched
from toolkit.run.stages.trips import joined, translate


def find_engine(name: str, config: Config, cache: Cache | None = None) -> Engine:
    """Return an engine of the configuration, or a plugin with its defaults; raises UnknownPlugin.

    Raises InputError for one that sends texts away where nothing may leave this machine.
    """
    if name in config.engines:
        return _allowed(config.engines[name], name, config)
    known = plugins.names("engines")
    if name in known:
        try:
            engine: Engine = plugins.get("engines", name)()
        except TypeError:
            raise UnknownPlugin(f"engine {name!r} needs options; name it in a file for --config") from None
        return _allowed(watched(CachedEngine(engine, cache) if cache else engine), name, config)
    hint = nearest(name, [*config.engines, *known])
    raise UnknownPlugin(f"no engine is called {name!r} in {config.path}{hint}")


def _allowed(engine: Engine, name: str, config: Config) -> Engine:
    problem = None if config.network else require_here(engine, name)
    if problem:
        raise InputError(problem)
    return engine


def translate_lines(
    lines: Sequence[str], name: str, source: str, target: str, config: Config, cache: Cache | None = None
) -> Iterator[Hypothesis]:
    """Yield as many answers as lines, the first before the last lines are translated; a blank line gives a blank one.

    Where a sentence of a line has no translation, the line has none: its answer has a ``rejection``.

    Raises MissingDependency before anything is translated.
    """
    engine = find_engine(name, config, cache)
    problem = engine.problem(source, target)
    if problem:
        raise MissingDependency(f"engine {name!r} cannot go {source} > {target}: {problem}", "")
    # Where an answer depends on more than its text, all texts are shown to the engine at once.
    windows = streaming.windows(len(lines)) if engine.cacheable else [range(len(lines))]
    return (
        answer
        for window in windows
        for answer in _translated([lines[number] for number in window], engine, source, target)
    )


def _translated(lines: Sequence[str], engine: Engine, source: str, target: str) -> Iterator[Hypothesis]:
    texts, counts = [], []
    for line in lines:
        clean = folded(line).text if line.strip() else ""
        pieces = [clean[start:end] for start, end in split_text(clean, source)] if clean else []
        texts += pieces
        counts.append(len(pieces))
    answers = iter(translate(engine, texts, source, target))
    for count in counts:
        yield joined([next(answers) for _ in range(count)])
