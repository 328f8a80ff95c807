"""Which language data is read: one set for the whole process, the threads of a run and its copies included.

Not a context variable: engines cut texts in threads of their own, which would not see it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from toolkit.languages.folders import Languages
from toolkit.languages.patterns import fault

MOST_TEXTS = 1 << 17
"""For ``remembered``: so many texts as a long document has. Every check asks of each of them what others asked."""

Given = ParamSpec("Given")
Made = TypeVar("Made")

_SHIPPED = Languages()
_in_force = [_SHIPPED]


def shipped() -> Languages:
    """Return the data that comes with the toolkit, and nothing else: what is read where nobody says otherwise."""
    return _SHIPPED


def in_force() -> Languages:
    """Return the data that is read now."""
    return _in_force[-1]


@contextmanager
def using(data: Languages) -> Iterator[None]:
    """Read this data inside the block. One run at a time in a process.

    Raises InputError, with the file and the key, for a text that was brought and makes no regular expression.
    """
    _in_force.append(data)
    try:
        yield
    except re.error as error:
        raise fault(data, error) from error
    finally:
        _in_force.pop()


def load(language: str, topic: str) -> dict[str, Any]:
    """Return a topic of a language or of a pair ("it-en"); empty where there is none. Read it, do not change it."""
    return in_force().load(language, topic)


def shared(topic: str) -> dict[str, Any]:
    """Return a topic that belongs to no language (``seats.yaml``)."""
    return in_force().load("", topic)


def remembered(most: int | None = None) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Remember what a function makes of language data, by its arguments and the data in force; ``most`` for each."""

    def decorate(function: Callable[Given, Made]) -> Callable[Given, Made]:
        @wraps(function)
        def asked(*args: Given.args, **kwargs: Given.kwargs) -> Made:
            made = _in_force[-1].made
            memory: Any = made.get(function)
            if memory is None:
                memory = made[function] = lru_cache(most)(function)
            try:
                answer: Made = memory(*args, **kwargs)
            except re.error as error:  # said at once: a worker process would hand it on without its pattern
                raise fault(_in_force[-1], error) from error
            return answer

        return asked

    return decorate
