"""Where one sentence ends and the next begins: rules over the marks . ! ? … and the words on either side of them.

A mark is a candidate when white space follows it, closing quotation marks and brackets aside. A next word in lower case
vetoes it. A full stop after an abbreviation, an initial or an ordinal ends a sentence only if the next word is one that
opens sentences (an article, a pronoun, a conjunction: closed classes, listed in ``languages/it/splitting.yaml``). The
scheme is that of SRX 2.0 (LISA, 2008: break and no-break rules, the first that fits decides), with Kiss & Strunk's
(2006) use of frequent sentence starters and their special treatment of initials and numbers.
"""

import re
from bisect import bisect_right

from toolkit.languages import shared
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
_ROMAN = re.compile(r"[IVXLCDM]{2,7}")
_ENUMERATOR = re.compile(rf"[{_OPEN}\s]*(?:\d{{1,3}}|[A-Za-z]|[ivxIVX]{{1,5}}|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})")
_UNVOWELLED = re.compile(r"(?i:[bcdfghjklmnpqrstvwxzß]{2,6})")
_UNVOWELLED_WORDS = re.compile(
    r"[kcdm]m|[mcdh]l|[mk]g|[kmg]?wh?|[kmg]?hz|[kmgt]b|db|km/h|tv|[dc]vd|cd|pc|[sm]ms|gps|wc|h+m+|m+h*m+|ps+t|brr+|grr+|"
    r"pf+t|tsk|sh+|xl|xs|[dv]j|mc|z+|html|http"
)
_ENCLOSED_AT_MOST = 500
# Text is looked at this far back, so that a megabyte without a boundary takes no longer than one with many.
_WINDOW = 400


def boundaries(text: str, language: str) -> list[tuple[int, int]]:
    """Return for each boundary inside ``text`` where the sentence ends and where the next one starts.

    ``text`` is one paragraph on one line. The time is linear in its length.
    """
    words = vocabulary(language)
    enclosed = _enclosures(text)
    candidates = _ATTACHED if words.marks_attached else _SPACED
    found: list[tuple[int, int]] = []
    start = 0
    for match in sorted([*candidates.finditer(text), *_GLUED.finditer(text)], key=re.Match.start):
        following = match.end()
        if match.start() < start or following >= len(text):
            continue
        mark = _Mark(text, start, match, words, is_enclosed=_is_inside(enclosed, start, match.start(), text))
        if mark.ends():
            found.append((following if match.re is _GLUED else match.start("gap"), following))
            start = following
    return found


def continues(line: str, following: str, language: str) -> bool:
    """Return whether a sentence goes on over a line break, as far as the final mark of ``line`` tells."""
    tail = line[-120:].lstrip()
    return not any(start == len(tail) + 1 for _, start in boundaries(f"{tail} {following[:120]}", language))


class _Mark:
    """One candidate: the mark, the word before it, and where the text goes on."""

    def __init__(
        self, text: str, start: int, match: re.Match[str], words: SplittingVocabulary, *, is_enclosed: bool
    ) -> None:
        self.text = text
        self.words = words
        self.is_enclosed = is_enclosed
        self.is_glued = match.re is _GLUED
        self.at = match.start()
        self.marks = match.group() if self.is_glued else match["marks"]
        self.close = "" if self.is_glued else match["close"]
        self.follows = skip_openers(text, match.end())
        self.sentence = text[max(start, self.at - _WINDOW) : self.at]
        found = _WORD_BEFORE.search(text[max(start, self.at - 40) : self.at])
        self.word = found.group().lstrip("'") if found else ""
        self.before = text[max(start, self.at - len(self.word) - 40) : self.at - len(self.word)]

    def ends(self) -> bool:
        """Return whether a sentence ends here."""
        head = self.text[self.follows : self.follows + 2]
        goes_on = head[:1].islower() and not head[1:].isupper()
        if goes_on or self.is_enclosed or not any(map(str.isalnum, self.sentence)):
            return False
        if self.is_glued:
            return self._is_followed_by_starter()
        if self.marks == ".":
            return self._stop_ends()
        if "!" in self.marks or "?" in self.marks:
            if self.close:
                return not self._is_attributed()
            return self.word not in self.words.marked_names
        return self.sentence[-1:] not in ("(", "[")  # "[...]" stands for words left out

    def _is_attributed(self) -> bool:
        """Return whether a closed quotation is followed by "Smith asked"."""
        reporting = self.words.reporting
        return bool(reporting and reporting.match(self.text, self.follows)) and not self._is_followed_by_starter()

    def _stop_ends(self) -> bool:
        """Decide a single full stop."""
        if _ENUMERATOR.fullmatch(self.sentence):
            return False
        if self.word.isdigit():
            return self._number_ends()
        if not self.word or (len(self.word) == 1 and self._is_labelled()):
            return True
        kinds = [_ELISION.sub("", self.word), *self._chains()]
        words = self.words
        digit = self.text[self.follows : self.follows + 1].isdigit()
        number = digit or _ROMAN.match(self.text, self.follows)
        if any(kind in words.never or (number and kind in words.before_number) for kind in kinds):
            return False
        dated = digit or self.before.rstrip()[-1:].isdigit()
        if any(kind in words.inner or (dated and kind in words.dates) for kind in kinds):
            return not digit and self._is_followed_by_starter()
        return self._unlisted_ends(kinds[0])

    def _is_labelled(self) -> bool:
        """Return whether the word belongs to the one before: "vitamin C."."""
        previous = _TOKEN_BEFORE.search(self.before)
        return previous is not None and previous[1] in self.words.lettered

    def _unlisted_ends(self, word: str) -> bool:
        """Decide a full stop after a word that no list holds: initials, acronyms, Roman numerals, "Bldg."."""
        words = self.words
        if (len(word) == 1 and word.isalpha()) or _ACRONYM.fullmatch(word):
            return self._is_followed_by_starter() and not self._is_followed_by_particle()
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
        """Return "z.B" for the "B" of "z. B.": the word with one, two and three short dotted words before it."""
        chains, word = [], self.word
        for part in reversed(self.before.split()[-3:]):
            stem = part.removesuffix(".").lstrip(OPENING_MARKS)
            if not part.endswith(".") or not _SHORT.fullmatch(stem):
                break
            word = f"{stem}.{word}"
            chains.append(word)
        return chains


def _enclosures(text: str) -> list[tuple[int, int]]:
    """Return the outermost bracketed stretches, in order, of at most 500 characters each."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in re.finditer(r"[()\[\]]", text):
        if match.group() in "([":
            opened.append(match.start())
        elif opened:
            begin = opened.pop()
            if match.start() - begin <= _ENCLOSED_AT_MOST:
                while found and found[-1][0] > begin:
                    found.pop()
                found.append((begin, match.start()))
    return found


def _is_inside(enclosed: list[tuple[int, int]], start: int, at: int, text: str) -> bool:
    """Return whether ``at`` lies in brackets that opened in the middle of the sentence that began at ``start``."""
    index = bisect_right(enclosed, (at, at)) - 1
    if index < 0:
        return False
    begin, end = enclosed[index]
    return begin < at < end and any(map(str.isalnum, text[max(start, begin - _WINDOW) : begin]))
