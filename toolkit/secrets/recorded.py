"""What nobody may write into a file: values of secret environment variables, and keys that stand in a command line."""

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

WITHHELD = "<secret>"
"""What stands for a secret that no environment variable holds."""

_VARIABLE = re.compile(r"(^|_)(KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)(_|$)", re.IGNORECASE)
_OPTION = re.compile(
    r"--?(?:[\w-]+[-_])?(?:(?:api|auth|access|secret|private)[-_]?key|token|secret|password|passwd)", re.IGNORECASE
)
# Shorter ones are dummies for servers that want any key, and would be found in every word.
_SHORTEST = 8


def secrets_of(data: Any) -> dict[str, str]:
    """Return each secret that plain data may hold, with what to write in its place, the longest first.

    A key of a command line is known together with its option only: by itself it may be any word.
    """
    known = {
        value.strip(): f"${{{name}}}"
        for name, value in sorted(os.environ.items())
        if _VARIABLE.search(name) and len(value.strip()) >= _SHORTEST
    }
    for option, value in _in_commands(data):
        shown = covered(value, known)
        shown = WITHHELD if shown == value else shown
        # In a list, or in a signature, which has lists as Python writes them.
        known[f"{option}={value}"] = f"{option}={shown}"
        known[f"{option!r}, {value!r}"] = f"{option!r}, {shown!r}"
    return dict(sorted(known.items(), key=lambda item: (-len(item[0]), item[0])))


def covered(data: Any, secrets: Mapping[str, str]) -> Any:
    """Return plain data in which each secret is covered; keys of maps are names, and stay."""
    if isinstance(data, str):
        for secret, name in secrets.items():
            data = data.replace(secret, name)
        return data
    if isinstance(data, Mapping):
        return {key: covered(value, secrets) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_word(before, word, secrets) for before, word in zip([None, *data], data, strict=False)]
    return data


def _word(before: Any, word: Any, secrets: Mapping[str, str]) -> Any:
    """Return a word of a command line, which may be the value of the option before it."""
    shown = covered(word, secrets)
    return WITHHELD if shown == word and _is_value(before, word) else shown


def _is_value(option: Any, word: Any) -> bool:
    if not isinstance(option, str) or not isinstance(word, str):
        return False
    return bool(_OPTION.fullmatch(option)) and bool(word) and not word.startswith(("$", "{"))


def _in_commands(data: Any) -> Iterator[tuple[str, str]]:
    """Yield what lists of words give as a key, with its option: behind ``--api-key``, or in ``--api-key=...``."""
    if isinstance(data, Mapping):
        data = list(data.values())
        yield from (found for value in data for found in _in_commands(value))
    elif isinstance(data, (list, tuple)):
        for before, word in zip([None, *data], data, strict=False):
            if isinstance(word, str):
                option, sign, value = word.partition("=")
                if sign and _is_value(option, value):
                    yield option, value
                elif _is_value(before, word):
                    yield before, word
            else:
                yield from _in_commands(word)
