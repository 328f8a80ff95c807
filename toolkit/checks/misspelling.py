"""Misspelled words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.english import harper
from toolkit.analysis.english.misspellings import meant, rare_words
from toolkit.analysis.english.varieties import is_british, spellings
from toolkit.analysis.text.frequency import common
from toolkit.analysis.text.passages import passages
from toolkit.analysis.text.spelling import misspelled
from toolkit.analysis.text.words import words
from toolkit.languages import load
from toolkit.model import BY_ITS_CHECK, Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

_CATEGORY = "linguistic-conventions/spelling"
_FOREIGN = 3.5
# A word that is written so often is meant.
_MEANT = 3


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that is not in the dictionary and nearly a common one.

    A slip of the keyboard is what readers forgive least and spellers find best, but a speller alone marks every third
    sentence of a newspaper. Marked is only what the dictionary of harper-py does not know, in the variety of English
    that the text has, and what is one letter away from a word that is far more common.
    Names, words of the original, words of its language and words made of two others are left alone.

    Bad:  The goverment has not said when it will publsh the figures.
    Good: The government has not said when Sandvall will publish the figures on cinemagoing.

    In the other languages a word is one that the large list of wordfreq or simplemma's dictionary has: slips put into
    common words of six letters and more are found at .84 (German), .94 (French) and .96-.98 (the rest; 300 each), and
    on clean news with its original (NTREX-128, 694 segments each, 5 directions) none is marked in Italian and Spanish,
    one segment in French and German, two in Portuguese, all but one rightly.

    Measured on DEMETR's Italian-English part (odd ids): recall .92 for 38 misspelled words and .76 for 50 words that
    lack a letter (12 of these are other words then). Of 163 slips in a first word of four to six letters, .63
    (some are other words, others look like names). On clean news (NTREX-128, 62 documents): .1 % of the sentences,
    rightly.
    """

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each misspelled word with the one that was meant."""
        if case.translation_language != harper.LANGUAGE:
            yield from _by_lists(case)
            return
        missing = harper.missing()
        if missing:
            yield Unchecked(BY_ITS_CHECK, missing)
            return
        texts = passages(case)
        plain = [passage.text for passage in texts]
        source = {word.text for unit in case.units for word in words(unit.source_text)}
        language = case.translation_language
        varieties, names = spellings(language), frozenset(load(language, "capitals")["always"])
        suspects = [
            suspect
            for suspect in rare_words(plain, language, source)
            if suspect.small not in varieties
            and len(suspect.small) < harper.TOO_LONG
            and common(suspect.small, case.source_language) < _FOREIGN
            and meant(suspect, (), language, names)
        ]
        british = bool(suspects) and is_british(plain, language)
        lacking = harper.unknown(sorted({suspect.small for suspect in suspects}), british=british)
        for suspect in suspects:
            if suspect.small in lacking:
                where = (suspect.start, suspect.start + len(suspect.word))
                right = meant(suspect, lacking[suspect.small], language, names)
                message = f"{suspect.word!r} is misspelled"
                yield texts[suspect.text].finding("warning", _CATEGORY, message, where, right)


def _by_lists(case: Case) -> Iterator[Finding | Unchecked]:
    """Yield the misspelled words of a language without a speller, by its lists of words."""
    language = case.translation_language
    if not load(language, "form").get("letters"):
        yield Unchecked(BY_ITS_CHECK, f"no dictionary for {language}")
        return
    source = {word.text.lower() for unit in case.units for word in words(unit.source_text)}
    texts = passages(case)
    found = [
        (passage, slip)
        for passage in texts
        for slip in misspelled(passage.text, language, source, case.source_language)
    ]
    times = Counter(slip.word for _, slip in found)
    for passage, slip in found:
        if times[slip.word] < _MEANT:
            where = (slip.start, slip.start + len(slip.word))
            yield passage.finding("warning", _CATEGORY, f"{slip.word!r} is misspelled", where, slip.meant)


PLUGIN: type[Check] = Misspelling
