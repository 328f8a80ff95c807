"""What an engine says of one unit by forced decoding: a noun that checks, metrics and reports share.

An engine with a model for the unit's own two languages is asked directly. Where there is none, the source is first
drafted into a language that the engine knows (Italian by rules into Portuguese, say); the draft then stands for it.

A translation out of a language that the engine knows may be asked about with the sides exchanged, as if the source had
been translated from it: the draft is then of the translation, and what is scored in its light is the source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.model.token_scores import TokenScores


class Filled(NamedTuple):
    """What an engine would put before ``text[start:]`` of a translation that seems to lack something there.

    ``leads_on``: whether it then goes on with what the translation has. ``own_gain`` is that of the filling with the
    next token, ``gain`` that of the whole translation: log P with the filling less log P without, in nats. ``regained``
    is by how much each word of what stands for the source, by its start, is likelier given the filled translation.
    """

    start: int
    text: str
    leads_on: bool
    own_gain: float
    gain: float
    regained: Mapping[int, float]


class Exchanged(NamedTuple):
    """Two names of a translation, ``text[first[0]:first[1]]`` and ``second``, that may have changed places.

    ``gain``: log P of the translation with the two exchanged less log P as it stands, in nats.
    """

    first: tuple[int, int]
    second: tuple[int, int]
    gain: float


@dataclass(frozen=True, slots=True)
class Witness:
    """How likely one engine finds the translation of one unit, given its source or a draft of it, and the reverse.

    ``name`` is the witness's name in the configuration; ``language`` is that of ``given``. ``given`` is what stands for
    the source: the source itself, or its draft. ``forward`` is log P(translation | given), ``backward``
    log P(given | translation). Whoever wants to know which side tokens belong to asks for ``of_translation`` and
    ``of_source``: with the sides ``exchanged``, ``given`` stands for the translation, ``forward`` is
    log P(source | given), whose tokens are those of the source, and ``backward`` log P(given | source), whose tokens
    are those of the translation's draft. Such a witness has nothing of what follows.

    ``own`` is the engine's own translation of ``given``, ``own_backward`` log P(given | own): what ``backward`` would
    be for a translation that leaves nothing out. ``unprompted`` is log P(translation) under an empty source, a language
    model; ``raw`` is log P(translation | the source itself, in a language the engine may not know), which shows what
    was copied. ``fillings`` are what it would put into the translation, and ``exchanges`` what it makes of names that
    change places. These six are None, and empty, where nobody asked for them.
    """

    name: str
    language: str
    given: str
    forward: TokenScores
    backward: TokenScores
    own: str | None = None
    own_backward: TokenScores | None = None
    unprompted: TokenScores | None = None
    raw: TokenScores | None = None
    fillings: tuple[Filled, ...] = ()
    exchanges: tuple[Exchanged, ...] = ()
    exchanged: bool = False

    @property
    def of_translation(self) -> TokenScores:
        """How likely the translation is, or its draft, given the source, or its draft: low where something is wrong."""
        return self.backward if self.exchanged else self.forward

    @property
    def of_source(self) -> TokenScores:
        """How likely the source is, or its draft, given the translation, or its draft: low where words are left out."""
        return self.forward if self.exchanged else self.backward
