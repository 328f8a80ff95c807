"""What an engine would put where a translation seems to lack something, and how much likelier that makes both texts.

A word that was left out leaves a gap: the engine, at that place, would go on with something else, and once it has
written that, it goes on with what the translation has there. A free translation has many places where the engine would
go on with something else, but few from which it comes back. Compare contrastive conditioning (Vamvas & Sennrich 2022,
"As Little as Possible, as Much as Necessary"), which takes parts of the source away instead.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.analysis.channels.function_words import is_content
from toolkit.model.token_scores import Filling, TokenScores
from toolkit.model.witness import Filled, Witness

if TYPE_CHECKING:
    from toolkit.plugins.contracts import Filler

GAPS = 3
"""In how many gaps of a translation the engine is asked for a filling."""
KEPT = 1
"""How many fillings of a translation are scored: two tell no more than the best (AUC .850 and .848 on DEMETR)."""
_LEAST_DEFICIT = 0.5
_WORD = re.compile(r"[^\W_]+")


def gaps(scores: TokenScores) -> list[int]:
    """Return the tokens before which the engine misses something most, by their numbers: at beginnings of words."""
    lacking = []
    for number, token in enumerate(scores.tokens):
        deficit = token.deficit or 0.0
        if deficit > _LEAST_DEFICIT and not scores.inside_word(number):
            lacking.append((-deficit, number))
    return [number for _, number in sorted(lacking)[:GAPS]]


def with_fillings(scorer: "Filler", witnesses: Sequence[Witness], source: str, target: str) -> list[Witness]:
    """Return the witnesses with what the scorer would put into the translations, scored in both directions.

    ``source`` is the language of what is given, ``target`` that of the translations.
    """
    proposed = _asked(scorer, [witness.forward for witness in witnesses], source, target)
    pairs = list(
        dict.fromkeys(
            (filled(witness.forward.text, start, filling.text), witness.given)
            for witness, fillings in zip(witnesses, proposed, strict=True)
            for start, filling in fillings
        )
    )
    texts, given = [text for text, _ in pairs], [condition for _, condition in pairs]
    ahead = dict(zip(pairs, scorer.score(texts, given, source, target), strict=True))
    behind = dict(zip(pairs, scorer.score(given, texts, target, source), strict=True))
    answers = []
    for witness, fillings in zip(witnesses, proposed, strict=True):
        kept = []
        for start, filling in fillings:
            pair = filled(witness.forward.text, start, filling.text), witness.given
            gain = ahead[pair].total - witness.forward.total
            regained = _regained(witness.backward, behind[pair])
            kept.append(Filled(start, filling.text, filling.leads_on, filling.gain, round(gain, 3), regained))
        answers.append(replace(witness, fillings=tuple(kept)))
    return answers


def _asked(
    scorer: "Filler", scores: Sequence[TokenScores], source: str, target: str
) -> list[list[tuple[int, Filling]]]:
    """Return for each scored translation the fillings that are worth being scored, each with where it goes.

    They hold a word that the translation lacks, and lead on to what follows or make it likelier; those that lead on
    come first, then those that gain most.
    """
    places = [(number, place) for number, translation in enumerate(scores) for place in gaps(translation)]
    answers = scorer.fill(
        [scores[number].text for number, _ in places],
        [place for _, place in places],
        [scores[number].given for number, _ in places],
        source,
        target,
    )
    useful: list[list[tuple[int, Filling]]] = [[] for _ in scores]
    for (number, place), filling in zip(places, answers, strict=True):
        translation = scores[number]
        if (filling.leads_on or filling.gain > 0) and new_words(translation.text, filling.text):
            useful[number].append((translation.tokens[place].start, filling))
    return [sorted(placed, key=lambda pair: (not pair[1].leads_on, -pair[1].gain))[:KEPT] for placed in useful]


def new_words(text: str, filling: str) -> list[str]:
    """Return the words of a filling that mean something and that the text has in no form."""
    small = text.lower()
    words = (match[0] for match in _WORD.finditer(filling))
    return [word for word in words if (is_content(word) or word.isdigit()) and word.lower()[:5] not in small]


def filled(text: str, start: int, filling: str) -> str:
    """Return the text with a filling put in before ``text[start:]``."""
    before, after = text[:start].rstrip(), text[start:]
    return f"{before} {filling}{' ' if after[:1].isalnum() else ''}{after}".strip()


def _regained(before: TokenScores, after: TokenScores) -> dict[int, float]:
    """Return by how much each word of the source got likelier given the filled translation, by its start."""
    then = {word.start: word.log_probability for word in after.words()}
    return {
        word.start: round(then[word.start] - word.log_probability, 3) for word in before.words() if word.start in then
    }
