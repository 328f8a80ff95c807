"""Engines around an engine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.model import Hypothesis
from toolkit.plugins import streaming
from toolkit.plugins.contracts import Engine


@dataclass(frozen=True, slots=True)
class ParagraphWise:
    """An engine that asks for paragraphs. It translates as the engine in it does; the stage of trips feeds it so."""

    engine: Engine

    @property
    def family(self) -> str:
        """The engine's."""
        return self.engine.family

    @property
    def cacheable(self) -> bool:
        """The engine's."""
        return self.engine.cacheable

    def signature(self) -> str:
        """Name the engine, and that it gets paragraphs."""
        return f"{self.engine.signature()}|unit:paragraph"

    def problem(self, source: str, target: str) -> str | None:
        """Return the engine's."""
        return self.engine.problem(source, target)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text as the engine does."""
        return self.engine.translate(texts, source, target)

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[streaming.Part]:
        """Yield answers as the engine does."""
        return streaming.stream(self.engine, texts, source, target)
