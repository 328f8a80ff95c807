"""Which names of one side have no counterpart on the other: the same, an exonym, an abbreviation, a derived word."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from toolkit import languages
from toolkit.analysis.names.mentions import Mention
from toolkit.analysis.names.seats import with_countries
from toolkit.analysis.names.sounds import alike, slipped, sound_key
from toolkit.analysis.text.words import Word, words

Range = tuple[int, int]
# Words up to this length have no letter in an abbreviation.
_LITTLE = 3
_JOINING = " -.’'"
# Letters before a name in which its first name stands.
_LONGEST = 40
# Words longer than this may be part of a compound.
_LONG = 6


def names_without_answer(ours: Sequence[Mention], theirs: Sequence[Mention], text: str) -> list[Mention]:
    """Return our mentions that neither the other side's mentions nor any word of its text answers."""
    if not ours:
        return []
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
    other = _OtherText(text)
    joined = _joined(ours, {token.text.lower() for token in other.tokens})
    return [name for name in left if name not in joined and not other.answers(name)]


def _joined(ours: Sequence[Mention], lower: set[str]) -> set[Mention]:
    """Return the mentions that the other side writes as one word with the next: "Sky Blues", "Skyblues"."""
    pairs = [(one, two) for one, two in pairwise(ours) if two.start - one.end <= 1]
    return {name for one, two in pairs if one.text.lower() + two.text.lower() in lower for name in (one, two)}


def _meant_by_seat(ours: Sequence[Mention], theirs: Sequence[Mention]) -> frozenset[str]:
    """Return the keys, countries of seats of government included, of their mentions that none of ours answers."""
    keys = frozenset[str]().union(*(mention.keys for mention in ours))
    return frozenset[str]().union(*(with_countries(mention.keys) for mention in theirs if not mention.keys & keys))


def respelt_names(
    ours: Sequence[Mention], theirs: Sequence[Mention], source: str, translation: str
) -> list[tuple[Mention, Word]]:
    """Return our names that the translation has with another letter or two, and the words that it has.

    Once is enough: a name may be right at first and wrong at the second mention. Either side may tell that it is one.
    """
    if not ours:
        return []
    left, right = (Counter(word.text.lower() for word in words(text)) for text in (source, translation))
    small = {word.text for word in words(translation)}
    strange: dict[str, list[Word]] = defaultdict(list)  # by the first letter, where no slip is
    for word in words(translation):
        if word.text.istitle() and word.text.lower() not in left and word.text.lower() not in small:
            strange[word.text[:1].lower()].append(word)
    sure = {name.text for name in (*ours, *theirs) if name.sure}
    found = {
        word.start: (name, word)
        for name in ours
        if not name.keys and right[name.text.lower()] < left[name.text.lower()]
        for word in strange.get(name.text[:1].lower(), ())
        if ((name.text in sure and slipped(name.text, word.text)) or _slipped_beside(name, word, source, translation))
        and name.text.lower() not in word.text.lower()
    }
    return [found[start] for start in sorted(found)]


