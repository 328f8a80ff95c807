"""Where one sentence ends and the next begins: rules over the marks . ! ? … and the words on either side of them.

A mark is a candidate when white space follows it, closing quotation marks and brackets aside. A next word in lower case
vetoes it. A full stop after an abbreviation, an initial or an ordinal ends a sentence only if the next word is one that
opens sentences (an article, a pronoun, a conjunction: closed classes, listed in ``languages/it/splitting.yaml``). The
scheme is that of SRX 2.0 (LISA, 2008: break and no-break rules, the first that fits decides), with Kiss & Strunk's
(2006) use of frequent sentence starters and their special treatment of initials and numbers.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest

from toolkit.languages import shared
from toolkit.readers.splitting.enclosures import WINDOW, Enclosures
from toolkit.readers.splitting.vocabulary import OPENING_MARKS, SplittingVocabulary, next_word, skip_openers, vocabulary

_CLOSE = re.escape("\"'”’»›“‘«‹)]}")
_OPEN = re.escape(OPENING_MARKS)
_NOT_IN_WORDS = re.escape('"“„«»‚‘‹›([{¿¡–—―•·*/')
_MARKS = r"(?<![.!?…])(?P<marks>\.(?: \.){2,4}(?!\S)|[.!?…]++(?: [!?]++){0,3})"
_NOTES = r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹*†]){0,4}"
# French, and typists of other languages, leave a space before a closing mark. »…« would be torn by that.
_SPACED_CLOSE = r"(?: ?[»”›](?=[\s»”.,;:!?)]|$))?+"
_ATTACHED = re.compile(rf"{_MARKS}(?P<close>[{_CLOSE}]{{0,6}}){_NOTES}(?P<gap>\s+|$)")
_SPACED = re.compile(rf"{_MARKS}(?P<close>[{_CLOSE}]{{0,6}}{_SPACED_CLOSE}){_NOTES}(?P<gap>\s+|$)")
_GLUED = re.compile(r"(?<=[a-zß-öø-ÿ]{3})[.!?][”»]?(?=[A-ZÀ-ÖØ-Þ][\w’']{0,30}[ ,])")
_WORD_BEFORE = re.compile(rf"[^\s{_NOT_IN_WORDS}]+$")
_ELISION = re.compile(r"^.*['’](?=[^\W\d_])")
_TOKEN_BEFORE = re.compile(r"([\w.’'ª-]+)\s*$")
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+-?[^\W\d_]{1,2}|[^\W\d_]{1,2}\.?-[^\W\d_]{1,2}")
_SHORT = re.compile(r"[^\W\d_]{1,4}")
_SHORT_PARTS = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?){1,3}[^\W\d_]{1,2}")
_ROMAN = re.compile(r"[IVXLCDM]{2,7}|[VX](?![\w.’'])")
_LETTER = re.compile(r"[A-ZÀ-Þ](?![\w.’'])")
_SHORT_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_A-ZÀ-Þ]{1,4})\.\s+$")
_LIST = 2000  # an item of a list is looked for this far back
_SIGN = re.compile(r"[^\w\s.!?…]")
_ENUMERATOR = re.compile(rf"[{_OPEN}\s]*(?:\d{{1,3}}|[A-Za-z]|[ivxIVX]{{1,5}}|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})")
_UNVOWELLED = re.compile(r"(?i:[bcdfghjklmnpqrstvwxzß]{2,6})")
_UNVOWELLED_WORDS = re.compile(
    r"[kcdm]m|[mcdh]l|[mk]g|[kmg]?wh?|[kmg]?hz|[kmgt]b|db|km/h|tv|[dc]vd|cd|pc|[sm]ms|gps|wc|h+m+|m+h*m+|ps+t|brr+|grr+|"
    r"pf+t|tsk|sh+|xl|xs|[dv]j|mc|z+|html|http"
)
_ALNUM = re.compile(r"[^\W_]")
_JOINS = ("&", "+", "=")  # no sentence begins with one


def boundaries(text: str, language: str) -> list[tuple[int, int]]:
    """Return for each boundary inside ``text`` where the sentence ends and where the next one starts.

    ``text`` is one paragraph on one line. The time is linear in its length.
    """
    words = vocabulary(language)
    enclosures = Enclosures(text, words)
    candidates = _ATTACHED if words.marks_attached else _SPACED
    found: list[tuple[int, int]] = []
    start = 0
    marks = sorted([*candidates.finditer(text), *_GLUED.finditer(text)], key=re.Match.start)
    for match, after in zip_longest(marks, marks[1:]):
        following = match.end()
        if match.start() < start or following >= len(text):
            continue
        mark = _Mark(text, start, match, words, enclosures)
        if mark.ends() and not _is_bare(text, following, after):
            if found and mark.is_cut_off():
                found.pop()  # "max. | 11.": what stood before the number was an abbreviation
            found.append((following if match.re is _GLUED else match.start("gap"), following))
            start = following
    return found


def _is_bare(text: str, start: int, mark: re.Match[str] | None) -> bool:
    """Return whether nothing but signs stands between a boundary and the next mark, or the end: "Bravo! | 👏”."."""
    first = _SIGN.match(text, start)
    if first is None:
        return False
    word = _ALNUM.search(text, start, mark.start() if mark else len(text))
    return word is None


def continues(line: str, following: str, language: str) -> bool:
    """Return whether a sentence goes on over a line break, as far as the final mark of ``line`` tells."""
    tail = line[-120:].lstrip()
    return not any(start == len(tail) + 1 for _, start in boundaries(f"{tail} {following[:120]}", language))


class _Mark:
    """One candidate: the mark, the word before it, and where the text goes on."""

    def __init__(
        self, text: str, start: int, match: re.Match[str], words: SplittingVocabulary, enclosures: Enclosures
    ) -> None:
        self.text = text
        self.words = words
        self.enclosures = enclosures
        self.start = start
        self.following = match.end()
        self.is_glued = match.re is _GLUED
        self.at = match.start()
        self.marks = match.group() if self.is_glued else match["marks"]
        self.close = "" if self.is_glued else match["close"]
        self.follows = skip_openers(text, match.end())
        self.sentence = text[max(start, self.at - WINDOW) : self.at]
        found = _WORD_BEFORE.search(text[max(start, self.at - 40) : self.at])
        self.word = found.group().lstrip("'") if found else ""
        self.before = text[max(start, self.at - len(self.word) - 40) : self.at - len(self.word)]

    def ends(self) -> bool:
        """Return whether a sentence ends here."""
        head = self.text[self.follows : self.follows + 2]
        goes_on = head[:1].islower() and not head[1:].isupper()
        if goes_on or head[:1] in _JOINS or self._is_enclosed() or not any(map(str.isalnum, self.sentence)):
            return False
        if self.is_glued:
            return self._is_followed_by_starter()
        if self.marks == ".":
            return self._stop_ends()
        if "!" in self.marks or "?" in self.marks:
            if self.close:
                return not self._is_attributed() and not self.enclosures.is_remark(self.following)
            return self.word not in self.words.marked_names
        return self.sentence[-1:] not in ("(", "[")  # "[...]" stands for words left out

    def _is_enclosed(self) -> bool:
        """Return whether the mark stands in brackets that opened in the sentence, or in a title.

        Brackets that close right behind it end the sentence before a word that begins one: "(he did not.) She".
        """
        if self.marks != "." and self.enclosures.is_in_title(self.at):
            return True
        end = self.enclosures.bracket_end(self.start, self.at)
        if end is None:
            return False
        return end >= self.at + len(self.marks) + len(self.close) or not self._is_followed_by_starter()

    def is_cut_off(self) -> bool:
        """Return whether the sentence is a number that counts nothing, after what seems to be an abbreviation."""
        if not self.sentence.isdigit() or self.start == 0:
            return False
        before = _SHORT_WORD.search(self.text, max(0, self.start - 12), self.start)
        if before is None or before[1] in self.words.starters:
            return False
        counted = re.compile(rf"(?:^|[.!?:;]\s+){int(self.sentence) - 1}[.)]\s")
        return int(self.sentence) > 1 and not counted.search(self.text, max(0, self.start - _LIST), self.start)

    def _is_attributed(self) -> bool:
        """Return whether a closed quotation is followed by "Smith asked"."""
        reporting = self.words.reporting
        return bool(reporting and reporting.match(self.text, self.follows)) and not self._is_followed_by_starter()

    def _stop_ends(self) -> bool:
        """Decide a single full stop."""
        if _ENUMERATOR.fullmatch(self.sentence):
            return self.is_cut_off()
        if self.word.isdigit():
            return self._number_ends()
        if not self.word or (len(self.word) == 1 and self._is_labelled()):
            return True
        kinds = [_ELISION.sub("", self.word), *self._chains()]
        words = self.words
        digit = self.text[self.follows : self.follows + 1].isdigit()
        counted = self.before.rstrip()[-1:].isdigit()
        if not (counted and kinds[0] in words.units) and self._is_followed_by_its_own(kinds, digit=digit):
            return False
        listed = any(kind in words.inner or kind in words.foreign_titles for kind in kinds)
        if listed or ((digit or counted) and any(kind in words.dates for kind in kinds)):
            return not digit and not self._is_alone() and self._is_followed_by_starter()
        return self._unlisted_ends(kinds[0])

    def _is_followed_by_its_own(self, kinds: Sequence[str], *, digit: bool) -> bool:
        """Return whether what follows belongs to an abbreviation: a name, a number, a letter."""
        words = self.words
        number = digit or _ROMAN.match(self.text, self.follows)
        letter = _LETTER.match(self.text, self.follows)
        return any(
            kind in words.titles
            or kind in words.never
            or (number and kind in words.before_number)
            or (letter and kind in words.labels)
            for kind in kinds
        )

    def _is_alone(self) -> bool:
        """Return whether the sentence would be nothing but an abbreviation: "P.S.", "N. B."."""
        return _SHORT_PARTS.fullmatch(self.sentence.lstrip(OPENING_MARKS + " ")) is not None

    def _is_labelled(self) -> bool:
        """Return whether the word belongs to the one before: "vitamin C."."""
        previous = _TOKEN_BEFORE.search(self.before)
        return previous is not None and previous[1] in self.words.lettered

    def _unlisted_ends(self, word: str) -> bool:
        """Decide a full stop after a word that no list holds: initials, acronyms, Roman numerals, "Bldg."."""
        words = self.words
        if (len(word) == 1 and word.isalpha()) or _ACRONYM.fullmatch(word):
            return self._is_followed_by_starter() and not self._is_followed_by_particle() and not self._is_alone()
        unvowelled = (
            _UNVOWELLED.fullmatch(word) and not word.isupper() and not _UNVOWELLED_WORDS.fullmatch(word.lower())
        )
        ordinal = words.roman_ordinals and _ROMAN.fullmatch(word)
        if unvowelled or ordinal or (words.suffixes and word.endswith(words.suffixes)):
            return self._is_followed_by_starter()
        return True

    def _number_ends(self) -> bool:
        """Decide a full stop after digits: an ordinal, or the last word of a sentence."""
        following = next_word(self.text, self.follows)
        if len(self.word) > 3 or not following:
            return True
        if following in self.words.ordinal_after:
            return False
        previous = _TOKEN_BEFORE.search(self.before)
        is_ordinal = previous is not None and previous[1].rstrip(".") in self.words.ordinal_before
        return not is_ordinal or self._is_followed_by_starter()

    def _is_followed_by_starter(self) -> bool:
        return self.words.starts(self.text, self.follows)

    def _is_followed_by_particle(self) -> bool:
        """Return whether a capitalised "De", "La" is the beginning of a surname: "A. De Rossi"."""
        word = next_word(self.text, self.follows)
        end = self.follows + len(word)
        is_particle = not self.words.particles_start and word.lower() in shared("particles")["after_initials"]
        return is_particle and self.text[end : end + 1] == " " and self.text[end + 1 : end + 2].isupper()

    def _chains(self) -> list[str]:
        """Return "z.B" for the "B" of "z. B.", "par_ex" for the "ex" of "par ex.": the word with those before it.

        One, two or three short dotted words, or one without a full stop.
        """
        chains, word = [], self.word
        parts = self.before.split()[-3:]
        for part in reversed(parts):
            stem = part.removesuffix(".").lstrip(OPENING_MARKS)
            if not part.endswith(".") or not _SHORT.fullmatch(stem):
                break
            word = f"{stem}.{word}"
            chains.append(word)
        if parts and not chains:
            chains.append(f"{parts[-1].lstrip(OPENING_MARKS)}_{self.word}")
        return chains
