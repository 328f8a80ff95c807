"""Where a translation does not do as the glossary says."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from toolkit.analysis.terms.entries import GlossaryEntry
from toolkit.analysis.terms.matching import Index, Match, Phrase, lemma, tokens
from toolkit.model import BY_ITS_CHECK, Finding, Severity, Span, Unit

_CATEGORY = "terminology/inconsistent-with-terminology-resource"
_KEEP = "accuracy/do-not-translate"


@lru_cache(maxsize=4)
def prepared(entries: tuple[GlossaryEntry, ...], source: str, target: str) -> "Glossary":
    """Return the entries ready to be looked up; made once for all documents of a run."""
    return Glossary(entries, source, target)


class Glossary:
    """The entries of a pair of languages, ready to be looked up."""

    def __init__(self, entries: Sequence[GlossaryEntry], source: str, target: str) -> None:
        self._languages = source, target
        self._of: dict[Phrase, list[GlossaryEntry]] = {}
        self._against: dict[Phrase, list[GlossaryEntry]] = {}
        right: set[Phrase] = set()
        for entry in entries:
            if entry.source:
                phrase = Phrase(entry.source, entry.case or entry.keep, not entry.keep)
                self._of.setdefault(phrase, []).append(entry)
            for target_term in entry.forbidden:
                self._against.setdefault(Phrase(target_term, entry.case), []).append(entry)
            right |= {Phrase(one, entry.case) for one in (*entry.targets, *([entry.source] if entry.keep else []))}
        self._source = Index(self._of, source)
        self._target = Index({*right, *self._against}, target)

    def find(self, unit: Unit, *, original: bool) -> Iterator[Finding]:
        """Yield what one unit does against the glossary; ``original`` says whether the run has a source at all."""
        if not unit.translation_text:
            return
        matches = self._source.longest(unit.source_text) if unit.source else []
        here: dict[str, Match] = {}
        for match in matches:
            for entry in self._of[match.phrase]:
                here.setdefault(entry.source, match)
        answered = set()
        for entry, match in self._misused(unit, matches):
            if not entry.source or entry.source in here or not original:
                answered.add(entry.source)
                yield _forbidden(unit, entry, match, here.get(entry.source), original=original)
        # What is part of a longer term stands for that one: "central bank" is no "bank".
        present = {match.phrase.text for match in self._target.longest(unit.translation_text)}
        for source, match in here.items():
            own = self._of[match.phrase]
            targets = tuple(dict.fromkeys(target for entry in own for target in entry.targets))
            if source in answered:
                continue
            if any(entry.keep for entry in own):
                if not _stands(unit.source_text[match.start : match.end], unit.translation_text):
                    yield self._changed(unit, own[0], match)
            elif targets and not present & set(targets):
                yield self._missing(unit, own[0], targets, match)

    def _misused(self, unit: Unit, matches: Sequence[Match]) -> Iterator[tuple[GlossaryEntry, Match]]:
        """Yield forbidden words of the translation that are right for no other term of the source."""
        allowed = {target for match in matches for entry in self._of[match.phrase] for target in entry.targets}
        for match in self._target.longest(unit.translation_text):
            if match.phrase.text not in allowed:
                yield from ((entry, match) for entry in self._against.get(match.phrase, ()))

    def _missing(self, unit: Unit, entry: GlossaryEntry, targets: Sequence[str], match: Match) -> Finding:
        right = " or ".join(repr(target) for target in targets)
        message = f"the glossary has {right} for {entry.source!r}, and the translation does not{_noted(entry)}"
        spans = (self._near(unit, targets), Span("source", match.start, match.end))
        return Finding(BY_ITS_CHECK, "warning", _CATEGORY, message, unit.index, spans, targets[0])

    def _changed(self, unit: Unit, entry: GlossaryEntry, match: Match) -> Finding:
        kept = unit.source_text[match.start : match.end]
        message = f"{kept!r} is to stay as it is, and the translation does not have it{_noted(entry)}"
        spans = (self._near(unit, [entry.source]), Span("source", match.start, match.end))
        return Finding(BY_ITS_CHECK, "warning", _KEEP, message, unit.index, spans, kept)

    def _near(self, unit: Unit, targets: Sequence[str]) -> Span:
        """Return a word of the translation that also belongs to a right term, or the whole of it."""
        language = self._languages[1]
        wanted = {lemma(token.text, language) for target in targets for token in tokens(target) if len(token.text) > 3}
        for token in tokens(unit.translation_text):
            if lemma(token.text, language) in wanted:
                return Span("translation", token.start, token.end)
        return Span("translation", 0, len(unit.translation_text))


def _forbidden(unit: Unit, entry: GlossaryEntry, match: Match, source: Match | None, *, original: bool) -> Finding:
    written = unit.translation_text[match.start : match.end]
    better = entry.targets[0] if entry.targets else None
    for_what = f" for {entry.source!r}" if entry.source else ""
    instead = f"; it has {' or '.join(map(repr, entry.targets))}" if entry.targets else ""
    message = f"the glossary forbids {written!r}{for_what}{instead}{_noted(entry)}"
    spans = [Span("translation", match.start, match.end)]
    if source is not None:
        spans.append(Span("source", source.start, source.end))
    severity: Severity = "info" if entry.source and not original else "warning"
    return Finding(BY_ITS_CHECK, severity, _CATEGORY, message, unit.index, tuple(spans), better)


def _stands(kept: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(kept)}(?!\w)", text) is not None


def _noted(entry: GlossaryEntry) -> str:
    return f" ({entry.note})" if entry.note else ""