def other_bearer(ours: Sequence[Mention], theirs: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """Return the name that we have once more and the one that they have once more, where all else is named as often.

    Both name both, so that only the second mention can be of the other one.
    """
    if not ours or not theirs:
        return None
    sure = {name.text for name in (*ours, *theirs) if name.sure}
    left, right = (Counter(name.text for name in side if name.text in sure) for side in (ours, theirs))
    lost = [name for name in left if left[name] - right[name] == 1 <= right[name]]
    gained = [name for name in right if right[name] - left[name] == 1 <= left[name]]
    if (
        len(lost) != 1
        or len(gained) != 1
        or any(left[name] != right[name] for name in left if name not in lost + gained)
    ):
        return None
    last = {name.text: name for name in ours}, {name.text: name for name in theirs}
    return last[0][lost[0]], last[1][gained[0]]


def follow_same_name(name: Mention, word: Word, source: str, translation: str) -> bool:
    """Whether the same first name stands before both: the word is then a surname, though it may be a plain word."""
    ours, theirs = _before(source, name.start), _before(translation, word.start)
    return ours == theirs and len(ours) >= _LITTLE and ours.istitle()


def _slipped_beside(name: Mention, word: Word, source: str, translation: str) -> bool:
    return follow_same_name(name, word, source, translation) and slipped(name.text, word.text, shortest=_LITTLE + 1)


def _before(text: str, start: int) -> str:
    """Return the word that only a space parts from what begins at ``start``."""
    before = text[max(0, start - _LONGEST) : start]
    found = words(before)
    return found[-1].text if found and before[found[-1].end :] == " " else ""


def _initials(tokens: Sequence[Word]) -> str:
    return "".join(token.text[0].lower() for token in tokens)


class _OtherText:
    """The words of the other side, by what a name may share with them: each name is held against few of them."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens = [token for token in words(text) if len(token.text) > 1]
        self.initials = _initials(words(text)) + " " + _initials([one for one in tokens if len(one.text) > _LITTLE])
        self.lower = {token.text.lower() for token in tokens}
        self.lower |= {token.text.replace(".", "").lower() for token in tokens}
        joined = (one.text.lower() + two.text.lower() for one, two in pairwise(tokens) if two.start - one.end <= 1)
        self.lower.update(joined)
        self.forms = {token.text for token in tokens}

    @cached_property
    def _sounds(self) -> dict[str, str]:
        return {form: sound_key(form) for form in self.forms}

    @cached_property
    def _heard(self) -> frozenset[str]:
        return frozenset(self._sounds.values())

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        """The words by the first letter of their sound, which words that are alike share."""
        found: dict[str, list[str]] = defaultdict(list)
        for form, sound in self._sounds.items():
            found[sound[:1]].append(form)
        return found

    @cached_property
    def _compounds(self) -> str:
        """The sounds of all long words, one a line."""
        return "\n".join(sorted(sound for form, sound in self._sounds.items() if len(form) > _LONG))

    @cached_property
    def _letters(self) -> set[str]:
        """The letters of the abbreviations, in order."""
        return {_letters(form) for form in self.forms if form.rstrip("s").isupper()}

    def answers(self, mention: Mention) -> bool:
        """Whether a word answers a mention."""
        parts = [word.text for word in words(mention.text)]
        if all(part.lower() in self.lower or part.lower().replace(".", "") in self.lower for part in parts):
            return True
        if mention.is_abbreviation and _letters(mention.text) in self._letters:
            return True  # of the same letters, in the order of either language (NATO, OTAN)
        if mention.keys:
            saints = languages.shared("particles")["saints"]
            names = [sound_key(part) for part in parts if part.lower() not in saints]
            return mention.sure and bool(names) and self._heard.issuperset(names)
        if not (mention.sure or mention.start):
            return False
        if mention.is_abbreviation and mention.text.rstrip("s").lower().replace(".", "") in self.initials:
            return True
        return any(self._is_alike(part) or self._is_within(part) for part in parts)

    def _is_alike(self, part: str) -> bool:
        return any(alike(part, form) for form in self._by_sound.get(sound_key(part)[:1], ()))

    def _is_within(self, part: str) -> bool:
        """Whether a word is part of a compound: "Dystrophy", "Muskeldystrophie"."""
        return len(part) > _LONG and sound_key(part)[:-1] in self._compounds


def _letters(abbreviation: str) -> str:
    return "".join(sorted(abbreviation.rstrip("s").replace(".", "").upper()))


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
    left_out = set(mentions)
    others = Neighbours((name for name in all_names if name not in left_out), text)
    return [mention for mention in mentions if not others.touch((mention.start, mention.end))]


class Neighbours:
    """Sure names, and what touches one of them: part of a name that is otherwise there."""

    def __init__(self, names: Iterable[Mention], text: str) -> None:
        sure = [name for name in names if name.sure]
        self.text = text
        self.starts = sorted(name.start for name in sure)
        self.ends = sorted(name.end for name in sure)

    def touch(self, run: Range) -> bool:
        """Whether nothing but a space or a hyphen parts a run from one of the names."""
        first, last = run
        while last < len(self.text) and self.text[last] in _JOINING:
            last += 1
        while first and self.text[first - 1] in _JOINING:
            first -= 1
        return _holds(self.starts, run[1], last) or _holds(self.ends, first, run[0])


def _holds(places: Sequence[int], first: int, last: int) -> bool:
    """Whether one of the places, which are in order, is none before the first and none behind the last."""
    number = bisect_left(places, first)
    return number < len(places) and places[number] <= last


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
    return end <= start and not text[end:start].strip(_JOINING)
