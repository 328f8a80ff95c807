"""Engines that get whole paragraphs, and how their answers become answers to single sentences again.

An engine with ``unit: paragraph`` sees what a pronoun refers to, and may merge, cut, move or drop sentences. So its
answer is split, and aligned with the sentences that it was given; where one sentence of the answer stands for two that
belong apart, or for none, each of these is translated by itself, and a note says so. So are all sentences of a
paragraph whose answer is no translation.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from toolkit.model import Bead, Hypothesis, Sentence
from toolkit.plugins.contracts import Aligner, Engine
from toolkit.readers.files.documents import folded
from toolkit.readers.splitting.sentences import split_text

Translate = Callable[[Engine, Sequence[str], str, str], list[Hypothesis]]


MERGED = "translated by itself: the engine merged it with its neighbour"


DROPPED = "translated by itself: the engine left it out of its paragraph"


REJECTED = "translated by itself: the answer to its paragraph was no translation"


def paragraph_wise(
    engine: Engine,
    texts: Sequence[str],
    paragraphs: Sequence[int],
    languages: tuple[str, str],
    aligner: Aligner,
    translate: Translate,
) -> list[Hypothesis]:
    """Return an answer for each text, in order; texts that follow each other with one number are one paragraph.

    ``translate`` is asked once with all paragraphs, and once more with the texts that found no answer of their own. An
    answer's notes are those of its whole paragraph.
    """
    groups = [[i for i, _ in group] for _, group in groupby(enumerate(paragraphs), key=lambda item: item[1])]
    wholes = translate(engine, [" ".join(texts[i] for i in group if texts[i]) for group in groups], *languages)
    found: dict[int, Hypothesis] = {}
    alone: dict[int, str] = {}
    for group, whole in zip(groups, wholes, strict=True):
        if len(group) == 1:
            found[group[0]] = whole
            continue
        if whole.rejection is not None:
            alone |= dict.fromkeys(group, REJECTED)
            continue
        for place, answer in _shared(whole, [texts[i] for i in group], languages, aligner):
            if answer.text:
                found[group[place]] = answer
            else:
                alone[group[place]] = answer.notes[-1]
    again = translate(engine, [texts[i] for i in alone], *languages) if alone else []
    for (i, note), answer in zip(alone.items(), again, strict=True):
        found[i] = replace(answer, notes=(*answer.notes, note))
    return [found[i] for i in range(len(texts))]


def _shared(
    whole: Hypothesis, texts: Sequence[str], languages: tuple[str, str], aligner: Aligner
) -> Iterator[tuple[int, Hypothesis]]:
    """Yield each text's number and its part of the answer; an empty one, its last note the reason, has no part."""
    answer = folded(whole.text)
    parts = [Sentence(answer.cut(*span)) for span in split_text(answer.text, languages[1])]
    beads = aligner.align([Sentence(folded(text)) for text in texts], parts, *languages)
    own = [list(range(*bead.left)) for bead in beads]
    pieces = _with_additions(beads, [[part.text for part in parts[slice(*bead.right)]] for bead in beads])
    for places, piece in zip(own, pieces, strict=True):
        for place in places:
            if not texts[place]:
                yield place, Hypothesis("", (*whole.notes, DROPPED))
            elif len(places) == 1 and piece:
                yield place, Hypothesis(" ".join(piece), whole.notes)
            else:
                yield place, Hypothesis("", (*whole.notes, MERGED if piece else DROPPED))


def _with_additions(beads: Sequence[Bead], pieces: Sequence[list[str]]) -> list[list[str]]:
    """Give what answers no text to the text before it, or to the first one: nothing that the engine wrote is lost."""
    given: list[list[str]] = [[] for _ in beads]
    holders = [number for number, bead in enumerate(beads) if bead.left[1] > bead.left[0]]
    for number, piece in enumerate(pieces):
        before = [holder for holder in holders if holder <= number and pieces[holder]]
        after = [holder for holder in holders if holder > number and pieces[holder]]
        if piece and (before or after):
            given[before[-1] if before else after[0]] += piece
    return given
