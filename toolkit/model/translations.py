"""What engines answer: hypotheses, the legs and trips they make up, and the guards that trips must pass."""

from dataclasses import dataclass
from typing import Literal

Defect = Literal["refusal", "cut", "loop", "language", "copy", "empty", "mismatch", "unasked"]
"""Why an answer is no translation: the model refused or a filter stopped it; it was cut off, goes round in circles, is
in another language, is the text once more, is nothing; or the reply does not keep to what was asked for. A text is
unasked where it would have to be made of an answer that is none: it is not sent on."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why an answer does not count as a translation; ``reason`` is one clause that people read."""

    defect: Defect
    reason: str


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What an engine answers for one text; ``notes`` says what it had to do to it ("cut at a clause", ...).

    With a ``rejection`` the answer is no translation: it is kept for people to see, and neither scored nor cached.
    """

    text: str
    notes: tuple[str, ...] = ()
    rejection: Rejection | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """One engine's work in one direction: ``outputs[i]`` translates ``inputs[i]``; one entry for each unit.

    ``signature`` is the engine's, with its options and versions.
    """

    source: str
    target: str
    inputs: tuple[str, ...]
    outputs: tuple[Hypothesis, ...]
    signature: str


@dataclass(frozen=True, slots=True)
class Trip:
    """A route: the translation sent back and forward again, and the source sent forward (the draft)."""

    route: str
    family: str
    back: Leg
    returned: Leg
    draft: Leg | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """A test that a trip must pass before any of its scores means something."""

    name: str
    route: str
    passed: bool
    value: float
    message: str
