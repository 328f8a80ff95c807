"""An engine that asks another one no faster than it may be asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import ClassVar

from toolkit.engines.http import pacing as waiting
from toolkit.engines.http.pacing import Pace
from toolkit.model import Hypothesis
from toolkit.plugins import partial_answers, streaming
from toolkit.plugins.contracts import Engine
from toolkit.plugins.signatures import signature_in
from toolkit.plugins.traits import Limits
from toolkit.plugins.wrappers import Wrapped


@dataclass(frozen=True, slots=True)
class RateLimit(Wrapped):
    """Gives ``engine`` at most ``texts_per_minute`` and ``characters_per_minute`` (0: no limit), evenly spread.

    It hands on ``batch_texts`` at a time, so that an engine whose answers depend on neighbouring texts sees fewer of
    them; such a limit is part of its signature.
    """

    engine: Engine = field(metadata={"plugin": "engines"})
    """The engine that is slowed down."""
    texts_per_minute: float = 0.0
    """At most so many texts; 0 is no limit."""
    characters_per_minute: float = 0.0
    """At most so many characters; 0 is no limit."""
    batch_texts: int = 10
    """How many texts it hands on at a time."""

    limits: ClassVar[Limits] = {
        "batch_texts": {"minimum": 1},
        "texts_per_minute": {"minimum": 0},
        "characters_per_minute": {"minimum": 0},
    }

    def __post_init__(self) -> None:
        if not isinstance(self.engine, Engine):
            raise ValueError("engine must be one engine")
        if self.batch_texts < 1:
            raise ValueError("batch_texts must be 1 or more")
        waiting.check_pace("texts_per_minute", self.texts_per_minute)
        waiting.check_pace("characters_per_minute", self.characters_per_minute)

    def signature(self) -> str:
        """Give the engine's; with the number of texts if its answers depend on that."""
        return self._named(self.engine.signature())

    def signature_in(self, source: str, target: str) -> str:
        """Name the same of one direction."""
        return self._named(signature_in(self.engine, source, target))

    def _named(self, own: str) -> str:
        return own if self.cacheable else f"{own}|batch_texts:{self.batch_texts}"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; an exception carries what was answered before it."""
        own = self.signature_in(source, target)
        answers: dict[int, Hypothesis] = {}
        try:
            for part in self.stream(texts, source, target):
                answers.update(part)
        except BaseException as error:
            inner = partial_answers.carried(error)
            more = inner.answers if inner is not None and inner.signature == own else {}
            known = {**{texts[number]: answer for number, answer in answers.items()}, **more}
            partial_answers.attach(error, partial_answers.Answered(own, source, target, known))
            raise
        return [answers[number] for number in range(len(texts))]

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[streaming.Part]:
        """Yield the answers of each ``batch_texts`` as they come."""
        by_text, by_character = _paces(self.signature(), self.texts_per_minute, self.characters_per_minute)
        for start in range(0, len(texts), self.batch_texts):
            batch = texts[start : start + self.batch_texts]
            by_text.wait(sum(1 for text in batch if text.strip()))
            by_character.wait(sum(map(len, batch)))
            for part in streaming.stream(self.engine, batch, source, target):
                yield {start + number: answer for number, answer in part.items()}


@cache
def _paces(_signature: str, texts_per_minute: float, characters_per_minute: float) -> tuple[Pace, Pace]:
    """Return the paces of an engine, shared by all who ask it in this process."""
    return Pace(texts_per_minute / 60), Pace(characters_per_minute / 60)


PLUGIN: type[Engine] = RateLimit
