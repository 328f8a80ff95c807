"""Which words of a text a model's vocabulary has no tokens for, in whole or in part: it reads "<unk>" in their place.

Such a word is lost without a trace, whatever it is made of: an emoji, "{name}", or a plain word whose piece is missing.
"""

from collections.abc import Callable, Sequence

Lacks = Callable[[Sequence[str]], Sequence[bool]]
"""Says of each of some texts whether its tokens hold one that stands for the unknown."""

_LONGEST = 30
_NAMED = 8


def note(text: str, lacks: Lacks) -> tuple[str, ...]:
    """Return a note on what of the text the vocabulary lacks: words, or characters of what is no single word."""
    words = list(dict.fromkeys(text.split()))
    found = [word for word, unknown in zip(words, lacks(words), strict=True) if unknown]
    short = [_bare(word, lacks) for word in found if len(word) <= _LONGEST]
    letters = list(dict.fromkeys("".join(word for word in found if len(word) > _LONGEST)))
    alone = [letter for letter, unknown in zip(letters, lacks(letters), strict=True) if unknown]
    named = list(dict.fromkeys([*short, *alone]))
    if found and not named:
        named = [f"{found[0][:_LONGEST]}..."]
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    return (f"unknown to the model: {' '.join(named[:_NAMED])}{more}",) if named else ()


def _bare(word: str, lacks: Lacks) -> str:
    """Return a word without the marks around it that the vocabulary knows."""
    start, end = 0, len(word)
    marks = dict(zip(word, lacks(list(word)), strict=True)) if not word.isalnum() else {}
    while start < end and not word[start].isalnum() and not marks[word[start]]:
        start += 1
    while end > start and not word[end - 1].isalnum() and not marks[word[end - 1]]:
        end -= 1
    return word[start:end] or word
