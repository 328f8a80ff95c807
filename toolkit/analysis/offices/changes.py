"""Which offices, ranks, courts and relatives of a text have become others in its translation."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from toolkit.analysis.offices.posts import GROUPS, QUALITIES, Post, find_posts, may_say
from toolkit.languages import shared

Range = tuple[int, int]


def changed_posts(
    source: str, translation: str, source_language: str, translation_language: str
) -> Iterator[tuple[Range, Range]]:
    """Yield the places in the translation and in the source of posts that are not the same.

    In each group, one post of the source must be without an answer, and one of the translation: two or more are told in
    other words. Of what stands for the same, one side alone may be a former one or a deputy.
    """
    theirs = find_posts(source, source_language)
    ours = find_posts(translation, translation_language) if theirs else ()
    if not ours:
        return
    for group in GROUPS:
        left, right = ([post for post in side if post.group == group] for side in (theirs, ours))
        lost, new = _without_answer(left, right), _without_answer(right, left)
        if len(lost) == len(new) == 1 and not _are_converse(lost[0], new[0]):
            yield (new[0].start, new[0].end), (lost[0].start, lost[0].end)
            return
    for was, now in _same_office(theirs, ours):
        for quality in QUALITIES:
            if quality in was.qualities and not may_say(translation, translation_language, quality):
                yield (now.start, now.end), (was.start, was.end)
                return
            if quality in now.qualities and not may_say(source, source_language, quality):
                yield (now.start, now.end), (was.start, was.end)
                return


def _without_answer(posts: Sequence[Post], others: Sequence[Post]) -> list[Post]:
    said = frozenset[str]().union(*(other.meanings for other in others))
    return [post for post in posts if not (post.weak or post.meanings & said)]


def _are_converse(one: Post, other: Post) -> bool:
    """Whether one relation may be told by the other, from the other end: her parents, their daughter."""
    pairs = shared("offices")["converse"]
    return any({*pair} == one.meanings | other.meanings for pair in pairs)


def _same_office(theirs: Sequence[Post], ours: Sequence[Post]) -> Iterator[tuple[Post, Post]]:
    """Yield the offices that answer each other and are the only ones of their meaning."""
    left, right = ([post for post in side if post.group == "offices" and not post.weak] for side in (theirs, ours))
    ours_of, theirs_of = _by_meaning(right), _by_meaning(left)
    for was in left:
        answers = _of_meanings(was, ours_of)
        if len(answers) == 1 and len(_of_meanings(answers[0], theirs_of)) == 1:
            yield was, answers[0]


def _by_meaning(posts: Sequence[Post]) -> dict[str, list[Post]]:
    """Return the posts by their meanings, of each the first two: of two, neither is the only one."""
    found: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        for meaning in post.meanings:
            if len(found[meaning]) < 2:
                found[meaning].append(post)
    return found


def _of_meanings(post: Post, posts: Mapping[str, Sequence[Post]]) -> list[Post]:
    """Return the posts that share a meaning with one, or the first two of them."""
    return list(dict.fromkeys(one for meaning in sorted(post.meanings) for one in posts.get(meaning, ())))
