"""From a unit's witnesses to the figures that its channels are judged by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.analysis.channels.features import MOST_IN_FAVOUR, FeatureTable, draft_rows, gap_rows, word_rows
from toolkit.analysis.channels.filling_figures import unit_figures
from toolkit.analysis.channels.forest import Forest
from toolkit.analysis.channels.runs import LEFT_OUT, PUT_IN, Run, strongest
from toolkit.analysis.channels.sight import Sight, freedom
from toolkit.model.witness import Witness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

HEADS = ("gap", "draft", "addition", "mistranslation")
CHANNELS = ("omission", "addition", "mistranslation")
_NOTHING = -8.0


@dataclass(frozen=True, slots=True)
class UnitRows:
    """The rows of one unit: its words, its gaps, the words of each draft; how free and long it is; its fillings."""

    words: FeatureTable
    gaps: FeatureTable
    drafts: tuple[FeatureTable, ...]
    freedom: "Floats"
    fillings: "Floats"

    def rows(self, head: str) -> "list[Floats]":
        """Return what a head looks at, the figures of the whole sentence behind those of each row."""
        import numpy as np

        tables = self.drafts if head == "draft" else (self.gaps,) if head == "gap" else (self.words,)
        return [np.hstack([table.rows, np.tile(self.freedom, (len(table.rows), 1))]) for table in tables]


def unit_rows(witnesses: Sequence[Witness]) -> UnitRows:
    """Return the rows of a unit; the witnesses must be ``sight.usable``."""
    import numpy as np

    sights = [Sight(witness) for witness in witnesses]
    drafts = tuple(draft_rows(sight) for sight in sights)
    return UnitRows(word_rows(sights), gap_rows(sights), drafts, np.array(freedom(sights)), unit_figures(witnesses))


def ask_heads(reading: UnitRows, heads: Mapping[str, Forest]) -> "dict[str, list[Floats]]":
    """Return what each head says of each of its rows: the logarithm of the odds of a fault there."""
    import numpy as np

    return {
        head: [heads[head](rows) if len(rows) else np.array([_NOTHING]) for rows in reading.rows(head)]
        for head in HEADS
    }


def figures(reading: UnitRows, said: "Mapping[str, Sequence[Floats]]") -> "Floats":
    """Return the figures of the whole unit: what stands out most in each head, and how much of it there is."""
    import numpy as np

    found: list[float] = []
    for head in ("gap", "addition", "mistranslation"):
        found += [*_top(said[head][0], 2), float(np.logaddexp.reduce(said[head][0]))]
    drafts = np.array([[*_top(odds, 2), float(np.logaddexp.reduce(odds))] for odds in said["draft"]])
    # Columns 2 and 4 of a draft's row: how much likelier the word is given the engine's own translation, and whether
    # the translation renders it.
    lost = [np.maximum(table.rows[:, 2], 0) if len(table.rows) else np.zeros(1) for table in reading.drafts]
    gone = [
        gain * (1 - table.rows[:, 4]) if len(table.rows) else gain
        for gain, table in zip(lost, reading.drafts, strict=True)
    ]
    sums = np.array([[less.max(), less.mean(), none.max(), none.mean()] for less, none in zip(lost, gone, strict=True)])
    found += [*drafts.min(0), *drafts.max(0), *np.sqrt(sums.min(0)), *np.sqrt(sums.max(0)), float(reading.freedom[3])]
    found += [put_in(reading).strength ** 0.5, left_out(reading) ** 0.5]
    return np.array([*found, *reading.fillings])


def put_in(reading: UnitRows) -> Run:
    """Return the strongest run of words of the translation that no witness expects."""
    rows = reading.words.rows
    return strongest(rows[:, MOST_IN_FAVOUR] if len(rows) else (), PUT_IN)


def left_out(reading: UnitRows) -> float:
    """Return how strong the strongest run of words of the draft is that the translation does not lead to."""
    each = (strongest(table.rows[:, 0] if len(table.rows) else (), LEFT_OUT).strength for table in reading.drafts)
    return min(each, default=0.0)


def circumstances(freedom: "Floats") -> "Floats":
    """Return what the usual value of a figure depends on, for one unit or for many."""
    import numpy as np

    length, least, greatest, ratio = freedom.T
    return np.stack([np.ones_like(length), length, least, greatest, np.log(least + 0.1), ratio], axis=-1)


def _top(values: "Floats", count: int) -> list[float]:
    best = sorted(values.tolist(), reverse=True)[:count]
    return best + [_NOTHING] * (count - len(best))
