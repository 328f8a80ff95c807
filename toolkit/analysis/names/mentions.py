"""The names in a text: words with a capital that is not the sentence's own, and names of the table in any case."""

import re
from dataclasses import dataclass

from toolkit import languages
from toolkit.analysis.names.plain_words import is_plain_word, is_verb_form
from toolkit.analysis.names.table import Hit, find_hits, may_be_listed
from toolkit.analysis.text.frequency import begins_common_word, common, frequency
from toolkit.analysis.text.words import Word, words
from toolkit.languages import MOST_TEXTS, remembered

# Behind one of these, quotation marks and brackets aside, a capital is the sentence's.
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…•|*]|\s[-–—]|[\"“”«»„‘(\[])[\W_]*$")
# Signs of a time or a number at the beginning of a line.
_LABEL = 12
# How much rarer, in powers of ten, another form of a common word may be.
_RARER = 1.7
# How common a word is that tells what a body is for, and what stands before it.
_TELLING = 3.5
# Letters before a noun in which its article stands.
_ARTICLE = 40
_LINK = re.compile(r" (?:[^\W\d_A-Z]{1,5} )?")
# Letters of a unit, and the figure before it.
_UNIT = 3
# Letters of an abbreviation, and what goes on behind its full stop.
_SHORTENED = 6
_GOES_ON = re.compile(r"[,;:)]| [^\W\dA-ZÀ-Þ_]")
_FIGURE = re.compile(r"\d[\s\u00a0\u202f]?$")
# A name of the table that is a word too: from how common it is, and how much rarer the name is abroad.
_HOMONYM, _MUCH_COMMONER = 5.9, 1.2


@dataclass(frozen=True, slots=True)
class Mention:
    """A word, or a phrase of the table, that is or may be a name.

    ``sure``: it is a name, and not a common word with a capital. ``first``: the capital may be the sentence's.
    ``keys`` are those of the table.
    """

    text: str
    start: int
    end: int
    sure: bool
    first: bool = False
    keys: frozenset[str] = frozenset()

    @property
    def is_abbreviation(self) -> bool:
        """Whether it is made of capitals."""
        return len(self.text) < 7 and self.text.rstrip("s").isupper()


@remembered(MOST_TEXTS)
def find_names(text: str, language: str, other: str) -> tuple[Mention, ...]:
    """Return the names of a text in order; ``other`` is the language of the other side.

    A word that is much commoner in its own language than in the other one is a common word: names are not.
    """
    hits = {hit.start: hit for hit in find_hits(text, language)}
    headline = _is_headline(text)
    data = languages.load(language, "names")
    nouns, elides = data.get("capital_nouns", False), data.get("elision", False)
    found: list[Mention] = []
    covered = 0
    for word in words(text):
        hit = hits.get(word.start)
        if hit:
            covered = hit.end
            first = headline or _opens_sentence(text, hit.start)
            found.append(_of_table(text, hit, first, language, other))
        elif word.text[0].isupper() and word.start >= covered and _may_be_name(word.text, language):
            if _is_other(text, word, elides) or _is_shortened(text, word, language):
                continue
            first = headline or _opens_sentence(text, word.start)
            behind = bool(found) and found[-1].sure and text[found[-1].end : word.start] == " "
            if nouns:
                sure = _is_surely_name(word.text, language, other, behind)
                sure = sure and (behind or not _has_article(text, word, language))
            else:
                sure = _is_name(word.text, language, other, first) and not _names_a_body(
                    word.text, text[found[-1].end : word.start] if found else "", found, language, other
                )
            sure = sure and not is_plain_word(word.text, language, other)
            sure = sure and not (first and is_verb_form(word.text, language))
            found.append(
                Mention(word.text, word.start, word.end, sure, first, _keys_abroad(word.text, language, other))
            )
    return tuple(found)


def _names_a_body(form: str, between: str, found: list[Mention], language: str, other: str) -> bool:
    """Whether a common word follows one that names are made with: what a body is for ("Comisión de Pesca")."""
    small = form.lower()
    made = bool(found) and bool(found[-1].keys) and not found[-1].sure and bool(_LINK.fullmatch(between))
    usual = common(small, language) if made else 0
    return usual >= _TELLING and common(small, other) < usual - 1 and form not in _known(language)


def _is_other(text: str, word: Word, elides: bool) -> bool:
    """Whether a word with a capital is surely no name: a unit behind its figure, or one that lost its last vowel.

    No name loses it before a word without a capital ("Quest'uomo").
    """
    elided = elides and text[word.end : word.end + 1] in ("'", "’") and text[word.end + 1 : word.end + 2].islower()
    return bool(elided) or (len(word.text) <= _UNIT and bool(_FIGURE.search(text[max(0, word.start - 3) : word.start])))


def _is_shortened(text: str, word: Word, language: str) -> bool:
    """Whether a word is an abbreviation: its full stop is listed, or what follows shows that it ends no sentence."""
    if text[word.end : word.end + 1] != "." or len(word.text) > _SHORTENED:
        return False
    return bool(_GOES_ON.match(text, word.end + 1)) or word.text.lower() in _abbreviations(language)


