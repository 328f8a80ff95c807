"""Words for persons that have a counterpart of the other gender: a sister on one side, a brother on the other."""

from collections.abc import Iterator

from toolkit import languages
from toolkit.analysis.gender.cues import GENDERS, Gender
from toolkit.analysis.text.cues import Patterns, compiled_poles, poles
from toolkit.analysis.text.words import lowered
from toolkit.languages import remembered

Range = tuple[int, int]
# Where the words of each gender stand, by the key of the relation.
_Relatives = dict[str, dict[str, list[Range]]]


def kinship_changes(
    source: str, translation: str, source_language: str, translation_language: str
) -> Iterator[tuple[Gender, Range, Range]]:
    """Yield the new gender, the word of the translation and that of the source where a counterpart has taken its place.

    Nothing is said of a word whose gender the other side leaves open ("siblings"), nor where the source has as many
    words of the new gender as the translation.
    """
    ours = _relatives(translation, translation_language)
    theirs = _relatives(source, source_language) if ours else {}
    for key, word in ours.items():
        counterpart = theirs.get(key, {})
        open_gender = "either" in word.keys() | counterpart.keys()
        if len(word) == len(counterpart) == 1 and word.keys() != counterpart.keys() and not open_gender:
            gender: Gender = GENDERS[0] if GENDERS[0] in word else GENDERS[1]
            if _count(ours, gender) > _count(theirs, gender):
                yield gender, word[gender][0], next(iter(counterpart.values()))[0]


def _relatives(text: str, language: str) -> _Relatives:
    return poles(lowered(text), _patterns(language))


def _count(relatives: _Relatives, gender: Gender) -> int:
    """Return how many words of a gender there are, whatever they say of the relation."""
    return sum(len(places.get(gender, ())) for places in relatives.values())


@remembered()
def _patterns(language: str) -> Patterns:
    return compiled_poles(languages.load(language, "kin"))
