"""What an engine says of one unit by forced decoding: a noun that checks, metrics and reports share.

An engine with a model for the unit's own two languages is asked directly. Where there is none, the source is first
drafted into a language that the engine knows (Italian by rules into Portuguese, say); the draft then stands for it.
"""

from dataclasses import dataclass

from toolkit.token_scores import TokenScores


@dataclass(frozen=True, slots=True)
class Witness:
    """How likely one engine finds the translation of one unit, given its source or a draft of it, and the reverse.

    ``name`` is the witness's name in the configuration; ``language`` is that of ``given``. ``given`` is what stands for
    the source: the source itself, or its draft. ``forward`` is log P(translation | given), ``backward``
    log P(given | translation). ``own`` is the engine's own translation of ``given``, ``own_backward``
    log P(given | own): what ``backward`` would be for a translation that leaves nothing out. ``unprompted`` is
    log P(translation) under an empty source, a language model; ``raw`` is log P(translation | the source itself, in a
    language the engine may not know), which shows what was copied. The last four are None where nobody asked for them.
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
