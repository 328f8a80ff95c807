"""Answers as they come: what an engine has before it is done with all, so that it can be kept, shown or printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit.errors import EngineError
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine, Streaming
from toolkit.plugins.plurals import counted
from toolkit.plugins.signatures import name_of

Part = Mapping[int, Hypothesis]
"""Some answers, by the numbers of their texts."""


def stream(engine: Engine, texts: Sequence[str], source: str, target: str) -> Iterator[Part]:
    """Yield the answers part by part, each once; all at once from an engine that is no ``Streaming``.

    Raises EngineError when there are not as many answers as texts, and what the engine raises.
    """
    if isinstance(engine, Streaming):
        count = 0
        for part in engine.stream(texts, source, target):
            count += len(part)
            yield part
    else:
        answers = engine.translate(texts, source, target)
        count = len(answers)
        if count == len(texts):
            yield dict(enumerate(answers))
    if count != len(texts):
        name = name_of(engine.signature())
        raise EngineError(f"{name} returned {counted(count, 'text')} for {len(texts)} ({source} > {target})")


def gathered(parts: Iterable[Part], count: int) -> list[Hypothesis]:
    """Return the answers to all ``count`` texts, in order."""
    found: dict[int, Hypothesis] = {}
    for part in parts:
        found.update(part)
    return [found[number] for number in range(count)]


def windows(count: int, first: int = 256, most: int = 2048) -> Iterator[range]:
    """Yield ranges that cover ``count`` texts: short ones first, so that the first answers come soon."""
    start, size = 0, first
    while start < count:
        yield range(start, min(count, start + size))
        start, size = start + size, min(most, 2 * size)
