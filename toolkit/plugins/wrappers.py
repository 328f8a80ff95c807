"""Engines around an engine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from toolkit.model import Hypothesis
from toolkit.plugins import signatures, streaming
from toolkit.plugins.contracts import Engine, ReadingParagraphs
from toolkit.plugins.traits import taken_kind


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Hands on what the engine inside says of itself; who builds on it says how it translates.

    The signature is the engine's, which holds for as long as what is around it changes no answer.
    """

    engine: Engine

    @property
    def family(self) -> str:
        """The engine's."""
        return self.engine.family

    @property
    def cacheable(self) -> bool:
        """Whether the engine's answers may be kept by their texts."""
        return self.engine.cacheable

    @property
    def judges_answers(self) -> bool:
        """Whether the engine has judged its answers, text by text."""
        return getattr(self.engine, "judges_answers", False) is True

    def signature(self) -> str:
        """Give the engine's."""
        return self.engine.signature()

    def signature_in(self, source: str, target: str) -> str:
        """Give the engine's in this direction, unless who builds on this has a signature of its own."""
        if type(self).signature is not Wrapped.signature:
            return self.signature()
        return signatures.signature_in(self.engine, source, target)

    def problem(self, source: str, target: str) -> str | None:
        """Return why the engine cannot translate in this direction."""
        return self.engine.problem(source, target)


def for_paragraphs(engine: Engine) -> Engine:
    """Return an engine as it is where it gets paragraphs, with those inside it: most are the same for all texts."""
    if isinstance(engine, ReadingParagraphs):
        return engine.for_paragraphs()
    plugin: Any = engine
    inside = {
        option.name: getattr(engine, option.name)
        for option in (fields(plugin) if is_dataclass(plugin) else ())
        if option.init and taken_kind(option) == "engines"
    }
    found = {
        name: tuple(map(for_paragraphs, part)) if isinstance(part, tuple) else for_paragraphs(part)
        for name, part in inside.items()
    }
    made: Engine = replace(plugin, **found) if found != inside else engine
    return made


@dataclass(frozen=True, slots=True)
class ParagraphWise(Wrapped):
    """An engine that asks for paragraphs. It translates as the engine in it does; the stage of trips feeds it so."""

    def signature(self) -> str:
        """Name the engine, and that it gets paragraphs."""
        return f"{self.engine.signature()}|unit:paragraph"

    def signature_in(self, source: str, target: str) -> str:
        """Name the same of one direction."""
        return f"{signatures.signature_in(self.engine, source, target)}|unit:paragraph"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text as the engine does."""
        return self.engine.translate(texts, source, target)

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[streaming.Part]:
        """Yield answers as the engine does."""
        return streaming.stream(self.engine, texts, source, target)
