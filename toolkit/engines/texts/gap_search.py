"""A greedy search from one part of a text until it leads on to the next; every engine that fills gaps searches so."""

from dataclasses import dataclass, field
from math import inf

from toolkit.model.token_scores import Filling, rounded

MOST = 10
"""How many tokens a filling has at most."""


@dataclass(slots=True)
class GapSearch:
    """A search that must lead on to the token ``goal``; ``end`` is the token that ends a text.

    ``written`` is what the engine has written so far. The best place to stop is where what is written, with the goal
    after it, is likeliest.
    """

    goal: int
    end: int
    written: list[int] = field(default_factory=list)
    _likelihood: float = 0.0
    _without: float = 0.0
    _best: float = -inf
    _kept: int = 0
    _leads_on: bool = False

    def advance(self, goal: float, token: int, chance: float) -> bool:
        """Take in log P of the goal at this point, and the likeliest token with its own; return whether to go on."""
        if not self.written:
            self._without = goal
        elif self._likelihood + goal > self._best:
            self._best, self._kept = self._likelihood + goal, len(self.written)
        if token in (self.goal, self.end) or len(self.written) == MOST:
            self._leads_on = token == self.goal and self._kept == len(self.written) > 0
            return False
        self.written.append(token)
        self._likelihood += chance
        return self._likelihood > self._without  # below, there is nothing more to gain

    @property
    def tokens(self) -> list[int]:
        """The tokens of the filling; none where nothing was written."""
        return self.written[: self._kept]

    def filling(self, text: str) -> Filling:
        """Return the filling, given the text of its tokens."""
        return Filling(text, self._leads_on, rounded(self._best - self._without)) if self._kept else NOTHING


NOTHING = Filling("", False, 0.0)
