"""Tags: markup and placeholders of a translator's file that the translation lost, gained or tangled."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from toolkit.model import BY_ITS_CHECK, Case, Finding, Sentence, Severity, Side, Span, Tag, Unchecked, Unit
from toolkit.plugins.contracts import Check

_CATEGORY = "design-and-markup/markup-tag"


@dataclass(frozen=True, slots=True)
class Tags:
    """A tag or a placeholder that is lost or new in the translation, or whose ends stand where they cannot.

    It matters because a program fills placeholders: where "%d" is lost, the reader never learns the number, and the
    program may break off; a link that is not closed runs to the end of the page. Placeholders that are lost or new, and
    a lone end of a pair, are errors; formatting that is lost or new as a whole, and pairs that cross or hold nothing,
    are warnings. Placeholders may change places, for languages order their words differently, unless they are filled
    by their order ("%s ... %d"). Only files that know tags have any: XLIFF, TMX, PO, and HTML in cells of tables.

    Bad:  "Scaricati %d file su %s." - "Files downloaded: %d."
    Bad:  "Leggi <b>prima</b> le istruzioni." - "Read the instructions <b>first."
    Good: "Il file {name} ha {count} righe." - "There are {count} lines in the file {name}."

    On clean news, which has no tags: none.
    """

    needs_source: ClassVar[bool] = True
    reads_addresses: ClassVar[bool] = True
    reads_kept: ClassVar[bool] = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield a finding for each tag or pair, in the order of the original and then of the translation."""
        for unit in case.units:
            source, translation = _tags(unit.source or ()), _tags(unit.translation)
            if (source or translation) and unit.translation_text and unit.source_text:
                yield from _Comparison(unit, source, translation).findings()


def _tags(sentences: Sequence[Sentence]) -> list[Tag]:
    """Return the tags with their places in the text of the unit."""
    found, start = [], 0
    for sentence in sentences:
        found += [Tag(start + tag.at, tag.name) for tag in sentence.tags]
        start += len(sentence.text) + 1
    return found


@dataclass(frozen=True)
class _Comparison:
    unit: Unit
    source: list[Tag]
    translation: list[Tag]

    def findings(self) -> Iterator[Finding]:
        left, right = (Counter(tag.name for tag in tags) for tags in (self.source, self.translation))
        lost, new = left - right, right - left
        renamed = self._renamed(lost, new)
        if renamed:
            before, after = renamed
            spans = self._span("translation", after), self._span("source", before)
            yield self._made("error", f"the placeholder {after} is not in the original, which has {before}", spans)
            return
        yield from self._unmatched(lost, "source")
        yield from self._unmatched(new, "translation")
        if not lost and not new:
            yield from self._misplaced()

    def _renamed(self, lost: Counter[str], new: Counter[str]) -> tuple[str, str] | None:
        """Return the placeholder of the original and what has become of it, where that is all that differs."""
        names = *lost.elements(), *new.elements()
        is_one = lost.total() == new.total() == 1 and not any(name.startswith("<") for name in names)
        return (names[0], names[1]) if is_one else None

    def _unmatched(self, names: Counter[str], side: Side) -> Iterator[Finding]:
        """Yield a finding for each tag, or pair, that the other side lacks."""
        told: set[str] = set()
        wrong = "is lost" if side == "source" else "is not in the original"
        for name in names:
            bare = name.strip("</>") if name.startswith("<") else name
            if bare in told:
                continue
            told.add(bare)
            opening, closing = f"<{bare}>", f"</{bare}>"
            if not name.startswith("<"):
                yield self._finding("error", f"the placeholder {name} {wrong}", name, side)
            elif names[opening] == names[closing] > 0:
                plural = wrong.replace("is ", "are ", 1)
                yield self._finding("warning", f"the tags {opening} and {closing} {plural}", opening, side)
            else:
                severity: Severity = "warning" if name.endswith("/>") else "error"
                yield self._finding(severity, f"the tag {name} {wrong}", name, side)

    def _misplaced(self) -> Iterator[Finding]:
        """Yield what is wrong with the order of tags that both sides have."""
        ours, theirs = (
            [tag.name for tag in tags if _goes_by_order(tag.name)] for tags in (self.translation, self.source)
        )
        if ours != theirs:
            message = f"{', '.join(ours)}, but they are filled in the order of the original: {', '.join(theirs)}"
            yield self._finding("error", message, ours[0], "translation")
        known = set(_faults(self.source))
        for name, fault in dict(_faults(self.translation)).items():
            if (name, fault) not in known:
                yield self._finding("warning", fault, name, "translation")

    def _finding(self, severity: Severity, message: str, name: str, side: Side) -> Finding:
        """Return a finding at a tag of one side."""
        whole = Span("translation", 0, len(self.unit.translation_text))
        at = self._span(side, name)
        return self._made(severity, message, (at,) if side == "translation" else (whole, at))

    def _made(self, severity: Severity, message: str, spans: tuple[Span, ...]) -> Finding:
        return Finding(BY_ITS_CHECK, severity, _CATEGORY, message, self.unit.index, spans)

    def _span(self, side: Side, name: str) -> Span:
        """Return the words between the ends of a pair, or the word at a tag."""
        text = self.unit.source_text if side == "source" else self.unit.translation_text
        firsts = self._firsts[side]
        start = firsts[name]
        end = firsts.get(f"</{name.strip('</>')}>", -1) if name.startswith("<") else -1
        if end <= start or name.startswith("</"):
            space = text.find(" ", start)
            end = space if space >= 0 else len(text)
        if not text[start:end].strip():
            # It stands behind the last word, or before a space: the word before it shows where.
            end = len(text[:start].rstrip())
            start = text.rfind(" ", 0, end) + 1
        return Span(side, start, max(start, end))

    @cached_property
    def _firsts(self) -> dict[Side, dict[str, int]]:
        """The place of the first tag of each name, on both sides."""
        sides: tuple[tuple[Side, list[Tag]], ...] = ("source", self.source), ("translation", self.translation)
        return {side: {tag.name: tag.at for tag in reversed(tags)} for side, tags in sides}


def _goes_by_order(name: str) -> bool:
    """Whether a placeholder is filled by its place among the others: "%s", but no "%(name)s" and no "%1$s"."""
    return name.startswith("%") and not any(sign in name for sign in "({$")


def _faults(tags: Sequence[Tag]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with pairs: the name of a tag, and the fault."""
    opened: list[Tag | None] = []
    places: dict[str, list[int]] = {}
    for tag in tags:
        if not tag.name.startswith("<") or tag.name.endswith("/>"):
            continue
        if not tag.name.startswith("</"):
            places.setdefault(tag.name, []).append(len(opened))
            opened.append(tag)
            continue
        name = f"<{tag.name.strip('</>')}>"
        if not places.get(name):
            yield tag.name, f"the tag {tag.name} stands before {name}"
            continue
        at = places[name].pop()
        own, last = opened[at], opened[-1]
        if last and last is not own:
            yield tag.name, f"the tags {last.name} and {name} cross"
        if own and own.at == tag.at:
            yield name, f"nothing stands between {name} and {tag.name}"
        opened[at] = None
        while opened and opened[-1] is None:
            opened.pop()


PLUGIN: type[Check] = Tags
