"""The offices, ranks, courts and relatives of a text, by what they mean (``it/posts.yaml``)."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import languages
from toolkit.analysis.text.cues import Patterns, compiled, scan
from toolkit.analysis.text.words import lowered
from toolkit.languages import MOST_TEXTS, remembered, shared

GROUPS = ("offices", "ranks", "courts", "standing", "kin", "portfolios")
QUALITIES = ("former", "deputy")
_WEAK = "~"
# Characters between a portfolio and the head of its ministry.
_NEAR = 30
# Between a qualifying word and its office.
_BETWEEN = re.compile(r"[\s-]*(?:[^\W\d]+\s)?\Z")


@dataclass(frozen=True, slots=True)
class Post:
    """A word for somebody's place: its group, all it may mean, and what qualifies it ("former", "deputy").

    ``weak``: it means other things too, and may only answer a word of the other side.
    """

    start: int
    end: int
    group: str
    meanings: frozenset[str]
    weak: bool
    qualities: frozenset[str] = frozenset()


@remembered(MOST_TEXTS)
def find_posts(text: str, language: str) -> tuple[Post, ...]:
    """Return the posts of a text in order."""
    small = lowered(text)
    patterns, kinds = _patterns(language)
    found = list(scan(small, patterns))
    prefixed = _prefixed(small, language, found)
    if not found and not prefixed:
        return ()
    posts = []
    heads = None
    for start, end, kind in sorted(found + [(start, end, kind) for start, end, kind, _ in prefixed]):
        for group, meanings, weak in kinds[kind]:
            if group == "portfolios":
                heads = heads if heads is not None else [place[:2] for place in scan(small, _heads(language))]
                if not _is_near(start, end, heads):
                    continue
            qualities = _qualities(small, start, language, prefixed)
            if "deputy" in qualities:
                meanings |= {second for first, second in shared("offices")["deputies"].items() if first in meanings}
            posts.append(Post(start, end, group, meanings, weak, qualities))
    return tuple(posts)


def may_say(text: str, language: str, quality: str) -> bool:
    """Whether the text has any word or prefix by which an office may be a former one, or a deputy's."""
    _, anywhere = _qualifying(language, quality)
    return bool(anywhere.search(lowered(text))) or any(quality in post.qualities for post in find_posts(text, language))


def _is_near(start: int, end: int, heads: list[tuple[int, int]]) -> bool:
    return any(start - _NEAR <= stop and begin <= end + _NEAR for begin, stop in heads)


def _prefixed(small: str, language: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str, str]]:
    """Return the places behind a prefix that was taken off ("exministro"), with the prefix."""
    covered = {start for start, _, _ in found}
    prefixes = {match.end(): match for match in _prefixes(language).finditer(small) if match.start() not in covered}
    if not prefixes:
        return []
    bare = list(small)
    for match in prefixes.values():
        bare[match.start() : match.end()] = " " * len(match[0])
    patterns, _ = _patterns(language)
    return [
        (start, end, kind, prefixes[start][1])
        for start, end, kind in scan("".join(bare), patterns)
        if start in prefixes
    ]


def _qualities(small: str, start: int, language: str, prefixed: list[tuple[int, int, str, str]]) -> frozenset[str]:
    data = languages.load(language, "posts")
    prefix = next((prefix for place, _, _, prefix in prefixed if place == start), None)
    found = {quality for quality in QUALITIES if prefix in data.get(quality, {}).get("prefixes", ())}
    for quality in QUALITIES:
        before, _ = _qualifying(language, quality)
        # The nearest qualifying word, with at most one word between.
        near = [match.end() for match in before.finditer(small, max(0, start - _NEAR), start)]
        if near and _BETWEEN.fullmatch(small[near[-1] : start]):
            found.add(quality)
    return frozenset(found)


@remembered()
def _patterns(language: str) -> tuple[Patterns, dict[str, list[tuple[str, frozenset[str], bool]]]]:
    """Return the patterns of all forms, and by the name of a pattern the groups and meanings of its forms."""
    senses: dict[str, dict[tuple[str, bool], set[str]]] = defaultdict(lambda: defaultdict(set))
    data = languages.load(language, "posts")
    for group in GROUPS:
        for meaning, forms in data.get(group, {}).items():
            for form in forms:
                senses[form.removeprefix(_WEAK)][group, form.startswith(_WEAK)].add(meaning)
    kinds: dict[frozenset[tuple[str, frozenset[str], bool]], list[str]] = defaultdict(list)
    for form, of_form in senses.items():
        kinds[frozenset((group, frozenset(found), weak) for (group, weak), found in of_form.items())].append(form)
    named = {f"k{number}": pair for number, pair in enumerate(kinds.items())}
    return compiled({name: forms for name, (_, forms) in named.items()}), {
        name: sorted(kind, key=lambda sense: sense[0]) for name, (kind, _) in named.items()
    }


@remembered()
def _heads(language: str) -> Patterns:
    return compiled({"head": languages.load(language, "posts").get("heads", ())})


@remembered()
def _prefixes(language: str) -> re.Pattern[str]:
    data = languages.load(language, "posts")
    every = [prefix for quality in QUALITIES for prefix in data.get(quality, {}).get("prefixes", ())]
    return re.compile(rf"(?<!\w)({'|'.join(every)})-?(?=\w{{3}})" if every else r"(?!)")


@remembered()
def _qualifying(language: str, quality: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the words that qualify an office behind them, and those that may anywhere."""
    data = languages.load(language, "posts").get(quality, {})
    return _any_word(data.get("before", ())), _any_word(data.get("anywhere", ()))


def _any_word(forms: Sequence[str]) -> re.Pattern[str]:
    joined = "|".join(re.escape(form).replace(r"\*", r"\w*") for form in forms)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if joined else r"(?!)")
