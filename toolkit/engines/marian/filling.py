"""What a model would write between two parts of a text: greedy search from the one until it leads on to the other.

The decoder reads each text once and keeps its cells, so that a search goes on from its gap. It is not held to the
lexical shortlist. A search does not depend on the others of its batch.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from toolkit.engines.marian.model import ranges
from toolkit.engines.texts.gap_search import GapSearch
from toolkit.model.token_scores import Filling

if TYPE_CHECKING:
    from toolkit.engines.marian.directions import Direction
    from toolkit.engines.marian.layers import Floats
    from toolkit.engines.marian.vocabulary import Pieces

Job = tuple["Pieces", int, "Pieces"]
"""A text, the number of the token before which something may lack, and the given text."""


def fill(direction: "Direction", jobs: Sequence[Job]) -> list[Filling]:
    """Return for each job what the model would write before that token of the text, at most ``MOST`` tokens."""
    model, vocabulary = direction
    givens = {ids: number for number, ids in enumerate(dict.fromkeys(given.ids for _, _, given in jobs))}
    texts = {pair: n for n, pair in enumerate(dict.fromkeys((text.ids, given.ids) for text, _, given in jobs))}
    encoded, columns = model.encode(list(givens))
    memories = model.remember(encoded)
    traced = model.trace(memories, [columns[givens[given]] for _, given in texts], [text for text, _ in texts])
    starts = [start for start, _ in ranges([len(text) for text, _ in texts])]
    searches = [GapSearch(text.ids[place], vocabulary.end) for text, place, _ in jobs]
    before = [starts[texts[text.ids, given.ids]] + place - 1 for text, place, given in jobs]
    cells: list[Floats] = [layer[before] for layer in traced]
    for layer in cells:
        layer[[number for number, (_, place, _) in enumerate(jobs) if place == 0]] = 0
    going = list(range(len(jobs)))
    while going:
        hidden, cells = model.step(
            memories,
            [columns[givens[jobs[number][2].ids]] for number in going],
            [_last(searches[number], jobs[number]) for number in going],
            [jobs[number][1] + len(searches[number].written) for number in going],
            cells,
        )
        ranked = model.output.rank(hidden, np.array([searches[number].goal for number in going]), 1)
        on = [
            searches[number].advance(goal, token, chance)
            for number, goal, (token,), (chance,) in zip(
                going, ranked.wanted.tolist(), ranked.ids.tolist(), ranked.best.tolist(), strict=True
            )
        ]
        going = [number for number, more in zip(going, on, strict=True) if more]
        cells = [layer[on] for layer in cells]
    return [search.filling(vocabulary.decode(search.tokens)) for search in searches]


def _last(search: GapSearch, job: Job) -> int | None:
    """Return the token that the decoder reads next, None at the beginning of a text."""
    if search.written:
        return search.written[-1]
    text, place, _ = job
    return text.ids[place - 1] if place else None
