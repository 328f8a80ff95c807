"""Words for persons that have a counterpart of the other gender: a sister on one side, a brother on the other."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from toolkit import languages
from toolkit.analysis.gender.cues import GENDERS, Gender
from toolkit.analysis.text.cues import Patterns, compiled, scan
from toolkit.analysis.text.words import lowered
from toolkit.languages import remembered

Range = tuple[int, int]
_Found = dict[str, dict[str, Range]]


def changed(
    source: str, translation: str, source_language: str, translation_language: str
) -> Iterator[tuple[Gender, Range, Range]]:
    """Yield the new gender, the word of the translation and that of the source where a counterpart has taken its place.

    Nothing is said of a word whose gender the other side leaves open ("siblings"), nor where the source has as many
    words of the new gender as the translation.
    """
    ours, our_count = _found(translation, translation_language)
    theirs, their_count = _found(source, source_language) if ours else ({}, Counter[str]())
    for key in ours.keys() & theirs.keys():
        one, other = ours[key], theirs[key]
        if len(one) == len(other) == 1 and one.keys() != other.keys() and "either" not in one.keys() | other.keys():
            gender: Gender = GENDERS[0] if GENDERS[0] in one else GENDERS[1]
            if our_count[gender] > their_count[gender]:
                yield gender, one[gender], next(iter(other.values()))


def _found(text: str, language: str) -> tuple[_Found, Counter[str]]:
    """Return the first place of each gender of each pair of words in the text, and how many there are of a gender."""
    found: _Found = defaultdict(dict)
    count = Counter[str]()
    for start, end, kind in scan(lowered(text), _patterns(language)):
        key, gender = kind.split("__")
        found[key].setdefault(gender, (start, end))
        count[gender] += 1
    return dict(found), count


@remembered()
def _patterns(language: str) -> Patterns:
    data = languages.load(language, "kin")
    return compiled({f"{key}__{gender}": words for key, pair in data.items() for gender, words in pair.items()})
