"""Who says something in a text: the names of speakers, by a verb of speech ("X said", "ha detto X") or "secondo X".

Shallow on purpose: a name counts only where it stands beside the verb, with nothing between but its office, auxiliaries
and pronouns, or on the other side of an apposition. What is less plain gives no attribution.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.analysis.names.mentions import Mention
from toolkit.analysis.quotations.quoted import quoted_words
from toolkit.analysis.quotations.speech_verbs import Speech, speech
from toolkit.analysis.text.words import words
from toolkit.languages import shared

# Words between a verb or "according to" and the name: an article, an office, a day.
_OFFICE = 5
# Letters, or words, of a clause before a verb that are looked at.
_NEAR = 60
_BEHIND = re.compile(r"[,?!\"”»’']\s*[\"”»’']?\s*$")
_CLAUSE = re.compile(r"[,.;:!?()–—\"“”«»„]|\s-\s")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks (the mentions that make up the name, with those of office and place), and to whom.

    ``start`` and ``end`` are the range of the verb or of "according to".
    """

    speaker: tuple[Mention, ...]
    addressee: tuple[Mention, ...]
    start: int
    end: int
    by_verb: bool = True


def find_attributions(text: str, language: str, names: Sequence[Mention]) -> list[Attribution]:
    """Return the attributions to one of the names outside of quotations, in order; none in a language without data."""
    data = speech(language)
    return list(_SpokenText(text, language, names, data).attributions()) if data and names else []


