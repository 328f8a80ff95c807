"""One person's office named two ways."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.style.minority import minority
from toolkit.analysis.style.offices import Offices, Title, offices
from toolkit.analysis.text.passages import Passage, passages
from toolkit.model import BY_ITS_CHECK, Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

_CATEGORY = "terminology/inconsistent-use"
Place = tuple[Passage, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class TitleVariety:
    """One office named in two ways in one text: "Minister Rossi" here, "Secretary Rossi" there.

    A reader takes them for two people, or for two offices. Compared are titles before and after the same surname, the
    hyphen ("Secretary-General"), and a title that is cut short into another one ("the NATO Secretary"). Offices of
    another time ("former", "then") are let be. The rarer way is marked; which is right is for the editor to say.

    Bad:  Foreign Minister Rossi will travel on Monday. The decision surprised Foreign Secretary Rossi.
    Good: Foreign Minister Rossi will travel on Monday. The decision surprised the former Justice Secretary.

    On clean news (NTREX-128, 62 documents): none.
    """

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each use of a rarer way, at most five of an office; the suggestion is the commoner one."""
        known = offices(case.translation_language)
        if known is None:
            yield Unchecked(BY_ITS_CHECK, f"no data for {case.translation_language}")
            return
        texts = passages(case)
        for ways in [*_of_persons(texts, known), *_hyphens(texts, known), *_clipped(texts, known)]:
            for (passage, span), way, chief in minority(ways):
                message = f"{way!r} here, {chief!r} elsewhere: one office, named in two ways"
                yield passage.finding("warning", _CATEGORY, message, span, chief)


def _of_persons(texts: Sequence[Passage], known: Offices) -> Iterator[dict[str, list[Place]]]:
    """Yield, for each person with rival titles, the places of each."""
    by_name: dict[str, list[tuple[Title, Passage]]] = defaultdict(list)
    for passage in texts:
        for title in known.find(passage.text):
            by_name[title.surname].append((title, passage))
    for held in by_name.values():
        if len({title.first for title, _ in held if title.first}) > 1:
            continue  # two people of one surname
        named = {title.office for title, _ in held}
        rivals = {one for one in named for other in named if known.rival(one, other)}
        ways: dict[str, list[Place]] = defaultdict(list)
        for title, passage in held:
            if title.office in rivals:
                written = passage.text[title.start : title.end]
                ways[next((way for way in ways if way.lower() == written.lower()), written)].append(
                    (passage, (title.start, title.end))
                )
        yield ways


def _hyphens(texts: Sequence[Passage], known: Offices) -> Iterator[dict[str, list[Place]]]:
    for office in known.clipped:
        ways: dict[str, list[Place]] = defaultdict(list)
        for passage in _naming(texts, office):
            for match in re.finditer(rf"\b{office.replace(' ', '[ -]')}\b", passage.text):
                ways[match[0]].append((passage, match.span()))
        yield ways


def _naming(texts: Sequence[Passage], office: str) -> Iterator[Passage]:
    """Yield the passages with the first word of an office: most have none, and patterns take their time."""
    word = office.split(maxsplit=1)[0]
    return (passage for passage in texts if word in passage.text)


def _clipped(texts: Sequence[Passage], known: Offices) -> Iterator[dict[str, list[Place]]]:
    """Yield the places of an office, and of its name cut short: where no other office of that short name is told of."""
    for office, short in known.clipped.items():
        ways: dict[str, list[Place]] = {office: [], short: []}
        others = False
        for passage in _naming(texts, short):
            for match in re.finditer(rf"\b([Tt]he )?((?:[A-Z]\w+ ){{0,3}}){short}\b([ -]?\w*)", passage.text):
                if re.match(rf"{office.removeprefix(short)}$", match[3].replace("-", " ")):
                    ways[office].append((passage, match.span()))
                    continue
                at = match.end(2)
                alone = match[1] and len(match[2].split()) <= 1 and not re.match(r" (?:of$|for$|[A-Z])", match[3])
                others |= not alone
                ways[short].append((passage, (at, at + len(short))))
        # The long name comes first: it is the right one however often it is cut short.
        if ways[office] and ways[short] and not others:
            yield {office: ways[office] * (len(ways[short]) + 1), short: ways[short]}


PLUGIN: type[Check] = TitleVariety
