"""What is wrong with the names of one unit: replaced, left out, added, misspelt."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import zip_longest

from toolkit.analysis.names.matching import (
    Neighbours,
    Range,
    beside_others,
    fewer_times,
    follow_same_name,
    in_runs,
    is_firm,
    names_countries,
    names_without_answer,
    only_home,
    other_bearer,
    respelt_names,
)
from toolkit.analysis.names.mentions import Mention, find_names
from toolkit.analysis.names.nicknames import has_nickname
from toolkit.analysis.names.plain_words import is_plain_word
from toolkit.analysis.names.table import find_hits
from toolkit.analysis.text.frequency import common
from toolkit.analysis.text.words import Word
from toolkit.languages import load, shared
from toolkit.model import BY_ITS_CHECK, Case, Finding, Severity, Span, Unit

# A name this short may be an abbreviation, spelt out in the translation ("Tar", "Pd").
_ABBREVIATED = 4
# An abbreviation of this many letters may be read as a word.
_READ = 5
# A word as common as this is no name, whatever its first letter.
_EVERYDAY = 5.5
# Precision where one sentence in twenty is damaged in this way, from the rates that the check states.
_CONFIDENCE: dict[Severity, float] = {"error": 0.93, "warning": 0.85, "info": 0.4}


class NameComparison:
    """The names of the two sides of one unit; a name of no table in a title that both have needs no answer."""

    def __init__(
        self,
        unit: Unit,
        source: str,
        translation: str,
        case: Case,
        titles: tuple[Sequence[Range], Sequence[Range]] = ((), ()),
    ) -> None:
        self.languages = case.source_language, case.translation_language
        self.nouns = load(case.translation_language, "names").get("capital_nouns", False)
        self.unit, self.source, self.translation = unit.index, source, translation
        self.left = find_names(source, case.source_language, case.translation_language)
        self.right = find_names(translation, case.translation_language, case.source_language)
        lost = names_without_answer(self.left, self.right, translation)
        extra = names_without_answer(self.right, self.left, source)
        self.lost, self.extra = (_outside(names, own) for names, own in zip((lost, extra), titles, strict=True))

    @cached_property
    def mine(self) -> Neighbours:
        """Our names that are not lost."""
        lost = set(self.lost)
        return Neighbours((name for name in self.left if name not in lost), self.source)

    @cached_property
    def new_offices(self) -> frozenset[str]:
        """What the translation names and the original does not, each word read as if it had a capital."""
        new = _keys_of(self.translation.title(), self.languages[1])
        return new - _keys_of(self.source.title(), self.languages[0])

    @cached_property
    def new_keys(self) -> frozenset[str]:
        """What the translation names and the original does not."""
        return _keys_of(self.translation, self.languages[1]) - _keys_of(self.source, self.languages[0])

    def findings(self) -> Iterator[Finding]:
        """Yield replaced names in pairs, then what is left out or added, and the names with a slip in them."""
        respelt = self._respelt()
        gone = in_runs(filter(is_firm, self.lost), self.source)
        new = in_runs(self._new(gone), self.translation)
        for ours, theirs in zip_longest(gone, new):
            if ours and theirs and self._are_abbreviations(ours, theirs):
                continue
            if ours and theirs and not self._person_for_country(ours, theirs):
                yield self._replaced(ours, theirs)
            elif ours:
                yield self._removed(ours)
            else:
                yield self._added(theirs)
        for name, word in respelt:
            message = f'"{word.text}", but the original spells "{name.text}"'
            where = (name.start, name.end), (word.start, word.end)
            yield self._finding("warning", "linguistic-conventions/spelling", message, *where)
        if other := other_bearer(self.left, self.right):
            yield self._other_bearer(*other)
        if not gone and not new:
            for name in fewer_times(self.left, self.right):
                message = f'the original names "{name.text}" once more than the translation'
                yield self._finding("info", "accuracy/omission", message, (name.start, name.end), None)

    def _respelt(self) -> list[tuple[Mention, Word]]:
        """Return the names with a slip in them, and what the translation has; they are neither lost nor new."""
        found = [
            (name, word)
            for name, word in respelt_names(self.left, self.right, self.source, self.translation)
            if follow_same_name(name, word, self.source, self.translation)
            or not is_plain_word(word.text, self.languages[1], self.languages[0])
        ]
        ours, theirs = {name.start for name, _ in found}, {word.start for _, word in found}
        self.lost = [name for name in self.lost if name.start not in ours]
        self.extra = [name for name in self.extra if name.start not in theirs]
        return found

    def _other_bearer(self, ours: Mention, theirs: Mention) -> Finding:
        message = f'"{theirs.text}" once more than in the original, and "{ours.text}" once less'
        where = (ours.start, ours.end), (theirs.start, theirs.end)
        return self._finding("warning", "accuracy/mistranslation", message, *where)

    def _new(self, gone: list[Range]) -> list[Mention]:
        """Return what may stand in place of a lost name, or, where none is lost, what is surely a name of its own."""
        extra = self.extra
        sure = [name for name in extra if name.sure]
        if not names_countries(filter(is_firm, self.lost)):
            sure = [name for name in sure if not only_home(name, self.languages[0])]
        if gone and not any(map(self.mine.touch, gone)):
            sure = beside_others(sure, self.right, self.translation)
            extra = beside_others(extra, self.right, self.translation)
        if not gone:
            return [name for name in sure if not name.first and not name.is_abbreviation]
        return sure or [name for name in extra if self._may_stand_in(name)]

    def _may_stand_in(self, name: Mention) -> bool:
        """Whether a word with a capital, though not surely a name, may be one where a name is wanting."""
        everyday = common(name.text.lower(), self.languages[1]) >= _EVERYDAY
        plain = everyday or is_plain_word(name.text, self.languages[1], self.languages[0])
        return not (name.first or name.keys or self.nouns or plain)

    def _replaced(self, ours: Range, theirs: Range) -> Finding:
        was, now = self.source[slice(*ours)], self.translation[slice(*theirs)]
        message = f'"{now}", but the original names "{was}"'
        severity: Severity = "error" if self._are_alike(ours, theirs) else "warning"
        if self._by_nickname(theirs):
            severity = "info"
        return self._finding(severity, "accuracy/mistranslation", message, ours, theirs)

    def _by_nickname(self, theirs: Range) -> bool:
        """Whether a name of no table may say what the original calls by common words: "the Old Lady", "the Eagles"."""
        listed = any(name.keys for name in self._names(self.right, theirs))
        return not listed and has_nickname(self.lost, self.source, self.languages[0])

    def _person_for_country(self, ours: Range, theirs: Range) -> bool:
        """Whether a name of no table would be replaced by a country's: that is how a person's office is told."""
        now = self._names(self.right, theirs)
        return self._by_office(ours) and not self._keys(ours) and names_countries(now)

    def _by_office(self, ours: Range) -> bool:
        """Whether the translation tells of an office that the original does not: "the US president" for a name.

        So it may of a body, for an abbreviation that is read as a word ("Istat").
        """
        telling = set(shared("offices")["persons"])
        word = self.source[slice(*ours)]
        if len(word) <= _READ and word.isalpha() and not common(word.lower(), self.languages[1]):
            telling |= set(shared("offices")["bodies"])
        return not self.new_offices.isdisjoint(telling)

    def _are_alike(self, ours: Range, theirs: Range) -> bool:
        """Whether one name may have taken the other's place: the table has both, or neither is a country."""
        was, now = self._names(self.lost, ours), self._names(self.right, theirs)
        listed = all(any(name.keys for name in names) for names in (was, now))
        countries = names_countries(was) == names_countries(now)
        return (listed or countries) and not self._both_short(ours, theirs)

    @staticmethod
    def _names(names: Sequence[Mention], where: Range) -> Sequence[Mention]:
        first, last = (bisect_left(names, at, key=lambda name: name.start) for at in where)
        return names[first:last]

    def _both_short(self, ours: Range, theirs: Range) -> bool:
        """Whether both may be abbreviations that no table knows: these differ between languages."""
        known = self._keys(ours)
        return (
            not known and ours[1] - ours[0] <= _ABBREVIATED and self.translation[slice(*theirs)].rstrip("s").isupper()
        )

    def _removed(self, ours: Range) -> Finding:
        part = self.mine.touch(ours)
        short = ours[1] - ours[0] <= _ABBREVIATED and self.source[ours[0]].isupper()
        message = f'the translation does not name "{self.source[slice(*ours)]}"'
        slight = part or short or (self._by_office(ours) and not self._keys(ours)) or self._may_be_left_out(ours)
        return self._finding("info" if slight else "warning", "accuracy/omission", message, ours, None)

    def _may_be_left_out(self, ours: Range) -> bool:
        """Whether all of it goes without saying, or may be told by another word.

        So do "Bari, Italy" in Italian, "the country" for one named before, parties and feasts.
        """
        lost = self._names(self.lost, ours)
        loose = shared("offices")["paraphrased"]
        country = names_countries(lost) and not self.new_keys.isdisjoint(shared("offices")["countries"])
        aside = self.source[: ours[0]].rstrip().endswith((",", "("))
        return country or all(
            (aside and only_home(name, self.languages[1])) or (name.keys and name.keys <= set(loose)) for name in lost
        )

    def _are_abbreviations(self, ours: Range, theirs: Range) -> bool:
        """Whether both are abbreviations of as many letters, the first unknown in the translation's language."""
        was, now = self.source[slice(*ours)].rstrip("s"), self.translation[slice(*theirs)].rstrip("s")
        both = len(was) == len(now) and sum(map(str.isupper, was)) > 1 < sum(map(str.isupper, now))
        short = was.isalnum() and len(was) <= _ABBREVIATED
        return both and short and not self._keys(ours) and not common(was.lower(), self.languages[1])

    def _keys(self, ours: Range) -> bool:
        return any(name.keys for name in self._names(self.lost, ours))

    def _added(self, theirs: Range) -> Finding:
        message = f'the original does not name "{self.translation[slice(*theirs)]}"'
        return self._finding("info", "accuracy/addition", message, None, theirs)

    def _finding(
        self, severity: Severity, category: str, message: str, ours: Range | None, theirs: Range | None
    ) -> Finding:
        spans = [Span("translation", *theirs)] if theirs else []
        spans += [Span("source", *ours)] if ours else []
        confidence = _CONFIDENCE[severity]
        return Finding(BY_ITS_CHECK, severity, category, message, self.unit, tuple(spans), confidence=confidence)


def _keys_of(text: str, language: str) -> frozenset[str]:
    return frozenset[str]().union(*(hit.keys for hit in find_hits(text, language)))


def _outside(names: Sequence[Mention], titles: Sequence[Range]) -> list[Mention]:
    return [name for name in names if name.keys or not any(start <= name.start < end for start, end in titles)]
