"""The engine that does nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import plugins
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine


@dataclass(frozen=True, slots=True)
class Copy:
    """Hands every text back unchanged: a perfect round trip without a translation.

    It is there to show that the guards stop it; a score of such a trip means nothing.
    """

    family = "copy"
    cacheable = False  # nothing would be gained

    def signature(self) -> str:
        """Give the name."""
        return plugins.signature(self)

    def problem(self, source: str, target: str) -> str | None:  # noqa: ARG002 - the contract's arguments
        """None: it can always copy."""
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:  # noqa: ARG002 - as above
        """Return the texts."""
        return [Hypothesis(text) for text in texts]


PLUGIN: type[Engine] = Copy
