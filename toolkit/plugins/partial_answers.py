"""What an engine had answered before it failed: it travels with the exception, so that nothing paid for is lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.model import Hypothesis


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers by text, with the signature and the direction under which they hold."""

    signature: str
    source: str
    target: str
    answers: Mapping[str, Hypothesis]


def attach(error: BaseException, answered: Answered) -> None:
    """Let an exception carry the answers; whoever catches it finds them with ``carried``."""
    error.toolkit_answered = answered  # type: ignore[attr-defined]  # exceptions take any attribute


def carried(error: BaseException) -> Answered | None:
    """Return what the exception carries, or None."""
    found = getattr(error, "toolkit_answered", None)
    return found if isinstance(found, Answered) else None
