"""What the heads look at: a row of figures for each word and each gap of a translation, and each word of a draft.

All witnesses of a unit go into one row, as the least and the greatest of what each says, so that a head trained with
two of them serves one as well. A log-probability is in nats.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.analysis.channels.filling_figures import NO_GAP, gap_figures, word_figures
from toolkit.analysis.channels.function_words import LANGUAGE, function_words
from toolkit.analysis.channels.preferences import FLOOR
from toolkit.analysis.channels.sight import Sight, attended, columns
from toolkit.analysis.text.frequency import common

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]


MOST_IN_FAVOUR = 13
"""The column of a word's row that holds its log-probability by the witness most in favour."""


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """Rows of features with the place of each, ``text[start:end]`` of the translation (of a draft, for its words).

    ``hints[i]`` is what the best informed witness would have written there, or the word itself; empty for none.
    """

    rows: "Rows"
    spans: tuple[tuple[int, int], ...]
    hints: tuple[str, ...] = ()


def word_rows(sights: Sequence[Sight]) -> FeatureTable:
    """Return a row for each word of the translation: whether it is wrong, or does not belong there."""
    import numpy as np

    seen = [_Words(sight) for sight in sights]
    starts = [start for start in seen[0].at if all(start in other.at for other in seen)]
    rows, spans, hints = [], [], []
    for start in starts:
        each = np.array([words.row(start) for words in seen])
        place = seen[0].at[start]
        word = sights[0].text[start : seen[0].found[place].score.end]
        rows.append([*each.min(0), *each.max(0), *_shape(word, place / max(1, len(starts)))])
        spans.append((start, start + len(word)))
        hints.append(next((hint for words in seen if (hint := words.hint(start))), ""))
    return FeatureTable(_matrix(rows), tuple(spans), tuple(hints))


def gap_rows(sights: Sequence[Sight]) -> FeatureTable:
    """Return a row for the place before each token of the translation, its end included: whether a word lacks there."""
    import numpy as np

    seen = [_Gaps(sight) for sight in sights]
    tokens, text = sights[0].tokens, sights[0].text
    rows, spans, hints = [], [], []
    for number, token in enumerate(tokens):
        if sights[0].witness.forward.inside_word(number) or any(number >= gaps.count for gaps in seen):
            continue
        each = np.array([gaps.row(number) for gaps in seen])
        word = text[token.start : token.end]
        rows.append([*each.min(0), *each.max(0), *_shape(word, number / len(tokens))])
        spans.append((token.start, token.end))
        hints.append(next((hint for gaps in seen if (hint := gaps.hint(number))), ""))
    return FeatureTable(_matrix(rows), tuple(spans), tuple(hints))


def draft_rows(sight: Sight) -> FeatureTable:
    """Return a row for each word of what stands for the source: whether it is left out of the translation."""
    given, language = sight.witness.given, sight.witness.language
    best = attended(sight)
    rows, spans = [], []
    for source in sight.sources:
        word, free = sight.backward.get(source.start), sight.own.get(source.start)
        if word is None or free is None:
            continue
        token = best.get(source.start, 0)
        text = given[word.start : word.end]
        rows.append(
            [
                max(word.log_probability, -30.0),
                max(free, -30.0),
                max(min(free - word.log_probability, 30.0), -10.0),
                min(word.deficit or 0.0, 30.0),
                source.rendered,
                sight.deficits[token],
                sight.tokens[token].log_probability,
                sight.missing[token][0],
                common(text.lower(), language),
                float(len(text)),
                float(text[:1].isupper()),
                float(text.isdigit()),
                *word_figures(sight.witness, word.start),
            ]
        )
        spans.append((word.start, word.end))
    return FeatureTable(_matrix(rows), tuple(spans))


def _matrix(rows: Sequence[Sequence[float]]) -> "Rows":
    """Return rows as a matrix; of a text without words, one of no rows and no columns."""
    import numpy as np

    found: Rows = np.array(rows, float) if rows else np.zeros((0, 0))
    return found


