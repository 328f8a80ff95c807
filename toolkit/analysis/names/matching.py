"""Which names of one side have no counterpart on the other: the same, an exonym, an abbreviation, a derived word."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from toolkit import languages
from toolkit.analysis.names.mentions import Mention
from toolkit.analysis.names.seats import with_countries
from toolkit.analysis.names.sounds import alike, slipped, sound_key
from toolkit.analysis.text.words import Word, words

Range = tuple[int, int]
# Words up to this length have no letter in an abbreviation.
_LITTLE = 3
# Words longer than this may be part of a compound.
_LONG = 6


def names_without_answer(ours: Sequence[Mention], theirs: Sequence[Mention], text: str) -> list[Mention]:
    """Return our mentions that neither the other side's mentions nor any word of its text answers."""
    keys = frozenset[str]().union(*(mention.keys for mention in theirs))
    meant = _meant_by_seat(ours, theirs)
    every = {token.text.lower() for token in words(text)}
    left = [
        mention
        for mention in ours
        if mention.text.lower() not in every
        and not (mention.keys & keys)
        and not (with_countries(mention.keys) & meant)
    ]
    if not left:
        return []
    tokens = [token for token in words(text) if len(token.text) > 1]
    initials = _initials(words(text)) + " " + _initials([token for token in tokens if len(token.text) > _LITTLE])
    lower = {token.text.lower() for token in tokens}
    joined = _joined(ours, lower)
    lower |= {token.text.replace(".", "").lower() for token in tokens}
    lower |= {one.text.lower() + two.text.lower() for one, two in pairwise(tokens) if two.start - one.end <= 1}
    return [name for name in left if name not in joined and not _answered(name, tokens, lower, initials)]


def _joined(ours: Sequence[Mention], lower: set[str]) -> set[Mention]:
    """Return the mentions that the other side writes as one word with the next: "Sky Blues", "Skyblues"."""
    pairs = [(one, two) for one, two in pairwise(ours) if two.start - one.end <= 1]
    return {name for one, two in pairs if one.text.lower() + two.text.lower() in lower for name in (one, two)}


def _meant_by_seat(ours: Sequence[Mention], theirs: Sequence[Mention]) -> frozenset[str]:
    """Return the keys, countries of seats of government included, of their mentions that none of ours answers."""
    keys = frozenset[str]().union(*(mention.keys for mention in ours))
    return frozenset[str]().union(*(with_countries(mention.keys) for mention in theirs if not mention.keys & keys))


def respelt_names(ours: Iterable[Mention], source: str, translation: str) -> list[tuple[Mention, Word]]:
    """Return our sure names that the translation has with another letter or two, and the words that it has."""
    lower, theirs = ({word.text.lower() for word in words(text)} for text in (source, translation))
    strange = [word for word in words(translation) if word.text.istitle() and word.text.lower() not in lower]
    return [
        (name, word)
        for name in ours
        if name.sure and not name.keys and name.text.lower() not in theirs
        for word in strange
        if slipped(name.text, word.text) and name.text.lower() not in word.text.lower()
    ]


def _initials(tokens: Sequence[Word]) -> str:
    return "".join(token.text[0].lower() for token in tokens)


def _answered(mention: Mention, tokens: Sequence[Word], lower: set[str], initials: str) -> bool:
    parts = [word.text for word in words(mention.text)]
    if all(part.lower() in lower or part.lower().replace(".", "") in lower for part in parts):
        return True
    if mention.is_abbreviation and any(_same_letters(mention.text, token.text) for token in tokens):
        return True
    if mention.keys:
        saints = languages.shared("particles")["saints"]
        names = [sound_key(part) for part in parts if part.lower() not in saints]
        return mention.sure and bool(names) and {sound_key(token.text) for token in tokens}.issuperset(names)
    if not (mention.sure or mention.start):
        return False
    if mention.is_abbreviation and mention.text.rstrip("s").lower().replace(".", "") in initials:
        return True
    return any(alike(part, token.text) or _within(part, token.text) for part in parts for token in tokens)


def _within(part: str, token: str) -> bool:
    """Whether a word is part of a compound on the other side: "Dystrophy", "Muskeldystrophie"."""
    return len(part) > _LONG < len(token) and sound_key(part)[:-1] in sound_key(token)


def _same_letters(left: str, right: str) -> bool:
    """Whether two abbreviations are of the same letters, in the order of either language (NATO, OTAN)."""
    ours, theirs = (sorted(text.rstrip("s").replace(".", "").upper()) for text in (left, right))
    return right.rstrip("s").isupper() and ours == theirs


def in_runs(mentions: Iterable[Mention], text: str) -> list[Range]:
    """Return the ranges of the mentions in order; those that at most a space or a hyphen parts are joined into one."""
    runs: list[Range] = []
    for mention in mentions:
        if runs and _touch(text, runs[-1][1], mention.start):
            runs[-1] = (runs[-1][0], mention.end)
        else:
            runs.append((mention.start, mention.end))
    return runs


def beside_others(mentions: Sequence[Mention], all_names: Sequence[Mention], text: str) -> list[Mention]:
    """Return the mentions that do not touch a name left out of them: no first name or title of one that is there."""
    others = [name for name in all_names if name not in mentions]
    return [mention for mention in mentions if not is_part((mention.start, mention.end), others, text)]


def is_part(run: Range, names: Iterable[Mention], text: str) -> bool:
    """Whether a run touches one of the names: part of a name that is otherwise there."""
    return any(_touch(text, run[1], name.start) or _touch(text, name.end, run[0]) for name in names if name.sure)


def fewer_times(ours: Sequence[Mention], theirs: Sequence[Mention]) -> list[Mention]:
    """Return the countries that we name by two words, one of them the country's name, and they only once."""
    left, right = (Counter(key for mention in side for key in _countries(mention)) for side in (ours, theirs))
    return [
        mention
        for mention in ours
        if mention.sure
        and any(left[key] == 2 and right[key] == 1 and _two_words(key, ours) for key in _countries(mention))
    ]


def is_firm(mention: Mention) -> bool:
    """Whether it must be answered: a sure name, or an adjective or inhabitant of a country, without a capital."""
    return mention.sure or (mention.text[0].islower() and bool(_countries(mention)))


def only_home(mention: Mention, language: str) -> bool:
    """Whether it names the country of a language, which its own texts need not name."""
    home = languages.load(language, "names").get("home", ())
    return bool(mention.keys) and all(key in home for key in mention.keys)


def names_countries(mentions: Iterable[Mention]) -> bool:
    """Whether one of the mentions is a country or its people."""
    return any(_countries(mention) for mention in mentions)


def _countries(mention: Mention) -> list[str]:
    return [key for key in mention.keys if len(key) == 2]


def _two_words(key: str, mentions: Sequence[Mention]) -> bool:
    return len({mention.text for mention in mentions if key in mention.keys}) == 2


def _touch(text: str, end: int, start: int) -> bool:
    return end <= start and not text[end:start].strip(" -.’'")