def _has_article(text: str, word: Word, language: str) -> bool:
    """Whether a common word, perhaps a surname too, has an article, where all nouns have capitals ("ein Bauer")."""
    articles = languages.load(language, "names").get("articles", ())
    before = text[max(0, word.start - _ARTICLE) : word.start].rstrip().rpartition(" ")[2].lower()
    return before in articles and bool(common(word.text.lower(), language))


@remembered(16384)
def _keys_abroad(form: str, language: str, other: str) -> frozenset[str]:
    """Return the keys that the table of another language, which the text may quote, has for a word."""
    lenders = languages.load(language, "names").get("lenders", ())
    quoted = (one for one in dict.fromkeys((*lenders, other)) if one != language and may_be_listed(form, one))
    hits = (find_hits(form, one) for one in quoted)
    return frozenset[str]().union(*(hit.keys for found in hits for hit in found if hit.end == len(form)))


def _opens_sentence(text: str, start: int) -> bool:
    if start <= _LABEL and not any(map(str.isalpha, text[:start])):
        return True  # behind a time, a number, the mark of a note
    return bool(_SENTENCE_START.search(text[max(0, start - 4) : start]))


def _of_table(text: str, hit: Hit, first: bool, language: str, other: str) -> Mention:
    form = text[hit.start : hit.end]
    sure = form[0].isupper() and not hit.generic and not (first and _is_homonym(form, language, other))
    return Mention(form, hit.start, hit.end, sure, first, hit.keys)


def _is_homonym(form: str, language: str, other: str) -> bool:
    """Whether a name of the table that opens a sentence is a common word too: "La riunione", "Seine"."""
    small = form.lower()
    if " " in form and form[1:].islower():
        return True
    return common(small, language) > max(_HOMONYM, common(small, other) + _MUCH_COMMONER)


def _may_be_name(form: str, language: str) -> bool:
    return len(form) > 1 and not _roman().match(form) and form.lower() not in _calendar(language)


def _is_name(form: str, language: str, other: str, first: bool) -> bool:
    """Judge a word with a capital where only names have one.

    At the beginning of a sentence it must be as common abroad, or unlike any word; inside one, a common word has
    inflected forms beside it, and a name has none.
    """
    small = form.lower()
    usual, abroad = common(small, language), common(small, other)
    if form.isupper() and len(form) < 6:
        return not first
    if not usual:
        return not first or not begins_common_word(small[: max(4, len(small) - 3)], language)
    if abroad > usual - 1:
        return usual < (5 if first else 5.4)
    return not first and (form in _known(language) or not _is_inflected(small, language))


def _is_surely_name(form: str, language: str, other: str, behind: bool) -> bool:
    """Judge a word of a language whose nouns have capitals: known here or abroad, or neither word nor made of words.

    ``behind``: it stands behind another name. A rare word that the language alone knows is no name of its own.
    """
    small = form.lower()
    usual = common(small, language)
    if form in _known(language):
        return True
    if usual:
        return common(small, other) > usual - 0.5 and usual < 5
    starts = any(common(small[:size], language) for size in range(4, len(small)))
    tails = (small[at : len(small) - cut] for cut in (0, 1, 2) for at in range(1, len(small) - cut - 3))
    ends = any(common(tail, language) for tail in tails)
    made = starts or ends or form.isupper()
    return not made and (behind or not frequency(small, language) or bool(frequency(small, other)))


def _is_inflected(small: str, language: str) -> bool:
    """Whether another form of the word is common too; a language that inflects nothing gives no sign."""
    endings = _inflections(language)
    least = common(small, language) - _RARER
    stems = {small.removesuffix(ending) for ending in endings if small.endswith(ending)}
    forms = {stem + ending for stem in stems if len(stem) > 1 for ending in endings} - {small}
    return not endings or any(common(form, language) > least for form in forms)


def _is_headline(text: str) -> bool:
    long = [word.text for word in words(text) if len(word.text) > 3 and not word.text[0].isdigit()]
    return len(long) > 4 and sum(word[0].isupper() for word in long) > 0.75 * len(long)


@remembered()
def _roman() -> re.Pattern[str]:
    """Match a Roman numeral, with an ending of any language."""
    every = (languages.load(language, "names").get("roman_endings", ()) for language in languages.in_force().codes)
    endings = "|".join(dict.fromkeys(ending for some in every for ending in some))
    return re.compile(rf"[IVXLC]+(?:{endings})?$")


@remembered()
def _abbreviations(language: str) -> frozenset[str]:
    """Return the abbreviations that stand before something else, in small letters."""
    data = languages.load(language, "splitting")
    lists = (data.get(key, "") for key in ("titles", "never", "before_number", "inner"))
    return frozenset(word.lower() for words in lists for word in words.split())


@remembered()
def _inflections(language: str) -> tuple[str, ...]:
    return tuple(languages.load(language, "names").get("inflections", ()))


@remembered()
def _known(language: str) -> frozenset[str]:
    """Towns and surnames of the country, and the first names that are given in it."""
    given = languages.load(language, "gender").get("names", {})
    listed = [languages.load(language, "names").get("known", ""), *given.values()]
    return frozenset(name for names in listed for name in names.split())


@remembered()
def _calendar(language: str) -> frozenset[str]:
    return frozenset(word.lower() for word in languages.load(language, "names").get("calendar", ()))
