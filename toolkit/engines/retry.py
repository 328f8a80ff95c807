"""An engine that asks another one again when it fails."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from toolkit.engines.http import pacing as waiting
from toolkit.errors import EngineError
from toolkit.model import Hypothesis
from toolkit.plugins import partial_answers
from toolkit.plugins.contracts import Engine
from toolkit.plugins.plurals import counted
from toolkit.plugins.signatures import name_of
from toolkit.plugins.traits import Limits
from toolkit.plugins.wrappers import Wrapped


@dataclass(frozen=True, slots=True)
class Retry(Wrapped):
    """Asks ``engine`` up to ``attempts`` times, with growing waits in between; what it had answered is not asked again.

    For programs and servers that fail now and then. The engines of services (``deepl``, ``chat``, ...) repeat single
    requests by themselves.
    """

    engine: Engine = field(metadata={"plugin": "engines"})
    """The engine that is asked again."""
    attempts: int = 3
    """How often it is asked at most."""
    first_wait_seconds: float = 1.0
    """The first wait; each further one is longer."""
    sleep: Callable[[float], object] = field(default=time.sleep, init=False, repr=False, compare=False)

    limits: ClassVar[Limits] = {
        "attempts": {"minimum": 1},
        "first_wait_seconds": {"minimum": 0},
    }

    def __post_init__(self) -> None:
        if not isinstance(self.engine, Engine):
            raise ValueError("engine must be one engine")
        if self.attempts < 1 or not 0 <= self.first_wait_seconds < float("inf"):
            raise ValueError("attempts must be 1 or more, first_wait_seconds 0 or more")

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises the engine's last EngineError, which carries all that was answered."""
        own = self.signature_in(source, target)
        known: dict[str, Hypothesis] = {}
        for attempt in range(self.attempts):
            left = [text for text in texts if text not in known]
            try:
                answers = self.engine.translate(left, source, target)
            except EngineError as error:
                part = partial_answers.carried(error)
                if part is not None and part.signature == own and self.cacheable:
                    known |= part.answers
                    partial_answers.attach(error, partial_answers.Answered(own, source, target, dict(known)))
                if attempt + 1 == self.attempts:
                    raise
                self.sleep(waiting.backoff_seconds(attempt, own, self.first_wait_seconds))
                continue
            if len(answers) != len(left):
                raise EngineError(f"{name_of(own)} returned {counted(len(answers), 'text')} for {len(left)}")
            fresh = iter(answers)
            return [known[text] if text in known else next(fresh) for text in texts]
        raise AssertionError("unreachable: the last attempt returns or raises")


PLUGIN: type[Engine] = Retry
