"""Words that are no names, whatever their capital: told by their endings, and by their other forms.

A title, a heading, a body's full name and the first word of a sentence give a capital to words that are translated, and
a text may take a heading over from another language ("Fashion Week"). Names hardly ever end as derived words do
("-zione", "-heit"), and have no inflected forms beside them.
"""

from toolkit import languages
from toolkit.analysis.text.frequency import common
from toolkit.languages import remembered

# How much rarer, in powers of ten, another form of a word may be.
_RARER = 1.1
# How much commoner a word must be in the language that it is taken from.
_COMMONER = 0.8
# A word so common and so much commoner there is one of theirs without further sign.
_EVERYDAY, _MUCH_COMMONER = 4.0, 1.2
# What must stand before an ending, and the shortest word with other forms.
_STEM, _SHORTEST = 3, 4
_LONGEST_ENDING = 7


@remembered(16384)
def is_plain_word(form: str, language: str, other: str) -> bool:
    """Whether a word with a capital is a common word of its language, or of one that it borrows from.

    A word of the other side's language would stand there as it is. First names, and the towns and surnames of any
    language's country, never are.
    """
    small = form.lower()
    if len(small) < _SHORTEST or form in _listed():
        return False
    if _is_derived(small, language, "word_endings") or small in _loans(language) or small in _loans(other):
        return True
    data = languages.load(language, "names")
    usual, nouns = common(small, language), data.get("capital_nouns", False)
    lenders = [one for one in data.get("lenders", ()) if one != other]
    if any(common(small, one) > max(_EVERYDAY, usual + _MUCH_COMMONER) for one in lenders):
        return True
    # Where all nouns have a capital, it is no sign that a word was taken over as a name.
    least = 0 if nouns else usual + _COMMONER
    return _has_forms(small, language) or any(
        _has_forms(small, one) and common(small, one) > least for one in (*lenders, *((other,) if nouns else ()))
    )


def is_verb_form(form: str, language: str) -> bool:
    """Whether a word that opens a sentence ends as verbs do there: in the imperative, the infinitive, a participle."""
    return form not in _listed() and _is_derived(form.lower(), language, "verb_endings")


def _is_derived(small: str, language: str, kind: str) -> bool:
    endings = _endings(language, kind)
    return any(small[-size:] in endings for size in range(2, min(_LONGEST_ENDING, len(small) - _STEM) + 1))


def _has_forms(small: str, language: str) -> bool:
    """Whether the word is common in the language, and another form of it too."""
    usual = common(small, language)
    if not usual:
        return False
    endings = _endings(language, "word_forms")
    stems = {small.removesuffix(ending) for ending in endings if small.endswith(ending)}
    return any(
        common(stem + ending, language) > usual - _RARER
        for stem in stems
        if len(stem) >= _STEM
        for ending in endings
        if stem + ending != small
    )


@remembered()
def _loans(language: str) -> frozenset[str]:
    return frozenset(languages.load(language, "words").get("loans", ()))


@remembered()
def _endings(language: str, kind: str) -> frozenset[str]:
    return frozenset(languages.load(language, "names").get(kind, ()))


@remembered()
def _listed() -> frozenset[str]:
    """Return the first names, towns and surnames of all languages."""
    found = set[str]()
    for language in languages.in_force().codes:
        found.update(languages.load(language, "names").get("known", "").split())
        for names in languages.load(language, "gender").get("names", {}).values():
            found.update(names.split())
    return frozenset(found)
