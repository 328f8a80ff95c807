"""An engine that asks another one again when it fails."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from toolkit.engines.answers import asking
from toolkit.engines.answers.judgement import judged
from toolkit.engines.http import pacing as waiting
from toolkit.errors import EngineError
from toolkit.model import Hypothesis
from toolkit.plugins import partial_answers, streaming
from toolkit.plugins.contracts import Engine
from toolkit.plugins.traits import Limits
from toolkit.plugins.wrappers import Wrapped


@dataclass(frozen=True, slots=True)
class Retry(Wrapped):
    """Asks ``engine`` up to ``attempts`` times, with growing waits in between; what it had answered is not asked again.

    A text whose answer is no translation (a refusal, a loop ...) is asked for again, too.
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

    asks_again: ClassVar[bool] = True
    limits: ClassVar[Limits] = {
        "attempts": {"minimum": 1},
        "first_wait_seconds": {"minimum": 0},
    }

    def __post_init__(self) -> None:
        if not isinstance(self.engine, Engine):
            raise ValueError("engine must be one engine")
        if self.attempts < 1 or not 0 <= self.first_wait_seconds < float("inf"):
            raise ValueError("attempts must be 1 or more, first_wait_seconds 0 or more")

    @property
    def varies(self) -> bool:
        """No: what that is true of was asked again here."""
        return False

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises the engine's last EngineError, which carries all that was answered."""
        own = self.signature_in(source, target)
        answers: dict[int, Hypothesis] = {}
        for attempt in range(self.attempts):
            if attempt:
                self.sleep(waiting.backoff_seconds(attempt - 1, own, self.first_wait_seconds))
            left = [number for number in range(len(texts)) if number not in answers or answers[number].rejection]
            asked = [texts[number] for number in left]
            try:
                found = streaming.gathered(asking.stream(self.engine, asked, source, target, again=False), len(asked))
            except EngineError as error:
                part = partial_answers.carried(error)
                if part is not None and part.signature == own and self.cacheable:
                    known = {text: judged(text, answer, source, target) for text, answer in part.answers.items()}
                    answers |= {number: known[texts[number]] for number in left if texts[number] in known}
                    done = {texts[number]: answer for number, answer in answers.items()}
                    partial_answers.attach(error, partial_answers.Answered(own, source, target, done))
                if attempt + 1 == self.attempts and len(answers) < len(texts):
                    raise
                continue
            answers |= zip(left, found, strict=True)
            if all(answer.rejection is None for answer in answers.values()):
                break
        return [answers[number] for number in range(len(texts))]


PLUGIN: type[Engine] = Retry
