"""What an engine may say of itself beside its contract; ``contracts`` has the contract, and these, too."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class Metered(Protocol):
    """What an engine also has if its calls may cost something; ``traits.metered`` looks inside engines of engines."""

    @property
    def metered(self) -> bool:
        """Whether a call may cost something here; ``toolkit doctor`` then makes none."""
        ...


@runtime_checkable
class Sending(Protocol):
    """What an engine, an encoder, a metric or a check also has if its texts may go to another machine.

    ``traits.senders`` looks inside engines of engines. One of another package that does not have it may send texts
    anywhere, as far as anybody can tell.
    """

    @property
    def sends_to(self) -> str | None:
        """The host that texts go to, None where they stay on this machine, ``network.ANYWHERE`` where nobody knows."""
        ...


@runtime_checkable
class Priced(Protocol):
    """What an engine also has if the configuration says what its calls cost; see ``traits.expected_price``."""

    def expected_price(self, characters: int) -> float:
        """Return about what translating so many characters costs, in the user's own money."""
        ...


@runtime_checkable
class Directional(Protocol):
    """What an engine also has that is not the same in every direction: it has other models, or another glossary."""

    def signature_in(self, source: str, target: str) -> str:
        """Name what ``signature`` names, of one direction alone: what belongs to others changes no answer in it."""
        ...


@runtime_checkable
class DirectionalScorer(Protocol):
    """As Directional, of a scorer."""

    def score_signature_in(self, source: str, target: str) -> str:
        """Name what ``score_signature`` names, of one direction alone."""
        ...
