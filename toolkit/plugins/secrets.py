"""What nobody may write into a file: values of secret environment variables, and keys that stand in a command line."""

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

WITHHELD = "<secret>"
"""What stands for a secret that no environment variable holds."""

_VARIABLE = re.compile(r"(^|_)(KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)(_|$)", re.IGNORECASE)
_OPTION = re.compile(r"--?(?:[\w-]*[-_])?(?:key|token|secret|password|passwd)(?:=(.+))?", re.IGNORECASE)
# Shorter ones are dummies for servers that want any key, and would be found in every word.
_SHORTEST = 6


def secrets_of(data: Any) -> dict[str, str]:
    """Return each secret that plain data may hold, with what to write in its place, the longest first."""
    known = {
        value.strip(): f"${{{name}}}"
        for name, value in sorted(os.environ.items())
        if _VARIABLE.search(name) and len(value.strip()) >= _SHORTEST
    }
    found = {value: known.get(value, WITHHELD) for value in _in_commands(data)}
    return dict(sorted({**known, **found}.items(), key=lambda item: (-len(item[0]), item[0])))


def covered(data: Any, secrets: Mapping[str, str]) -> Any:
    """Return plain data in which each secret is covered, in keys as in values."""
    if isinstance(data, str):
        for secret, name in secrets.items():
            data = data.replace(secret, name)
        return data
    if isinstance(data, Mapping):
        return {covered(key, secrets): covered(value, secrets) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [covered(value, secrets) for value in data]
    return data


def _in_commands(data: Any) -> Iterator[str]:
    """Yield what lists of words give as a key: behind ``--api-key``, or in ``--api-key=...``."""
    if isinstance(data, Mapping):
        for value in data.values():
            yield from _in_commands(value)
    elif isinstance(data, (list, tuple)):
        for word, following in zip(data, [*data[1:], None], strict=True):
            option = _OPTION.fullmatch(word) if isinstance(word, str) else None
            value = option and (option[1] or following)
            if isinstance(value, str) and value and not value.startswith("$"):
                yield value
            yield from _in_commands(word)
