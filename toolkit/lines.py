"""Lines through an engine: each is split into sentences, translated, and joined again."""

import difflib
from collections.abc import Sequence

from toolkit import plugins
from toolkit.cache import Cache, CachedEngine
from toolkit.config import Config
from toolkit.contracts import Engine
from toolkit.documents import folded
from toolkit.errors import MissingDependency, UnknownPlugin
from toolkit.model import Hypothesis
from toolkit.sentences import split_text
from toolkit.trips import translate


def find_engine(name: str, config: Config, cache: Cache | None = None) -> Engine:
    """Return an engine of the configuration, or a plugin with its defaults; raises UnknownPlugin."""
    if name in config.engines:
        return config.engines[name]
    known = plugins.names("engines")
    if name in known:
        try:
            engine: Engine = plugins.get("engines", name)()
        except TypeError:
            raise UnknownPlugin(f"engine {name!r} needs options; name it in a file for --config") from None
        return CachedEngine(engine, cache) if cache else engine
    every = [*config.engines, *known]
    near = difflib.get_close_matches(name, every, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(every)}"
    raise UnknownPlugin(f"no engine is called {name!r} in {config.path}; {hint}")


def translate_lines(
    lines: Sequence[str], name: str, source: str, target: str, config: Config, cache: Cache | None = None
) -> list[Hypothesis]:
    """Return as many answers as lines; a blank line gives a blank one."""
    engine = find_engine(name, config, cache)
    problem = engine.problem(source, target)
    if problem:
        raise MissingDependency(f"engine {name!r} cannot go {source} > {target}: {problem}", "")
    texts, counts = [], []
    for line in lines:
        clean = folded(line).text if line.strip() else ""
        pieces = [clean[start:end] for start, end in split_text(clean, source)] if clean else []
        texts += pieces
        counts.append(len(pieces))
    answers = iter(translate(engine, texts, source, target))
    joined = []
    for count in counts:
        own = [next(answers) for _ in range(count)]
        joined.append(
            Hypothesis(" ".join(answer.text for answer in own), tuple(note for answer in own for note in answer.notes))
        )
    return joined
