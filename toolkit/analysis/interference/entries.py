"""What of one language shows through another: ``languages/it-en/interference.yaml``, and where it matches.

    calques:
      - it: da tutti i punti di vista        what the original says: patterns as in patterns.py
        en: from all points of view          what the translation then says
        prefer: in every respect; on every count
        flagged: The plan is sound from all points of view.
        clean: Seen from all the viewpoints on the hill, the lake is blue.

The two keys are the codes of the file's name. ``prefer`` lists what to write instead; a ``{verb}`` in it takes the form
of the one that was found, and ``<name>`` or another class is what the pattern found for it. ``sure: false`` makes it a
hint. ``before`` and ``after`` are patterns that excuse the phrase when they stand right before or after it, ``unless``
anywhere in the text; ``needs`` must stand somewhere in it. ``category`` is an MQM path other than the check's.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from toolkit.analysis.english.inflections import Forms, forms
from toolkit.analysis.interference.patterns import PhrasePattern, choices, parse, rarity, wanted
from toolkit.analysis.text.words import LETTERS_AND_DIGITS
from toolkit.languages import in_force, load, remembered

# Letters beside a phrase in which what excuses it stands.
_NEAR = 400
# Letters of a word that is not in every sentence.
_TELLING = 5
_STRAIGHT = str.maketrans("’‘", "''")


@dataclass(frozen=True)
class InterferenceEntry:
    """One phrase. ``number`` is its place in the file, ``original`` and ``pattern`` are as the file has them."""

    number: int
    original: str
    pattern: str
    prefer: tuple[str, ...]
    languages: tuple[str, str]
    sure: bool = True
    category: str | None = None
    contexts: Mapping[str, str] = field(default_factory=dict, hash=False)
    examples: tuple[str, str] = ("", "")

    @cached_property
    def phrase(self) -> PhrasePattern:
        """The pattern, read."""
        return parse(self.pattern, self.languages[1])

    @cached_property
    def _choices(self) -> tuple[frozenset[str], ...]:
        return choices(self.pattern)

    def keys(self, words: Set[str]) -> Iterable[str]:
        """Return words of which a text must hold one, "" if it may hold any; ``words`` are those it must hold all of.

        A short word is in every text: then those are taken that stand in brackets, if they are longer.
        """
        longest = max(sorted(words), key=len, default="")
        if len(longest) >= _TELLING or not self._choices:
            return (longest,)
        return max(self._choices, key=rarity)

    def may_match(self, words: Set[str]) -> bool:
        """Whether a text of these words can hold the phrase."""
        if any(map(words.isdisjoint, self._choices)):
            return False
        return not self.phrase.anchors or not self.phrase.anchors.isdisjoint(words)

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return self.phrase.compile()

    @cached_property
    def _original(self) -> re.Pattern[str]:
        return parse(self.original, self.languages[0]).compile()

    @cached_property
    def _contexts(self) -> dict[str, re.Pattern[str]]:
        ties = {"before": ("", r"\W{0,2}\Z"), "after": (r"\A\W{0,2}", "")}
        read = {name: parse(text, self.languages[1]) for name, text in self.contexts.items()}
        return {name: phrase.compile(*ties.get(name, ("", ""))) for name, phrase in read.items()}

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where the phrase stands in a text with straight apostrophes and nothing excuses it."""
        anywhere: bool | None = None  # what excuses it wherever it stands, looked for once
        for match in self._expression.finditer(text):
            if anywhere is None:
                anywhere = self._excused({"unless": text, "needs": text})
            before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
            if not (anywhere or self._excused({"before": before, "after": after})):
                yield match

    def _excused(self, around: Mapping[str, str]) -> bool:
        return any(
            (self._contexts[name].search(text) is None) == (name == "needs")
            for name, text in around.items()
            if name in self._contexts
        )

    def idiom(self, text: str) -> str | None:
        """Return the words of the original language's text that are behind the phrase, None if it has none."""
        match = self._original.search(text.translate(_STRAIGHT))
        return match[0] if match else None

    def preferred(self, match: re.Match[str]) -> tuple[str, ...]:
        """Return what to write instead, with the verb's form, the name and the capital of what was found."""
        return tuple(self._filled(text, match) for text in self.prefer)

    @cached_property
    def is_exact(self) -> bool:
        """Whether the words to write instead can stand where the phrase stood, as they do in the entry's examples."""
        flagged, clean = self.examples
        found = (
            flagged[: match.start()] + self.preferred(match)[0] + flagged[match.end() :]
            for match in self.matches(flagged.translate(_STRAIGHT))
        )
        return clean in found

    def _filled(self, text: str, match: re.Match[str]) -> str:
        text = re.sub(r"\{(\w+)\}", lambda verb: self._inflected(verb[1], match), text)
        text = re.sub(r"<(\w+)>", lambda part: match[part[1]] or "", text)
        return text[:1].upper() + text[1:] if match[0][:1].isupper() else text

    def _inflected(self, verb: str, match: re.Match[str]) -> str:
        form = match["verb"].lower() if self.phrase.verb else verb
        own: Forms = self.phrase.verb
        at = next((number for number, ways in enumerate(own) if form in ways), 0)
        ways = forms(verb, self.languages[1])[at]
        return ways[own[at].index(form)] if own and form in own[at] and len(ways) == len(own[at]) else ways[0]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text: ``text[start:end]``, and what to write instead, the best first."""

    entry: InterferenceEntry
    start: int
    end: int
    prefer: tuple[str, ...]


class Entries:
    """The entries of one kind for a pair of languages, by words that a text must hold; read when it holds them."""

    def __init__(self, entries: tuple[InterferenceEntry, ...]) -> None:
        self.entries = entries
        self._by_word: dict[str, list[tuple[frozenset[str], InterferenceEntry]]] = {}
        for entry in entries:
            words = wanted(entry.pattern)
            for key in entry.keys(words):
                self._by_word.setdefault(key, []).append((words, entry))

    def find(self, text: str) -> list[Found]:
        """Return the phrases in a text in their order; of those that overlap the longer, then the earlier."""
        straight = text.translate(_STRAIGHT)
        words = {word.lower() for word in LETTERS_AND_DIGITS.findall(straight)}
        near = {
            entry.number: entry
            for word in ("", *words)
            for own, entry in self._by_word.get(word, ())
            if own <= words and entry.may_match(words)
        }
        candidates = [
            Found(entry, *match.span(), entry.preferred(match))
            for entry in near.values()
            for match in entry.matches(straight)
        ]
        kept: list[Found] = []  # in their order
        for phrase in sorted(
            candidates, key=lambda phrase: (phrase.start - phrase.end, phrase.start, phrase.entry.number)
        ):
            at = bisect_left(kept, phrase.end, key=lambda other: other.start)
            if at == 0 or kept[at - 1].end <= phrase.start:
                kept.insert(at, phrase)
        return kept


@remembered()
def entries(kind: str, original: str, translation: str) -> Entries | None:
    """Return a kind of entries (``calques``, ``false_friends``) of a pair of languages, None without a file of it."""
    data = load(f"{original}-{translation}", "interference")
    if not data:
        return None
    rows = enumerate(data.get(kind, ()))
    every = tuple(_entry(number, row, original, translation) for number, row in rows)
    if in_force().mark(f"{original}-{translation}", "interference"):
        for entry in every:  # of data that was brought, what cannot be read is said at once
            _ = entry.phrase
    return Entries(every)


def _entry(number: int, row: Mapping[str, Any], original: str, translation: str) -> InterferenceEntry:
    contexts = {name: row[name] for name in ("before", "after", "unless", "needs") if name in row}
    prefer = tuple(row["prefer"].split("; "))
    return InterferenceEntry(
        number, row[original], row[translation], prefer, (original, translation),
        row.get("sure", True), row.get("category"), contexts, (row.get("flagged", ""), row.get("clean", "")),
    )  # fmt: skip
