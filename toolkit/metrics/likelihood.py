"""How likely an engine finds the translation given the source, or a draft of it, and the other way round."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from toolkit import plugins
from toolkit.model import Pair, Score, View
from toolkit.model.witness import Witness
from toolkit.plugins.contracts import Metric


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Mean log-probability a token, in nats, at most 0; the corpus figure is the mean over the pairs.

    ``direction: forward`` is log P(translation | source), which falls with what is wrong or added; ``backward`` is
    log P(source | translation), which falls with what is left out; ``both`` is their sum. Of several witnesses the
    best counts. Free translations have less than literal ones: compare versions of one text with each other.
    Thompson & Post 2020 (Prism); Vamvas & Sennrich 2022 (NMTScore).
    """

    direction: Literal["both", "forward", "backward"] = "both"
    """forward: of the translation; backward: of the source; both: their sum."""

    needs_witness: ClassVar[bool] = True

    @property
    def views(self) -> tuple[View, ...]:
        """The source and its translation."""
        return ("source-translation",)

    def signature(self) -> str:
        """Name the direction."""
        return plugins.signature(self)

    def score(self, pairs: Sequence[Pair], route: str | None) -> Score:
        """Score each pair that has a witness; the others have no score."""
        segments = tuple(self._value(pair.witnesses) for pair in pairs)
        known = [value for value in segments if value is not None]
        corpus = round(sum(known) / len(known), 4) if known else 0.0
        name = "likelihood" if self.direction == "both" else f"likelihood {self.direction}"
        return Score(name, pairs[0].view, route, corpus, segments, self.signature())

    def _value(self, witnesses: Sequence[Witness]) -> float | None:
        if not witnesses:
            return None
        forward = max(one.of_translation.mean for one in witnesses)
        backward = max(one.of_source.mean for one in witnesses)
        return round({"both": forward + backward, "forward": forward, "backward": backward}[self.direction], 4)


PLUGIN: type[Metric] = Likelihood
