"""What several checks make of the same case, made once: kept by the very object that it is made of, or by its text.

A document is as dear to compare as to read, so that keys go by identity; those of sentences are the sentences.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from toolkit.languages import MOST_TEXTS, in_force

Given = ParamSpec("Given")
Made = TypeVar("Made")

_MOST = 8  # readings of one case, and the case before

_FEW_TEXTS = 4096
_of_texts: list[Any] = []


class _Very:
    """An object that equals nothing but itself; while it is a key, no other one takes its place in memory."""

    __slots__ = ("one",)

    def __init__(self, one: Any) -> None:
        self.one = one

    def __hash__(self) -> int:
        return id(self.one)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Very) and self.one is other.one


def once(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Keep the last answers of a function whose arguments nobody changes, given by their places."""

    @lru_cache(_MOST)
    def made(*args: _Very) -> Made:
        return function(*(arg.one for arg in args))  # type: ignore[call-arg]  # as many as came

    @wraps(function)
    def asked(*args: Given.args, **_: Given.kwargs) -> Made:
        return made(*map(_Very, args))

    return asked


def of_each_text(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Keep what is made of sentences alone, of all of a long document; ``let_go`` forgets it.

    What is made of them and of language data is kept by ``remembered(MOST_TEXTS)``.
    """
    memory = lru_cache(MOST_TEXTS)(function)
    _of_texts.append(memory)
    return memory  # type: ignore[return-value]  # called in the same way


def let_go(few: int = _FEW_TEXTS) -> None:
    """Forget what was made of the sentences of a long document when its checks are done; of a ``few``, it may stay."""
    for memory in (*_of_texts, *in_force().made.values()):
        state = memory.cache_info()
        if state.maxsize == MOST_TEXTS and state.currsize > few:
            memory.cache_clear()
