"""One name, two spellings: Kyiv and Kiev, Zelensky and Zelenskyy."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.analysis.names.spellings import Name, joined_two_ways, names, spelled_two_ways
from toolkit.analysis.names.variants import KnownNames, known_names, known_two_ways
from toolkit.analysis.style.minority import minority
from toolkit.analysis.text.passages import passages
from toolkit.model import BY_ITS_CHECK, Case, Finding, Unchecked
from toolkit.plugins.contracts import Check

_CATEGORY = "terminology/inconsistent-use"
_SMALL = re.compile(r"(?<![\w-])[a-z]{5,}")


@dataclass(frozen=True, slots=True)
class NameSpelling:
    """One name that the text spells in two ways.

    Readers take two spellings for two places or people, and a search finds half of them. Known are some 130 names
    with several English spellings; others are compared by what transliterations differ in. The rarer spelling is
    marked. "Chicken Kiev", "Peking duck" and the like keep theirs, an explanation ("Kyiv, formerly Kiev") is none, and
    people with different given names are different people.

    Bad:  Kyiv asked for help. Talks in Kiev went on all night.
    Good: Kyiv asked for help. Talks in Kyiv went on all night, over chicken Kiev.

    On clean news (NTREX-128, 62 documents): .1 % of the segments, rightly.
    """

    needs_source: ClassVar[bool] = False
    reads_kept: ClassVar[bool] = True

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield each use of a rarer spelling, at most five of a name; the suggestion is the commoner one."""
        known = known_names(case.translation_language)
        if known is None:
            yield Unchecked(BY_ITS_CHECK, f"no data for {case.translation_language}")
            return
        texts = passages(case)
        taken: set[tuple[int, int]] = set()
        for ways in _groups([passage.text for passage in texts], known):
            for name, way, chief in minority(ways):
                if (name.passage, name.start) in taken:
                    continue
                taken.add((name.passage, name.start))
                times = f"{len(ways[chief])} times" if len(ways[chief]) > 1 else "once"
                message = f"{way!r} here, {chief!r} elsewhere ({times})"
                where = (name.start, name.end)
                yield texts[name.passage].finding("warning", _CATEGORY, message, where, chief)


def _groups(texts: Sequence[str], known: KnownNames) -> list[dict[str, list[Name]]]:
    small = frozenset(word for text in texts for word in _SMALL.findall(text))
    words, wholes = names(texts)
    others = [*spelled_two_ways(words, small, known.titles), *joined_two_ways(wholes)]
    return known_two_ways(texts, known) + [ways for ways in others if not known.listed & set(ways)]


PLUGIN: type[Check] = NameSpelling