class _Words:
    """The words of a translation under one witness."""

    def __init__(self, sight: Sight) -> None:
        self.sight, self.found = sight, sight.found
        self.at = {place.score.start: number for number, place in enumerate(self.found)}
        self.there = {sight.text[place.score.start : place.score.end].lower() for place in self.found}

    def row(self, start: int) -> list[float]:
        number = self.at[start]
        place = self.found[number]
        first, last = place.score.first, place.score.last
        own = place.score.log_probability
        blind, raw = sum(self.sight.blind[first:last]), sum(self.sight.raw[first:last])
        after = min(last, len(self.sight.tokens) - 1)
        attention = self.sight.attention[first:last]
        top = place.others[0][1] if place.others else FLOOR
        return [
            max(own, -30.0),
            min(place.score.deficit or 0.0, 30.0),
            top - place.own,
            max(min(own - blind, 20.0), -20.0),
            max(min(raw - blind, 20.0), -20.0),
            self._skipped(number),
            self.sight.missing[first][0],
            float(attention[:, :-1].max(initial=0.0)),
            float(attention[:, -1].max(initial=0.0)),
            self.sight.tokens[after].log_probability,
            self.sight.deficits[after],
            float(bool(place.others) and place.others[0][0].lower() in self.there),
            float(self._is_kin(number)),
        ]

    def hint(self, start: int) -> str:
        others = self.found[self.at[start]].others
        return others[0][0] if others and others[0][1] > self.found[self.at[start]].own else ""

    def _skipped(self, number: int) -> float:
        """By how much the word after this one is likelier here than this one."""
        place = self.found[number]
        if number + 1 == len(self.found):
            return FLOOR
        following = self.found[number + 1].score
        token = self.sight.tokens[following.first]
        piece = self.sight.text[token.start : token.end].lower()
        chances = [value for text, value in place.others if text.lower() == piece]
        return max(max(chances, default=FLOOR) - place.own, FLOOR)

    def _is_kin(self, number: int) -> bool:
        place = self.found[number]
        word = self.sight.text[place.score.start : place.score.end].lower()
        return any(text.lower()[:4] == word[:4] and text.lower() != word for text, _ in place.others[:3])


class _Gaps:
    """The places between the tokens of a translation under one witness."""

    def __init__(self, sight: Sight) -> None:
        import numpy as np

        self.sight = sight
        self.count = len(sight.tokens)
        spans = sight.attention.shape[1]
        lost, unrendered = np.zeros(spans), np.zeros(spans)
        word_columns = columns(sight)
        for word in sight.sources:
            inside = word_columns[word.start]
            unrendered[inside] = 1 - word.rendered
            ours = sight.backward.get(word.start)
            if ours is not None and word.start in sight.own:
                lost[inside] = max(min(sight.own[word.start] - ours.log_probability, 20.0), 0.0)
        self.unrendered = sight.attention @ unrendered
        self.lost = sight.attention @ lost
        self.greatest = (sight.attention * lost).max(1, initial=0.0)
        self.most = float(lost.max(initial=0.0))
        self.fillings = gap_figures(sight.witness)

    def row(self, number: int) -> list[float]:
        own = self.sight.tokens[number].log_probability
        mass, best, _ = self.sight.missing[number]
        return [
            mass,
            max(best - own, FLOOR),
            min(self.sight.deficits[number], 20.0),
            own,
            float(self.unrendered[number]),
            float(self.lost[number]),
            float(self.greatest[number]),
            self.most,
            *self.fillings.get(self.sight.tokens[number].start, NO_GAP),
        ]

    def hint(self, number: int) -> str:
        """Return what the engine would put there, if that leads on to the text; or the one word that it misses most."""
        start = self.sight.tokens[number].start
        leading = [one for one in self.sight.witness.fillings if one.start == start and one.leads_on and one.gain > 0]
        best = max(leading, key=lambda one: one.gain, default=None)
        return best.text if best else self.sight.missing[number][2]


def _shape(word: str, place: float) -> list[float]:
    small = word.lower()
    return [
        common(small, LANGUAGE),
        float(len(word)),
        float(word[:1].isupper()),
        float(word[:1].isdigit()),
        float(small in function_words()),
        float(word.isalnum()),
        place,
    ]
