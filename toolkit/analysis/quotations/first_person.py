"""Whether the writer says it ("I said", "abbiamo detto") or somebody else, by pronouns and auxiliaries alone."""

from dataclasses import dataclass
from typing import Literal

from toolkit.analysis.quotations.quoted import quoted_words
from toolkit.analysis.quotations.speech_verbs import Speech, speech
from toolkit.analysis.text.words import Word, words


@dataclass(frozen=True, slots=True)
class SpeakingVoice:
    """Who speaks outside of quotations: the range of pronoun and verb ("I said"), or of the verb of somebody else."""

    who: Literal["writer", "other"]
    start: int
    end: int


def voice(text: str, language: str) -> SpeakingVoice | None:
    """Return who speaks in a text: None where nobody does, or where that is not plain.

    The writer speaks where a pronoun or auxiliary of the first person stands before a verb of speech; somebody else
    where there is such a verb and no word of the first person in the whole text.
    """
    data = speech(language)
    if data is None:
        return None
    outside = [word for word, inside in zip(words(text), quoted_words(text, language), strict=True) if not inside]
    small = [word.text.lower() if _is_small(text, word) else "" for word in outside]
    spoken = [at for at, word in enumerate(small) if word in data.verbs or word in data.transitive]
    for at in spoken:
        first = _first(at, outside, small, data)
        if first is not None:
            return SpeakingVoice("writer", outside[first].start, outside[at].end)
    if not spoken or not data.first.isdisjoint(small):
        return None
    return SpeakingVoice("other", outside[spoken[0]].start, outside[spoken[0]].end)


def _is_small(text: str, word: Word) -> bool:
    """Whether a word is no part of a name ("Yong Ho", "Yong-ho"): a capital is the sentence's or that of "I"."""
    before = text[max(0, word.start - 3) : word.start].rstrip()
    if text[word.start - 1 : word.start] == "-":
        return False
    return word.text.islower() or word.text == "I" or not before or before[-1] in ".!?:…\"”»“«’'—–-"


def _first(at: int, outside: list[Word], small: list[str], data: Speech) -> int | None:
    """Return the word of the first person that leads to the verb at a place, None where there is none."""
    before = at - 1
    while before >= 0:
        if small[before] in data.first_speaking:
            return before
        if small[before] not in data.between or outside[before + 1].start - outside[before].end > 1:
            return None
        before -= 1
    return None