class _SpokenText:
    """One text: its words, its names, and which words are quoted."""

    def __init__(self, text: str, language: str, names: Sequence[Mention], data: Speech) -> None:
        self.text, self.data = text, data
        self.words = words(text)
        self.small = [word.text.lower() for word in self.words]
        self.quoted = quoted_words(text, language)
        starts = {word.start: number for number, word in enumerate(self.words)}
        self.name_at: dict[int, Mention] = {}
        for name in names:
            number = starts.get(name.start)
            while number is not None and number < len(self.words) and self.words[number].start < name.end:
                self.name_at[number] = name
                number += 1

    def attributions(self) -> Iterator[Attribution]:
        for number, word in enumerate(self.words):
            if self.quoted[number]:
                continue
            cue = next((cue for cue in self.data.according if tuple(self.small[number : number + len(cue)]) == cue), ())
            if cue:
                speaker = self._after(number + len(cue))
                last = self.words[number + len(cue) - 1]
                if speaker:
                    yield Attribution(self._mentions(speaker), (), word.start, last.end, by_verb=False)
            elif self._speaks(number) and word.text.islower():
                found = self._of_verb(number)
                if found:
                    yield found

    def _of_verb(self, number: int) -> Attribution | None:
        first, passive = self._first_of_verb(number)
        if number and self.small[number - 1] in self.data.articles:
            return None  # a noun: "la denuncia", "the claims"
        before = self._before(first)
        transitive = self.small[number] in self.data.transitive
        word = self.words[number]
        if passive:
            by = self._behind(number + 1, self.data.by)
            return Attribution(self._mentions(by), self._mentions(before), word.start, word.end) if by else None
        if before:
            to = self._behind(number + 1, self.data.to) or (self._after(number + 1) if transitive else [])
            return Attribution(self._mentions(before), self._mentions(to), word.start, word.end)
        if not transitive and self._may_follow(first):
            after = self._after(number + 1)
            if after:
                to = self._behind(after[-1] + 1, self.data.to)
                return Attribution(self._mentions(after), self._mentions(to), word.start, word.end)
        return None

    def _first_of_verb(self, number: int) -> tuple[int, bool]:
        """Return the first word of the verb with its auxiliaries and pronouns, and whether it is passive."""
        first, between = number, self.data.between | self.data.passive | self.data.reflexive
        while first and self.small[first - 1] in between and self._gap(first - 1) == " ":
            first -= 1
        some = set(self.small[first:number])
        passive = bool(some & self.data.passive) and not some & self.data.reflexive
        return first, passive

    def _before(self, first: int) -> list[int]:
        """Return the words of the name that ends just before, or before an apposition between commas."""
        last = first - 1
        if last < 0:
            return []
        gap = self._gap(last)
        if gap.strip() == "," and last not in self.name_at:
            last = self._before_apposition(last)
        elif gap.strip() == ",":
            # "Rossi, minister of Ruritania, said", "the minister of Ruritania, Rossi, said": both name the speaker.
            outer = self._before_apposition(last)
            return [*self._run_ending(outer), *self._run_ending(last)] if outer in self.name_at else []
        elif gap.strip():
            return []
        return self._run_ending(last)

    def _before_apposition(self, last: int) -> int:
        """Return the word before the comma that begins what stands between it and the verb, -1 where there is none."""
        for at in range(last - 1, max(-1, last - 14), -1):
            gap = self._gap(at)
            if gap.strip() == ",":
                return at
            if _CLAUSE.search(gap):
                return -1
        return -1

    def _run_ending(self, last: int) -> list[int]:
        """Return the words of the name that ends at a word, unless a preposition makes it something else."""
        if last not in self.name_at:
            return []
        run = [last]
        at = last - 1
        while at >= 0 and not _CLAUSE.search(self._gap(at)) and last - at < 6 and not self.quoted[at]:
            if at in self.name_at:
                run.insert(0, at)
            elif not self._is_part(at) and (self._ends(at) or self._speaks(at)):
                return []
            at -= 1
        return run

    def _after(self, number: int) -> list[int]:
        """Return the words of the first name in the phrase that begins at a word."""
        run: list[int] = []
        placed = False
        for at in range(number, min(len(self.words), number + 2 * _OFFICE)):
            if (at > number and _CLAUSE.search(self._gap(at - 1))) or self.quoted[at]:
                break
            if at in self.name_at:
                run.append(at)
            elif self.small[at] in self.data.of:
                if at == number:
                    break
                placed = placed or not run
            elif self._ends(at) or self._speaks(at) or self._is_far(at, number, run):
                break
            elif at > number and self.words[at - 1].text[0].isupper() and not self._is_part(at):
                break  # "laut Rossi kann Bianchi": what follows a name, or a German noun, says what it does
            elif run and self.small[at] in self.data.articles:
                break  # "secondo il governo il tribunale ...": the next phrase
        # "la portavoce di Rossi, Anna Neri": the one who speaks is named behind the comma.
        return [] if run and placed and self._gap(run[-1]).strip() == "," else run

    def _is_far(self, at: int, number: int, run: Sequence[int]) -> bool:
        """Whether a word is no longer of the phrase that began at ``number`` and has these words of a name."""
        return not self._is_part(at) and at - run[-1] > 2 if run else at - number >= _OFFICE

    def _is_part(self, at: int) -> bool:
        """Whether a word may stand within a name with its office."""
        return (
            self.small[at] in self.data.of
            or self.small[at] in shared("particles")["inside"]
            or self.words[at].text[0].isupper()
        )

    def _ends(self, at: int) -> bool:
        """Whether the phrase of a speaker is at an end before a word."""
        return any(self.small[at] in some for some in (self.data.ends, self.data.to, self.data.by, self.data.passive))

    def _speaks(self, at: int) -> bool:
        return self.small[at] in self.data.verbs or self.small[at] in self.data.transitive

    def _behind(self, number: int, openers: frozenset[str]) -> list[int]:
        """Return the words of a name that one of the prepositions opens within a few words."""
        for at in range(number, min(len(self.words), number + 4)):
            if _CLAUSE.search(self._gap(at - 1)):
                return []
            if self.small[at] in openers:
                return self._after(at + 1)
        return []

    def _may_follow(self, first: int) -> bool:
        """Whether the speaker may stand behind the verb: behind a quotation or a comma, or in a clause without a name.

        Only of languages that turn the order round elsewhere, too: in English the quotation or the comma must be there.
        """
        start = self.words[first].start
        before = self.text[max(0, start - _NEAR) : start]
        if _BEHIND.search(before):
            return True
        if not self.data.turns:
            return False
        for at in range(first - 1, max(-1, first - _NEAR), -1):
            if _CLAUSE.search(self._gap(at)):
                return True
            if at in self.name_at:
                return False
        return True

    def _gap(self, number: int) -> str:
        """Return what stands between a word and the next one."""
        end = self.words[number + 1].start if number + 1 < len(self.words) else len(self.text)
        return self.text[self.words[number].end : end]

    def _mentions(self, run: Sequence[int]) -> tuple[Mention, ...]:
        return tuple(dict.fromkeys(self.name_at[number] for number in run))
